"""A figure is traced to bytes, and the bytes say what the figure says."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from fhfa_data.catalogue.load import load_catalogue
from fhfa_data.cli import main
from fhfa_data.errors import RawDataError, UnknownName
from fhfa_data.tracing import trace
from fhfa_data.warehouse.read import open_current

HARPURHEY = "E05011366"
DECILE = "Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)"


@pytest.fixture
def traced(place, monkeypatch):
    """A way to trace figures of the refreshed warehouse."""
    monkeypatch.setenv("FHFA_RAW_DIR", str(place.raw))
    warehouse = open_current()
    yield lambda *asked: trace(warehouse, load_catalogue(), *asked)
    warehouse.close()


def cells_at(data: bytes, row) -> list[str]:
    return next(csv.reader([data[row.offset : row.offset + row.length].decode("utf-8-sig")]))


def test_core20_is_added_up_again_from_the_bytes_alone(traced):
    """Seek, read, parse with the standard library, add up: the figure on screen."""
    found = traced("core20_pct", HARPURHEY)
    deciles, residents, lookup = found.inputs
    header = next(csv.reader([deciles.files[0].path.read_text("utf-8-sig").split("\n")[0]]))
    raw = deciles.files[0].path.read_bytes()
    at = header.index(DECILE)
    decile = {row.area_code: int(cells_at(raw, row)[at]) for row in deciles.rows}
    with zipfile.ZipFile(residents.files[0].path) as archive:
        member = archive.read(residents.rows[0].member)
    names = next(csv.reader([member.decode("utf-8-sig").split("\n")[0]]))
    total = next(n for n, name in enumerate(names) if name.startswith("Age: Total"))
    people = {row.area_code: int(cells_at(member, row)[total]) for row in residents.rows}
    assert found.denominator == sum(people.values())
    assert found.numerator == sum(people[code] for code in people if decile[code] <= 2)
    assert set(decile) == set(people) == {row.area_code for row in lookup.rows}
    assert all(row.cells["WD24CD"] == HARPURHEY for row in lookup.rows)


def test_each_file_is_the_one_of_its_receipt(traced):
    for one in traced("core20_pct", HARPURHEY).inputs:
        assert one.files
        for file in one.files:
            receipt = json.loads((file.path.parent / "receipt.json").read_text("utf-8"))
            [part] = [part for part in receipt["parts"] if part["name"] == file.path.name]
            assert hashlib.sha256(file.path.read_bytes()).hexdigest() == part["sha256"]
            assert (file.sha256, file.address, file.size) == (
                part["sha256"],
                part["address"],
                part["size"],
            )
            assert file.fetched_at == part["fetched_at"]


def test_a_row_of_json_is_named_by_page_and_number(traced):
    lookup = traced("disabled_pct", HARPURHEY).inputs[-1]
    for row in lookup.rows:
        path = next(file.path for file in lookup.files if file.path.name == row.file)
        feature = json.loads(path.read_text("utf-8"))["features"][row.row - 1]
        assert feature["attributes"]["LSOA21CD"] == row.area_code


def test_a_neighbourhoods_own_figure_is_one_row(traced):
    [one] = traced("imd_score", "E01005202").inputs
    [row] = one.rows
    assert row.area_code == "E01005202"
    assert float(next(iter(row.cells.values()))) == traced("imd_score", "E01005202").value


def test_all_of_greater_manchester(traced):
    deciles, residents, lookup = traced("core20_pct", "E47000001").inputs
    assert len(deciles.rows) == len(residents.rows) == len(lookup.rows) == 1702


def test_what_was_not_fetched_is_traced_to_the_embedded_file(traced):
    found = traced("children_low_income_ahc_pct", "E08000003")
    [one] = found.inputs
    [row] = one.rows
    assert one.origin == "starter"
    held = pd.read_parquet(one.files[0].path).iloc[row.row - 1]
    asked = ("E08000003", "2024/25", found.value)
    assert (held["area_code"], held["period"], held["value"]) == asked
    provenance = Path(one.files[0].path.parent / "provenance.toml").read_text("utf-8")
    assert one.files[0].sha256 in provenance


def test_changed_bytes_are_refused(traced, place):
    [path] = place.raw.glob("mhclg_iod2025_file7/*/File_7*.csv")
    data = bytearray(path.read_bytes())
    data[-100] ^= 1
    path.write_bytes(data)
    found = traced("core20_pct", HARPURHEY)
    assert found.inputs[0].rows == ()
    assert "The raw bytes are not in" in found.inputs[0].note


def test_a_range_that_is_not_the_row_is_refused(traced, monkeypatch):
    """Were the ranges ever wrong, the trace would say so, not show them."""
    from fhfa_data.tracing import raw_rows

    right = raw_rows.cells
    monkeypatch.setattr(raw_rows, "cells", lambda row: [*right(row)[:-1], "something else"])
    with pytest.raises(RawDataError, match="not the row that a build reads"):
        traced("imd_score", "E01005202")


def test_raw_bytes_that_are_gone_are_said(traced, place, capsys):
    shutil.rmtree(place.raw)
    assert main(["trace", "core20_pct", HARPURHEY]) == 0
    assert "The raw bytes are not in" in capsys.readouterr().out


def test_a_gap_has_its_reason_and_no_rows(traced):
    found = traced("life_expectancy_birth", HARPURHEY)
    assert (found.value, found.inputs) == (None, ())
    assert found.reason


def test_the_command_says_bytes_and_sums(traced, capsys):
    assert main(["trace", "core20_pct", HARPURHEY]) == 0
    out = capsys.readouterr().out
    assert "100.0 (% of residents) = 19,234 of 19,234" in out
    assert out.count(", bytes ") == 20
    assert "SHA-256:" in out
    assert main(["trace", "core20_pct", "E47000001"]) == 0
    assert "and 1,692 more rows" in capsys.readouterr().out


def test_json_holds_every_row(traced, capsys):
    assert main(["trace", "core20_pct", "E47000001", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert [len(one["rows"]) for one in said["inputs"]] == [1702, 1702, 1702]
    frame = pd.read_json(io.StringIO(json.dumps(said["inputs"][0]["rows"])))
    assert frame["offset"].is_unique


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        (("core2_pct", HARPURHEY), "core20_pct"),
        (("core20_pct", "E05011360X"), "E0501136"),
        (("core20_pct", HARPURHEY, "1066"), "2025"),
    ],
)
def test_what_is_not_known_is_told_with_the_nearest(traced, asked, hint):
    with pytest.raises(UnknownName) as caught:
        traced(*asked)
    assert any(hint in one for one in caught.value.nearest)
