"""Meeting and Actions: prepared, run and written down by those who may; nothing typed is lost."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest
from reading import said

from fhfa_data.stories.actors import VISITOR, Actor, Role, local_user
from fhfa_data.stories.meetings.choices import Safety
from fhfa_data.stories.meetings.records import Action, Agenda, Barrier, MeetingKind
from fhfa_data.stories.store.actions import NotedAction, all_actions
from fhfa_data.stories.store.check_ins import check_in
from fhfa_data.stories.store.meetings import Noted, records, save_record
from fhfa_data.ui import actions_page, meeting_page
from fhfa_data.views.actions import actions_csv, board, elsewhere

VIEWER = Actor("vi", frozenset({Role.VIEWER}), local_user().audiences)
WARD = "E05000654"
MARKUP = "MADE UP <script>alert(1)</script> **bold** =1+1"


@pytest.fixture
def kept(store):
    """A store of this test's own."""
    return store


def agenda(**changed):
    values = {
        "title": "MADE UP hour",
        "places": ("E08000003",),
        "indicators": ("core20_pct",),
        "insights": ("deep-listening",),
    }
    return Agenda.model_validate({**values, **changed})


def words(app):
    return said(app) + "\n".join(str(one.value) for one in app.text)


def as_person(monkeypatch, person):
    for page in (meeting_page, actions_page):
        monkeypatch.setattr(page, "actor", lambda: person)


def test_a_visitor_is_told_to_sign_in_and_sees_no_meeting(kept, open_page, monkeypatch):
    save_record(kept, local_user(), agenda(), record_id="hour")
    as_person(monkeypatch, VISITOR)
    for page in ("meeting", "actions"):
        app = open_page(page, agenda="hour")
        assert "signed in" in words(app)
        assert "MADE UP hour" not in words(app)


def test_the_cards_go_from_the_number_to_what_was_decided(kept, open_page):
    save_record(kept, local_user(), agenda(), record_id="hour")
    app = open_page("meeting", agenda="hour")
    titles = [app.title[0].value]
    assert "Manchester" in words(app)
    assert "Source" in words(app) or "census" in words(app).lower()
    while not (ahead := next(one for one in app.button if one.label == "Next")).disabled:
        app = ahead.click().run()
        titles.append(app.title[0].value)
        if app.title[0].value == "The voice":
            assert "Leadership insight: Greater Manchester-wide" in words(app)
    assert titles == [
        "The number",
        "The voice",
        "Does it fit?",
        "What is strong here",
        "What stands in the way",
        "What we will do",
        "What we decided",
    ]
    assert app.query_params["step"] == "6"


def button(app, label):
    return next(one for one in app.button if one.label == label)


def test_an_action_is_written_down_and_said_to_be_saved(kept, open_page):
    save_record(kept, local_user(), agenda(), record_id="hour")
    app = open_page("meeting", agenda="hour", step="5")
    app.text_input(key="action_hour_what").set_value(MARKUP)
    app = button(app, "Save this action").click().run()
    assert "Who owns it: a role" in said(app)
    assert app.text_input(key="action_hour_what").value == MARKUP
    app.text_input(key="action_hour_owner_role").set_value("Made-up lead")
    app = button(app, "Save this action").click().run()
    assert app.success[0].value.startswith("Saved ")
    app = button(app, "Save this action").click().run()
    assert [one.action.what for one in all_actions(kept, local_user())] == [MARKUP]
    app = button(app, "Add another").click().run()
    assert app.text_input(key="action_hour_what").value == ""
    app = open_page("actions")
    assert MARKUP in [one.value for one in app.text]
    assert MARKUP not in said(app)


def test_a_change_made_meanwhile_is_said_and_what_was_typed_stays(kept, open_page):
    first = Action(what="MADE UP: ask", owner_role="Lead")
    save_record(kept, local_user(), first, record_id="bus")
    app = open_page("actions")
    other = first.model_copy(update={"what": "MADE UP: from the other device"})
    save_record(kept, local_user(), other, record_id="bus", revision=1)
    app.text_input(key="change_bus_what").set_value("MADE UP: mine")
    app = button(app, "Save").click().run()
    assert "Someone else changed this" in app.warning[0].value
    assert app.text_input(key="change_bus_what").value == "MADE UP: mine"
    assert all_actions(kept, local_user())[0].action == other
    app = button(app, "Save").click().run()
    assert all_actions(kept, local_user())[0].action.what == "MADE UP: mine"


def test_every_action_of_the_chosen_places_is_on_the_board(kept, open_page):
    for name, place in (("here", WARD), ("there", "E08000003")):
        one = Action(what=f"MADE UP {name}", owner_role="Lead", place=place, barrier="silos")
        save_record(kept, local_user(), one, record_id=name)
    app = open_page("actions")
    assert not app.error
    told = words(app)
    assert "Others act on this elsewhere: Manchester: MADE UP there" in told
    app = app.multiselect(key="board_places").set_value(["E08000003"]).run()
    assert [one.value for one in app.text if one.value.startswith("MADE UP")] == ["MADE UP there"]


def test_a_viewer_reads_and_has_no_form(kept, open_page, monkeypatch):
    save_record(kept, local_user(), agenda(), record_id="hour")
    save_record(kept, local_user(), Action(what="MADE UP", owner_role="Lead"), record_id="bus")
    as_person(monkeypatch, VIEWER)
    assert "Save" not in [one.label for one in open_page("actions").button]
    app = open_page("meeting", agenda="hour", step="5")
    assert not app.text_input
    assert "MADE UP hour" in words(app)


def test_harsh_answers_are_not_shown_to_others(kept, open_page, monkeypatch):
    save_record(kept, local_user(), agenda(check_in="yes"), record_id="hour")
    for one in (Safety.NOT, Safety.VERY, Safety.VERY, Safety.VERY):
        check_in(kept, VIEWER, "hour", one)
    assert "Only you see this" in app_warnings(open_page("meeting", agenda="hour"))
    as_person(monkeypatch, VIEWER)
    app = open_page("meeting", agenda="hour")
    assert "Not safe at all: 1" not in words(app)
    assert app_warnings(app) == ""


def app_warnings(app):
    return "".join(one.value for one in app.warning)


def test_an_agenda_is_prepared_and_can_be_opened(kept, open_page):
    app = open_page("meeting")
    app.text_input(key="new_agenda_title").set_value("MADE UP hour")
    app.multiselect(key="new_agenda_places").set_value(["E08000003"])
    app.multiselect(key="new_agenda_indicators").set_value(["core20_pct"])
    app = button(app, "Save this agenda").click().run()
    assert [one.record.title for one in records(kept, local_user(), MeetingKind.AGENDA)] == [
        "MADE UP hour"
    ]
    app = button(app, "Open it, then copy its link to share").click().run()
    assert app.title[0].value == "The number"
    assert "agenda" in app.query_params


def test_a_link_to_no_agenda_says_so(kept, open_page):
    assert "no agenda" in words(open_page("meeting", agenda="nothing"))


def noted(name, changed_at="2026-06-01T10:00:00+00:00", **changed):
    action = Action.model_validate({"what": name, "owner_role": "Lead", **changed})
    return NotedAction(Noted(name, "", 1, "x", changed_at, action), action)


def test_stalled_actions_come_first_and_what_is_over_last():
    today = date(2026, 6, 2)
    long_ago = (datetime(2026, 6, 2, tzinfo=UTC) - timedelta(weeks=6)).isoformat()
    lines = board(
        [
            noted("learned", state="learned", due="2026-01-01"),
            noted("fine", due="2026-07-01"),
            noted("quiet", long_ago),
            noted("late", due="2026-06-01"),
        ],
        today,
    )
    assert [(one.kept.noted.id, one.why_stalled) for one in lines] == [
        ("late", "Was due 1 June 2026"),
        ("quiet", "No change for 6 weeks"),
        ("fine", ""),
        ("learned", ""),
    ]


def test_others_on_the_same_barrier_are_those_of_other_places():
    mine = noted("mine", barrier="silos", place=WARD)
    there = noted("there", barrier="Silos", place="E08000003")
    here = noted("here", barrier="silos", place=WARD)
    assert elsewhere([mine, there, here, noted("none")], mine) == (there,)
    assert elsewhere([noted("none"), there], noted("none")) == ()


def test_no_cell_of_the_table_of_actions_runs_as_a_formula():
    content = actions_csv([noted("=cmd()", place=WARD)], {WARD: "+Made-up"}).decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(content)))
    assert (row["what"], row["place_name"], row["place"]) == ("'=cmd()", "'+Made-up", WARD)


def test_barriers_stand_above_the_board_also_before_there_is_any_action(kept, open_page):
    save_record(kept, local_user(), Barrier(own=MARKUP, place=WARD))
    told = words(open_page("actions"))
    assert f"{MARKUP}\n" in told
    assert "No action works on it yet." in told


def test_a_note_that_points_to_a_person_is_asked_about_before_it_is_kept(kept, open_page):
    save_record(kept, local_user(), agenda(), record_id="hour")
    app = open_page("meeting", agenda="hour", step="5")
    app.text_input(key="action_hour_what").set_value("MADE UP: ring 07700 900123")
    app.text_input(key="action_hour_owner_role").set_value("Made-up lead")
    app = button(app, "Save this action").click().run()
    assert "may point to a person. It could be “a phone number”." in words(app)
    assert all_actions(kept, local_user()) == ()
    assert app.text_input(key="action_hour_what").value == "MADE UP: ring 07700 900123"
    app.text_input(key="action_hour_what").set_value("MADE UP: ring the clinic")
    app = button(app, "Save this action").click().run()
    assert [one.action.what for one in all_actions(kept, local_user())] == [
        "MADE UP: ring the clinic"
    ]


def test_the_same_words_saved_again_are_meant_unless_they_mean_a_handful(kept, open_page):
    save_record(kept, local_user(), agenda(), record_id="hour")
    app = open_page("meeting", agenda="hour", step="5")
    app.text_input(key="action_hour_what").set_value("MADE UP: meet on 12 December")
    app.text_input(key="action_hour_owner_role").set_value("Made-up lead")
    app = button(app, "Save this action").click().run()
    assert "save again if it is meant" in app.warning[0].value
    app = button(app, "Save this action").click().run()
    assert len(all_actions(kept, local_user())) == 1
    app = open_page("meeting", agenda="hour", step="5")
    app.text_input(key="action_hour_what").set_value("MADE UP: ask the blind priest of 93")
    app.text_input(key="action_hour_owner_role").set_value("Made-up lead")
    for _ in range(2):
        app = button(app, "Save this action").click().run()
        assert "a handful of people" in app.error[0].value
    assert len(all_actions(kept, local_user())) == 1
