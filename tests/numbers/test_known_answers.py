"""The answers the commissioner gave us, as `fhfa figures` and the pages read them."""

from __future__ import annotations

import pytest

from fhfa_data.model.areas import AreaType
from fhfa_data.views.figure_rows import figure_rows

MANCHESTER, TRAFFORD, GM, ENGLAND = "E08000003", "E08000009", "E47000001", "E92000001"


@pytest.fixture(scope="module")
def rows(warehouse, catalogue):
    """(indicator, kind of area) → area code → row."""

    def ask(indicator, kind):
        found = figure_rows(warehouse, catalogue, indicator=indicator, area_type=AreaType(kind))
        return found.rows.set_index("area_code").to_dict("index")

    return ask


@pytest.mark.parametrize(
    ("kind", "count"),
    [("borough", 10), ("ward", 215), ("lsoa", 1702), ("msoa", 346), ("gm", 1), ("england", 1)],
)
def test_how_many_areas(warehouse, kind, count):
    found = [one for one in warehouse.areas.values() if one.area_type.value == kind]
    assert len(found) == count


def test_629_neighbourhoods_in_the_most_deprived_fifth_392_in_the_tenth(rows):
    deciles = [row["value"] for row in rows("imd_decile", "lsoa").values()]
    assert sum(decile <= 2 for decile in deciles) == 629
    assert sum(decile <= 1 for decile in deciles) == 392


def test_greater_manchester_core20(rows):
    row = rows("core20_pct", "gm")[GM]
    assert row["numerator"] == 1_132_504
    assert row["denominator"] == rows("population", "gm")[GM]["value"]
    assert round(row["value"], 1) == 39.5


@pytest.mark.parametrize(("code", "share"), [(MANCHESTER, 61.2), (TRAFFORD, 7.8)])
def test_borough_core20(rows, code, share):
    assert round(rows("core20_pct", "borough")[code]["value"], 1) == share


def test_england(rows):
    assert round(rows("core20_pct", "england")[ENGLAND]["value"], 1) == 20.2
    assert round(rows("core10_pct", "england")[ENGLAND]["value"], 1) == 10.1
    assert round(rows("imd_score", "england")[ENGLAND]["value"], 1) == 21.8


def test_highest_and_lowest_imd_score(rows):
    wards = sorted(rows("imd_score", "ward").values(), key=lambda row: row["value"])
    highest, lowest = wards[-1], wards[0]
    assert (highest["area_name"], highest["borough_name"]) == ("Alexandra", "Oldham")
    assert round(highest["value"], 2) == 62.67
    assert (lowest["area_name"], lowest["borough_name"]) == (
        "Bramhall South & Woodford",
        "Stockport",
    )
    assert round(lowest["value"], 2) == 2.75


def test_two_ward_names_occur_twice(warehouse):
    names = [ward.name for ward in warehouse.wards()]
    assert sorted({name for name in names if names.count(name) > 1}) == ["Brooklands", "Manor"]


def test_children_in_low_income_families_range(warehouse, catalogue):
    found = figure_rows(
        warehouse,
        catalogue,
        indicator="children_low_income_ahc_pct",
        area_type=AreaType.WARD,
        period="all",
    )
    values = found.rows["value"]
    assert (len(values), values.min(), values.max()) == (2 * 215, 4.8, 62.8)
