"""The sentences a visitor reads, for real places."""

from __future__ import annotations

import re

import pytest

from fhfa_data.catalogue.wisdom import load_wisdom
from fhfa_data.model.areas import ENGLAND, GREATER_MANCHESTER, AreaType
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.difference import difference_spread
from fhfa_data.views.headline import headline
from fhfa_data.views.spread import area_spread
from fhfa_data.views.trend import trend
from fhfa_data.views.ward import ward_facts
from fhfa_data.warehouse.installed import catalogue_of


@pytest.fixture(scope="module")
def atlas(warehouse):
    return Atlas(warehouse, catalogue_of(warehouse), load_wisdom())


def answered(atlas, name, indicator="core20_pct"):
    area = next(one for one in atlas.warehouse.areas.values() if one.full_name == name)
    return headline(atlas, area, atlas.catalogue.indicator(indicator), "latest")


def told(atlas, name, indicator="core20_pct"):
    return answered(atlas, name, indicator).sentence


def test_a_ward_wholly_in_core20(atlas):
    assert told(atlas, "Harpurhey, Manchester") == (
        "All of Harpurhey's 19,200 residents live in neighbourhoods among England's most deprived "
        "fifth (Manchester 61.2%, Greater Manchester 39.5% and England 20.2%)."
    )


def test_a_ward_without_core20(atlas):
    assert told(atlas, "Bramhall South & Woodford, Stockport").startswith(
        "None of Bramhall South & Woodford's 13,300 residents live in neighbourhoods"
    )


def test_greater_manchester(atlas):
    assert told(atlas, "Greater Manchester") == (
        "1.13 million of Greater Manchester's 2.87 million residents (39.5%) live in "
        "neighbourhoods among England's most deprived fifth (England 20.2%)."
    )


def test_what_is_not_known_is_said_with_the_nearest_figure(atlas):
    found = answered(atlas, "Harpurhey, Manchester", "smoking_adults_pct")
    assert found.sentence == (
        "We don't know this for Harpurhey. Instead, adults who smoke: Manchester 15.6% and England "
        "10.4% of adults (2024)."
    )
    assert found.reading == (
        "This figure is not published for wards in this copy. The borough's figure is the closest "
        "there is, and it can hide large differences between wards."
    )


def test_a_score_says_which_way_it_runs(atlas):
    assert (
        "higher meaning more deprived"
        in answered(atlas, "Harpurhey, Manchester", "imd_score").reading
    )
    assert answered(atlas, "Harpurhey, Manchester").reading == ""


def test_every_row_of_a_ward_says_which_dataset_it_is_from(atlas):
    view = ward_facts(atlas, "E05011366")
    named = [name for _, names in view.sources for name in names.split("; ")]
    rows = [row.name for group in view.groups for row in group.rows]
    assert sorted(map(str.casefold, named)) == sorted(map(str.casefold, rows))
    of_the_census = dict(view.sources)["ONS, Census 2021 (TS021)"]
    assert of_the_census.startswith("Asian ethnic groups; Black ethnic groups; Mixed or Multiple")


def test_pharmacies_of_one_name_are_said_once(atlas):
    pharmacies = next(
        one for one in ward_facts(atlas, "E05011366").places if one.kind == "pharmacy"
    )
    assert len(pharmacies.names) == 6
    assert "Cohens Chemist (3)" in pharmacies.names_in_words


def test_a_point_of_a_trend_stands_in_the_middle_of_its_years(atlas):
    manchester = atlas.warehouse.area("E08000003")
    life = trend(atlas, atlas.catalogue.indicator("life_expectancy_birth"), manchester)
    assert (life.points[0].period_text, life.points[0].middle.year) == ("2015 to 2017", 2016)
    checks = trend(atlas, atlas.catalogue.indicator("nhs_health_check_pct"), manchester)
    assert all(one.middle == one.end for one in checks.points)


def test_every_headline_indicator_has_a_sentence_for_every_kind_of_place(atlas):
    places = [atlas.warehouse.wards()[0], atlas.nesting.boroughs[0]]
    places += [atlas.warehouse.area(GREATER_MANCHESTER)]
    for indicator in atlas.catalogue.headline_indicators:
        for place in places:
            found = headline(atlas, place, indicator, "latest")
            assert place.name in found.sentence, (indicator.id, place.name)
            assert not re.search(r"\bnan\b|None of None|\{|  ", found.sentence)
            assert found.source.count(" · ") >= 3


def test_nothing_is_called_better_worse_or_ranked_without_an_interval(atlas):
    verdicts = re.compile(r"\b(better|worse|worst|best|ranks?|ranked|highest|lowest)\b", re.I)
    for indicator in atlas.catalogue.headline_indicators:
        spread = area_spread(atlas, indicator, atlas.nesting.home, period="latest")
        assert not verdicts.search(spread.summary), indicator.id
        assert "deprived people" not in spread.summary


def test_a_trend_never_joins_kinds_of_period(atlas):
    manchester = atlas.warehouse.area("E08000003")
    for indicator in atlas.catalogue.headline_indicators:
        found = trend(atlas, indicator, manchester)
        if found:
            kinds = {
                (one.period_text.count(" to "), "/" in one.period_text) for one in found.points
            }
            assert len(kinds) == 1, indicator.id
    mixed = trend(atlas, atlas.catalogue.indicator("smoking_routine_manual_pct"), manchester)
    assert [one.period_text for one in mixed.points if one.area is manchester] == [
        "2019 to 2021",
        "2020 to 2022",
        "2021 to 2023",
        "2022 to 2024",
    ]


def test_equal_depth_of_colour_means_equal_distance_from_england(atlas):
    indicator = atlas.catalogue.indicator("imd_score")
    spread = area_spread(atlas, indicator, atlas.nesting.home, period="latest")
    known = atlas.warehouse.values_of("imd_score", AreaType.WARD, "2025", "Persons")
    shown = difference_spread(spread, known, indicator, ENGLAND)
    england = next(one.value for one in spread.benchmarks if one.area.code == ENGLAND)
    gaps = {band: [] for band in range(5)}
    for one in shown.values:
        gaps[one.band].append(one.figure.value - england)
    assert max(gaps[1]) < 0 < min(gaps[3])
    assert max(abs(gap) for gap in gaps[2]) <= min(abs(gap) for gap in gaps[1] + gaps[3])
    assert shown.worst_band is None


def test_the_same_ward_has_the_same_class_on_its_boroughs_map(atlas):
    indicator = atlas.catalogue.indicator("core20_pct")
    everywhere = area_spread(atlas, indicator, atlas.nesting.home, period="latest")
    bands = {one.area.code: one.band for one in everywhere.values}
    trafford = area_spread(atlas, indicator, atlas.place("E08000009"), period="latest")
    assert len(trafford.values) == 21
    assert all(one.band == bands[one.area.code] for one in trafford.values)


def test_every_ward_can_be_shown(atlas, sample):
    """Long where all 215 wards are shown."""
    for ward in sample(atlas.warehouse.wards(), 10):
        view = ward_facts(atlas, ward.code)
        assert view.title == f"{ward.name}, {ward.borough_name}"
        assert view.mosaic
        assert sum(one.share_pct for one in view.life.msoas) == pytest.approx(100)
        assert ward.name in view.life.sentence


def test_wards_of_the_same_name_are_told_apart(atlas):
    names = [one.full_name for one in atlas.warehouse.wards()]
    assert len(set(names)) == 215
    assert sum(one.startswith("Manor,") for one in names) == 2
    assert sum(one.startswith("Brooklands,") for one in names) == 2


def test_places_with_an_interval_compare_by_it(atlas):
    figures = atlas.warehouse.latest_figures(["E02001053", "E02001046"])
    low, high = sorted(
        (one for one in figures if one.sex == "Persons" and one.value is not None),
        key=lambda one: one.value,
    )
    assert low.ci95_high < high.ci95_low
    harpurhey = next(one for one in atlas.warehouse.wards() if one.name == "Harpurhey")
    sentence = ward_facts(atlas, harpurhey.code).life.sentence
    assert "a clear difference" in sentence
    assert AreaType.MSOA.plain.split()[0] in sentence


def test_a_picture_reaches_from_the_lowest_to_the_highest_area_there_is(atlas):
    boroughs = [one.code for one in atlas.nesting.boroughs]
    smoking = [
        one.value
        for one in atlas.warehouse.latest_figures(boroughs)
        if one.indicator == "smoking_adults_pct"
    ]
    assert atlas.spans["smoking_adults_pct"] == (min(smoking), max(smoking))
    assert atlas.spans["core20_pct"] == (0.0, 100.0)
