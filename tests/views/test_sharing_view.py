"""A budget shared between wards adds up, says what it rests on, and what depends on choices."""

from __future__ import annotations

import csv
import io
import re

import numpy as np
import pytest

from fhfa_data.model.figures import Polarity
from fhfa_data.model.share_selection import ShareSelection, What
from fhfa_data.views import share_needs, sharing
from fhfa_data.views.share_needs import measures_of_need
from fhfa_data.views.sharing import share_by_need
from fhfa_data.views.sharing_words import (
    say_rate,
    sharing_csv,
    sharing_finding,
    sharing_words,
)

TRAFFORD, GM, HARPURHEY = "E08000009", "E47000001", "E05011366"


def shared(atlas, place=TRAFFORD, **chosen):
    return share_by_need(atlas, atlas.place(place), ShareSelection(**chosen))


def test_by_hand_the_default_is_a_fifth_to_all_and_the_rest_by_core20(atlas):
    found = shared(atlas)
    people = sum(one.residents for one in found.wards)
    core20 = sum(one.core20 for one in found.wards)
    for one in found.wards:
        by_hand = 200_000 * one.residents / people + 800_000 * one.core20 / core20
        assert one.after == pytest.approx(by_hand, abs=1)
        assert one.before == pytest.approx(1_000_000 * one.residents / people)


@pytest.mark.parametrize("what", list(What))
@pytest.mark.parametrize("place", [TRAFFORD, GM])
def test_it_adds_up_to_what_there_is(atlas, what, place):
    found = shared(atlas, place, what=what, total=137, cap=150, intensity=150)
    assert sum(one.after for one in found.wards) == pytest.approx(137)
    assert all(one.low - 1e-6 <= one.high for one in found.wards)


def test_a_ward_without_core20_residents_has_no_rate_for_them(atlas):
    found = shared(atlas)
    without = [one for one in found.wards if one.core20 == 0]
    assert without
    assert {one.per_core20 for one in without} == {None}
    assert say_rate(What.POUNDS, None) == "No Core20 residents"


def test_a_ward_stands_for_its_borough_and_an_unknown_measure_for_core20(atlas):
    found = shared(atlas, HARPURHEY, need="no_such")
    assert found.place.name == "Manchester"
    assert found.measure.id == "core20_pct"


def test_scores_that_fall_below_nothing_can_not_be_need(atlas):
    names = {one.id for one in measures_of_need(atlas)}
    assert {"core20_pct", "imd_score", "overcrowded_pct", "children_low_income_ahc_pct"} <= names
    assert not {"crime_score", "health_score", "mood_anxiety", "population"} & names
    neutral = {
        one.id for one in atlas.catalogue.headline_indicators if one.polarity is Polarity.NEUTRAL
    }
    assert neutral
    assert not neutral & names
    for one in measures_of_need(atlas):
        assert shared(atlas, need=one.id).measure.id == one.id


def test_where_more_is_better_those_left_out_are_in_need(atlas):
    found = shared(atlas, need="households_not_deprived_pct", floor=0)
    (poor, *_, rich) = sorted(found.wards, key=lambda one: float(one.need.rstrip("%")))
    assert poor.per_head > rich.per_head


def test_the_words_say_what_was_chosen_and_what_depends_on_it(atlas):
    found = shared(atlas, floor=30, intensity=150, cap=120)
    words = " ".join(sharing_words(found))
    assert sharing_finding(found).startswith("£1,000,000 between Trafford's 21 wards: from £")
    assert "30% goes to all by residents." in words
    assert "twice the need means 2.8 times as much" in words
    assert "for each resident; nobody over 120% of an equal share per head." in words
    assert "In all 9 choices that were worked out (3 measures of need" in words
    assert "The cap cuts the share of" in words
    assert "nobody: it is lower" in " ".join(sharing_words(shared(atlas, cap=90)))


@pytest.mark.parametrize("chosen", [{"floor": 100}, {"intensity": 0}])
def test_where_nothing_follows_need_nothing_is_said_to(atlas, chosen):
    found = shared(atlas, **chosen)
    assert sharing_finding(found).endswith("for a resident, whatever their need.")


def test_where_every_choice_gives_an_equal_share_that_is_said(atlas):
    for chosen in ({"floor": 100}, {"cap": 100}):
        words = " ".join(sharing_words(shared(atlas, **chosen)))
        assert "every ward gets an equal share per head" in words
        assert "depends" not in words


def test_choices_and_measures_are_counted_once(atlas):
    assert (shared(atlas).tried, shared(atlas).measures_tried) == (9, 3)
    other = shared(atlas, need="overcrowded_pct")
    assert (other.tried, other.measures_tried) == (10, 4)


@pytest.mark.parametrize("total", [200, 1_000])
def test_rounding_keeps_the_cap_and_the_range_of_all_choices(atlas, total):
    found = shared(atlas, what=What.PLACES, total=total, cap=150)
    for one in found.wards:
        assert one.after <= np.ceil(1.5 * one.before)
        assert one.low <= one.after <= one.high


def test_a_rate_that_differs_is_never_said_to_be_the_same(atlas):
    words = sharing_finding(shared(atlas, what=What.STAFF, total=20, cap=150))
    assert "whatever" not in words
    low, high = re.search(r"from ([\d.]+) to ([\d.]+) for 1,000", words).groups()
    assert float(low) < float(high)


def test_few_units_are_said_to_be_rounded(atlas):
    few = shared(atlas, what=What.PLACES, total=20)
    assert "rounding to whole ones" in " ".join(sharing_words(few))
    assert sharing_finding(few).endswith("by need but rounded.")
    many = shared(atlas, what=What.PLACES, total=20_000)
    assert "rounding" not in " ".join(sharing_words(many))
    assert "where need is least to" in sharing_finding(many)


def test_a_score_is_said_to_be_no_scale_of_need(atlas):
    assert "not twice the need" in " ".join(sharing_words(shared(atlas, need="imd_score")))
    assert "not twice the need" not in " ".join(sharing_words(shared(atlas)))
    names = {one.id for one in measures_of_need(atlas)}
    assert not {"education_score", "housing_services_score", "living_environment_score"} & names


def test_a_ward_whose_need_is_not_known_is_named(atlas, monkeypatch):
    figures = share_needs.ward_figures

    def without_one(atlas, indicator, boroughs):
        found = figures(atlas, indicator, boroughs)
        return found if indicator.id == "population" else {
            code: one for code, one in found.items() if code != "E05015239"}  # fmt: skip

    people = sharing._people(atlas, atlas.place(TRAFFORD))
    monkeypatch.setattr(sharing, "_people", lambda _atlas, _place: people)
    monkeypatch.setattr(sharing, "ward_figures", without_one)
    found = shared(atlas, need="overcrowded_pct")
    (one,) = [ward for ward in found.wards if not ward.need_known]
    assert one.area.name == "Altrincham"
    assert "Need is not known in Altrincham" in " ".join(sharing_words(found))
    assert one.after == pytest.approx(one.before, abs=1)
    assert one.low == pytest.approx(one.high)


def test_the_file_has_every_ward_the_choices_and_the_sources(atlas):
    found = shared(atlas, what=What.PLACES, total=100)
    rows = list(csv.DictReader(io.StringIO(sharing_csv(found).decode("utf-8-sig"))))
    assert len(rows) == 21
    assert sum(float(one["share"]) for one in rows) == 100
    assert {one["need"] for one in rows} != {""}
    assert rows[0]["total"] == "100"
    assert "IMD 2025" in rows[0]["sources"] or "Indices of Deprivation 2025" in rows[0]["sources"]


def test_what_is_not_known_of_a_ward_is_never_nobody(atlas, monkeypatch):
    figures = share_needs.ward_figures

    def without(hidden):
        def found(atlas, indicator, boroughs):
            known = figures(atlas, indicator, boroughs)
            gone = "E05015239" if indicator.id == hidden else ""
            return {code: one for code, one in known.items() if code != gone}

        return found

    monkeypatch.setattr(sharing, "ward_figures", without("core20_pct"))
    (one,) = [w for w in shared(atlas, need="imd_score").wards if w.area.name == "Altrincham"]
    assert one.core20 is None
    assert one.per_core20 is None
    monkeypatch.setattr(sharing, "ward_figures", without("population"))
    found = shared(atlas)
    assert found.left_out == ("Altrincham",)
    assert len(found.wards) == 20
    assert "How many live in Altrincham is not known" in " ".join(sharing_words(found))
