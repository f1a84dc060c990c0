"""What a meeting leaves with: numbers beside voices, what is strong, what was named and agreed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fhfa_data.catalogue.records import Indicator
from fhfa_data.catalogue.wisdom_model import EVIDENCE_LABEL
from fhfa_data.errors import UnknownName
from fhfa_data.model.areas import AreaType
from fhfa_data.model.figures import Unit
from fhfa_data.stories.meetings.records import Action, Agenda, Agreement, Barrier
from fhfa_data.stories.records import Kept
from fhfa_data.stories.store.meetings import Noted
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.beside import Beside, beside
from fhfa_data.views.certainty import limits_of, say_interval
from fhfa_data.views.headline import Headline, headline_of
from fhfa_data.views.meeting import (
    Card,
    CardKind,
    cards,
    insight_of,
    place_name,
    place_of,
    story_of,
)
from fhfa_data.views.places import PlaceKind, places_of
from fhfa_data.views.words import say_value

STORY_LABEL = "Story: what one teller or group said, not a measurement"
NOT_SHOWN = "A story that was read in the room. It is not shown here."
NOT_TALKED_ABOUT = "Not talked about."
LISTED_FOR_WARDS = "Libraries, pharmacies, hospitals and parks are listed for wards."
NO_LIST = "We hold no list for this borough. That does not mean there are none."


@dataclass(frozen=True, slots=True)
class Bar:
    """One area's value. ``low`` and ``high``: its 95% confidence limits, where published."""

    name: str
    value: float
    text: str
    low: float | None = None
    high: float | None = None
    interval: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """The place's value first, then wider areas'; values are in ``unit``, as in the catalogue."""

    bars: tuple[Bar, ...]
    unit: Unit
    unit_label: str
    decimals: int


@dataclass(frozen=True, slots=True)
class Voice:
    """What stood beside the number; ``label`` says what kind of evidence it is.

    ``holds_story``: whether a story's own words are in it, which may be kept for some days only.
    """

    label: str
    title: str
    words: str
    holds_story: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A number, a voice or none, and whether the room found that they fit.

    ``headline`` is None where the figures in use don't have this place or indicator any more.
    ``bars`` is None where no area has a value.
    """

    place: str
    headline: Headline | None
    bars: Bars | None
    voice: Voice | None
    agreed: str


@dataclass(frozen=True, slots=True)
class Strong:
    """What is there already in one place; where it isn't known, ``why_none`` says why."""

    place: str
    kinds: tuple[PlaceKind, ...]
    why_none: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything that a team takes away. ``stories``: ids of those whose words are in it."""

    title: str
    on_day: date
    places: tuple[str, ...]
    pairs: tuple[Pair, ...]
    strong: tuple[Strong, ...]
    barriers: tuple[tuple[str, str], ...]
    actions: tuple[Action, ...]
    stories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """What was written down in a meeting: records as they are kept."""

    agreements: Sequence[Noted]
    barriers: Sequence[Noted]
    actions: Sequence[Action]


def outcome(
    atlas: Atlas, agenda: Noted, written: Written, told: Sequence[Kept], on_day: date
) -> Outcome:
    """What a meeting leaves with.

    Parameters
    ----------
    told
        The stories whose words may be taken away: those that consent lets this person see for this
        use, or none at all.
    """
    record = agenda.record
    if not isinstance(record, Agenda):
        raise UnknownName("agenda", agenda.id, ())
    deck = [one for one in cards(record, agenda.stories) if one.kind is CardKind.NUMBER]
    shown = {one.story for one in deck if story_of(told, one.story)}
    return Outcome(
        title=record.title,
        on_day=on_day,
        places=tuple(place_name(atlas, one) for one in record.places),
        pairs=tuple(_pair(atlas, one, agenda.id, written, told) for one in deck),
        strong=tuple(_strong(atlas, one) for one in record.places),
        barriers=tuple(_barriers(atlas, written)),
        actions=tuple(written.actions),
        stories=tuple(sorted(shown)),
    )


def _pair(atlas: Atlas, card: Card, agenda: str, written: Written, told: Sequence[Kept]) -> Pair:
    area = place_of(atlas, card.place)
    indicator = atlas.catalogue.indicators.get(card.indicator)
    voice, agreed = _voice(atlas, card, told), _agreed(card.pair_id(agenda), written)
    if area is None or indicator is None:
        return Pair(place_name(atlas, card.place), None, None, voice, agreed)
    found = beside(atlas, area, indicator, "latest")
    return Pair(
        place=area.name,
        headline=headline_of(atlas, indicator, found),
        bars=bars_of(indicator, found),
        voice=voice,
        agreed=agreed,
    )


def bars_of(indicator: Indicator, found: Beside) -> Bars | None:
    """The areas' values as bars, the place first; None where none is known."""
    bars = tuple(
        Bar(
            area.name,
            one.value,
            say_value(indicator, one.value),
            *(limits_of(indicator, one) or (None, None)),
            say_interval(indicator, one),
        )
        for area, one in found.known
        if one.value is not None
    )
    return Bars(bars, indicator.unit, indicator.unit_label, indicator.decimals) if bars else None


def _voice(atlas: Atlas, card: Card, told: Sequence[Kept]) -> Voice | None:
    if card.story:
        kept = story_of(told, card.story)
        if kept is None:
            return Voice(STORY_LABEL, "", NOT_SHOWN)
        label = f"{STORY_LABEL}. {kept.story.speaker.label}."
        return Voice(label, kept.story.title, kept.story.text, holds_story=True)
    insight = insight_of(atlas, card.insight)
    return Voice(EVIDENCE_LABEL, insight.title, insight.in_one_line) if insight else None


def _agreed(pair: str, written: Written) -> str:
    kept = next((one.record for one in written.agreements if one.id == pair), None)
    if not isinstance(kept, Agreement):
        return NOT_TALKED_ABOUT
    return f"{kept.fit.label}. {kept.note}".strip()


def _strong(atlas: Atlas, code: str) -> Strong:
    area, name = place_of(atlas, code), place_name(atlas, code)
    if area is None or area.area_type is not AreaType.WARD:
        return Strong(name, (), LISTED_FOR_WARDS)
    kinds = places_of(atlas, area)
    return Strong(name, kinds, "" if kinds else NO_LIST)


def _barriers(atlas: Atlas, written: Written) -> list[tuple[str, str]]:
    """Each barrier's name, and how it shows and where."""
    named = [one.record for one in written.barriers if isinstance(one.record, Barrier)]
    said = []
    for one in named:
        where = f"{place_name(atlas, one.place)}. " if one.place else ""
        said.append((one.name, f"{where}{one.note}".strip()))
    return said
