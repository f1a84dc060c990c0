"""Tools and resources, and a look at our own process: kept, found, changed and taken out."""

from __future__ import annotations

import pytest
from pydantic import ValidationError
from reading import said

from fhfa_data.catalogue.process import process_questions
from fhfa_data.catalogue.shared_language import shared_language
from fhfa_data.stories.actors import VISITOR, Actor, Role, local_user
from fhfa_data.stories.meetings.records import MeetingKind
from fhfa_data.stories.meetings.tools import Look, Tool
from fhfa_data.stories.store.meetings import records, save_record
from fhfa_data.ui import process_page, tools_page
from fhfa_data.views.tools import found_tools

VIEWER = Actor("vi", frozenset({Role.VIEWER}), local_user().audiences)
MARKUP = "MADE UP <script>alert(1)</script> **bold**"
CARDS = Tool(
    name="MADE UP: listening cards",
    link="https://example.org/cards",
    good_for="MADE UP: to begin when nobody speaks.",
    insights=("deep-listening",),
    support=("tools",),
)
GRANTS = Tool(
    name="MADE UP: small grants", good_for="MADE UP: for the doctor's", support=("funding",)
)
HARPURHEY = "E05011366"


@pytest.fixture
def kept(store):
    """A store of this test's own, with two tools."""
    save_record(store, local_user(), CARDS, record_id="cards")
    save_record(store, local_user(), GRANTS, record_id="grants")
    return store


def words(app):
    return said(app) + "\n".join(str(one.value) for one in app.text)


def button(app, label):
    return next(one for one in app.button if one.label == label)


def names(store, **asked):
    found = found_tools(records(store, local_user(), MeetingKind.TOOL), **asked)
    return [one.tool.name.removeprefix("MADE UP: ") for one in found]


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "example.org", "ftp://example.org", "https://", "http://a b"]
)
def test_an_address_leads_to_the_web_or_nowhere(link):
    with pytest.raises(ValidationError):
        Tool(name="MADE UP", good_for="MADE UP", link=link)


def test_tools_are_found_by_words_insight_and_kind_of_support(kept):
    assert names(kept) == ["listening cards", "small grants"]
    assert names(kept, words="LISTEN card") == ["listening cards"]
    assert names(kept, words="deep") == ["listening cards"]
    assert names(kept, insights=["deep-listening"]) == ["listening cards"]
    assert names(kept, support=["funding"]) == ["small grants"]
    assert names(kept, words="cards", support=["funding"]) == []


def test_a_local_name_finds_the_other_names_for_the_same_thing(kept):
    assert names(kept, words="GP surgery") == []
    assert names(kept, words="GP surgery", language=shared_language()) == ["small grants"]


def test_the_list_is_searched_on_the_page(kept, open_page):
    app = open_page("tools")
    assert "2 of 2" in words(app)
    app = app.text_input(key="tools_words").set_value("grant").run()
    assert "1 of 2" in words(app)
    assert CARDS.name not in words(app)
    app = app.text_input(key="tools_words").set_value("").run()
    app = app.selectbox(key="tools_insight").select("deep-listening").run()
    assert GRANTS.name not in words(app)


def test_one_is_added_changed_and_taken_out(kept, open_page):
    app = open_page("tools")
    app.text_input(key="new_tool_name").set_value(MARKUP)
    app.text_input(key="new_tool_link").set_value("javascript:alert(1)")
    app.text_area(key="new_tool_good_for").set_value("MADE UP: x")
    app = next(one for one in app.button if one.key and "new_tool" in one.key).click().run()
    assert "Where to find it" in said(app)
    app.text_input(key="new_tool_link").set_value("")
    app = next(one for one in app.button if one.key and "new_tool" in one.key).click().run()
    assert len(names(kept)) == 3
    app = open_page("tools")
    assert MARKUP in [one.value for one in app.text]
    assert MARKUP not in said(app)
    app = app.button(key="out_cards").click().run()
    assert "listening cards" not in names(kept)
    assert "Taken out." in [one.value for one in app.info]


def test_who_only_reads_changes_nothing(kept, open_page, monkeypatch):
    monkeypatch.setattr(tools_page, "actor", lambda: VIEWER)
    app = open_page("tools")
    assert CARDS.name in words(app)
    assert [one.label for one in app.button if one.label in ("Save", "Take it out")] == []
    monkeypatch.setattr(tools_page, "actor", lambda: VISITOR)
    assert CARDS.name not in words(open_page("tools"))


def test_every_question_names_figures_that_there_are(catalogue):
    asked = {one for question in process_questions().values() for one in question.figures}
    assert asked <= set(catalogue.indicators)
    assert len(process_questions()) == 9


def test_a_service_is_walked_through_with_the_places_figures_beside(kept, open_page):
    app = open_page("process", place=HARPURHEY)
    assert "19,234 people lived in Harpurhey in 2021." in words(app)
    assert "Census" in words(app)
    app.text_input(key="look_what").set_value(MARKUP)
    app = button(app, "Keep this").click().run()
    assert "Answer one question" in app.error[0].value
    assert app.text_input(key="look_what").value == MARKUP
    app.text_area(key="look_q_time").set_value("MADE UP: mornings only")
    app.text_area(key="look_left_out").set_value("MADE UP: shift workers")
    app = button(app, "Keep this").click().run()
    assert not app.exception
    (one,) = records(kept, local_user(), MeetingKind.LOOK)
    assert one.record.answers == {"time": "MADE UP: mornings only"}
    assert one.record.place == HARPURHEY
    assert f"{MARKUP} · Harpurhey, Manchester" in [each.value for each in app.text]
    app = app.button(key=f"out_{one.id}").click().run()
    assert records(kept, local_user(), MeetingKind.LOOK) == ()


def test_what_is_written_there_passes_the_gate(kept, open_page):
    app = open_page("process", place=HARPURHEY)
    app.text_input(key="look_what").set_value("MADE UP clinic")
    app.text_area(key="look_q_time").set_value("MADE UP: ask Mrs Okafor on 07700 900123")
    app = button(app, "Keep this").click().run()
    assert "07700 900123" in words(app)
    assert "Not saved yet" in app.warning[0].value
    assert records(kept, local_user(), MeetingKind.LOOK) == ()
    button(app, "Keep this").click().run()
    assert len(records(kept, local_user(), MeetingKind.LOOK)) == 1


@pytest.mark.parametrize("field", ["what", "q_time", "left_out", "unknown", "small_thing"])
def test_every_box_of_a_look_passes_the_gate(kept, open_page, field):
    app = open_page("process", place="E05011366")
    boxes = {one.key: one for one in (*app.text_area, *app.text_input)}
    boxes["look_what"].set_value("MADE UP clinic")
    boxes["look_q_time"].set_value("MADE UP: mornings")
    boxes[f"look_{field}"].set_value("MADE UP: ring 07700 900123")
    app = button(app, "Keep this").click().run()
    assert "may point to a person" in words(app)
    assert records(kept, local_user(), MeetingKind.LOOK) == ()


def test_who_only_reads_sees_looks_and_writes_none(kept, open_page, monkeypatch):
    look = Look(what="MADE UP clinic", place=HARPURHEY, left_out="MADE UP: who works nights")
    save_record(kept, local_user(), look, record_id="look")
    monkeypatch.setattr(process_page, "actor", lambda: VIEWER)
    app = open_page("process", place=HARPURHEY)
    assert "MADE UP: who works nights" in words(app)
    assert "Keep this" not in [one.label for one in app.button]
    assert "Take it out" not in [one.label for one in app.button]
    monkeypatch.setattr(process_page, "actor", lambda: VISITOR)
    assert "MADE UP" not in words(open_page("process", place=HARPURHEY))
