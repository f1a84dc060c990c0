"""The Own neighbourhood page: made by pasting, in the link, safe whatever it is called."""

from __future__ import annotations

from reading import all_elements, said

MARKUP = "MADE UP <b>x</b> **y**"


def button(app, label):
    return next(one for one in app.button if one.label == label)


def test_it_begins_empty_and_is_made_by_pasting_codes(open_page):
    app = open_page("own", place="E08000003")
    assert "Choose a ward from the list or on the map to begin." in said(app)
    app.text_area(key="own_pasted").set_value("E05011366 M9 4AA Moston E01005200")
    app = button(app, "Add these").click().run()
    assert "1 postcode can't be found in the areas here." in app.warning[0].value
    assert "1 word of that we couldn't read" in app.warning[0].value
    assert "all of Harpurhey" in said(app)
    assert app.query_params["own"]
    assert app.text_area(key="own_pasted").value == "M9 4AA Moston"


def test_wards_are_chosen_by_name(open_page):
    app = open_page("own", place="E08000003")
    names = app.multiselect(key="own_wards").options
    assert {"Harpurhey, Manchester", "Leigh West, Wigan"} <= set(names)
    app = app.multiselect(key="own_wards").set_value(["E05011366", "E05011373"]).run()
    assert "all of Harpurhey and Moston" in said(app)


def test_it_has_a_report(open_page):
    app = open_page("own", place="E08000003", own="2zesm", own_name="North")
    labels = [one.label for one in app.get("download_button")]
    assert "Report on it (PDF)" in labels
    assert "Slides (PowerPoint)" in labels


def test_single_neighbourhoods_are_chosen_from_a_list_and_all_of_it_can_be_dropped(open_page):
    app = open_page("own", place="E08000003", own="2zesm", own_name="North")
    assert "North" in [one.value for one in app.text]
    app = app.multiselect(key="own_lsoas").set_value(["E01005189"]).run()
    assert "part of Gorton & Abbey Hey" in said(app)
    app = button(app, "Start again").click().run()
    assert "own" not in app.query_params
    assert "to begin" in said(app)


def test_its_name_is_never_read_as_markup(open_page):
    app = open_page("own", place="E08000003", own="2zesm", own_name=MARKUP)
    assert MARKUP in [one.value for one in app.text]
    assert "<b>" not in said(app)
    table = next(one for one in all_elements(app) if one.name == "table")
    assert table.columns[1]["label"] == MARKUP


def test_it_can_be_set_beside_other_places(open_page):
    app = open_page("compare", places="OWN,E08000003", own="2zesm", own_name="North")
    assert app.multiselect[0].value == ["OWN", "E08000003"]
    assert "A: your own neighbourhood" in said(app)
    assert app.query_params["own"] == "2zesm"


def test_every_figure_stands_under_its_own_area(open_page):
    """Also those that can't be worked out for it, where a wider area has one."""
    app = open_page("own", place="E08000003", own="2zesm", own_name="North")
    table = next(one for one in all_elements(app) if one.name == "table")
    assert [one["label"] for one in table.columns][1:3] == ["North", "Manchester"]
    assert {len(row) for row in table.rows} == {len(table.columns)}
    active = next(row for row in table.rows if row[0]["text"] == "Active children")
    assert [cell["text"] for cell in active[1:3]] == ["Not available", "40.7%"]
