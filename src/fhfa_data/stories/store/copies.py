"""The register of copies: which export or backup holds which stories, who took it, until when."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, insert, select

from fhfa_data.errors import NotAllowed
from fhfa_data.stories.actors import Actor, Deed, may
from fhfa_data.stories.store.connect import Store
from fhfa_data.stories.store.rows import note
from fhfa_data.stories.store.schema import COPY, COPY_STORY

EXPORT = "export"
BACKUP = "backup"


@dataclass(frozen=True, slots=True)
class Copy:
    """One export or backup.

    ``at``: UTC, ISO 8601. ``by``: who took it; ``holder``: who has it, where that is someone else.
    ``path``: where it was written, as far as known. ``expires_on`` (ISO 8601): from that day on
    whoever holds it must delete it.
    """

    id: str
    kind: str
    at: str
    by: str
    holder: str
    use: str
    path: str
    expires_on: str


def register(store: Store, copy: Copy, stories: Collection[str]) -> None:
    """Write down that somebody takes a copy of these stories, before they have it."""
    with store.writing() as connection:
        connection.execute(insert(COPY).values(**asdict(copy)))
        lines = [{"copy_id": copy.id, "story_id": one} for one in stories]
        if lines:
            connection.execute(insert(COPY_STORY), lines)
        note(connection, store, copy.kind, copy.by, copy.id)


def copies(store: Store, actor: Actor) -> tuple[Copy, ...]:
    """Every copy ever taken, the first first.

    Raises
    ------
    NotAllowed
        If this person is no administrator.
    """
    if not may(actor, Deed.READ_AUDIT):
        raise NotAllowed("Only an administrator reads the register of copies.")
    with store.reading() as connection:
        rows = connection.execute(select(COPY).order_by(COPY.c.at, COPY.c.id)).mappings().all()
    return tuple(Copy(**row) for row in rows)


def copies_with(connection: Connection, story_id: str) -> tuple[Copy, ...]:
    """The copies that hold a story, the first first, within a transaction."""
    query = (
        select(COPY)
        .join(COPY_STORY, COPY_STORY.c.copy_id == COPY.c.id)
        .where(COPY_STORY.c.story_id == story_id)
        .order_by(COPY.c.at, COPY.c.id)
    )
    return tuple(Copy(**row) for row in connection.execute(query).mappings())
