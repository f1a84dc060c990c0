"""The Share by need page: every choice is in the link, and a link opens the same."""

from __future__ import annotations

from reading import all_elements, said

from fhfa_data.catalogue.roles import roles
from fhfa_data.model.share_selection import What

TRAFFORD = "E08000009"


def box(app, label):
    return next(one for one in app.selectbox if one.label == label)


def test_what_a_page_begins_with_stands_in_the_link(open_page):
    assert open_page("share", place=TRAFFORD).query_params["need"] == roles().first_need
    assert open_page("ward").query_params["indicator"] == roles().first
    assert open_page("gap").query_params["indicator"] == roles().first_of_gap


def test_choices_are_taken_and_stand_in_the_link(open_page):
    app = open_page("share", place=TRAFFORD)
    assert app.header[0].value.startswith("£1,000,000 between Trafford's 21 wards")
    app = box(app, "What is shared").select(What.STAFF).run()
    app = next(one for one in app.number_input if one.label == "How many").set_value(40).run()
    app = box(app, "Need is measured by").select("overcrowded_pct").run()
    assert app.query_params["what"] == "staff"
    assert app.query_params["total"] == "40"
    assert app.query_params["need"] == "overcrowded_pct"
    assert app.header[0].value.startswith("40 staff between Trafford's 21 wards")
    assert "A formula is no decision" in said(app)


def test_a_link_opens_the_same(open_page):
    app = open_page("share", place=TRAFFORD, what="places", total="90", floor="0", cap="150")
    assert app.header[0].value.startswith("90 places between Trafford's 21 wards")
    table = next(one for one in all_elements(app) if one.name == "table")
    assert len(table.rows) == 21
    assert "nobody over 150% of an equal share" in said(app)


def test_nonsense_in_a_link_changes_nothing(open_page):
    app = open_page("share", place=TRAFFORD, total="-1", need="<b>", cap="x")
    assert not app.exception
    assert app.header[0].value.startswith("£1,000,000 between")


def test_many_wards_are_not_drawn_but_listed(open_page):
    app = open_page("share", place="E47000001")
    assert "215 wards are too many to draw" in said(app)
    assert len(next(one for one in all_elements(app) if one.name == "table").rows) == 215
