"""The form of an agenda: a new one, or one that is changed or taken out."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from fhfa_data.errors import StoryError
from fhfa_data.stories.actors import Actor, Deed, may
from fhfa_data.stories.meetings.records import Agenda, MeetingRecord
from fhfa_data.stories.records import Kept
from fhfa_data.stories.store.meetings import Noted, remove_record, save_record
from fhfa_data.ui import cache, state
from fhfa_data.ui.notes_gate import Words
from fhfa_data.ui.record_form import record_form
from fhfa_data.views.meeting import prompts


def agenda_form(
    person: Actor, seen: tuple[Kept, ...], key: str, record_id: str, start: Noted | None = None
) -> Noted | None:
    """Draw the form; returns the agenda that was saved just now, if any."""
    atlas = cache.atlas()
    asks = prompts(atlas, ())
    picked: list[str] = []
    own: list[str] = []

    def more() -> list[Words]:
        typed = _own_questions(key, asks, start)
        own.extend(_lines(typed.text))
        picked.extend(_stories(seen, key, start.stories if start else ()))
        return [typed]

    def save(record: MeetingRecord, revision: int) -> Noted:
        asked = _with_questions(record, own)
        kept = {"record_id": record_id, "revision": revision, "stories": picked, "seen": seen}
        return save_record(cache.stories(), person, asked, **kept)

    choices = {
        "places": cache.place_labels(),
        "indicators": {o.id: o.name for o in atlas.catalogue.headline_indicators},
        "questions": {one: one for one in asks},
    }
    words = "Save this agenda"
    return record_form(Agenda, key, save, button=words, start=start, choices=choices, more=more)


def change_agenda(person: Actor, noted: Noted, seen: tuple[Kept, ...]) -> None:
    """Change an agenda that is open, or take it out; what was written in its meeting stays."""
    if not may(person, Deed.MEET):
        return
    with st.expander("Change this agenda"):
        if agenda_form(person, seen, f"change_{noted.id}", noted.id, noted):
            st.button("Show it as it is now")
        if noted.by == person.id or may(person, Deed.MODERATE):
            sure = st.checkbox(
                "Take this meeting out; actions and barriers named in it stay on the board",
                key=f"out_sure_{noted.id}",
            )
            st.button("Take it out", disabled=not sure, on_click=_take_out, args=(person, noted))
    if words := st.session_state.pop("agenda_said", ""):
        st.warning(words)


def _take_out(person: Actor, noted: Noted) -> None:
    try:
        remove_record(cache.stories(), person, noted.id, noted.revision)
    except StoryError as error:
        st.session_state["agenda_said"] = f"{error.what} {error.todo}"
        return
    state.change_meeting(agenda="", step=0)


def _with_questions(record: MeetingRecord, own: Collection[str]) -> MeetingRecord:
    if not isinstance(record, Agenda):
        return record
    questions = tuple(dict.fromkeys((*record.questions, *own)))
    return Agenda.model_validate({**record.model_dump(), "questions": questions})


def _own_questions(key: str, asks: Collection[str], start: Noted | None) -> Words:
    """Questions of the team's own, a line each; those that an agenda has already stand there."""
    agenda = start.record if start and isinstance(start.record, Agenda) else None
    before = [one for one in agenda.questions if one not in asks] if agenda else []
    name, label = f"{key}_own", "Your own questions, one a line"
    return Words(name, label, st.text_area(label, "\n".join(before), key=name, max_chars=2_000))


def _lines(text: str) -> list[str]:
    return [line for one in text.splitlines() if (line := " ".join(one.split()))]


def _stories(seen: tuple[Kept, ...], key: str, before: Collection[str]) -> list[str]:
    """The ids of the stories to put on the agenda."""
    if not seen:
        st.markdown("No story may be shown to you yet, so this meeting has leaders' insights only.")
        return []
    titles = {one.standing.id: one.story.title for one in seen}
    return st.multiselect(
        "Stories",
        list(titles),
        [one for one in before if one in titles],
        format_func=titles.__getitem__,
        key=f"{key}_stories",
        help="Those that you may see. Each person in the room sees those that they may see.",
    )
