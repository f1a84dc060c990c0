"""How certain a figure is: one of a closed list, the same wherever it is said."""

from __future__ import annotations

import re
from dataclasses import replace
from math import sqrt
from pathlib import Path

import pytest

import fhfa_data
from fhfa_data.catalogue.roles import roles
from fhfa_data.model.areas import ENGLAND, AreaType
from fhfa_data.model.figures import Evidence, Unit
from fhfa_data.views.beside import beside
from fhfa_data.views.certainty import Certainty, certainty, how_sure, limits_of
from fhfa_data.views.comparison import comparison
from fhfa_data.views.headline import headline
from fhfa_data.views.spread import area_spread

Z = 1.959963984540054
HARPURHEY, BRAMHALL = "E05011366", "E05015241"


def wilson_by_hand(counted, whole):
    """Newcombe and Altman's way of writing it: the middle, and how far it reaches."""
    p = counted / whole
    middle = (p + Z**2 / (2 * whole)) / (1 + Z**2 / whole)
    reach = Z * sqrt(p * (1 - p) / whole + Z**2 / (4 * whole**2)) / (1 + Z**2 / whole)
    return 100 * (middle - reach), 100 * (middle + reach)


def figures(atlas, kind=AreaType.WARD):
    """(indicator, figure) of every latest value of that kind of area."""
    codes = [one.code for one in atlas.warehouse.areas.values() if one.area_type is kind]
    for one in atlas.warehouse.latest_figures(codes):
        if one.value is not None:
            yield atlas.catalogue.indicators[one.indicator], one


@pytest.mark.parametrize("kind", [AreaType.WARD, AreaType.BOROUGH, AreaType.GM, AreaType.ENGLAND])
def test_census_shares_have_limits_from_their_counts_at_every_level(atlas, kind):
    looked_at = 0
    for indicator, one in figures(atlas, kind):
        if indicator.evidence is not Evidence.CENSUS or indicator.unit is not Unit.PERCENT:
            continue
        found = certainty(indicator, one)
        assert found.kind is Certainty.COUNTED
        assert found.limits == pytest.approx(wilson_by_hand(one.numerator, one.denominator))
        assert found.limits[0] - 1e-9 <= one.value <= found.limits[1] + 1e-9
        looked_at += 1
    assert looked_at >= 13


def test_children_in_low_income_families_have_those_of_the_whole_their_count_implies(atlas):
    for indicator, one in figures(atlas):
        if indicator.id == roles().children_low_income and one.value:
            low, high = limits_of(indicator, one)
            whole = 100 * one.numerator / one.value
            assert (low, high) == pytest.approx(wilson_by_hand(one.numerator, whole))


@pytest.mark.parametrize("name", [roles().core20, roles().core10, roles().extent])
def test_what_is_added_up_by_a_fixed_rule_has_no_chance_in_it(atlas, name):
    """Though their numerators and denominators are known."""
    shown = [one for indicator, one in figures(atlas) if indicator.id == name]
    indicator = atlas.catalogue.indicators[name]
    assert {certainty(indicator, one).kind for one in shown} == {Certainty.FIXED}


def test_a_published_interval_stands_as_it_is_published(atlas):
    indicator = atlas.catalogue.indicators["overcrowded_pct"]
    [one] = [f for i, f in figures(atlas) if i is indicator and f.area_code == HARPURHEY]
    found = certainty(indicator, replace(one, ci95_low=1.0, ci95_high=2.0))
    assert (found.kind, found.limits) == (Certainty.PUBLISHED, (1.0, 2.0))


def test_a_publishers_verdict_is_said_as_the_publishers(atlas):
    told = [(i, f) for i, f in figures(atlas, AreaType.BOROUGH) if f.compared_to_england]
    assert told
    for indicator, one in told:
        place = atlas.warehouse.area(one.area_code)
        found = beside(atlas, place, indicator, one.period, one.sex)
        if certainty(indicator, one).kind is Certainty.VERDICT:
            said = how_sure(indicator, found.own, found.wider)
            assert said.endswith(f"says: {found.own.compared_to_england}.")


def test_every_figure_has_one_of_the_list_and_a_sentence(atlas):
    kinds = set()
    for kind in (AreaType.WARD, AreaType.BOROUGH, AreaType.GM, AreaType.ENGLAND):
        for indicator, one in figures(atlas, kind):
            kinds.add(certainty(indicator, one).kind)
            assert how_sure(indicator, one, [])
    assert kinds >= set(Certainty) - {Certainty.PUBLISHED}


def test_a_ward_is_called_higher_or_lower_exactly_where_englands_value_is_outside_its_limits(atlas):
    england = {f.indicator: f for _, f in figures(atlas, AreaType.ENGLAND)}
    called = total = 0
    for indicator, one in figures(atlas):
        counted = indicator.evidence is Evidence.CENSUS and indicator.unit is Unit.PERCENT
        if not counted or one.indicator not in england:
            continue
        place = atlas.warehouse.areas[ENGLAND]
        said = how_sure(indicator, one, [(place, england[one.indicator])])
        low, high = wilson_by_hand(one.numerator, one.denominator)
        middle = england[one.indicator].value
        assert ("clearly higher" in said) == (low > middle)
        assert ("clearly lower" in said) == (high < middle)
        assert ("similar" in said) == (low <= middle <= high)
        called += "clearly" in said
        total += 1
    assert 0.8 < called / total < 0.95  # the issue counted some 88%


def test_the_same_verdict_is_said_on_compare_and_on_the_headline(atlas):
    indicator = atlas.catalogue.indicator("overcrowded_pct")
    for code in (HARPURHEY, BRAMHALL):
        place = atlas.place(code)
        [row] = comparison(atlas, [place], [indicator])
        said = headline(atlas, place, indicator, "latest").how_sure
        better = "clearly lower" in said
        assert row.places[0].judgement.value == ("better" if better else "worse")
        assert row.places[0].interval_text in said


def test_the_map_draws_the_limits_that_are_said(atlas):
    indicator = atlas.catalogue.indicator("overcrowded_pct")
    shown = area_spread(atlas, indicator, atlas.place("E08000003"), period="latest")
    assert all(one.limits and one.interval_text for one in shown.values)
    assert "95% intervals, worked out here" in shown.summary


def test_nothing_says_that_a_census_counts_everyone(repository):
    """It is an estimate: some did not answer, and small counts are altered."""
    wrong = re.compile(r"counts? everyone|counted everyone|no sampling (error|interval)", re.I)
    folders = (Path(fhfa_data.__file__).parent, repository / "docs")
    files = [one for folder in folders for kind in ("*.py", "*.toml", "*.md")
             for one in folder.rglob(kind) if "decisions" not in one.parts]  # fmt: skip
    assert [one.name for one in [*files, repository / "README.md"]
            if wrong.search(one.read_text(encoding="utf-8"))] == []  # fmt: skip
