"""An indicator that an analyst adds: kept, labelled, added up, refused in words, forgotten."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from fhfa_data.catalogue.wisdom import load_wisdom
from fhfa_data.views.atlas import Atlas
from fhfa_data.warehouse.installed import catalogue_of
from fhfa_data.warehouse.read import Warehouse

pytestmark = pytest.mark.process

NAME = "council_homes_damp_pct"


@dataclass
class Desk:
    """An analyst's desk: the example's two files to change, and the command line."""

    root: Path

    def __post_init__(self):
        self.table, self.definition = self.root / "damp.csv", self.root / "damp.toml"

    def fhfa(self, *arguments):
        folders = {"FHFA_RAW_DIR": self.root / "raw", "FHFA_WAREHOUSE_DIR": self.root / "wh"}
        environment = {**os.environ, **{key: str(path) for key, path in folders.items()}}
        environment["FHFA_MIRROR_URL"] = "http://127.0.0.1:9"
        command = [sys.executable, "-m", "fhfa_data", *map(str, arguments)]
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
        )

    def add(self):
        return self.fhfa(
            *("refresh", "--offline", "--json"),
            *("--file", self.table, "--indicator", self.definition),
        )

    def change(self, file, old, new):
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")

    def figures(self, area_type, *more):
        found = self.fhfa("figures", "--indicator", NAME, "--area-type", area_type, *more)
        return list(csv.DictReader(found.stdout.splitlines())), found


@pytest.fixture
def desk(tmp_path, repository):
    """Nothing was ever fetched here: the embedded figures and the example of the guide."""
    for name in ("damp.csv", "damp.toml"):
        (tmp_path / name).write_bytes((repository / "docs" / "examples" / name).read_bytes())
    return Desk(tmp_path)


@pytest.fixture(scope="module")
def added(tmp_path_factory, repository):
    """The example of the guide, added once; don't change it."""
    folder = tmp_path_factory.mktemp("desk")
    for name in ("damp.csv", "damp.toml"):
        (folder / name).write_bytes((repository / "docs" / "examples" / name).read_bytes())
    desk = Desk(folder)
    done = desk.add()
    assert done.returncode == 0, done.stderr
    return desk, json.loads(done.stdout)


def by_ward(table, repository):
    """Homes with damp and all homes of each ward, added up here from the example's own lines."""
    import pyarrow.parquet as pq

    areas = pq.read_table(repository / "data/starter/areas.parquet").to_pylist()
    ward = {one["lsoa21_code"]: one["ward24_code"] for one in areas}
    sums = {}
    for row in csv.DictReader(table.read_text("utf-8").splitlines()):
        damp, homes = sums.get(ward[row["LSOA"]], (0, 0))
        damp += int(row["Homes with damp reported"])
        sums[ward[row["LSOA"]]] = (damp, homes + int(row["Council homes"]))
    return sums


def test_neighbourhoods_are_added_up_to_wards(added, repository):
    desk, report = added
    rows, _ = desk.figures("ward")
    known = {row["area_code"]: row for row in rows if row["status"] == "ok"}
    expected = by_ward(desk.table, repository)
    assert set(known) == set(expected)
    for code, (damp, homes) in expected.items():
        assert float(known[code]["value"]) == pytest.approx(100 * damp / homes)
        assert float(known[code]["denominator"]) == homes
    assert len(rows) == 215
    assert report["changed"]
    assert [one["source"] for one in report["datasets"] if one["as_of"]] == [f"local_{NAME}"]


def test_it_is_labelled_wherever_it_stands(added):
    from fhfa_data.charts.about_tables import indicator_table, source_table
    from fhfa_data.views.answer import answer
    from fhfa_data.views.downloads import Asked, csv_file, readme
    from fhfa_data.views.profile import all_rows, profile_groups

    _, report = added
    opened = Warehouse(Path(report["file"]))
    atlas = Atlas(opened, catalogue_of(opened), load_wisdom())
    label = "Local, unpublished"
    ward = opened.area("E05013028")
    assert label in str(answer(atlas, ward, NAME, "latest").headline)
    rows = all_rows(profile_groups(atlas, (ward,)))
    assert [row.evidence for row in rows if row.indicator_id == NAME] == [label]
    [listed] = [row for row in indicator_table(atlas)["rows"] if row[0].get("code") == NAME]
    assert listed[2]["text"] == label
    [source] = [row for row in source_table(atlas)["rows"] if "damp" in row[0]["text"]]
    assert "Added on" in source[3]["text"]
    taken = csv_file(atlas, Asked(NAME)).decode("utf-8-sig")
    assert "local, unpublished" in taken
    assert "Unpublished: for use inside" in taken
    assert "unpublished" in readme(atlas)
    opened.close()


def test_a_later_build_has_it_still_and_forgetting_takes_it_away(desk):
    first = json.loads(desk.add().stdout)
    again = desk.fhfa("refresh", "--offline", "--forget", "nonsense")
    assert again.returncode == 2
    assert "no local indicator called 'nonsense'" in again.stderr
    same = json.loads(desk.add().stdout)
    assert same["fingerprint"] == first["fingerprint"]
    gone = desk.fhfa("refresh", "--offline", "--forget", NAME)
    assert gone.returncode == 0, gone.stderr
    _, asked = desk.figures("ward")
    assert asked.returncode == 2
    assert not (desk.root / "raw" / f"local_{NAME}").exists()


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("definition", f'id = "{NAME}"', 'id = "imd_score"', "called 'imd_score' already"),
        ("definition", 'period = "2024/25"', 'period = "last year"', "'last year' has a form"),
        ("definition", 'themes = ["homes"]', 'themes = ["damp"]', "no theme called 'damp'"),
        ("definition", 'unit = "percent"', "", "unit: Field required"),
        ("definition", 'area_type = "lsoa"', 'area_type = "msoa"', "lsoa, ward or borough"),
        ("definition", '"Council homes"', '"Homes"', "no column 'Homes'"),
        ("definition", "[reading]", "[reading", "not valid TOML"),
        ("table", "E010", "E019", "belong to no neighbourhood"),
        ("table", ",5\n", ",five\n", "'five' is neither a number"),
        ("table", ",5\n", ",500\n", "outside 0 to 100"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_kept(desk, file, old, new, words):
    desk.change(getattr(desk, file), old, new)
    done = desk.add()
    assert done.returncode == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not list((desk.root / "raw").glob("local_*/2*"))
    assert not (desk.root / "wh" / "current.json").exists()


def test_a_table_without_its_definition_is_refused(desk):
    done = desk.fhfa("refresh", "--offline", "--file", desk.table)
    assert done.returncode == 1
    assert "--indicator" in done.stderr


def test_the_guide_shows_the_very_example(repository):
    guide = (repository / "docs" / "analysts.md").read_text("utf-8")
    example = (repository / "docs" / "examples" / "damp.toml").read_text("utf-8")
    assert example.partition("\n")[2] in guide  # but for its first line, a comment
