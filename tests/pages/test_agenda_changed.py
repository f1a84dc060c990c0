"""An agenda is changed by several people, holds questions of their own, and can be taken out."""

from __future__ import annotations

import pytest
from reading import said

from fhfa_data.stories.actors import Actor, Role, local_user
from fhfa_data.stories.meetings.records import Action, Agenda, MeetingKind
from fhfa_data.stories.store.actions import all_actions
from fhfa_data.stories.store.meetings import records, save_record
from fhfa_data.ui import meeting_page

AGENDA = Agenda(
    title="MADE UP hour",
    places=("E08000003",),
    indicators=("core20_pct",),
    questions=("MADE UP: whose door is it?",),
)
VIEWER = Actor("vi", frozenset({Role.VIEWER}), local_user().audiences)


@pytest.fixture
def kept(store):
    """A store with one agenda and an action of it."""
    save_record(store, local_user(), AGENDA, record_id="hour")
    action = Action(what="MADE UP: ask", owner_role="Lead", place="E08000003")
    save_record(store, local_user(), action, agenda="hour")
    return store


def button(app, label):
    return next(one for one in app.button if one.label == label)


def the_agenda(store):
    return records(store, local_user(), MeetingKind.AGENDA)[0].record


def test_own_questions_are_written_a_line_each_and_asked_on_the_card(kept, open_page):
    app = open_page("meeting", agenda="hour")
    own = app.text_area(key="change_hour_own")
    assert own.value == "MADE UP: whose door is it?"
    own.set_value("MADE UP: first?\n\n  MADE UP:   second?  ")
    app = button(app, "Save this agenda").click().run()
    assert the_agenda(kept).questions == ("MADE UP: first?", "MADE UP: second?")
    save_record(
        kept, local_user(), the_agenda(kept).model_copy(update={"insights": ("deep-listening",)}),
        record_id="hour", revision=2,
    )  # fmt: skip
    app = open_page("meeting", agenda="hour", step="2")
    assert "MADE UP: second?" in [one.value for one in app.text]


def test_own_questions_pass_the_gate_too(kept, open_page):
    app = open_page("meeting", agenda="hour")
    app.text_area(key="change_hour_own").set_value("MADE UP: what did Mrs Okafor say?")
    app = button(app, "Save this agenda").click().run()
    assert "Your own questions" in "".join(one.value for one in app.text)
    assert "Not saved yet" in app.warning[0].value
    assert the_agenda(kept).questions == AGENDA.questions
    button(app, "Save this agenda").click().run()
    assert the_agenda(kept).questions == ("MADE UP: what did Mrs Okafor say?",)


def test_a_change_made_meanwhile_is_said_and_what_was_typed_stays(kept, open_page):
    app = open_page("meeting", agenda="hour")
    other = AGENDA.model_copy(update={"title": "MADE UP: theirs"})
    save_record(kept, local_user(), other, record_id="hour", revision=1)
    app.text_input(key="change_hour_title").set_value("MADE UP: mine")
    app = button(app, "Save this agenda").click().run()
    assert "Someone else changed this" in app.warning[0].value
    assert app.text_input(key="change_hour_title").value == "MADE UP: mine"
    assert the_agenda(kept).title == "MADE UP: theirs"


def test_taken_out_its_link_says_so_and_its_actions_stay(kept, open_page):
    app = open_page("meeting", agenda="hour")
    assert button(app, "Take it out").disabled
    app = app.checkbox(key="out_sure_hour").check().run()
    app = button(app, "Take it out").click().run()
    assert records(kept, local_user(), MeetingKind.AGENDA) == ()
    assert "agenda" not in app.query_params
    assert "no agenda" in "".join(one.value for one in open_page("meeting", agenda="hour").error)
    assert len(all_actions(kept, local_user())) == 1
    assert "MADE UP: ask" in [one.value for one in open_page("actions").text]


def test_who_only_reads_changes_nothing(kept, open_page, monkeypatch):
    monkeypatch.setattr(meeting_page, "actor", lambda: VIEWER)
    app = open_page("meeting", agenda="hour")
    assert "MADE UP hour" in said(app) + "".join(one.value for one in app.text)
    assert not {"Save this agenda", "Take it out"} & {one.label for one in app.button}
