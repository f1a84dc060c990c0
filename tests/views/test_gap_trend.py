"""How a gap has moved: by hand, by the field's test, and never without intervals."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fhfa_data.views import gap_trend as module
from fhfa_data.views.gap_trend import GapPoint, gap_trend
from fhfa_data.views.trend import trend

BURY, MANCHESTER, GM = "E08000002", "E08000003", "E47000001"
HARPURHEY = "E05011366"


def test_the_gap_over_time_is_one_side_less_the_other(atlas):
    male = gap_trend(atlas, atlas.place(MANCHESTER), atlas.catalogue.indicator(
        "life_expectancy_birth"), "Male")  # fmt: skip
    series = {(one.area_code, one.period): one.value for one in atlas.warehouse.series(
        "life_expectancy_birth", [MANCHESTER, "E92000001"]) if one.sex == "Male"}  # fmt: skip
    last = max(period for _, period in series)
    difference = series[MANCHESTER, last] - series["E92000001", last]
    assert male.points[-1].value == pytest.approx(difference)
    assert len(male.points) == 9
    assert any("does not move within one plan's year" in one for one in male.words)
    assert any("we can't say whether the change is more than" in one for one in male.words)


def test_greater_manchesters_gap_is_between_its_most_and_least_deprived_boroughs(atlas):
    found = gap_trend(atlas, atlas.place(GM), atlas.catalogue.indicator("year6_obesity_pct"))
    assert found.between.startswith("Manchester (the most deprived) less")
    assert any("weighted by residents" in one for one in found.words)


def test_a_borough_with_two_names_is_one_borough(atlas, monkeypatch):
    named = replace(atlas.place(BURY), name="Bury and Radcliffe")
    monkeypatch.setattr(type(atlas.nesting), "borough_of", lambda *_: named)
    found = gap_trend(atlas, named, atlas.catalogue.indicator("year6_obesity_pct"))
    assert found.between == "Bury and Radcliffe less England"
    assert not any("several boroughs" in one for one in found.words)


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (1.0, "The gap has grown over the last five periods that don't overlap"),
        (-1.0, "The gap has narrowed over the last five periods that don't overlap"),
        (0.0, "we can't tell the change from chance"),
        (-1.6, "The gap has turned round, from above to below, over"),
    ],
)
def test_with_intervals_the_trend_of_a_gap_is_tested(atlas, monkeypatch, step, words):
    kind = type(atlas.warehouse)
    published = kind.series

    def made_up(warehouse, name, codes):
        figures = published(warehouse, name, codes)
        years = sorted({one.period for one in figures})
        return [
            replace(one, value=20 + (one.area_code == MANCHESTER) * (15 + step * at),
                    ci95_low=19.9, ci95_high=20.1)
            for one in figures for at in [years.index(one.period)]
        ]  # fmt: skip

    monkeypatch.setattr(kind, "series", made_up)
    smoking = atlas.catalogue.indicator("smoking_adults_pct")
    found = gap_trend(atlas, atlas.place(MANCHESTER), smoking)
    assert any(words in one for one in found.words), found.words


def test_what_is_added_up_from_a_start_has_no_trend(atlas):
    checks = atlas.catalogue.indicator("nhs_health_check_pct")
    assert gap_trend(atlas, atlas.place(MANCHESTER), checks) is None
    words = trend(atlas, checks, atlas.place(MANCHESTER)).summary
    assert "it can only grow: that is no trend" in words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (-4.0, 2.0, "The gap has turned round, from below to above,"),
        (-4.0, -0.1, "The gap has narrowed"),
        (-0.05, 4.0, "The gap has grown"),
        (3.0, -3.0, "The gap has turned round, from above to below,"),
    ],
)
def test_a_gap_turns_round_only_if_both_ends_are_clear_of_none(first, last, words):
    ends = [GapPoint("", date(2020, 1, 1), date(2020, 12, 31), one, "", one - 0.6, one + 0.6)
            for one in (first, last)]  # fmt: skip
    assert module._moved(*ends) == words
