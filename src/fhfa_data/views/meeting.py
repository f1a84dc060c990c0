"""The cards of a meeting, in order: number, voice, does it fit; then what is strong, and what next.

A story is never copied: its id is looked up among those that the reader may see at this moment.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

from fhfa_data.catalogue.wisdom_model import Insight
from fhfa_data.model.areas import Area
from fhfa_data.stories.access import may_ask
from fhfa_data.stories.actors import Actor
from fhfa_data.stories.fields import Use
from fhfa_data.stories.meetings.choices import YesNo
from fhfa_data.stories.meetings.records import Agenda
from fhfa_data.stories.records import Kept
from fhfa_data.views.atlas import Atlas


class CardKind(StrEnum):
    """What a card is for."""

    CHECK_IN = "How safe does it feel to speak?"
    NUMBER = "The number"
    VOICE = "The voice"
    FIT = "Does it fit?"
    STRONG = "What is strong here"
    BARRIER = "What stands in the way"
    ACTION = "What we will do"
    DECISION = "What we decided"


@dataclass(frozen=True, slots=True)
class Card:
    """One card: of which place, with which figure and which voice; empty where it has none."""

    kind: CardKind
    place: str = ""
    indicator: str = ""
    insight: str = ""
    story: str = ""

    def pair_id(self, agenda: str) -> str:
        """The id under which the room's agreement on this pair is kept; the same for everybody."""
        parts = "|".join((agenda, self.place, self.indicator, self.insight, self.story))
        return hashlib.sha256(parts.encode()).hexdigest()[:32]


def use_in_meetings(actor: Actor) -> Use:
    """What a meeting reads stories for: internal use, or use with partners for those outside."""
    return Use.INTERNAL if may_ask(actor, Use.INTERNAL) else Use.PARTNERS


def cards(agenda: Agenda, stories: Sequence[str]) -> tuple[Card, ...]:
    """The cards of an agenda, in order; each number meets a voice, and no voice is left out.

    ``stories`` are the ids that the reader may see.
    """
    first = (Card(CardKind.CHECK_IN),) if agenda.check_in is YesNo.YES else ()
    numbers = [(place, one) for place in agenda.places for one in agenda.indicators]
    voices = [("", one) for one in stories] + [(one, "") for one in agenda.insights]
    found: list[Card] = []
    for at, (number, voice) in enumerate(zip_longest(numbers, voices)):
        found += _pair(number or numbers[at % len(numbers)], voice, voices, at)
    strong = tuple(Card(CardKind.STRONG, place) for place in agenda.places)
    ends = (CardKind.BARRIER, CardKind.ACTION, CardKind.DECISION)
    return (*first, *found, *strong, *(Card(one) for one in ends))


def _pair(
    number: tuple[str, str],
    voice: tuple[str, str] | None,
    voices: list[tuple[str, str]],
    at: int,
) -> list[Card]:
    place, indicator = number
    if not voices:
        return [Card(CardKind.NUMBER, place, indicator)]
    insight, story = voice or voices[at % len(voices)]
    kinds = (CardKind.NUMBER, CardKind.VOICE, CardKind.FIT)
    return [Card(one, place, indicator, insight, story) for one in kinds]


def place_of(atlas: Atlas, code: str) -> Area | None:
    """The place with this code; None if it isn't in the figures in use any more."""
    return atlas.nesting.areas.get(code)


def place_name(atlas: Atlas, code: str) -> str:
    """What a place is called, a ward with its borough; its code where it isn't installed."""
    found = place_of(atlas, code)
    return found.full_name if found else code


def insight_of(atlas: Atlas, name: str) -> Insight | None:
    """The insight with this id, if the catalogue still has it."""
    return next((one for one in atlas.wisdom.insights if one.id == name), None)


def story_of(seen: Sequence[Kept], story_id: str) -> Kept | None:
    """The story, if the reader may see it now."""
    return next((one for one in seen if one.standing.id == story_id), None)


def prompts(atlas: Atlas, insights: Sequence[str]) -> tuple[str, ...]:
    """The questions that these insights ask, or those of all where none is chosen; each once."""
    chosen = [one for one in atlas.wisdom.insights if one.id in insights or not insights]
    return tuple(dict.fromkeys(question for one in chosen for question in one.questions))
