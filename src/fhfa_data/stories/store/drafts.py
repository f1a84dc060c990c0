"""What is being typed, kept as it is typed, so that a closed tab or a lost line loses nothing."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select

from fhfa_data.errors import NotAllowed, StoryError
from fhfa_data.stories.actors import Actor, Deed, may
from fhfa_data.stories.store.connect import Store
from fhfa_data.stories.store.rows import refuse_erased
from fhfa_data.stories.store.schema import DRAFT

MAX_TYPED = 200_000
"""Characters of one draft, as JSON."""
MAX_DRAFTS = 100
"""Of one person, at once."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed, field → value as typed: it need not be a valid story yet.

    ``revision``: what the typing began from; 0 for a new story. ``at``: UTC, ISO 8601.
    """

    story_id: str
    revision: int
    typed: dict[str, object]
    at: str


def keep_typed(
    store: Store, actor: Actor, story_id: str, revision: int, typed: dict[str, object]
) -> None:
    """Keep what this person has typed so far; only they can read it back.

    Raises
    ------
    NotAllowed
        If this person may not add stories, or the story was erased.
    StoryError
        If it is too long, there are too many drafts, or the store can't be written.
    """
    if not may(actor, Deed.CREATE):
        raise NotAllowed("Only a contributor or moderator writes stories.")
    text = json.dumps(typed)
    if len(text) > MAX_TYPED:
        raise StoryError("This is too long to keep as a draft.", todo="Make it shorter.")
    values = {"actor": actor.id, "story_id": story_id, "revision": revision, "typed": text}
    with store.writing() as connection:
        refuse_erased(connection, story_id)
        drop_typed(connection, actor, story_id)
        mine = select(func.count()).where(DRAFT.c.actor == actor.id)
        if connection.execute(mine).scalar_one() >= MAX_DRAFTS:
            raise StoryError(
                f"You have {MAX_DRAFTS} drafts that were never saved.", todo="Save or discard some."
            )
        connection.execute(insert(DRAFT).values(**values, at=store.moment))


def typed_drafts(store: Store, actor: Actor) -> tuple[Draft, ...]:
    """What this person has typed and not saved, the latest first."""
    query = select(DRAFT).where(DRAFT.c.actor == actor.id).order_by(DRAFT.c.at.desc())
    with store.reading() as connection:
        rows = connection.execute(query).all()
    return tuple(Draft(o.story_id, o.revision, json.loads(o.typed), o.at) for o in rows)


def discard_typed(store: Store, actor: Actor, story_id: str) -> None:
    """Throw away what this person typed for a story."""
    with store.writing() as connection:
        drop_typed(connection, actor, story_id)


def drop_typed(connection: Connection, actor: Actor, story_id: str) -> None:
    """The same, within a transaction."""
    mine = (DRAFT.c.actor == actor.id) & (DRAFT.c.story_id == story_id)
    connection.execute(delete(DRAFT).where(mine))


def drop_all_typed(connection: Connection, story_id: str) -> None:
    """Throw away what anybody typed for a story, within a transaction."""
    connection.execute(delete(DRAFT).where(DRAFT.c.story_id == story_id))
