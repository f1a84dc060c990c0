"""Known edits to a copy of a warehouse are what the comparison finds: those, and no others."""

from __future__ import annotations

import json
import shutil
import statistics
from dataclasses import asdict

import duckdb
import pytest

from fhfa_data.cli import main
from fhfa_data.errors import WarehouseError
from fhfa_data.views.changes import changes_shown
from fhfa_data.warehouse.compare import compare, read_changes
from fhfa_data.warehouse.pointer import read_pointer

HARPURHEY, LEVENSHULME = "E05011366", "E05011369"
EDITS = f"""
UPDATE stored.figure SET value = value + 20
 WHERE indicator = 'imd_score' AND area_code = '{HARPURHEY}';
UPDATE stored.figure SET value = value * (1 + 1e-13) WHERE indicator = 'white_pct';
UPDATE stored.figure SET status = 'suppressed', value = NULL, reason = 'small_numbers'
 WHERE indicator = 'asian_pct' AND area_type = 'ward' AND area_code <= '{LEVENSHULME}';
INSERT INTO stored.figure SELECT * REPLACE ('2031' AS period) FROM stored.figure
 WHERE indicator = 'population' AND area_type = 'borough';
UPDATE stored.figure SET area_code = 'E05099999' WHERE area_code = '{LEVENSHULME}';
UPDATE area SET area_code = 'E05099999', name = 'New Levenshulme'
 WHERE area_code = '{LEVENSHULME}';
INSERT INTO dataset VALUES ('ons_census2021_ts021', 'refresh', '2026-11-24', 'abcdef123456789', '');
UPDATE meta SET value = '0123456789ab' WHERE key = 'fingerprint';
"""


@pytest.fixture(scope="module")
def edited(warehouse_file, tmp_path_factory):
    path = tmp_path_factory.mktemp("edited") / "atlas-0123456789ab.duckdb"
    shutil.copy(warehouse_file, path)
    with duckdb.connect(str(path)) as connection:
        connection.execute(EDITS)
    return path


@pytest.fixture(scope="module")
def changes(warehouse_file, edited):
    return compare(warehouse_file, edited)


def of(changes, indicator):
    return next(one for one in changes.indicators if one.indicator == indicator)


def test_nothing_differs_from_itself(warehouse_file, catalogue):
    same = compare(warehouse_file, warehouse_file)
    assert same.nothing
    assert (same.movers, same.statuses, same.datasets) == ((), (), ())
    assert changes_shown(same, catalogue).summary.startswith("Nothing differs")


def test_a_changed_value_is_found_with_how_far_it_moved(changes, warehouse):
    assert of(changes, "imd_score").changed == 1
    mover = changes.movers[0]
    assert (mover.indicator, mover.area_code, mover.name) == ("imd_score", HARPURHEY, "Harpurhey")
    assert mover.new_value - mover.old_value == pytest.approx(20)
    query = "SELECT value FROM figure WHERE indicator = 'imd_score' AND area_type = 'ward'"
    wards = warehouse.frame(query)["value"].tolist()
    assert mover.deviations == pytest.approx(20 / statistics.pstdev(wards))


def test_last_bits_are_no_change(changes):
    white = of(changes, "white_pct")  # there only because a ward's code changed
    assert (white.changed, white.came, white.went) == (0, 1, 1)


def test_what_was_withheld_is_told_by_status(changes, warehouse):
    [status] = [one for one in changes.statuses if one.indicator == "asian_pct"]
    codes = sorted(one.code for one in warehouse.wards())
    withheld = [one for one in codes if one < LEVENSHULME]  # Levenshulme itself came and went
    assert (status.was, status.now, status.figures) == ("ok", "suppressed", len(withheld))
    assert status.example == withheld[0]


def test_new_periods_are_rows_that_came(changes):
    population = of(changes, "population")
    assert (population.came, population.went) == (10 + 1, 1)
    assert population.new_periods == "2031"


def test_codes_that_came_and_went(changes):
    found = {(one.area_code, one.name, one.came) for one in changes.codes}
    assert found == {
        ("E05099999", "New Levenshulme", True),
        (LEVENSHULME, "Levenshulme", False),
    }
    assert (changes.codes_came, changes.codes_went) == (1, 1)
    assert ("ward", 215, 215) in {(one.what, one.before, one.after) for one in changes.counts}


def test_the_dataset_whose_bytes_changed(changes):
    [dataset] = changes.datasets
    assert (dataset.source, dataset.old_digest) == ("ons_census2021_ts021", "")


def test_it_is_said_in_words(changes, catalogue):
    shown = changes_shown(changes, catalogue)
    assert "1 value changed" in shown.summary
    assert "1 area came, 1 area went" in shown.summary
    tables = {one.title: one for one in shown.listings}
    mover = tables["Biggest movers"].rows[0]
    assert mover[:2] == ("IMD score", "Harpurhey, Manchester (ward)")
    assert mover[3:5] == ("60.7", "80.7")
    assert ("ONS, Census 2021 (TS021)", "Embedded", "24 November 2026 (abcdef123456)") in tables[
        "Datasets whose bytes changed"
    ].rows


def test_it_survives_json(changes):
    assert read_changes(json.loads(json.dumps(asdict(changes)))) == changes


def test_a_file_that_is_no_warehouse_is_refused_in_words(warehouse_file, tmp_path):
    junk = tmp_path / "atlas-junk.duckdb"
    junk.write_bytes(b"not a warehouse")
    with pytest.raises(WarehouseError, match="can't be compared"):
        compare(junk, warehouse_file)


@pytest.fixture
def two_builds(own_folder, edited):
    """The edited build in the place of an earlier one."""
    shutil.copy(edited, own_folder)
    return own_folder


def test_the_command_compares_with_the_build_before(two_builds, capsys):
    assert main(["diff"]) == 0
    printed = capsys.readouterr().out
    now = read_pointer(two_builds).fingerprint
    assert printed.startswith(f"From build 0123456789ab to {now}: 1 value changed")
    assert "Harpurhey, Manchester (ward)" in printed
    assert "\x1b[" not in printed


def test_the_command_says_it_as_json(two_builds, capsys):
    assert main(["diff", "0123", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["movers"][0]["area_code"] == HARPURHEY


def test_no_build_to_compare_with_is_said(own_folder, capsys):
    assert main(["diff"]) == 1
    assert "There is no earlier build" in capsys.readouterr().err
    assert main(["diff", "ffff"]) == 2
    assert "There is no build called 'ffff'" in capsys.readouterr().err
