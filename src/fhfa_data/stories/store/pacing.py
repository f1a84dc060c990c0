"""How fast one person may add stories: a form that a script fills in is stopped, in words."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection, func, select

from fhfa_data.errors import TooManyStories
from fhfa_data.stories.actors import Actor
from fhfa_data.stories.records import Story
from fhfa_data.stories.store.connect import Store
from fhfa_data.stories.store.schema import AUDIT

ADD = "add"
"""What the audit log calls a new story."""


def refuse_too_fast(connection: Connection, store: Store, actor: Actor, story: Story) -> None:
    """Let a new story in only if this person hasn't added as many lately as they may.

    Stories deleted or erased since count too: the audit log is what is counted.

    Raises
    ------
    TooManyStories
        If they have; it carries ``story``.
    """
    if store.pace is None:
        return
    limits = (("minute", store.pace.new_per_minute, 60), ("hour", store.pace.new_per_hour, 3_600))
    for name, limit, seconds in limits:
        since = (store.now() - timedelta(seconds=seconds)).isoformat(timespec="microseconds")
        mine = (AUDIT.c.by == actor.id) & (AUDIT.c.action == ADD) & (AUDIT.c.at > since)
        if connection.execute(select(func.count()).where(mine)).scalar_one() >= limit:
            raise TooManyStories(story, limit, name)
