"""What is written down in the room: each save is said, and nobody's is written over."""

from __future__ import annotations

import streamlit as st

from fhfa_data.stories.actors import Actor, Deed, may
from fhfa_data.stories.meetings.choices import Safety, barrier_words
from fhfa_data.stories.meetings.records import (
    Action,
    Agenda,
    Agreement,
    Barrier,
    MeetingKind,
    MeetingRecord,
)
from fhfa_data.stories.records import Kept
from fhfa_data.stories.store.actions import all_actions
from fhfa_data.stories.store.check_ins import BATCH, check_in, how_safe, is_facilitator
from fhfa_data.stories.store.meetings import Noted, records, save_record
from fhfa_data.ui import cache
from fhfa_data.ui.record_form import add_another, fresh_id, record_form
from fhfa_data.views.meeting import Card, place_name
from fhfa_data.views.outcome import NOT_TALKED_ABOUT
from fhfa_data.views.words import long_day

_LATER = "What the room said is told once enough have answered, or by whoever prepared the meeting."


def agreement(person: Actor, noted: Noted, card: Card, seen: tuple[Kept, ...]) -> None:
    """Whether this number and this voice fit; what is kept now stands above the form."""
    pair = card.pair_id(noted.id)
    now = _agreement_now(person, noted, pair)
    if now and isinstance(now.record, Agreement):
        st.text(f"Kept now: {agreed(person, noted, card)}")
    if not may(person, Deed.MEET):
        return

    def save(record: MeetingRecord, revision: int) -> Noted:
        about = (card.story,) if card.story else ()
        return save_record(
            cache.stories(),
            person,
            record,
            record_id=pair,
            revision=revision,
            agenda=noted.id,
            stories=about,
            seen=seen,
        )

    fixed = {"place": card.place, "indicator": card.indicator, "insight": card.insight}
    record_form(Agreement, f"fit_{pair}", save, button="Save", start=now, fixed=fixed)


def agreed(person: Actor, noted: Noted, card: Card) -> str:
    """What the room said of this pair, in words."""
    now = _agreement_now(person, noted, card.pair_id(noted.id))
    if now is None or not isinstance(now.record, Agreement):
        return NOT_TALKED_ABOUT
    return f"{now.record.fit.label}. {now.record.note}".strip()


def _agreement_now(person: Actor, noted: Noted, pair: str) -> Noted | None:
    kept = records(cache.stories(), person, MeetingKind.AGREEMENT, agenda=noted.id)
    return next((one for one in kept if one.id == pair), None)


def safety(person: Actor, noted: Noted) -> None:
    """The check-in: one answer a session, and what whole batches of answers say."""
    st.markdown("Nobody sees who answered what. No name and no time is kept.")
    done = f"_checked_in_{noted.id}"
    if st.session_state.get(done):
        st.markdown("Thank you. Your answer is kept.")
    else:
        with st.form("check_in", border=False):
            said = st.radio("Your answer", list(Safety), index=None, format_func=_label)
            if st.form_submit_button("Answer") and said:
                check_in(cache.stories(), person, noted.id, said)
                st.session_state[done] = True
                st.rerun()
    _room(person, noted)


def _label(one: Safety) -> str:
    return one.label


def _room(person: Actor, noted: Noted) -> None:
    room = how_safe(cache.stories(), person, noted.id)
    if not room.counts:
        st.markdown(_LATER)
        return
    if room.is_harsh and is_facilitator(person, noted.by):
        st.warning("Only you see this, because it is your meeting. Turn the screen away first.")
        if not st.toggle("Show me", key="show_harsh"):
            return
    st.markdown(f"Counted {BATCH} answers at a time:")
    for one, many in room.counts.items():
        st.markdown(f"- {one.label}: {many}")


def barriers(person: Actor, noted: Noted, agenda: Agenda) -> None:
    """What was named so far, and a form to name another."""
    if may(person, Deed.MEET):
        key = f"barrier_{noted.id}"

        def save(record: MeetingRecord, revision: int) -> Noted:
            return save_record(
                cache.stories(),
                person,
                record,
                record_id=fresh_id(key),
                revision=revision,
                agenda=noted.id,
            )

        choices = {"place": _places(agenda)}
        record_form(Barrier, key, save, button="Name it", choices=choices)
        add_another(key)
    for one in records(cache.stories(), person, MeetingKind.BARRIER, agenda=noted.id):
        if isinstance(one.record, Barrier):
            st.text(f"{one.record.name}. {one.record.note}".strip())


def barriers_named(person: Actor, noted: Noted) -> None:
    """The barriers named in this meeting, in a line, for what one leaves with."""
    kept = records(cache.stories(), person, MeetingKind.BARRIER, agenda=noted.id)
    names = [one.record.name for one in kept if isinstance(one.record, Barrier)]
    if names:
        st.text(f"In the way: {'; '.join(dict.fromkeys(names))}")


def new_action(person: Actor, noted: Noted, agenda: Agenda, seen: tuple[Kept, ...]) -> None:
    """A form for one action; the stories of the agenda may be named as where it came from."""
    key = f"action_{noted.id}"
    titles = {one.standing.id: one.story.title for one in seen if one.standing.id in noted.stories}
    stories: list[str] = []
    if titles:
        stories = st.multiselect(
            "Stories it came from", list(titles), format_func=titles.__getitem__, key=f"{key}_from"
        )

    def save(record: MeetingRecord, revision: int) -> Noted:
        return save_record(
            cache.stories(),
            person,
            record,
            record_id=fresh_id(key),
            revision=revision,
            agenda=noted.id,
            stories=stories,
            seen=seen,
        )

    choices = {"place": _places(agenda), "barrier": _named(person, noted)}
    left_out = ("learned",)
    record_form(Action, key, save, button="Save this action", choices=choices, leave_out=left_out)
    add_another(key)


def decided(person: Actor, noted: Noted) -> None:
    """The actions of this meeting, in short."""
    kept = all_actions(cache.stories(), person, agenda=noted.id)
    if not kept:
        st.markdown("No action is written down yet. Go back one card to add one.")
    for one in kept:
        due = f", due {long_day(one.action.due)}" if one.action.due else ""
        st.text(f"{one.action.what}\n{one.action.owner_role}{due}")
    st.page_link("pages/actions.py", label="All actions")


def _places(agenda: Agenda) -> dict[str, str]:
    return {one: place_name(cache.atlas(), one) for one in agenda.places}


def _named(person: Actor, noted: Noted) -> dict[str, str]:
    """The barriers an action may work on: those named in this meeting, then the list."""
    kept = records(cache.stories(), person, MeetingKind.BARRIER, agenda=noted.id)
    own = [one.record.own for one in kept if isinstance(one.record, Barrier) and one.record.own]
    return {**{one: one for one in own}, **barrier_words()}
