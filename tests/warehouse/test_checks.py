"""Each check finds its fault: spoil a copy by SQL, and it is refused in words that say why."""

from __future__ import annotations

import shutil
from dataclasses import replace

import duckdb
import pytest

from fhfa_data.errors import WarehouseError
from fhfa_data.warehouse import build
from fhfa_data.warehouse.alone import LOCK
from fhfa_data.warehouse.checks import check_warehouse
from fhfa_data.warehouse.pointer import read_pointer
from fhfa_data.warehouse.read import open_current

WHITE = "indicator = 'white_pct' AND area_code = 'E05011366'"

EDIT = "UPDATE stored.figure SET"

FAULTS = {
    "two figures for the same indicator": (
        f"INSERT INTO stored.figure SELECT * FROM stored.figure WHERE {WHITE}"
    ),
    "a figure for an area that is not in the list": (
        f"{EDIT} area_code = 'E05999999' WHERE {WHITE}"
    ),
    "a neighbourhood whose ward, borough or MSOA": (
        "UPDATE lsoa SET ward24_code = 'E05999999' WHERE lsoa21_code = 'E01004766'"
    ),
    "a ward without a neighbourhood": (
        "INSERT INTO area VALUES ('E05999999', 'ward', 'Nowhere', 'E08000001', 'Bolton', '')"
    ),
    "a ward without a shape": "DELETE FROM ward_shape WHERE ward24_code = 'E05011366'",
    "a shape for a ward that is not in the list": (
        "UPDATE ward_shape SET ward24_code = 'E05999999' WHERE ward24_code = 'E05011366'"
    ),
    "a shape for a middle-layer area (MSOA) that is not in the list": (
        "INSERT INTO msoa_shape VALUES ('E02999999', 'ons_msoa21_bgc', ''::BLOB)"
    ),
    "a neighbourhood without a shape": ("DELETE FROM lsoa_shape WHERE lsoa21_code = 'E01004766'"),
    "a borough without a shape": (
        "INSERT INTO borough_shape VALUES ('E08000001', 'ons_lad23_bgc', ''::BLOB)"
    ),
    "a neighbourhood without a rural/urban class": (
        "INSERT INTO rural_urban VALUES ('E01004766', 'UN1', 'Urban', true, 'ons_ruc21_lsoa21')"
    ),
    "a postcode in an unknown neighbourhood or ward": (
        "UPDATE postcode SET ward24_code = 'E05999999' WHERE postcode = 'M1 1AD'"
    ),
    "residents by age of an unknown area, or not in 18 bands": (
        "DELETE FROM age WHERE area_code = 'E01004766' AND age_band = '85+'"
    ),
    "a retired ward that went to an unknown ward, or is in use": (
        "UPDATE ward_change SET ward22_code = ward24_code WHERE ward22_code = 'E05000650'"
    ),
    "a place in an unknown ward": (
        "UPDATE place SET ward24_code = 'E05999999' WHERE name = 'Agecroft Cemetery'"
    ),
    "an indicator without a row for every ward": f"DELETE FROM stored.latest_figure WHERE {WHITE}",
    "a value that its status contradicts": f"{EDIT} status = 'suppressed' WHERE {WHITE}",
    "a value outside its own interval": (
        f"{EDIT} ci95_low = value + 1, ci95_high = value + 2 WHERE {WHITE}"
    ),
    "a numerator larger than its denominator": (
        f"{EDIT} numerator = denominator + 1 WHERE {WHITE}"
    ),
    "a period the figures use": "DELETE FROM period WHERE indicator = 'white_pct'",
    "an empty table": "DELETE FROM place",
    "a percent outside 0 to 100": f"{EDIT} value = 100.1 WHERE {WHITE}",
    "a proportion outside 0 to 1": f"{EDIT} value = 1.1 WHERE indicator = 'income_score'"
    " AND area_type = 'ward'",
    "a decile outside 1 to 10": f"{EDIT} value = 0 WHERE indicator = 'imd_decile'"
    " AND area_type = 'lsoa'",
    "a rank outside 1 to 33755": f"{EDIT} value = 33756 WHERE indicator = 'imd_rank'"
    " AND area_type = 'lsoa'",
    "a people outside 0": f"{EDIT} value = -1 WHERE indicator = 'population'"
    " AND area_type = 'ward'",
    "a years outside 0 to 120": f"{EDIT} value = 121, ci95_low = NULL, ci95_high = NULL"
    " WHERE indicator = 'life_expectancy_birth' AND area_type = 'borough'",
    "a per_100_000 outside 0": f"{EDIT} value = -1"
    " WHERE indicator = 'preventable_mortality_u75' AND area_type = 'borough'",
}

FAULTS |= {
    "a ward whose neighbourhoods' residents don't add up": (
        "UPDATE lsoa SET residents = residents + 1 WHERE lsoa21_code = 'E01004766'"
    ),
    "a borough whose wards' residents don't add up": (
        f"{EDIT} value = value + 1 WHERE indicator = 'population' AND area_code = 'E08000003'"
    ),
}

SAME_FAULT_OTHERWISE = [
    (
        "an indicator without a row for every ward",
        "DELETE FROM stored.latest_figure WHERE area_type = 'ward' AND indicator = 'white_pct'",
    ),
    ("a value that its status contradicts", f"{EDIT} value = NULL WHERE {WHITE}"),
    (
        "a value that its status contradicts",
        f"{EDIT} reason = '' WHERE status = 'suppressed'",
    ),
    (
        "a value outside its own interval",
        f"{EDIT} ci95_low = value - 1 WHERE {WHITE}",
    ),
    ("a neighbourhood whose ward, borough or MSOA", "UPDATE lsoa SET msoa11_code = 'E02999999'"),
    ("a neighbourhood whose ward, borough or MSOA", "UPDATE lsoa SET borough_code = 'E08999999'"),
    (
        "a value that its status contradicts",
        f"{EDIT} value = 'nan' WHERE {WHITE}",
    ),
]


@pytest.fixture(scope="module")
def copy(warehouse_file, tmp_path_factory):
    path = tmp_path_factory.mktemp("spoilt") / "copy.duckdb"
    shutil.copy(warehouse_file, path)
    with duckdb.connect(str(path)) as connection:
        yield connection


@pytest.fixture
def spoilable(copy):
    """A whole warehouse; whatever a test does to it is undone."""
    copy.execute("BEGIN")
    yield copy
    copy.execute("ROLLBACK")


def test_a_whole_warehouse_passes_every_check(spoilable, catalogue):
    results = check_warehouse(spoilable, catalogue)
    assert len(results) == len(FAULTS)  # each check has its fault above
    assert {one.outcome.value for one in results} == {"passed"}


def test_the_warehouse_itself_says_what_was_checked(warehouse, catalogue):
    said = {one.check: one for one in warehouse.check_results()}
    assert len(said) == len(FAULTS)
    assert said["wards_have_shapes"].detail == "Every ward has a shape."
    assert said["range_people"].detail == "Every number of people is between 0 and 70,000,000."


@pytest.mark.parametrize(("fault", "sql"), [*FAULTS.items(), *SAME_FAULT_OTHERWISE])
def test_each_fault_is_found_and_told(spoilable, catalogue, fault, sql):
    spoilable.execute(sql)
    with pytest.raises(WarehouseError) as caught:
        check_warehouse(spoilable, catalogue)
    assert fault in caught.value.where
    assert "not put to use" in caught.value.what


def test_all_faults_are_told_at_once_with_examples(spoilable, catalogue):
    spoilable.execute(FAULTS["a percent outside 0 to 100"])
    spoilable.execute(FAULTS["a ward without a shape"])
    with pytest.raises(WarehouseError) as caught:
        check_warehouse(spoilable, catalogue)
    assert "white_pct E05011366" in caught.value.where
    assert "a ward without a shape: E05011366" in caught.value.where


def test_figures_that_fail_their_checks_are_never_put_to_use(
    own_folder, starter_and_tables, next_version, monkeypatch
):
    before = read_pointer(own_folder)

    _, tables = starter_and_tables
    figures = tables.figures.copy()
    figures.loc[figures["indicator"] == "white_pct", "value"] *= 10
    monkeypatch.setattr(build, "derive_tables", lambda *_: replace(tables, figures=figures))
    next_version()
    with pytest.raises(WarehouseError, match="a percent outside 0 to 100"):
        build.build_warehouse()
    assert read_pointer(own_folder) == before
    there = {path.name for path in own_folder.iterdir()} - {LOCK}  # it may lie there, let go of
    assert there == {before.file, "current.json", "history.jsonl"}
    assert open_current().fingerprint == before.fingerprint
