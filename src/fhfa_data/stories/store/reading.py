"""Read stories: every page, search, slide and export comes through :func:`visible`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from fhfa_data.errors import NotAllowed
from fhfa_data.stories.access import looks_after, view_of, withdrawn
from fhfa_data.stories.actors import Actor, Deed, Role, may
from fhfa_data.stories.choices import State
from fhfa_data.stories.consent import Consents
from fhfa_data.stories.fields import Use
from fhfa_data.stories.records import Kept
from fhfa_data.stories.store.connect import Store
from fhfa_data.stories.store.rows import kept_of, no_such_story, the_row
from fhfa_data.stories.store.schema import AUDIT, STORY


@dataclass(frozen=True, slots=True)
class Held:
    """A story by its id, without a word of it; ``changed_at``: UTC, ISO 8601."""

    id: str
    changed_at: str
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class Due:
    """A story to ask about again. ``why``: ``expired``, ``expiring`` or ``withdrawn``."""

    id: str
    contributor: str
    why: str


@dataclass(frozen=True, slots=True)
class AuditLine:
    """Who did what to which story or copy, and when (UTC)."""

    at: str
    by: str
    action: str
    subject: str
    revision: int


def visible(store: Store, actor: Actor, use: Use, on_day: date) -> tuple[Kept, ...]:
    """The stories this person may see for this use on this day, the last changed first.

    Each is as it may be shown: places no narrower, fields and quotes no more than the use allows.

    Raises
    ------
    StoryError
        If the store can't be read.
    """
    with store.reading() as connection:
        rows = connection.execute(_worth_a_look(actor, use)).all()
    views = (view_of(kept_of(row), actor, use, on_day) for row in rows)
    return tuple(one for one in views if one is not None)


def visible_story(store: Store, actor: Actor, use: Use, on_day: date, story_id: str) -> Kept:
    """One story as this person may see it.

    Raises
    ------
    NotAllowed
        If it isn't there, or isn't for this person.
    """
    with store.reading() as connection:
        row = the_row(connection, story_id)
    view = None
    if row is not None and row.deleted_at is None:
        view = view_of(kept_of(row), actor, use, on_day)
    if view is None:
        raise no_such_story()
    return view


def deleted_stories(store: Store, actor: Actor) -> tuple[Kept, ...]:
    """The stories this person may bring back, the last deleted first."""
    query = select(STORY).where(STORY.c.deleted_at.is_not(None)).order_by(*_LATEST_FIRST)
    with store.reading() as connection:
        rows = connection.execute(query).all()
    views = (view_of(kept_of(row), actor, Use.CARE, date.min) for row in rows)
    return tuple(one for one in views if one is not None)


def brought_in(store: Store, actor: Actor) -> tuple[Held, ...]:
    """What this person brought in and the store still holds, whatever their role; no words.

    Stories that were withdrawn whole are among them: their words are kept until they are erased.
    """
    if not actor.id:
        return ()
    query = select(STORY).where(STORY.c.contributor == actor.id).order_by(*_LATEST_FIRST)
    with store.reading() as connection:
        found = [kept_of(row) for row in connection.execute(query)]
    return tuple(
        Held(o.standing.id, o.standing.changed_at, is_withdrawn=withdrawn(o.story.consents))
        for o in found
    )


def due_for_renewal(
    store: Store, actor: Actor, on_day: date, within_days: int = 30
) -> tuple[Due, ...]:
    """The stories whose consent has run out, soon will, or was withdrawn; never their words."""
    query = select(STORY).where(STORY.c.deleted_at.is_(None)).order_by(STORY.c.id)
    with store.reading() as connection:
        found = [kept_of(row) for row in connection.execute(query)]
    soon = on_day + timedelta(days=within_days)
    dues = (
        Due(one.standing.id, one.standing.contributor, why)
        for one in found
        if looks_after(one, actor) and (why := _why_due(one.story.ledger, on_day, soon))
    )
    return tuple(dues)


def audit(store: Store, actor: Actor) -> tuple[AuditLine, ...]:
    """The audit log, the first line first.

    Raises
    ------
    NotAllowed
        If this person is no administrator.
    """
    if not may(actor, Deed.READ_AUDIT):
        raise NotAllowed("Only an administrator reads the audit log.")
    with store.reading() as connection:
        lines = connection.execute(select(AUDIT).order_by(AUDIT.c.number)).all()
    return tuple(AuditLine(o.at, o.by, o.action, o.subject, o.revision) for o in lines)


_LATEST_FIRST = (STORY.c.changed_at.desc(), STORY.c.id)


def _worth_a_look(actor: Actor, use: Use) -> Select[Any]:
    """The rows that may be visible; whether they are, ``view_of`` alone decides."""
    query = select(STORY).where(STORY.c.deleted_at.is_(None)).order_by(*_LATEST_FIRST)
    if use != Use.CARE:
        return query.where(STORY.c.state == State.APPROVED.value)
    if actor.is_a(Role.MODERATOR):
        return query
    return query.where(STORY.c.contributor == actor.id)


def _why_due(ledger: Consents, day: date, soon: date) -> str:
    if withdrawn(ledger):
        return "withdrawn"
    given = [one for one in ledger if one.withdrawn_on is None]
    if any(one.expires_on <= day for one in given):
        return "expired"
    return "expiring" if any(one.expires_on <= soon for one in given) else ""


def row_for_care(connection: Connection, actor: Actor, story_id: str) -> Row[Any]:
    """The row of a story that this person looks after and may read, locked for a change.

    Raises
    ------
    NotAllowed
        If it isn't there or isn't theirs to look after.
    """
    row = the_row(connection, story_id, to_change=True)
    if row is None or view_of(kept_of(row), actor, Use.CARE, date.min) is None:
        raise no_such_story()
    return row
