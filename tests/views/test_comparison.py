"""Places side by side: the figures of every page, and nothing is judged without an interval."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import spearmanr

from fhfa_data.catalogue.load import load_catalogue
from fhfa_data.catalogue.roles import roles
from fhfa_data.charts.compare_table import heat_table
from fhfa_data.model.areas import AreaType
from fhfa_data.model.compare_selection import CompareSelection
from fhfa_data.stats.compare import Judgement
from fhfa_data.views import comparison as module
from fhfa_data.views.alike import alike_wards
from fhfa_data.views.compare_page import compare_facts
from fhfa_data.views.comparison import comparison
from fhfa_data.views.spine import spines
from fhfa_data.views.together import rank_correlation, together

HARPURHEY, PICCADILLY = "E05011366", "E05011376"
TRAFFORD, MANCHESTER = "E08000009", "E08000003"


def rows_of(atlas, places, *names):
    indicators = [atlas.catalogue.indicator(one) for one in names]
    return comparison(atlas, [atlas.place(one) for one in places], indicators)


def test_each_place_has_the_figure_that_every_page_shows(atlas):
    (row,) = rows_of(atlas, [HARPURHEY, TRAFFORD], "core20_pct")
    assert [(one.letter, one.text) for one in row.places] == [("A", "100%"), ("B", "7.8%")]
    assert row.england == "20.2%"
    assert (row.worst, row.best) == ("100%", "0%")
    assert [one.area.name for one in row.wider] == ["Manchester", "Greater Manchester", "England"]
    assert row.note.startswith("Part of the index")


def test_england_stands_in_the_middle_and_the_ends_are_the_worst_and_best_wards(atlas):
    (row,) = rows_of(atlas, [HARPURHEY, PICCADILLY], "core20_pct")
    assert [one.position for one in row.places] == [-1.0, 1.0]
    assert row.wider[-1].position == 0.0
    (long,) = rows_of(atlas, [TRAFFORD], "life_expectancy_birth")
    assert long.places[0].position == 1.0


@pytest.mark.parametrize("order", [1, -1])
def test_a_borough_is_in_a_fifth_of_boroughs_whoever_is_named_first(atlas, order):
    (row,) = rows_of(atlas, [HARPURHEY, MANCHESTER][::order], "core20_pct")
    by_code = {one.area.code: one for one in row.places}
    assert row.level is AreaType.WARD
    assert by_code[MANCHESTER].fifth == 5  # the highest of the ten boroughs
    assert by_code[MANCHESTER].position == pytest.approx(-(61.2 - 20.2) / (100 - 20.2), abs=0.01)
    cells = heat_table([row], [one.area for one in row.places])["rows"][0]
    notes = {cell["text"]: cell.get("note", "") for cell in cells}
    assert notes["61.2%"] == "highest fifth of boroughs"
    assert notes["100%"] == "highest fifth"


def test_england_is_at_the_centre_where_its_figure_is_here(atlas):
    rows = rows_of(atlas, [HARPURHEY, MANCHESTER], "core20_pct", "disabled_pct")
    core20, disabled = spines(rows)
    assert core20.middle == disabled.middle == "England"
    assert disabled.title.startswith("Lower to higher (neither is better): all wards")


def test_without_englands_figure_the_middle_ward_is_at_the_centre(atlas):
    values = atlas.warehouse.values_of("overcrowded_pct", AreaType.WARD, "2021", "Persons")
    line = module._Line.of(
        atlas, atlas.catalogue.indicator("overcrowded_pct"), AreaType.WARD, "Persons", None
    )
    assert line.middle == np.median(values)


def test_a_count_has_no_line_and_england_beyond_all_areas_is_not_at_the_centre(atlas):
    people, depression = rows_of(atlas, [HARPURHEY, MANCHESTER], "population", "depression_qof_pct")
    assert {one.position for one in people.places} == {None}
    assert people.wider == ()
    assert not depression.is_england_known  # 14.3%, and every borough has more
    assert spines([people, depression])[0].middle == "middle borough"
    ends = [row.places[-1].position
            for one in atlas.nesting.boroughs
            for row in rows_of(atlas, [one.code], "depression_qof_pct")]  # fmt: skip
    assert (min(ends), max(ends)) == (-1.0, 1.0)


def test_a_spine_needs_a_place_with_a_figure(atlas):
    assert spines(rows_of(atlas, [HARPURHEY], "smoking_adults_pct")) == ()


def test_a_ward_without_a_figure_says_so_beside_a_borough_with_one(atlas):
    (row,) = rows_of(atlas, [HARPURHEY, TRAFFORD], "smoking_adults_pct")
    ward, borough = row.places
    assert (ward.text, ward.position, ward.fifth) == ("Not available", None, None)
    assert borough.position is not None
    assert "Local authority district 2024" in row.provenance


def test_nothing_is_judged_without_an_interval(atlas):
    every = [one.id for one in atlas.catalogue.headline_indicators]
    for row in rows_of(atlas, [HARPURHEY, TRAFFORD], *every):
        for one in row.places:
            assert one.judgement is Judgement.NOT_COMPARED or one.interval_text


def test_with_an_interval_a_place_is_judged_against_england(atlas, monkeypatch):
    def with_limits(codes):
        return [replace(one, ci95_low=one.value - 1, ci95_high=one.value + 1)
                if one.value is not None else one for one in latest(codes)]  # fmt: skip

    latest = atlas.warehouse.latest_figures
    monkeypatch.setattr(
        type(atlas.warehouse), "latest_figures", lambda _, codes: with_limits(codes)
    )
    smoking, asian = rows_of(atlas, ["E08000003", TRAFFORD], "smoking_adults_pct", "asian_pct")
    assert [one.judgement.value for one in smoking.places] == ["worse", "better"]
    assert [one.judgement.value for one in asian.places] == ["higher", "higher"]
    ends = (smoking.places[1].low, smoking.places[1].high)
    assert min(ends) < smoking.places[1].position <= max(ends)


SHARE = load_catalogue().indicator("disabled_pct")


@given(st.floats(-50, 150), st.floats(0, 100), st.booleans())
def test_a_line_keeps_the_order_of_values(value, middle, high_is_best):
    worst, best = (0.0, 100.0) if high_is_best else (100.0, 0.0)
    line = module._Line(SHARE, AreaType.WARD, worst, best, middle, True, (), "", "")
    at = line.place(value)
    assert -1 <= at <= 1
    other = line.place(value + 5)
    assert other >= at if high_is_best else other <= at


def test_the_nearest_wards_are_those_of_a_plain_distance(atlas):
    values = {}
    for name in roles().alike:
        figures = atlas.warehouse.figures_of(
            name, AreaType.WARD, atlas.latest_period(atlas.catalogue.indicator(name),
                                                    AreaType.WARD).label,
            [one.code for one in atlas.nesting.boroughs])  # fmt: skip
        column = np.array([one.value for one in sorted(figures, key=lambda f: f.area_code)])
        values[name] = (column - column.mean()) / column.std()
    codes = sorted({one.area_code for one in figures})
    table = np.column_stack(list(values.values()))
    far = np.sqrt(((table - table[codes.index(HARPURHEY)]) ** 2).mean(axis=1))
    order = [codes[at] for at in np.argsort(far)[1:9]]
    found = alike_wards(atlas, atlas.place(HARPURHEY))
    assert [one.area.code for one in found] == order
    assert [one.distance for one in found] == pytest.approx(sorted(far)[1:9])
    assert alike_wards(atlas, atlas.place(TRAFFORD)) == ()


def test_going_together_is_said_with_care(atlas):
    named = atlas.catalogue.indicator
    crowded = together(atlas, named("overcrowded_pct"), named("imd_score"))
    assert len(crowded.spots) == 215
    assert "does not say that one causes the other" in crowded.words
    few = together(atlas, named("smoking_adults_pct"), named("year6_obesity_pct"))
    assert few.level is AreaType.BOROUGH
    assert "With 10 boroughs, chance alone can give much of that." in few.words
    twice = together(atlas, named("core20_pct"), named("core20_pct"))
    assert (twice.correlation, twice.words) == (None, "That is one indicator twice. Choose two.")


@pytest.mark.parametrize(
    ("along", "up", "words"),
    [
        ("overcrowded_pct", "imd_score", "part of any link is there by construction"),
        ("imd_score", "crime_score", "part of any link is there by construction"),
        ("imd_score", "core20_pct", "Both say the same index"),
        ("white_pct", "asian_pct", "shares of the same whole"),
        ("households_not_deprived_pct", "households_deprived_3plus_pct", "of the same whole"),
        ("physically_active_adults_pct", "physically_inactive_adults_pct", "of the same whole"),
        ("health_score", "acute_morbidity", "in what the other is made of"),
        ("children_low_income_ahc_pct", "income_score", "in what the other is made of"),
        ("crime_score", "living_environment_score", ""),  # two domains share no indicator
        ("disabled_pct", "living_environment_score", ""),  # overlaps with the whole, not with that
        ("smoking_adults_pct", "overweight_adults_pct", ""),
    ],
)
def test_what_is_built_into_a_link_is_said_where_it_is_so_and_only_there(atlas, along, up, words):
    named = atlas.catalogue.indicator
    said = together(atlas, named(along), named(up)).words
    assert words in said
    assert ("by construction" in said or "same whole" in said) == bool(words)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=10, max_size=40))
def test_rank_correlation_is_spearmans(pairs):
    one, other = [float(a) for a, _ in pairs], [float(b) for _, b in pairs]
    found = rank_correlation(one, other)
    if found is not None:
        assert found == pytest.approx(spearmanr(one, other).statistic)


def test_what_a_link_names_and_nobody_knows_is_left_out_and_said(atlas):
    asked = CompareSelection((HARPURHEY, "E05019999"), ("core20_pct", "no_such"))
    facts = compare_facts(atlas, asked, TRAFFORD)
    assert [one.code for one in facts.places] == [HARPURHEY]
    assert facts.unknown == ("E05019999", "no_such")
    assert "None has 95% intervals" in facts.summary
