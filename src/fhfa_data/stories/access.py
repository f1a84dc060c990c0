"""What one person may see of one story, for one use, on one day: the only place that decides it.

Every page, search, slide, print and export reads through :func:`view_of`. It checks, in this order:
role, moderation, consent with its expiry, then takes away what may not be shown so widely, quotes
without consent of their own, and places so narrow that they would name a person.
"""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar, cast

from fhfa_data.stories.actors import Actor, Role, is_own
from fhfa_data.stories.choices import Audience, PlaceLevel, Purpose, State
from fhfa_data.stories.consent import Consents, Quote, Record
from fhfa_data.stories.fields import Use, hidden
from fhfa_data.stories.records import Kept, Story

RecordT = TypeVar("RecordT", bound=Record)

_WHO_MAY_ASK = {
    Use.INTERNAL: {Audience.ORGANISATION},
    Use.PARTNERS: {Audience.ORGANISATION, Audience.PARTNERS, Audience.COMMUNITY},
}
_PLACE_FIELDS = {
    PlaceLevel.NEIGHBOURHOOD: ("neighbourhood",),
    PlaceLevel.WARD: ("ward", "ward_name"),
    PlaceLevel.BOROUGH: ("borough", "borough_name"),
}


def view_of(kept: Kept, actor: Actor, use: Use, day: date) -> Kept | None:
    """The story as this person may see it; None if it isn't for them, now, for this."""
    if use == Use.CARE:
        return _for_care(kept, actor)
    if kept.standing.state != State.APPROVED or not may_ask(actor, use):
        return None
    covering = _covering(kept.story.consents, actor, use, day)
    if not covering:
        return None
    quotes = tuple(one for one in kept.story.quotes if _covering(one.consents, actor, use, day))
    story = kept.story.model_copy(update={"quotes": quotes})
    return Kept(
        story=coarsened(_shown(story, use), narrowest_level(story, use)),
        standing=_shown(kept.standing, use),
        until=_until(covering, quotes, actor, use, day),
    )


def may_ask(actor: Actor, use: Use) -> bool:
    """Whether this person may read anything for this use, whatever consents there are."""
    if use == Use.PUBLIC:
        return True
    return bool(actor.roles and actor.audiences & _WHO_MAY_ASK[use])


def withdrawn(consents: Consents) -> bool:
    """Whether there was consent and all of it has been taken back."""
    return bool(consents) and all(one.withdrawn_on is not None for one in consents)


def looks_after(kept: Kept, actor: Actor) -> bool:
    """Whether this person looks after the story: it is theirs, or it was handed to moderators."""
    if is_own(actor, kept.standing.contributor):
        return True
    return actor.is_a(Role.MODERATOR) and kept.standing.state != State.DRAFT


def _for_care(kept: Kept, actor: Actor) -> Kept | None:
    if not looks_after(kept, actor) or withdrawn(kept.story.consents):
        return None
    quotes = tuple(one for one in kept.story.quotes if not withdrawn(one.consents))
    return kept.model_copy(update={"story": kept.story.model_copy(update={"quotes": quotes})})


def _covering(consents: Consents, actor: Actor, use: Use, day: date) -> Consents:
    """The consents in force that cover both this use and this reader.

    What is read for use in public goes to everyone, so only consent for everyone covers it.
    """
    readers = {Audience.EVERYONE}
    if use != Use.PUBLIC:
        readers |= actor.audiences
    return tuple(
        one
        for one in consents
        if one.holds(day) and Purpose(use.value) in one.purposes and readers & set(one.audiences)
    )


def _until(
    consents: Consents, quotes: tuple[Quote, ...], actor: Actor, use: Use, day: date
) -> date:
    """The first day on which some of what is shown may not be shown any more."""
    ledgers = [consents, *(_covering(one.consents, actor, use, day) for one in quotes)]
    return min(max(one.expires_on for one in ledger) for ledger in ledgers)


def _shown(record: RecordT, use: Use) -> RecordT:
    """The record, and every record in it, without what may not be shown so widely."""
    away = hidden(type(record), use)
    inside = {name: _inside(value, use) for name, value in record if name not in away}
    return record.model_copy(update=inside | away)


def _inside(value: Any, use: Use) -> Any:
    if isinstance(value, Record):
        return _shown(value, use)
    if isinstance(value, dict):
        named = cast("dict[Any, Any]", value)
        return {name: _inside(one, use) for name, one in named.items()}
    if isinstance(value, tuple):
        return tuple(_inside(one, use) for one in cast("tuple[Any, ...]", value))
    return value


def narrowest_level(story: Story, use: Use) -> PlaceLevel:
    """The narrowest place that may be shown: a role that few hold and a ward name a person."""
    speakers: list[Story | Quote] = [story, *story.quotes]
    if any(one.speaker.few for one in speakers):
        return PlaceLevel.BOROUGH
    return PlaceLevel.WARD if use == Use.PUBLIC else PlaceLevel.NEIGHBOURHOOD


def coarsened(story: Story, narrowest: PlaceLevel) -> Story:
    """The story with its place no narrower than this."""
    level = story.place_level.at_least(narrowest)
    order = list(PlaceLevel)
    finer = [one for one in _PLACE_FIELDS if order.index(one) < order.index(level)]
    blank = {name: "" for one in finer for name in _PLACE_FIELDS[one]}
    return story.model_copy(update={"place_level": level, **blank})
