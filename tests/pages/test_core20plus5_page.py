"""The Core20PLUS5 page says what it is, what is measured here and what isn't."""

from __future__ import annotations

from urllib.parse import parse_qs

from reading import all_elements, said


def table(app, caption):
    return next(
        one for one in all_elements(app) if one.name == "table" and one.caption.startswith(caption)
    )


def test_a_ward_sees_its_core20_its_groups_and_what_nobody_measures(open_page):
    app = open_page("core20plus5", place="E05011366")
    assert app.title[0].value == "Core20PLUS5 in Harpurhey"
    assert app.header[0].value.startswith("All of Harpurhey's 19,200 residents live")
    assert "Nothing in this atlas measures this" in said(app)
    assert "We estimate nothing" in said(app)
    assert "england.nhs.uk" in said(app)
    groups = table(app, "PLUS groups in Harpurhey")
    assert ["Asian ethnic groups", "2,476", "12.9%"] in [
        [cell["text"] for cell in row[1:4]] for row in groups.rows
    ]
    assert len({row[0]["text"] for row in table(app, "Core20PLUS5 in Harpurhey").rows}) == 13
    assert len(table(app, "Kinds of area with open data").rows) == 13


def test_where_most_people_in_core20_live_stands_with_the_borough(open_page):
    app = open_page("core20plus5", place="E08000003")
    people = [row[1]["sort"] for row in table(app, "Wards of Manchester").rows]
    assert people == sorted(people, reverse=True)
    assert 0 < len(people) <= 20


def test_a_figure_leads_to_overview_for_the_same_place_and_indicator(open_page):
    app = open_page("core20plus5", place="E08000003")
    links = [one.proto for one in app.get("page_link")]
    (link,) = [one.query_string for one in links if "Tooth decay" in one.label]
    asked = parse_qs(link)
    assert asked["place"] == ["E08000003"]
    assert asked["indicator"] == ["dental_decay_5yr_pct"]


def test_a_place_nobody_knows_is_said_plainly(open_page):
    app = open_page("core20plus5", place="E05999999")
    assert not app.exception
    assert "E05999999" in said(app)
