"""Keep what meetings prepare and agree: two people saving at once never overwrite one another.

Who has any role reads these; contributors and moderators write them. Which stories a record is
about is told of those alone that the reader may see now: give ``seen``, what
:func:`~fhfa_data.stories.store.reading.visible` gave this person.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, RowMapping, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from fhfa_data.errors import NotAllowed, StaleSave, StoryError
from fhfa_data.stories.actors import Actor, Deed, may
from fhfa_data.stories.consent import new_id
from fhfa_data.stories.meetings.records import RECORDS, MeetingKind, MeetingRecord, kind_of
from fhfa_data.stories.records import KEPT_ALREADY, Kept
from fhfa_data.stories.store.connect import Store
from fhfa_data.stories.store.rows import note
from fhfa_data.stories.store.schema import ERASED, MEETING_HISTORY, MEETING_RECORD, MEETING_STORY


@dataclass(frozen=True, slots=True)
class Noted:
    """A kept record. ``changed_at`` is UTC, ISO 8601; ``stories``: ids that its reader may see."""

    id: str
    agenda: str
    revision: int
    by: str
    changed_at: str
    record: MeetingRecord
    stories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotedLine:
    """One revision of a record: when (UTC), by whom, and what it said."""

    revision: int
    at: str
    by: str
    record: MeetingRecord


def save_record(
    store: Store,
    actor: Actor,
    record: MeetingRecord,
    *,
    record_id: str = "",
    revision: int = 0,
    agenda: str = "",
    stories: Collection[str] = (),
    seen: Iterable[Kept] = (),
) -> Noted:
    """Save a new record (revision 0), or the next revision of one; on return it is on the disk.

    Parameters
    ----------
    agenda
        The meeting that it came from, if any; it can't be moved to another later.
    stories
        Ids of the stories that it is about, all of them among ``seen``. Others that it is already
        about, and this person may not see, stay.

    Raises
    ------
    StaleSave
        If someone else saved first; it carries ``record``.
    NotAllowed
        If this person may not, or not see one of the stories.
    """
    if not may(actor, Deed.MEET):
        raise NotAllowed("Only contributors and moderators prepare meetings or write in them.")
    known = {one.standing.id for one in seen}
    if set(stories) - known:
        raise NotAllowed("There is no story with this id that you may use here.")
    with store.writing() as connection:
        values = _values(store, actor, record, record_id or new_id(), revision, agenda)
        _swap(connection, values, revision, record)
        _link(connection, values["id"], stories, known)
        note(connection, store, values["kind"], actor.id, values["id"], values["revision"])
    return _noted(values, record, tuple(sorted(stories)))


def records(
    store: Store,
    actor: Actor,
    kind: MeetingKind,
    *,
    agenda: str | None = None,
    seen: Sequence[Kept] = (),
) -> tuple[Noted, ...]:
    """The records of a kind, of one agenda or all, the last changed first.

    Raises
    ------
    NotAllowed
        If this person has no role.
    """
    query = select(MEETING_RECORD).where(MEETING_RECORD.c.kind == kind.value)
    if agenda is not None:
        query = query.where(MEETING_RECORD.c.agenda == agenda)
    query = query.order_by(MEETING_RECORD.c.changed_at.desc(), MEETING_RECORD.c.id)
    refuse_reader(actor)
    with store.reading() as connection:
        rows = connection.execute(query).mappings().all()
        links = connection.execute(select(MEETING_STORY)).all()
    return tuple(_told(row, links, seen) for row in rows)


def one_record(store: Store, actor: Actor, record_id: str, seen: Sequence[Kept] = ()) -> Noted:
    """One record.

    Raises
    ------
    NotAllowed
        If this person has no role.
    StoryError
        If there is none with this id.
    """
    refuse_reader(actor)
    query = select(MEETING_RECORD).where(MEETING_RECORD.c.id == record_id)
    mine = select(MEETING_STORY).where(MEETING_STORY.c.record_id == record_id)
    with store.reading() as connection:
        row = connection.execute(query).mappings().first()
        links = connection.execute(mine).all()
    if row is None:
        raise StoryError(
            "There is no agenda or action with this id.",
            todo="Check the link with whoever gave it to you.",
        )
    return _told(row, links, seen)


def record_history(store: Store, actor: Actor, record_id: str) -> tuple[NotedLine, ...]:
    """Every revision of a record, the first first.

    Raises
    ------
    NotAllowed
        If this person has no role.
    """
    kind = one_record(store, actor, record_id).record
    history = MEETING_HISTORY.c
    query = select(MEETING_HISTORY).where(history.record_id == record_id).order_by(history.revision)
    with store.reading() as connection:
        rows = connection.execute(query).all()
    return tuple(NotedLine(o.revision, o.at, o.by, _read(type(kind), o.content)) for o in rows)


def remove_record(store: Store, actor: Actor, record_id: str, revision: int) -> None:
    """Take a record out for good, with its history. Of an agenda, what was written there stays.

    Raises
    ------
    NotAllowed
        If it is neither this person's own nor they a moderator.
    StaleSave
        If someone changed it since this person saw it.
    """
    kept = one_record(store, actor, record_id)
    is_own = bool(actor.id) and kept.by == actor.id and may(actor, Deed.MEET)
    if not is_own and not may(actor, Deed.MODERATE):
        raise NotAllowed("Only whoever made it, or a moderator, takes it out.")
    is_it = (MEETING_RECORD.c.id == record_id) & (MEETING_RECORD.c.revision == revision)
    with store.writing() as connection:
        if connection.execute(delete(MEETING_RECORD).where(is_it)).rowcount != 1:
            raise StaleSave(kept.record, kept.revision, kept.changed_at)
        gone = {"story_id": record_id, "at": store.moment, "by": actor.id}
        connection.execute(insert(ERASED).values(**gone))
        note(connection, store, "remove", actor.id, record_id)


def refuse_reader(actor: Actor) -> None:
    """Meetings are for people with a role.

    Raises
    ------
    NotAllowed
        If this person has none.
    """
    if not actor.roles:
        raise NotAllowed("Meetings and actions are for people who have signed in.")


def _values(
    store: Store, actor: Actor, record: MeetingRecord, record_id: str, revision: int, agenda: str
) -> dict[str, Any]:
    return {
        "id": record_id,
        "kind": kind_of(record).value,
        "agenda": agenda,
        "revision": revision + 1,
        "by": actor.id,
        "content": record.model_dump_json(),
        "changed_at": store.moment,
    }


def _swap(
    connection: Connection, values: dict[str, Any], before: int, record: MeetingRecord
) -> None:
    """Put it in the place of the revision before it, in one step, and remember it.

    ``by`` stays who made it: of an agenda, that is its facilitator.
    """
    if not _swapped(connection, values, before):
        is_it = MEETING_RECORD.c.id == values["id"]
        now = connection.execute(select(MEETING_RECORD).where(is_it)).first()
        raise StaleSave(record, now.revision if now else 0, now.changed_at if now else "")
    line = {name: values[name] for name in ("revision", "by", "content")}
    at = values["changed_at"]
    connection.execute(insert(MEETING_HISTORY).values(**line, record_id=values["id"], at=at))


def _swapped(connection: Connection, values: dict[str, Any], before: int) -> bool:
    if before == 0:
        try:
            with connection.begin_nested():
                connection.execute(insert(MEETING_RECORD).values(**values))
        except IntegrityError:
            return False
        return True
    table = MEETING_RECORD.c
    same = (table.id == values["id"]) & (table.revision == before) & (table.kind == values["kind"])
    changed = {name: values[name] for name in ("revision", "content", "changed_at")}
    return connection.execute(update(MEETING_RECORD).where(same).values(**changed)).rowcount == 1


def _link(
    connection: Connection, record_id: str, stories: Collection[str], known: set[str]
) -> None:
    mine = MEETING_STORY.c.record_id == record_id
    connection.execute(delete(MEETING_STORY).where(mine, MEETING_STORY.c.story_id.in_(known)))
    for one in sorted(set(stories)):
        connection.execute(insert(MEETING_STORY).values(record_id=record_id, story_id=one))


def _told(row: RowMapping, links: Iterable[Row[Any]], seen: Sequence[Kept]) -> Noted:
    known = {one.standing.id for one in seen}
    mine = (one.story_id for one in links if one.record_id == row["id"] and one.story_id in known)
    record = _read(RECORDS[MeetingKind(row["kind"])], row["content"])
    return _noted({str(name): value for name, value in row.items()}, record, tuple(sorted(mine)))


def _noted(values: Mapping[str, Any], record: MeetingRecord, stories: tuple[str, ...]) -> Noted:
    names = ("id", "agenda", "revision", "by", "changed_at")
    return Noted(**{name: values[name] for name in names}, record=record, stories=stories)


def _read(kind: type[MeetingRecord], content: str) -> MeetingRecord:
    return kind.model_validate_json(content, context=KEPT_ALREADY)
