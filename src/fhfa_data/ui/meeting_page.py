"""The Meeting page: prepare an agenda, or run one, a card at a time."""

from __future__ import annotations

from datetime import date

import streamlit as st

from fhfa_data.errors import StoryError
from fhfa_data.model.meeting_selection import MeetingSelection
from fhfa_data.stories.actors import Actor, Deed, may
from fhfa_data.stories.meetings.records import Agenda, MeetingKind
from fhfa_data.stories.records import Kept
from fhfa_data.stories.store.meetings import Noted, one_record, records
from fhfa_data.stories.store.reading import visible
from fhfa_data.ui import cache, state
from fhfa_data.ui.agenda_form import agenda_form, change_agenda
from fhfa_data.ui.elements.meeting_bar import meeting_bar
from fhfa_data.ui.elements.share import share_row
from fhfa_data.ui.meeting_cards import draw_card
from fhfa_data.ui.record_form import add_another, fresh_id
from fhfa_data.ui.who import actor
from fhfa_data.views.meeting import cards, use_in_meetings


def meeting_page(asked: MeetingSelection) -> None:
    """The open agenda's card, or what is needed to prepare or open one."""
    person = actor()
    if not person.roles:
        st.title("Meeting", anchor=False)
        st.info("Meetings are for people who have signed in. Sign in to prepare or join one.")
        return
    seen = visible(cache.stories(), person, use_in_meetings(person), date.today())
    if not asked.agenda:
        _prepare(person, seen)
        return
    try:
        noted = one_record(cache.stories(), person, asked.agenda, seen)
    except StoryError as error:
        st.title("Meeting", anchor=False)
        st.error(f"{error.what} {error.todo}")
        st.button("All meetings", on_click=state.change_meeting, kwargs={"agenda": "", "step": 0})
        return
    if isinstance(noted.record, Agenda):
        _run(person, noted, noted.record, seen, asked.step)


def _run(person: Actor, noted: Noted, agenda: Agenda, seen: tuple[Kept, ...], step: int) -> None:
    deck = cards(agenda, noted.stories)
    step = min(step, len(deck) - 1)
    with st.container(key="meeting_bar_row", horizontal=True, vertical_alignment="center"):
        turned = meeting_bar(noted.id, agenda.minutes)
        st.button("Back", on_click=_go, args=(step - 1,), disabled=step == 0)
        st.button("Next", on_click=_go, args=(step + 1,), disabled=step == len(deck) - 1)
        st.markdown(f"Card {step + 1} of {len(deck)}", width="content")
    if turned and 0 <= step + turned < len(deck):
        _go(step + turned)
        st.rerun()
    with st.container(key="meeting_card"):
        # Words that people typed are shown as text, never as markup.
        st.text(agenda.title)
        draw_card(person, noted, agenda, deck[step], seen)
    with st.container(key="meeting_foot", horizontal=True):
        st.button("All meetings", on_click=state.change_meeting, kwargs={"agenda": "", "step": 0})
        share_row("Print this card")
    change_agenda(person, noted, seen)


def _go(step: int) -> None:
    state.change_meeting(step=step)


def _prepare(person: Actor, seen: tuple[Kept, ...]) -> None:
    st.title("Meeting", anchor=False)
    st.markdown("Numbers and voices side by side, then what we will do. A card at a time.")
    _meetings(person)
    if may(person, Deed.MEET):
        st.header("Prepare a meeting", anchor=False)
        _new_agenda(person, seen)


def _meetings(person: Actor) -> None:
    st.header("Meetings that are prepared", anchor=False)
    kept = records(cache.stories(), person, MeetingKind.AGENDA)
    if not kept:
        st.markdown("None yet. Whoever may add stories can prepare one.")
    for one in kept:
        if isinstance(one.record, Agenda):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.text(one.record.title, width="content")
                st.button("Open", key=f"open_{one.id}", on_click=_open, args=(one.id,))


def _open(agenda: str) -> None:
    state.change_meeting(agenda=agenda, step=0)


def _new_agenda(person: Actor, seen: tuple[Kept, ...]) -> None:
    saved = agenda_form(person, seen, "new_agenda", fresh_id("new_agenda"))
    if saved:
        st.button("Open it, then copy its link to share", on_click=_open, args=(saved.id,))
    add_another("new_agenda")
