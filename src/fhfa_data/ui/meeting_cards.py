"""The cards of a meeting as they are drawn: large words, one thing a card."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st

from fhfa_data.catalogue.wisdom_model import EVIDENCE_LABEL
from fhfa_data.model.areas import AreaType
from fhfa_data.stories.actors import Actor, Deed, may
from fhfa_data.stories.meetings.records import Agenda
from fhfa_data.stories.records import Kept
from fhfa_data.stories.store.meetings import Noted
from fhfa_data.ui import cache, meeting_notes, state
from fhfa_data.ui.elements.share import paper_line
from fhfa_data.ui.headline import headline_block, source_block
from fhfa_data.ui.leave_with import leave_with
from fhfa_data.views.headline import Headline
from fhfa_data.views.meeting import (
    Card,
    CardKind,
    cards,
    insight_of,
    place_name,
    place_of,
    story_of,
)
from fhfa_data.views.outcome import LISTED_FOR_WARDS, NO_LIST, STORY_LABEL


@dataclass(frozen=True, slots=True)
class Shown:
    """What a card is drawn from."""

    person: Actor
    noted: Noted
    agenda: Agenda
    card: Card
    seen: tuple[Kept, ...]


def draw_card(
    person: Actor, noted: Noted, agenda: Agenda, card: Card, seen: tuple[Kept, ...]
) -> None:
    """One card, with what can be written down on it by those who may."""
    st.title(card.kind.value, anchor=False)
    _DRAWN[card.kind](Shown(person, noted, agenda, card, seen))


def _number(shown: Shown) -> None:
    found = _finding(shown.card)
    if found is None:
        st.markdown("This figure is not among those in use any more. We can't show it.")
        return
    st.markdown(f"**{place_name(cache.atlas(), shown.card.place)}**")
    headline_block(found)
    source_block(found)


def _finding(card: Card) -> Headline | None:
    """The latest figure, as every page says it; None if the atlas has it no more."""
    atlas = cache.atlas()
    if place_of(atlas, card.place) is None or card.indicator not in atlas.catalogue.indicators:
        return None
    chosen = {"place": card.place, "indicator": card.indicator, "period": "latest", "sex": ""}
    return cache.answer(card.place, replace(state.selected(), **chosen)).headline


def _voice(shown: Shown) -> None:
    card = shown.card
    if card.story:
        _story(story_of(shown.seen, card.story))
        return
    insight = insight_of(cache.atlas(), card.insight)
    if insight is None:
        st.markdown("This insight is not in the catalogue any more.")
        return
    with st.container(key="voice"):
        st.markdown(f":small[{EVIDENCE_LABEL}]")
        st.header(insight.title, anchor=False)
        st.markdown(insight.in_one_line)


def _story(kept: Kept | None) -> None:
    if kept is None:
        st.markdown("This story can't be shown any more.")
        return
    with st.container(key="voice"):
        st.markdown(f":small[{STORY_LABEL}. {kept.story.speaker.label}.]")
        st.text(kept.story.title)
        st.text(kept.story.text)


def _fit(shown: Shown) -> None:
    _both(shown)
    for one in shown.agenda.questions:
        st.text(one)
    meeting_notes.agreement(shown.person, shown.noted, shown.card, shown.seen)


def _both(shown: Shown) -> None:
    """The number and the voice in a line each, so that nobody has to remember them."""
    card, atlas = shown.card, cache.atlas()
    found = _finding(card)
    if found:
        st.markdown(f"**The number:** {found.sentence}")
    if kept := story_of(shown.seen, card.story):
        st.text(f"The voice: {kept.story.title}")
    elif insight := insight_of(atlas, card.insight):
        st.markdown(f"**The voice:** {insight.title}. {insight.in_one_line}")


def _strong(shown: Shown) -> None:
    atlas = cache.atlas()
    area = place_of(atlas, shown.card.place)
    st.markdown(f"**{place_name(atlas, shown.card.place)}**")
    if area is None or area.area_type is not AreaType.WARD:
        st.markdown(LISTED_FOR_WARDS)
    else:
        kinds = cache.ward(area.code).places
        for kind in kinds:
            names = f": {kind.names_in_words}" if kind.names else ""
            st.markdown(f"{kind.count_words}{names}  \n:small[{kind.source}, {kind.as_of}]")
        if not kinds:
            st.markdown(NO_LIST)
    st.markdown("Who is trusted here? Which groups already do this well?")


def _check_in(shown: Shown) -> None:
    meeting_notes.safety(shown.person, shown.noted)


def _barrier(shown: Shown) -> None:
    meeting_notes.barriers(shown.person, shown.noted, shown.agenda)


def _action(shown: Shown) -> None:
    if may(shown.person, Deed.MEET):
        meeting_notes.new_action(shown.person, shown.noted, shown.agenda, shown.seen)
    else:
        st.markdown("Contributors and moderators write actions down.")


def _decision(shown: Shown) -> None:
    """What one leaves with, on one sheet of paper; no story is printed, nor its title."""
    deck = cards(shown.agenda, shown.noted.stories)
    for card in (one for one in deck if one.kind is CardKind.FIT):
        if found := _finding(card):
            insight = insight_of(cache.atlas(), card.insight)
            voice = f"{insight.title} (leadership insight)" if insight else "a story"
            st.markdown(f"{found.sentence} Beside it: {voice}.  \n:small[{found.source}]")
        st.text(meeting_notes.agreed(shown.person, shown.noted, card))
    meeting_notes.barriers_named(shown.person, shown.noted)
    meeting_notes.decided(shown.person, shown.noted)
    leave_with(shown.person, shown.noted)
    paper_line()


_DRAWN: dict[CardKind, Callable[[Shown], None]] = {
    CardKind.CHECK_IN: _check_in,
    CardKind.NUMBER: _number,
    CardKind.VOICE: _voice,
    CardKind.FIT: _fit,
    CardKind.STRONG: _strong,
    CardKind.BARRIER: _barrier,
    CardKind.ACTION: _action,
    CardKind.DECISION: _decision,
}
