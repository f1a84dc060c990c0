"""The Actions page: what stalled first, what was learned as welcome as what was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import streamlit as st

from fhfa_data.stories.actors import Actor, Deed, may
from fhfa_data.stories.choices import theme_words
from fhfa_data.stories.meetings.records import (
    Action,
    Agenda,
    Barrier,
    MeetingKind,
    MeetingRecord,
)
from fhfa_data.stories.records import Kept
from fhfa_data.stories.store.actions import NotedAction, all_actions
from fhfa_data.stories.store.meetings import Noted, record_history, records, save_record
from fhfa_data.stories.store.reading import visible
from fhfa_data.ui import cache, state
from fhfa_data.ui.barriers_block import barriers_block, over_time_block
from fhfa_data.ui.record_form import record_form
from fhfa_data.ui.who import actor
from fhfa_data.views.actions import BoardLine, actions_csv, board, elsewhere
from fhfa_data.views.barriers import NO_PLACE, same_theme_elsewhere, themes_of
from fhfa_data.views.meeting import place_name, story_of, use_in_meetings
from fhfa_data.views.words import long_day


def actions_page() -> None:
    """The board, for people with a role."""
    st.title("Actions", anchor=False)
    person = actor()
    if not person.roles:
        st.info("Actions are for people who have signed in. Sign in to see them.")
        return
    seen = visible(cache.stories(), person, use_in_meetings(person), date.today())
    kept = all_actions(cache.stories(), person, seen=seen)
    barriers = records(cache.stories(), person, MeetingKind.BARRIER)
    if not kept and not barriers:
        st.markdown("No action is agreed yet. Actions are written down in a meeting.")
        st.page_link("pages/meeting.py", label="Prepare or open a meeting")
        return
    codes = [one.action.place for one in kept]
    codes += [one.record.place for one in barriers if isinstance(one.record, Barrier)]
    names = {one: place_name(cache.atlas(), one) if one else "" for one in dict.fromkeys(codes)}
    chosen = _chosen(names)
    shown = [one for one in kept if one.action.place in chosen]
    barriers_block(person, shown, {one: names[one] for one in chosen})
    st.header("What was agreed", anchor=False)
    _download(kept, names)
    over_time_block(person, shown)
    beside = _Beside(kept, names, seen, _themes(person, kept, seen))
    for line in board(shown, date.today()):
        _line(person, line, beside)


@dataclass(frozen=True, slots=True)
class _Beside:
    """All that a line is drawn beside: every action, places' names, stories, and themes."""

    everything: tuple[NotedAction, ...]
    names: dict[str, str]
    seen: tuple[Kept, ...]
    themes: dict[str, frozenset[str]]


def _themes(
    person: Actor, kept: tuple[NotedAction, ...], seen: tuple[Kept, ...]
) -> dict[str, frozenset[str]]:
    found = records(cache.stories(), person, MeetingKind.AGENDA)
    agendas = {one.id: one.record for one in found if isinstance(one.record, Agenda)}
    return {one.noted.id: themes_of(cache.atlas(), one, agendas, seen) for one in kept}


def _download(kept: tuple[NotedAction, ...], names: dict[str, str]) -> None:
    st.download_button(
        "Download all actions (CSV)",
        actions_csv(kept, names),
        file_name="actions.csv",
        mime="text/csv",
    )


def _chosen(names: dict[str, str]) -> set[str]:
    picked = st.multiselect(
        "Places", list(names), format_func=lambda one: names[one] or "No place", key="board_places"
    )
    return set(picked) or set(names)


def _line(person: Actor, line: BoardLine, beside: _Beside) -> None:
    one, action, names = line.kept, line.kept.action, beside.names
    with st.container(border=True, key=f"action_{one.noted.id}"):
        st.text(action.what)
        stalled = f" · {line.why_stalled}" if line.why_stalled else ""
        st.text(f"{action.state.label}{stalled}")
        st.text(" · ".join(_facts(action, names)))
        if action.learned:
            st.text(f"What we tried and learned: {action.learned}")
        for other in elsewhere(beside.everything, one):
            where = names[other.action.place] or NO_PLACE
            st.text(f"Others act on this elsewhere: {where}: {other.action.what}")
        for other, theme in same_theme_elsewhere(one, beside.themes, beside.everything):
            where, called = names[other.action.place] or NO_PLACE, theme_words().get(theme, theme)
            st.text(f"Others act on {called} elsewhere: {where}: {other.action.what}")
        with st.expander("More, and change how it stands"):
            _more(person, one, beside.seen)


def _facts(action: Action, names: dict[str, str]) -> list[str]:
    due = f"due {long_day(action.due)}" if action.due else "no day set"
    barrier = f"barrier: {action.barrier_name}" if action.barrier else ""
    facts = (names[action.place], action.owner_role, due, barrier)
    return [one for one in facts if one]


def _more(person: Actor, one: NotedAction, seen: tuple[Kept, ...]) -> None:
    for story_id in one.noted.stories:
        if kept := story_of(seen, story_id):
            st.text(f"Came from the story: {kept.story.title}")
    if one.noted.agenda:
        st.button(
            "Open its meeting", key=f"to_{one.noted.id}", on_click=_open, args=(one.noted.agenda,)
        )
        if st.session_state.pop("_to_meeting", False):
            st.switch_page("pages/meeting.py")
    if may(person, Deed.MEET):
        _change(person, one, seen)
    for line in record_history(cache.stories(), person, one.noted.id):
        if isinstance(line.record, Action):
            st.text(f"{line.at[:10]}: {line.record.state.label}")


def _open(agenda: str) -> None:
    state.change_meeting(agenda=agenda, step=0)
    st.session_state["_to_meeting"] = True


def _change(person: Actor, one: NotedAction, seen: tuple[Kept, ...]) -> None:
    def save(record: MeetingRecord, revision: int) -> Noted:
        return save_record(
            cache.stories(),
            person,
            record,
            record_id=one.noted.id,
            revision=revision,
            agenda=one.noted.agenda,
            stories=one.noted.stories,
            seen=seen,
        )

    fixed = {"place": one.action.place, "barrier": one.action.barrier}
    record_form(Action, f"change_{one.noted.id}", save, button="Save", start=one.noted, fixed=fixed)
