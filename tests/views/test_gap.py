"""A gap is what its figures say, is refused where it would mislead, and never claims too much."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fhfa_data.model.figures import Unit
from fhfa_data.model.gap_selection import Groups
from fhfa_data.sources.starter import read_starter
from fhfa_data.stats.intervals import wilson
from fhfa_data.stats.slope import slope_index
from fhfa_data.views.gap import gap
from fhfa_data.views.gap_page import gap_facts
from fhfa_data.views.gap_refusals import is_part_of_the_index
from fhfa_data.views.gap_slope import slope_of
from fhfa_data.views.gap_words import gap_words
from fhfa_data.views.gradient import equal_groups

BURY, MANCHESTER, GM = "E08000002", "E08000003", "E47000001"
HARPURHEY = "E05011366"


@pytest.fixture(scope="module")
def by_hand():
    """Overcrowded households in Bury's neighbourhoods, straight from the embedded file."""
    starter = read_starter()
    wide = starter.figures.query("area_type == 'lsoa21'").pivot_table(
        index="area_code", columns="indicator", values="value"
    )
    counts = starter.figures.query("indicator == 'overcrowded_pct' and area_type == 'lsoa21'")
    rows = starter.areas.query("borough_code == @BURY").set_index("lsoa21_code")
    rows = rows.join(wide[["imd_rank", "imd_decile", "population"]])
    rows = rows.join(counts.set_index("area_code")[["numerator", "denominator"]])
    return rows.sort_values("imd_rank")


def of(atlas, place, indicator, groups=Groups.LOCAL):
    return gap(atlas, atlas.place(place), atlas.catalogue.indicator(indicator), groups)


def test_local_fifths_are_those_counted_by_hand(atlas, by_hand):
    people = by_hand["population"]
    fifth = np.ceil((people.cumsum() - people / 2) / people.sum() * 5).astype(int)
    sums = by_hand.groupby(fifth)[["numerator", "denominator", "population"]].sum()
    found = of(atlas, BURY, "overcrowded_pct")
    assert [one.counted for one in found.fifths] == sums["numerator"].tolist()
    assert [one.residents for one in found.fifths] == sums["population"].tolist()
    shares = (100 * sums["numerator"] / sums["denominator"]).tolist()
    assert [one.value for one in found.fifths] == pytest.approx(shares)
    assert found.absolute.value == pytest.approx(shares[0] - shares[-1])
    assert found.relative.value == pytest.approx(shares[0] / shares[-1])
    limits = wilson(numerator=sums["numerator"], denominator=sums["denominator"])
    assert [one.lower for one in found.fifths] == pytest.approx((100 * limits.lower).tolist())


def test_national_fifths_are_two_of_englands_deciles_each(atlas, by_hand):
    sums = by_hand.groupby((by_hand["imd_decile"] + 1) // 2)["numerator"].agg(["sum", "size"])
    found = of(atlas, BURY, "overcrowded_pct", Groups.NATIONAL)
    assert [one.order for one in found.fifths] == sums.index.tolist()
    assert [one.counted for one in found.fifths] == sums["sum"].tolist()
    assert [one.areas for one in found.fifths] == sums["size"].tolist()


def test_englands_fifths_of_wards_need_england(atlas, monkeypatch):
    name = "children_low_income_ahc_pct"
    local = of(atlas, BURY, name, Groups.NATIONAL)
    assert (local.groups, local.has_national) == (Groups.LOCAL, False)
    facts = gap_facts(atlas, atlas.place(BURY), name, Groups.NATIONAL, "latest", "")
    assert "Those of wards need all of England installed." in " ".join(facts.words)
    every = atlas.warehouse.latest_figures([w.code for ws in atlas.nesting.wards.values()
                                            for w in ws])  # fmt: skip
    wards = pd.DataFrame([(f.area_code, f.indicator, f.value) for f in every
                          if f.indicator in ("imd_score", "population")],
                         columns=["ward", "what", "value"])  # fmt: skip
    wards = wards.pivot(index="ward", columns="what", values="value")
    wards = wards.sort_values("imd_score", ascending=False)
    shares = (wards["population"].cumsum() - wards["population"] / 2) / wards["population"].sum()
    fifth = (5 * shares).astype(int).clip(upper=4) + 1
    whole = replace(atlas.nesting, scope="england")  # as if these wards were all there are
    monkeypatch.setattr(type(atlas), "nesting", property(lambda _: whole))
    found = of(atlas, BURY, name, Groups.NATIONAL)
    inside = fifth[[one.code for one in atlas.nesting.wards[BURY]]]
    assert [one.order for one in found.fifths] == sorted(set(inside))
    assert [one.areas for one in found.fifths] == inside.value_counts().sort_index().tolist()


def test_englands_own_fifths_are_not_told_apart_from_englands(atlas):
    found = of(atlas, MANCHESTER, "overcrowded_pct", Groups.NATIONAL)
    whole = replace(found, place=atlas.warehouse.areas["E92000001"])
    assert "Each fifth holds about a fifth of England's neighbourhoods." in gap_words(whole)
    own = replace(whole, groups=Groups.LOCAL)
    assert "Each fifth holds about a fifth of England's residents." in gap_words(own)


def test_the_slope_goes_through_ten_groups_and_repeats_itself(atlas):
    found = of(atlas, BURY, "overcrowded_pct")
    again = slope_index(
        population=[one.people for one in found.line],
        numerator=[one.counted for one in found.line],
        value_type="proportion", transform=True, multiplier=-100, seed=1,
    )  # fmt: skip
    assert len(found.line) == found.slope.groups == 10
    assert found.slope.index.value == pytest.approx(again.sii)
    assert found.slope.index.lower == pytest.approx(float(again.sii_lower[0]), abs=0.05)
    assert found.slope.start - found.slope.end == pytest.approx(again.sii)
    assert of(atlas, BURY, "overcrowded_pct").slope == found.slope


def test_a_share_is_fitted_where_it_can_not_leave_its_scale(atlas):
    """By numpy's own weighted least squares on logits, by the ranks of those it is a share of."""
    found = of(atlas, MANCHESTER, "social_rented_pct")
    people = np.array([one.people for one in found.line])
    ranks = (np.cumsum(people) - people / 2) / people.sum()
    assert [one.middle for one in found.line] == pytest.approx(ranks.tolist())
    shares = np.array([one.counted for one in found.line]) / people
    slope, start = np.polyfit(ranks, np.log(shares / (1 - shares)), 1, w=np.sqrt(people))
    for rank in (0.0, 0.3, 1.0):
        by_hand = 100 / (1 + np.exp(-(start + slope * rank)))
        assert found.slope.at(rank) == pytest.approx(by_hand, rel=1e-6)


def test_no_relative_index_says_more_than_the_end_groups_do(atlas, sample):
    places = (*(one.code for one in atlas.nesting.boroughs), GM)
    for place, indicator in sample(product(places, atlas.catalogue.headline_indicators), 50):
        found = gap(atlas, atlas.place(place), indicator)
        if found.slope is None or found.slope.ratio is None:
            continue
        if indicator.unit is Unit.PERCENT:
            assert min(found.slope.start, found.slope.end) > 0
            assert max(found.slope.start, found.slope.end) < 100
        most, least = found.line[0], found.line[-1]
        on_line = found.slope.at(most.middle) / found.slope.at(least.middle)
        assert 2 / 3 <= on_line / (most.value / least.value) <= 1.5
        assert (found.slope.end - found.slope.start) * (least.value - most.value) >= 0
        if found.groups is Groups.LOCAL and found.absolute.is_clear_of(0):
            assert (found.slope.end - found.slope.start) * found.absolute.value <= 0


def test_a_gradient_that_is_no_line_has_no_relative_index_and_says_so(atlas):
    facts = gap_facts(atlas, atlas.place("E08000004"), "asian_pct", Groups.LOCAL, "latest", "")
    assert facts.gap.slope.ratio is None
    assert facts.line_words.endswith("so it fits badly, and no relative index is given.")


def test_a_line_that_runs_the_other_way_is_said_to(atlas):
    facts = gap_facts(atlas, atlas.place("E08000007"), "asian_pct", Groups.LOCAL, "latest", "")
    assert facts.gap.absolute.value > 0
    assert "It runs the other way than the groups at its ends" in facts.line_words


def test_a_share_of_nobody_has_no_line(atlas):
    line = list(of(atlas, MANCHESTER, "overcrowded_pct").line)
    line[-1] = replace(line[-1], value=0.0)
    assert slope_of(line, atlas.catalogue.indicator("overcrowded_pct")) is None


def test_englands_fifths_say_how_many_live_in_the_least_deprived(atlas):
    facts = gap_facts(atlas, atlas.place(MANCHESTER), "overcrowded_pct", Groups.NATIONAL,
                      "latest", "")  # fmt: skip
    (fewer,) = [one for one in facts.words if "fewer households" in one]
    assert "England's least deprived fifth (2.7% of its residents)" in fewer


def test_fifths_of_whole_wards_say_how_unequal_they_are(atlas):
    words = " ".join(gap_facts(atlas, atlas.place(BURY), "children_low_income_ahc_pct",
                               Groups.LOCAL, "latest", "").words)  # fmt: skip
    assert "about a fifth of Bury's residents (from 17% to 24%, since wards stay whole)" in words


def test_a_high_value_that_is_good_turns_the_slope_round(atlas):
    found = of(atlas, MANCHESTER, "households_not_deprived_pct")
    assert found.absolute.value < 0 < found.slope.index.value
    assert found.slope.ratio.value == pytest.approx(found.slope.end / found.slope.start)


def test_the_attributable_gap_is_what_the_least_deprived_rate_would_give(atlas):
    found = of(atlas, MANCHESTER, "overcrowded_pct")
    counted, people = (sum(getattr(one, name) for one in found.fifths)
                       for name in ("counted", "people"))  # fmt: skip
    would = people * found.fifths[-1].value / 100
    assert found.fewer.count == pytest.approx(counted - would)
    assert found.fewer.share == pytest.approx((counted - would) / counted)


def test_the_index_is_never_measured_with_itself(atlas):
    parts = [one for one in atlas.catalogue.indicators.values() if is_part_of_the_index(one)]
    names = {one.id for one in parts}
    assert {"imd_score", "income_score", "crime_score", "idaci_rank", "acute_morbidity",
            "comparative_illness_disability_ratio", "core20_pct"} <= names  # fmt: skip
    assert "overcrowded_pct" not in names
    for one in parts:
        found = gap(atlas, atlas.place(MANCHESTER), one)
        assert found.why_not.startswith("This is part of the index: ")
        assert (found.slope, found.absolute, found.fifths) == (None, None, ())


def test_child_poverty_is_flagged_as_overlapping_and_gets_no_verdict(atlas):
    facts = gap_facts(atlas, atlas.place(MANCHESTER), "children_low_income_ahc_pct",
                      Groups.NATIONAL, "latest", "")  # fmt: skip
    assert any("by construction" in one for one in facts.cautions)
    assert facts.gap.groups is Groups.LOCAL
    assert not facts.gap.slope.index.has_limits
    assert facts.gap.fewer is None
    assert "fare worse" not in " ".join(facts.words)


def test_a_place_with_a_figure_missing_has_no_gap(atlas, monkeypatch):
    from fhfa_data.views import gap as module

    def with_one_missing(*asked):
        rows = small(*asked)
        rows.loc[0, ["value", "numerator"]] = np.nan
        return rows

    small = module.small_areas
    monkeypatch.setattr(module, "small_areas", with_one_missing)
    found = of(atlas, BURY, "overcrowded_pct")
    assert found.why_not.startswith("1 of Bury's 120 neighbourhoods has no figure.")
    assert found.absolute is None


def test_a_ward_stands_for_its_borough(atlas):
    facts = gap_facts(atlas, atlas.place(HARPURHEY), "overcrowded_pct", Groups.LOCAL, "latest", "")
    assert facts.gap.place.name == "Manchester"
    assert facts.ward.name == "Harpurhey"
    assert len(facts.wards) == 32
    scores = [one.imd_score for one in facts.wards]
    assert scores == sorted(scores, reverse=True)


def test_a_borough_has_the_gap_in_life_expectancy_that_is_published(atlas):
    facts = gap_facts(atlas, atlas.place(MANCHESTER), "life_expectancy_birth", Groups.LOCAL,
                      "latest", "Male")  # fmt: skip
    assert facts.published.headline.sentence.startswith("Gap in life expectancy, male, in Manch")
    assert len({one.period_text for one in facts.published.trend.points}) == 8
    whole = gap_facts(atlas, atlas.place(GM), "life_expectancy_birth", Groups.LOCAL, "latest", "")
    assert whole.published is None


@given(st.lists(st.floats(500, 4_000), min_size=15, max_size=300), st.sampled_from([5, 10]))
def test_groups_are_in_order_and_hold_as_many_people_as_whole_areas_allow(people, groups):
    found = equal_groups(people, groups)
    assert (np.diff(found) >= 0).all()
    assert set(found) <= set(range(1, groups + 1))
    sizes = pd.Series(people).groupby(found).sum().reindex(range(1, groups + 1), fill_value=0)
    assert (abs(sizes - sum(people) / groups) <= max(people) + 1e-6).all()
