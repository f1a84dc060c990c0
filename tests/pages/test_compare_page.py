"""The Compare page: what is chosen lives in the link, and a ward alike joins with one press."""

from __future__ import annotations

from reading import all_elements, said

HARPURHEY = "E05011366"


def heat_of(app):
    """The table of indicators by places."""
    tables = [one for one in all_elements(app) if one.name == "table"]
    return next(one for one in tables if one.columns[0]["label"] == "Indicator")


def test_it_begins_with_the_place_chosen_elsewhere(open_page):
    app = open_page("compare", place=HARPURHEY)
    assert app.multiselect[0].value == [HARPURHEY]
    assert "A: Harpurhey, Manchester." in said(app)
    assert "Wards most like Harpurhey" in said(app)


def test_places_and_indicators_are_chosen_and_stand_in_the_link(open_page):
    app = open_page("compare", place=HARPURHEY)
    app = app.multiselect[0].set_value([HARPURHEY, "E08000009"]).run()
    app = app.multiselect[1].set_value(["core20_pct", "smoking_adults_pct"]).run()
    assert app.query_params["places"] == f"{HARPURHEY},E08000009"
    assert app.query_params["indicators"] == "core20_pct,smoking_adults_pct"
    heat = heat_of(app)
    assert [one["label"] for one in heat.columns][1:3] == ["A Harpurhey", "B Trafford"]
    assert [cell["text"] for cell in heat.rows[0]][1:4] == ["100%", "7.8%", "20.2%"]
    assert "highest fifth" in heat.rows[0][1]["note"]
    assert "Over time" in said(app)


def test_a_link_opens_the_same_and_what_is_unknown_is_said(open_page):
    app = open_page("compare", places=f"{HARPURHEY},E05019999", indicators="core20_pct,no_such")
    assert app.multiselect[0].value == [HARPURHEY]
    assert "not known here" in said(app)
    assert [one.value for one in app.text] == ["E05019999, no_such"]
    assert not app.exception


def test_two_indicators_are_set_against_each_other(open_page):
    app = open_page("compare", places=HARPURHEY, along="overcrowded_pct", up="core20_pct")
    assert "rank correlation" in said(app)
    app = next(one for one in app.selectbox if one.label == "Up").select("asian_pct").run()
    assert app.query_params["up"] == "asian_pct"
