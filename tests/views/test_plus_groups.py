"""PLUS groups: everyone has a row, small counts are said with care, tiny ones not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from fhfa_data.catalogue.equality_groups import equality_groups
from fhfa_data.catalogue.plus_groups import PlusGroup, plus_groups
from fhfa_data.charts.core20plus5_table import groups_table
from fhfa_data.views import beside as beside_module
from fhfa_data.views import plus_groups as module
from fhfa_data.views.core20plus5 import core20plus5
from fhfa_data.views.plus_groups import NOT_SHOWN, SMALL, TOO_FEW, care_words, plus_rows

HARPURHEY, GM = "E05011366", "E47000001"


@pytest.fixture
def with_few(atlas, monkeypatch):
    """Rows of Harpurhey where as many people as given are in Black ethnic groups."""

    def rows(people):
        def changed(*asked):
            found = beside_module.beside(*asked)
            few = replace(found.own, numerator=people, value=100 * people / 19_233)
            return replace(found, own=few)

        monkeypatch.setattr(module, "beside", changed)
        found = plus_rows(atlas, atlas.place(HARPURHEY))
        return next(one for one in found if one.indicator_id == "black_pct")

    return rows


def test_every_equality_group_has_a_row_and_every_indicator_exists(catalogue):
    assert set(equality_groups()) <= set(plus_groups())
    for one in plus_groups().values():
        assert one.name
        assert set(one.indicators) <= set(catalogue.indicators)


def test_a_group_without_indicators_must_say_why():
    with pytest.raises(ValidationError, match="says why"):
        PlusGroup(name="Somebody", indicators=(), note="")


@pytest.mark.parametrize("place", [HARPURHEY, GM])
def test_counts_and_shares_are_the_census_counts_over_its_residents(atlas, place):
    counted = [one for one in plus_rows(atlas, atlas.place(place)) if one.people_count is not None]
    assert {one.indicator_id for one in counted} >= {"asian_pct", "disabled_pct"}
    for one in counted:
        (row,) = atlas.warehouse.records(
            "SELECT numerator, denominator FROM latest_figure "
            "WHERE indicator = ? AND area_code = ?",
            [one.indicator_id, place],
        )
        assert one.people_count == row["numerator"]
        share = one.shares[place][1]
        assert share == pytest.approx(100 * row["numerator"] / row["denominator"], abs=0.05)


def test_a_count_below_ten_is_not_shown_nor_can_it_be_worked_out(with_few, atlas):
    row = with_few(9.0)
    assert (row.people, row.people_count, row.care) == (NOT_SHOWN, None, TOO_FEW)
    assert HARPURHEY not in row.shares
    assert "England" not in row.people
    assert "E92000001" in row.shares


def test_a_count_below_a_hundred_is_shown_with_care(with_few):
    row = with_few(99.0)
    assert (row.people, row.care) == ("99", SMALL)
    assert HARPURHEY in row.shares


@given(people=st.integers(min_value=0, max_value=5_000))
def test_care_depends_on_the_two_limits_alone(atlas, people):
    (figure,) = atlas.warehouse.series("black_pct", [HARPURHEY])
    black = atlas.catalogue.indicator("black_pct")
    care = care_words(black, replace(figure, numerator=float(people)))
    assert (care == TOO_FEW) == (people < 10)
    assert (care == "") == (people >= 100)


def test_what_is_not_counted_has_a_row_with_a_reason_and_no_number(atlas):
    found = core20plus5(atlas, atlas.place(HARPURHEY))
    empty = [one for one in found.groups if not one.indicator_id]
    assert {"Trans people", "Unpaid carers", "Faith communities"} <= {one.group for one in empty}
    assert all(one.note and one.people_count is None and not one.shares for one in empty)
    rows = groups_table(found)["rows"]
    assert len(rows) == len(found.groups)
    trans = next(row for row in rows if row[0]["text"] == "Trans people")
    assert trans[2] == {"text": "Not counted", "sort": None}
