"""Each page: as it should be, with a place nobody knows, and with figures that are damaged."""

from __future__ import annotations

import pytest
from reading import elements, said

HARPURHEY = "E05011366"
NUMBERS = ["overview", "ward", "about"]


def no_traceback(app):
    return not app.exception and "Traceback" not in said(app)


def test_the_ward_page_answers_first_then_shows_the_evidence(open_page):
    app = open_page("ward", place=HARPURHEY)
    assert app.title[0].value == "Harpurhey, Manchester"
    assert "All of Harpurhey's 19,200 residents live in neighbourhoods" in said(app)
    assert app.metric[0].value == "100%"
    shown = elements(app)
    assert [one["title"] for one in shown["voices"].cards]
    assert len(shown["mosaic"].cells) == 10
    assert {"Residents in Core20", "IMD score"} <= {
        row[0]["text"] for row in shown["table:Indicators for Harpurhey, Manchester"].rows
    }
    assert no_traceback(app)


def test_every_figure_says_where_it_is_from_and_how_sure_we_are(open_page):
    text = said(open_page("ward", place=HARPURHEY))
    assert "MHCLG, English Indices of Deprivation 2025 (File 7) · 2025 · Ward 2024" in text
    assert "added up from neighbourhoods (LSOAs)" in text
    assert "There is no chance in it" in text
    assert "Contains public sector information licensed under" in text


def test_core20_is_said_once_whichever_indicator_is_chosen(open_page):
    sentence = "residents live in neighbourhoods among England's most deprived fifth"
    for indicator in ("core20_pct", "disabled_pct"):
        app = open_page("ward", place=HARPURHEY, indicator=indicator)
        assert said(app).count(sentence) == 1


def test_no_ward_has_a_life_expectancy_of_its_own(open_page):
    app = open_page("ward", place=HARPURHEY, indicator="life_expectancy_birth")
    assert "We don't know this for Harpurhey." in said(app)
    assert "Instead, life expectancy, female: Manchester 80.5 and England 83.5 years" in said(app)
    assert "No life expectancy for wards is published here." in said(app)
    assert not app.metric
    life = elements(app)["table:Years of life expected at birth, 2016 to 2020, with 95% intervals"]
    shares = [row[1]["sort"] for row in life.rows]
    assert sum(shares) == pytest.approx(100)
    assert life.rows[0][4]["note"] == "72.2 to 74.5"


def test_the_ward_page_without_a_ward_offers_the_wards(open_page):
    app = open_page("ward", place="E08000003")
    picker = next(one for one in app.selectbox if one.label == "Wards of Manchester")
    assert len(picker.options) == 32
    assert no_traceback(app)


def test_the_overview_shows_the_spread_of_the_wards(open_page):
    app = open_page("overview")
    assert app.title[0].value == "Greater Manchester"
    spread = "Across 215 wards, residents in Core20: from 0% (53 wards) to 100% (16 wards)"
    assert spread in said(app)
    shown = elements(app)
    assert len(shown["map"].band) == 215
    assert len(shown["table:" + caption(shown)].rows) == 215


def caption(shown):
    return next(key.removeprefix("table:") for key in shown if key.startswith("table:Residents"))


def test_where_wards_have_no_figures_the_overview_shows_boroughs(open_page):
    app = open_page("overview", indicator="smoking_adults_pct")
    assert "Across 10 boroughs, adults who smoke: from" in said(app)
    assert elements(app)["map"].level == "boroughs"


def test_a_link_with_another_view_opens_that_view(open_page):
    shown = elements(open_page("overview", place=HARPURHEY, view="hex", colour="difference"))
    assert shown["map"].view == "hex"
    assert shown["map"].selected == HARPURHEY
    assert any("of Greater Manchester" in entry["text"] for entry in shown["map"].legend)


def test_classes_can_be_natural_breaks_and_the_link_keeps_it(open_page):
    app = open_page("overview", indicator="core20_pct")
    equal = elements(app)["map"]
    assert "Classes: equal numbers of areas" in equal.reading
    picker = next(one for one in app.selectbox if one.label == "Classes")
    picker.select_index(1)
    app.run()
    natural = elements(app)["map"]
    assert app.query_params["classes"] == "natural"
    assert "Classes: natural breaks" in natural.reading
    assert natural.band != equal.band
    assert any("the class of areas that fare worst" in one["text"] for one in natural.legend)
    linked = elements(open_page("overview", indicator="core20_pct", classes="natural"))["map"]
    assert linked.band == natural.band
    compared = open_page("overview", classes="natural", colour="difference")
    assert "Classes" not in {one.label for one in compared.selectbox}


def test_an_older_period_can_be_opened_by_link(open_page):
    app = open_page("overview", indicator="children_low_income_ahc_pct", period="2023/24")
    assert "April 2023 to March 2024" in said(app)
    assert "April 2024 to March 2025" not in app.markdown[1].value


def test_men_and_women_are_told_apart(open_page):
    app = open_page("overview", place="E08000003", indicator="life_expectancy_birth", sex="Male")
    assert app.metric[0].value == "76.0"
    assert "Life expectancy, male" in said(app)


def test_choosing_an_indicator_changes_the_link(open_page):
    app = open_page("ward", place=HARPURHEY)
    picker = next(one for one in app.selectbox if one.label == "Indicator")
    picker.select("imd_score").run()
    assert app.query_params["indicator"] == "imd_score"
    assert app.query_params["place"] == HARPURHEY
    assert app.metric[0].value == "60.7"


def test_the_chosen_ward_stays_chosen_from_page_to_page(open_page):
    app = open_page("ward", place=HARPURHEY)
    app.switch_page("pages/about.py").run()
    app.switch_page("pages/ward.py").run()
    assert app.title[0].value == "Harpurhey, Manchester"


def test_every_insight_opens_by_its_link(open_page):
    from fhfa_data.catalogue.wisdom import load_wisdom

    for one in load_wisdom().insights:
        app = open_page("wisdom", insight=one.id)
        assert app.title[0].value == one.title
        assert "not from residents" in said(app)
        assert all(question in said(app) for question in one.questions)
        assert "Our suggestion, not something we were told" in said(app)


def test_insights_are_found_by_words_and_by_way(open_page):
    found = elements(open_page("wisdom", search="storytell"))["voices"].cards
    assert found[0]["id"] == "good-storytellers"
    feeling = elements(open_page("wisdom", way="feeling"))["voices"].cards
    assert [one["id"] for one in feeling] == ["feeling"]
    assert "No insight matches" in said(open_page("wisdom", search="zzzz"))


@pytest.mark.parametrize("part", ["way", "theme"])
def test_a_filter_nobody_knows_is_said_and_filters_nothing(open_page, part):
    app = open_page("wisdom", **{part: "wizardry"})
    assert f"We don't know the {part} “wizardry” in this link" in app.warning[0].value
    assert len(elements(app)["voices"].cards) == 14


@pytest.mark.parametrize("part", ["develop", "frame", "about"])
def test_each_part_of_the_wisdom_page_opens_by_link(open_page, part):
    told = {
        "develop": "Four kinds of support",
        "frame": "Otto Scharmer",
        "about": "What is left out",
    }
    assert told[part] in said(open_page("wisdom", part=part))


def test_the_about_page_tells_every_dataset_and_indicator(open_page, catalogue):
    shown = elements(open_page("about"))
    embedded = {one.id for one in catalogue.indicators.values() if one.embedded}
    listed = {row[0]["note"] for row in shown[f"table:{len(embedded)} indicators"].rows}
    assert listed == embedded
    titles = {row[0]["text"] for row in shown[f"table:{len(catalogue.sources)} datasets"].rows}
    assert titles == {one.title for one in catalogue.sources.values()}


@pytest.mark.parametrize("page", NUMBERS)
def test_an_unknown_place_is_said_with_the_nearest(open_page, page):
    app = open_page(page, place="E05011360X")
    assert "We don't know the place “E05011360X” in this link." in app.warning[0].value
    assert "Did you mean" in said(app)
    assert no_traceback(app)


@pytest.mark.parametrize("page", ["overview", "ward", "about"])
def test_an_unknown_indicator_is_said(open_page, page):
    app = open_page(page, place=HARPURHEY, indicator="core_pct")
    assert "core_pct" in app.warning[0].value
    assert "core20_pct" in said(app)


@pytest.mark.parametrize("page", ["overview", "ward"])
def test_an_unknown_period_is_said(open_page, page):
    app = open_page(page, place=HARPURHEY, period="1066")
    assert "1066" in app.warning[0].value
    assert no_traceback(app)


def test_an_unknown_insight_is_said(open_page):
    app = open_page("wisdom", insight="deep-listenin")
    assert "deep-listening" in said(app)
    assert no_traceback(app)


@pytest.mark.parametrize("page", ["overview", "ward", "wisdom", "about"])
def test_damaged_figures_are_said_with_the_way_out(open_page, damaged_warehouse, page):
    app = open_page(page, place=HARPURHEY)
    assert "Tell whoever looks after this atlas." in app.error[0].value
    assert no_traceback(app)
