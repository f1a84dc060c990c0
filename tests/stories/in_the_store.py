"""What lies in the store of stories and no screen shows, read as it lies there."""

from __future__ import annotations

from sqlalchemy import select

from fhfa_data.stories.store.copies import copies_with
from fhfa_data.stories.store.schema import HISTORY


def history(store, story_id):
    """The lines of a story's history, the first first."""
    query = select(HISTORY).where(HISTORY.c.story_id == story_id).order_by(HISTORY.c.revision)
    with store.reading() as connection:
        return connection.execute(query).all()


def holders(store, story_id):
    """The copies that hold a story, as whoever withdraws it is told."""
    with store.reading() as connection:
        return copies_with(connection, story_id)
