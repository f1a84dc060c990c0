"""Rows of the store as records, and one change of a story as rows."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, Select, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from fhfa_data.errors import NotAllowed, StaleSave
from fhfa_data.stories.choices import State
from fhfa_data.stories.records import KEPT_ALREADY, Kept, Standing, Story
from fhfa_data.stories.store.connect import Store
from fhfa_data.stories.store.schema import AUDIT, ERASED, HISTORY, MEETING_STORY, STORY, TIE


def kept_of(row: Row[Any]) -> Kept:
    """A row of ``story`` as a record."""
    standing = Standing(
        id=row.id,
        revision=row.revision,
        state=State(row.state),
        reason=row.reason,
        contributor=row.contributor,
        changed_at=row.changed_at,
    )
    return Kept(story=story_of(row.content), standing=standing)


def story_of(content: str) -> Story:
    """A story as the store keeps it."""
    return Story.model_validate_json(content, context=KEPT_ALREADY)


def the_row(connection: Connection, story_id: str, *, to_change: bool = False) -> Row[Any] | None:
    """The row of one story, deleted or not; locked until the transaction ends if ``to_change``."""
    query: Select[Any] = select(STORY).where(STORY.c.id == story_id)
    return connection.execute(query.with_for_update() if to_change else query).first()


def no_such_story() -> NotAllowed:
    """What to say of a story that isn't there, or isn't for this person: the same."""
    return NotAllowed(
        "There is no story with this id that you may do this with.",
        todo="Look for it in your list; ask a moderator if it is missing there.",
    )


def refuse_erased(connection: Connection, story_id: str) -> None:
    """An erased story never comes back.

    Raises
    ------
    NotAllowed
        If a story with this id was erased.
    """
    if connection.execute(select(ERASED.c.at).where(ERASED.c.story_id == story_id)).first():
        raise NotAllowed("The story with this id was erased, and may not come back.", story_id)


def write_change(
    connection: Connection,
    store: Store,
    kept: Kept,
    *,
    action: str,
    by: str,
    deleted: bool = False,
) -> Kept:
    """Write the next revision of a story, its line of history and its line of the audit log.

    ``kept.standing.revision`` is the revision it was made from: 0 for a new one.

    Raises
    ------
    StaleSave
        If that is no longer the store's revision.
    """
    before, moment = kept.standing.revision, store.moment
    standing = kept.standing.model_copy(update={"revision": before + 1, "changed_at": moment})
    now = Kept(story=kept.story, standing=standing)
    if not _swapped(connection, _values(now, moment if deleted else None), before):
        current = the_row(connection, standing.id)
        raise StaleSave(
            kept.story, current.revision if current else 0, current.changed_at if current else ""
        )
    _remember(connection, store, now, action=action, by=by)
    return now


def write_as_it_is(
    connection: Connection, store: Store, kept: Kept, *, action: str, by: str
) -> None:
    """Write a story that isn't here, with the standing it has: its revision goes on from there."""
    connection.execute(insert(STORY).values(**_values(kept, None)))
    _remember(connection, store, kept, action=action, by=by)


def _values(kept: Kept, deleted_at: str | None) -> dict[str, Any]:
    standing = kept.standing.model_dump(mode="json")
    return {**standing, "content": kept.story.model_dump_json(), "deleted_at": deleted_at}


def _remember(connection: Connection, store: Store, kept: Kept, *, action: str, by: str) -> None:
    """The line of history and the line of the audit log that go with a change."""
    stands = kept.standing
    line = {"story_id": stands.id, "revision": stands.revision, "at": store.moment, "by": by}
    content = kept.story.model_dump_json()
    connection.execute(
        insert(HISTORY).values(**line, action=action, state=stands.state, content=content)
    )
    note(connection, store, action, by, stands.id, stands.revision)


def _swapped(connection: Connection, values: dict[str, Any], before: int) -> bool:
    """Whether the row went from revision ``before`` to the next, in one step."""
    if before == 0:
        try:
            with connection.begin_nested():
                connection.execute(insert(STORY).values(**values))
        except IntegrityError:
            return False
        return True
    same = (STORY.c.id == values["id"]) & (STORY.c.revision == before)
    return connection.execute(update(STORY).where(same).values(**values)).rowcount == 1


def note(
    connection: Connection, store: Store, action: str, by: str, subject: str, revision: int = 0
) -> None:
    """A line of the audit log: who did what to which story or copy, when; never the words."""
    line = {"at": store.moment, "by": by, "action": action, "subject": subject}
    connection.execute(insert(AUDIT).values(**line, revision=revision))


def drop_ties(connection: Connection, story_id: str) -> None:
    """Take away what people tied a story to, for good: figures, agendas, agreement and actions."""
    connection.execute(delete(TIE).where(TIE.c.story_id == story_id))
    connection.execute(delete(MEETING_STORY).where(MEETING_STORY.c.story_id == story_id))


def remove_story(connection: Connection, story_id: str) -> None:
    """Take a story's rows away for good."""
    drop_ties(connection, story_id)
    connection.execute(delete(HISTORY).where(HISTORY.c.story_id == story_id))
    connection.execute(delete(STORY).where(STORY.c.id == story_id))
