"""What tells one state of the store from another: for what is kept of an answer between looks."""

from __future__ import annotations

from sqlalchemy import func, select

from fhfa_data.stories.store.connect import Store
from fhfa_data.stories.store.schema import AUDIT


def stamp(store: Store) -> str:
    """A text that is another after every change, since every change leaves a line in the audit log.

    Raises
    ------
    StoryError
        If the store can't be read.
    """
    query = select(func.count(), func.max(AUDIT.c.number), func.max(AUDIT.c.at))
    with store.reading() as connection:
        lines, last, at = connection.execute(query).one()
    return f"{lines} {last} {at}"
