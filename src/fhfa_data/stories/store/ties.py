"""Ties: a person says what a story does to an indicator's figures, and may change or undo it.

A tie is of one person, one story and one indicator. It is seen with its story and never without:
who may not see the story now sees no tie of it, and a story withdrawn whole loses its ties.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, insert, select, update
from sqlalchemy.exc import IntegrityError

from fhfa_data.errors import NotAllowed, StoryError
from fhfa_data.stories.access import view_of
from fhfa_data.stories.actors import Actor, Deed, may
from fhfa_data.stories.choices import Says
from fhfa_data.stories.fields import Use
from fhfa_data.stories.records import Kept
from fhfa_data.stories.store.connect import Store
from fhfa_data.stories.store.rows import kept_of, no_such_story, note, the_row
from fhfa_data.stories.store.schema import TIE


@dataclass(frozen=True, slots=True)
class Tie:
    """What a person said. ``revision`` grows by one a change; ``at`` is UTC, ISO 8601."""

    story_id: str
    indicator: str
    by: str
    says: Says
    revision: int
    at: str


@dataclass(frozen=True, slots=True)
class TiedStory:
    """A story as its reader may see it, with what people said of it and one indicator."""

    kept: Kept
    indicator: str
    ties: tuple[Tie, ...]

    @property
    def first(self) -> Says:
        """What comes first of what was said: questions before answers."""
        return min((one.says for one in self.ties), key=list(Says).index)


def tie(
    store: Store,
    actor: Actor,
    use: Use,
    on_day: date,
    story_id: str,
    indicator: str,
    says: Says,
    revision: int = 0,
) -> Tie:
    """Say what a story does to an indicator's figures; on return it is on the disk.

    Parameters
    ----------
    use, on_day
        What the story is read for: it must be visible to this person for it on this day.
    indicator
        The id of an indicator; whoever calls sees to it that there is one.
    revision
        The revision of this person's tie that they saw; 0 where they saw none.

    Raises
    ------
    NotAllowed
        If this person may tie nothing, or not see this story.
    StoryError
        If they changed the tie elsewhere since.
    """
    if not may(actor, Deed.TIE):
        raise NotAllowed("Only contributors and moderators tie a story to an indicator.")
    with store.writing() as connection:
        _refuse_unseen(connection, actor, use, on_day, story_id)
        before = revision or _taken_back(connection, story_id, indicator, actor.id)
        made = Tie(story_id, indicator, actor.id, says, before + 1, store.moment)
        _write(connection, made, removed_at=None)
        note(connection, store, "tie", actor.id, story_id, made.revision)
    return made


def untie(store: Store, actor: Actor, use: Use, on_day: date, gone: Tie) -> None:
    """Take back what was said: one's own, or as a moderator anybody's.

    Raises
    ------
    NotAllowed
        If it isn't theirs to take back, or this person may not see the story.
    StoryError
        If it was changed since it was read.
    """
    if not may_untie(actor, gone):
        raise NotAllowed("Only a moderator takes back what another person tied.")
    with store.writing() as connection:
        _refuse_unseen(connection, actor, use, on_day, gone.story_id)
        last = replace(gone, revision=gone.revision + 1, at=store.moment)
        _write(connection, last, removed_at=store.moment)
        note(connection, store, "untie", actor.id, gone.story_id, last.revision)


def may_untie(actor: Actor, said: Tie) -> bool:
    """Whether this person may take it back: one's own at any time, also once one may tie no more.

    ``said`` must have been read with names.
    """
    return (bool(actor.id) and said.by == actor.id) or may(actor, Deed.MODERATE)


def tied_stories(
    store: Store, seen: Sequence[Kept], indicator: str = "", *, names: bool = False
) -> tuple[TiedStory, ...]:
    """Which of the stories that a person sees are tied, contradictions and missing data first.

    Parameters
    ----------
    seen
        What :func:`~fhfa_data.stories.store.reading.visible` gave this person; nothing else is
        told.
    indicator
        Only ties to this one; all where it is empty.
    names
        Whether to say who tied. Leave it off for anything that is shown beyond those who look
        after stories; ``by`` is empty then.
    """
    query = select(TIE).where(TIE.c.removed_at.is_(None)).order_by(TIE.c.at, TIE.c.by)
    if indicator:
        query = query.where(TIE.c.indicator == indicator)
    with store.reading() as connection:
        rows = connection.execute(query).all()
    views = {one.standing.id: one for one in seen}
    grouped: dict[tuple[str, str], list[Tie]] = {}
    for row in rows:
        if row.story_id in views:
            said = _tie(row, names)
            grouped.setdefault((row.story_id, row.indicator), []).append(said)
    found = [TiedStory(views[id_], name, tuple(ties)) for (id_, name), ties in grouped.items()]
    order = list(Says)
    return tuple(sorted(found, key=lambda one: (order.index(one.first), one.indicator)))


def _tie(row: Row[Any], names: bool) -> Tie:
    by = row.by if names else ""
    return Tie(row.story_id, row.indicator, by, Says(row.says), row.revision, row.at)


def _refuse_unseen(
    connection: Connection, actor: Actor, use: Use, on_day: date, story_id: str
) -> None:
    row = the_row(connection, story_id, to_change=True)
    if row is None or row.deleted_at is not None:
        raise no_such_story()
    if view_of(kept_of(row), actor, use, on_day) is None:
        raise no_such_story()


def _taken_back(connection: Connection, story_id: str, indicator: str, by: str) -> int:
    """The revision at which this person took the tie back: said anew, it goes on; else 0."""
    query = select(TIE.c.revision).where(
        _is(story_id, indicator, by), TIE.c.removed_at.is_not(None)
    )
    return connection.execute(query).scalar() or 0


def _is(story_id: str, indicator: str, by: str) -> ColumnElement[bool]:
    return and_(TIE.c.story_id == story_id, TIE.c.indicator == indicator, TIE.c.by == by)


def _write(connection: Connection, said: Tie, *, removed_at: str | None) -> None:
    """Put the tie in the place of the revision before it, in one step."""
    values = {**asdict(said), "says": said.says.value, "removed_at": removed_at}
    if not _swapped(connection, said, values):
        raise StoryError(
            "What you said of this story and figure was changed since you saw it.",
            todo="Look at it again, then say it anew.",
        )


def _swapped(connection: Connection, said: Tie, values: dict[str, Any]) -> bool:
    if said.revision > 1:
        same = _is(said.story_id, said.indicator, said.by)
        before = TIE.c.revision == said.revision - 1
        return connection.execute(update(TIE).where(same, before).values(**values)).rowcount == 1
    try:
        with connection.begin_nested():
            connection.execute(insert(TIE).values(**values))
    except IntegrityError:
        return False
    return True
