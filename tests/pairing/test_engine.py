"""Places are paired with insights by what their figures show, and told why in honest words."""

from __future__ import annotations

import re
from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pairing_examples import ORDINARY, STUCK, TELLING, shares

from fhfa_data.catalogue.wisdom import load_wisdom
from fhfa_data.model.areas import AreaType
from fhfa_data.model.figures import Polarity
from fhfa_data.pairing.engine import EVIDENCE_LABEL, SAME_WAY_COST, pair
from fhfa_data.pairing.facts import DOMAINS, GapTrend, PlaceFacts
from fhfa_data.pairing.rules import load_rules

WISDOM, RULES = load_wisdom(), load_rules()


def rule_ids(facts: PlaceFacts) -> list[str]:
    return [one.rule_id for one in pair(facts, WISDOM, RULES, limit=99)]


def test_a_place_in_the_middle_of_everything_gets_an_honest_answer():
    (only,) = pair(ORDINARY, WISDOM, RULES)
    assert only.rule_id == "nothing-stands-out"
    assert "not the same as no need" in only.reason


def test_a_place_without_figures_is_told_so():
    empty = PlaceFacts(place_name="Anyward", area_type=AreaType.WARD)
    assert rule_ids(empty)[0] == "no-figures"
    assert "We hold no deprivation figures for Anyward" in pair(empty, WISDOM, RULES)[0].reason


def test_there_is_an_example_for_every_rule():
    assert set(TELLING) == {one.id for one in RULES.rules if not one.fallback}


@pytest.mark.parametrize("rule_id", TELLING)
def test_each_rule_speaks_from_its_threshold_and_not_before(rule_id):
    speaks, silent = TELLING[rule_id]
    assert rule_id in rule_ids(speaks)
    assert rule_id not in rule_ids(silent)


def test_every_insight_is_reachable():
    reached = {
        one.insight.number for facts, _ in TELLING.values() for one in pair(facts, WISDOM, RULES)
    }
    assert reached == set(range(1, 15))


@pytest.mark.parametrize("rule_id", TELLING)
def test_the_reason_names_the_place_and_what_the_figures_show(rule_id):
    facts = TELLING[rule_id][0]
    (told,) = [one for one in pair(facts, WISDOM, RULES, 99) if one.rule_id == rule_id]
    assert facts.place_name in told.reason
    if rule_id != "where-is-it":  # about a drawing, not a number
        assert re.search(r"\d", told.reason.replace(facts.place_name, ""))
    for sentence in (told.reason, told.ask):
        assert not re.search(r"[{}]|None|nan|\s\s|\.\.", sentence), sentence
    assert told.ask.endswith("?")
    assert told.evidence_label == EVIDENCE_LABEL


@pytest.mark.parametrize("rule_id", TELLING)
def test_the_reason_is_about_figures_and_never_says_what_leaders_said_of_the_place(rule_id):
    told = pair(TELLING[rule_id][0], WISDOM, RULES)[0]
    assert not re.search(r"leaders|was said|were told|insight", told.reason.casefold())


def test_the_numbers_in_a_reason_are_those_of_the_place():
    (told, *_) = pair(replace(ORDINARY, decile_min=1, decile_max=10), WISDOM, RULES)
    assert told.insight.number == 8
    assert told.point.title == "Search for nuance"
    assert "The 8 neighbourhoods (LSOAs) of Anyward range from decile 1 to decile 10" in told.reason


def test_a_ward_is_told_that_a_trend_is_its_borough_s():
    facts = replace(ORDINARY, slowest_gap=STUCK, parent_core20_pct=10.0)
    (told,) = [one for one in pair(facts, WISDOM, RULES, 99) if one.insight.number == 4]
    assert "no ten-year figure for Anyward itself" in told.reason
    assert (
        "Anyborough as a whole: 5.2 percentage points above England in 2014, and "
        "5.0 percentage points above in 2024"
    ) in told.reason


def test_unlike_wards_get_different_pairs():
    uniform_need = replace(
        ORDINARY, core20_pct=100.0, core10_pct=90.0, imd_score=60.0, lsoas_in_core20=8,
        decile_min=1, decile_max=2, children_low_income_pct=55.0,
        domain_shares=dict.fromkeys(DOMAINS, 100.0),
    )  # fmt: skip
    mixed = replace(ORDINARY, core20_pct=40.0, decile_min=1, decile_max=10, places_count=10)
    well_off = replace(
        ORDINARY, core20_pct=0.0, core10_pct=0.0, imd_score=3.0, lsoas_in_core20=0, decile_min=8,
        decile_max=10, domain_shares=dict.fromkeys(DOMAINS, 0.0), parent_core20_pct=60.0,
    )  # fmt: skip
    pocket = replace(
        ORDINARY, core20_pct=10.0, lsoas_in_core20=1, decile_min=2, decile_max=9,
        domain_shares=shares(living_environment=70.0),
    )  # fmt: skip
    found = [
        frozenset(one.insight.number for one in pair(facts, WISDOM, RULES))
        for facts in (uniform_need, mixed, well_off, pocket)
    ]
    assert len(set(found)) == 4
    for one in found:
        for other in found:
            assert one is other or len(one & other) <= 1


def test_a_pattern_further_out_speaks_louder():
    near = pair(replace(ORDINARY, core10_pct=44.0), WISDOM, RULES)[0]
    far = pair(replace(ORDINARY, core10_pct=100.0), WISDOM, RULES)[0]
    assert near.insight == far.insight
    assert (near.strength, far.strength) == (0.55, 0.9)


def test_of_two_about_equal_patterns_the_other_way_comes_first():
    facts = replace(
        ORDINARY,
        core20_pct=20.2,
        decile_max=8,  # doing, 0.6
        msoas_without_life_expectancy=1,  # doing, 0.75
        life_expectancy_gap_years=6.2,  # thinking, 0.5
    )
    first, second, third = pair(facts, WISDOM, RULES)
    assert [first.insight.number, second.insight.number] == [11, 8]
    assert third.strength > second.strength
    assert third.strength - SAME_WAY_COST < second.strength


def test_a_clearly_stronger_pattern_of_the_same_way_still_wins():
    facts = replace(
        ORDINARY, lsoas_in_core20=8, msoas_without_life_expectancy=1, life_expectancy_gap_years=6.2
    )
    assert [one.insight.number for one in pair(facts, WISDOM, RULES)] == [13, 11, 8]


def test_an_insight_comes_once_by_its_strongest_rule():
    facts = replace(ORDINARY, life_expectancy_gap_years=13.0, decile_min=1, decile_max=9)
    (told,) = [one for one in pair(facts, WISDOM, RULES, 99) if one.insight.number == 8]
    assert (told.rule_id, told.strength) == ("life-expectancy-differs-nearby", 0.9)


@pytest.mark.parametrize("limit", [0, -1])
def test_a_limit_of_none_gives_none(limit):
    assert pair(ORDINARY, WISDOM, RULES, limit=limit) == ()


NUMBERS = st.none() | st.floats(allow_nan=True, allow_infinity=True) | st.integers(-5, 10**6)
WHOLE = st.none() | st.integers(-3, 10**6)
TEXT = st.text(max_size=12)
GAPS = st.none() | st.builds(
    GapTrend, TEXT, TEXT, st.sampled_from(Polarity), TEXT, TEXT, TEXT, TEXT,
    *[st.floats(allow_nan=True, allow_infinity=True)] * 4,
)  # fmt: skip
SPECIAL = {
    "place_name": TEXT,
    "parent_name": TEXT,
    "area_type": st.sampled_from(AreaType),
    "domain_shares": st.dictionaries(st.sampled_from(list(DOMAINS)), st.floats()),
    "children_periods": st.none() | st.tuples(TEXT, TEXT),
    "life_expectancy_period": st.none() | TEXT,
    "slowest_gap": GAPS,
    "fastest_gap": GAPS,
    **dict.fromkeys(["lsoa_count", "lsoas_in_core20", "decile_min", "decile_max"], WHOLE),
}
ANY_FACTS = st.builds(
    PlaceFacts, **{one.name: SPECIAL.get(one.name, NUMBERS) for one in fields(PlaceFacts)}
)


@settings(max_examples=150, deadline=None)
@given(facts=ANY_FACTS, limit=st.integers(0, 6))
def test_any_facts_give_few_pairs_without_doubles_and_always_the_same(facts, limit):
    found = pair(facts, WISDOM, RULES, limit)
    assert len(found) <= limit
    assert limit == 0 or found, "there is always something to say"
    assert len({one.insight.id for one in found}) == len(found)
    assert found == pair(facts, WISDOM, RULES, limit)
    for one in found:
        assert 0 <= one.strength <= 1
        assert one.point in one.insight.points


@settings(max_examples=80, deadline=None)
@given(facts=ANY_FACTS)
def test_a_smaller_limit_is_the_start_of_a_larger_one(facts):
    assert pair(facts, WISDOM, RULES, 5)[:2] == pair(facts, WISDOM, RULES, 2)
