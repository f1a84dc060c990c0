"""The Gap page: size, line, wards and trend, or why there is none; its choice lives in the link."""

from __future__ import annotations

import pytest
from reading import said


def test_it_says_how_big_and_how_sure(open_page):
    app = open_page("gap", place="E08000003", indicator="overcrowded_pct")
    assert app.title[0].value == "The gap inside Manchester"
    assert [one.label for one in app.metric] == ["Gap, percentage points", "Times as high"]
    assert app.metric[0].value == "9.4"
    assert "12.1% of households in the most deprived fifth" in app.header[0].value
    assert "95% interval" in said(app)
    assert "slope index of inequality" in said(app)
    assert "not a gap between people" in said(app)


def test_englands_fifths_are_one_press_away_and_in_the_link(open_page):
    app = open_page("gap", place="E08000003", indicator="overcrowded_pct")
    assert "fifths" not in app.query_params
    (whose,) = [one for one in app.button_group if one.label == "Compare"]
    app = whose.set_value("national").run()
    assert app.query_params["fifths"] == "national"
    assert "10.5% of households" in app.header[0].value
    again = open_page("gap", place="E08000003", indicator="overcrowded_pct", fifths="national")
    assert again.header[0].value == app.header[0].value


@pytest.mark.parametrize(
    ("indicator", "words"),
    [
        ("imd_score", "part of the index"),
        ("smoking_adults_pct", "This copy has nothing smaller than a borough"),
        ("population", "This is a count"),
    ],
)
def test_what_can_not_be_measured_says_why(open_page, indicator, words):
    app = open_page("gap", place="E08000003", indicator=indicator)
    assert words in said(app)
    assert not app.metric
    assert not app.exception


def test_length_of_life_has_the_published_gap_and_the_warning(open_page):
    app = open_page("gap", place="E05011366", indicator="life_expectancy_birth", sex="Male")
    assert "Harpurhey is too small to have fifths of its own" in said(app)
    assert app.header[0].value.startswith("Gap in life expectancy, male, in Manchester")
    assert "does not move within one plan's year" in said(app)


def test_a_link_with_nonsense_opens_with_the_places_own_fifths(open_page):
    app = open_page("gap", place="E08000003", indicator="overcrowded_pct", fifths="<script>")
    assert not app.exception
    assert "Each fifth holds a fifth of Manchester's residents" in said(app)


def test_it_begins_with_a_gap_and_keeps_what_was_chosen_since(open_page):
    app = open_page("gap", place="E08000003")
    assert app.header[0].value.startswith("Overcrowded households in Manchester")
    chosen = open_page("gap", place="E08000003", indicator="core20_pct")
    assert "No gap by deprivation is measured here" in chosen.header[0].value
    assert "Ward by ward" not in said(chosen)
