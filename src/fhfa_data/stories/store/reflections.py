"""Keep what somebody writes of themselves: theirs alone to read and to erase."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Row, delete, insert, select

from fhfa_data.errors import NotAllowed
from fhfa_data.stories.actors import Actor
from fhfa_data.stories.consent import new_id
from fhfa_data.stories.records import KEPT_ALREADY
from fhfa_data.stories.reflecting import Reflection
from fhfa_data.stories.store.backup import erase_from_backup
from fhfa_data.stories.store.connect import Store
from fhfa_data.stories.store.copies import BACKUP, copies_with
from fhfa_data.stories.store.erasing import Erasure, overwrite
from fhfa_data.stories.store.rows import note
from fhfa_data.stories.store.schema import ERASED, REFLECTION


@dataclass(frozen=True, slots=True)
class KeptReflection:
    """A kept entry; ``at``: when it was kept, UTC, ISO 8601."""

    id: str
    at: str
    reflection: Reflection


def keep_reflection(
    store: Store, actor: Actor, reflection: Reflection, *, reflection_id: str = ""
) -> KeptReflection:
    """Keep an entry; on return it is on the disk. Entries are added, never changed.

    Kept twice under one id, it stands there once.

    Raises
    ------
    NotAllowed
        If this person has no role.
    """
    _refuse_visitor(actor)
    name = reflection_id or new_id()
    with store.writing() as connection:
        mine = (REFLECTION.c.id == name) & (REFLECTION.c.by == actor.id)
        found = connection.execute(select(REFLECTION).where(mine)).first()
        if found is None:
            values = {"id": name, "by": actor.id, "at": store.moment}
            content = reflection.model_dump_json()
            connection.execute(insert(REFLECTION).values(**values, content=content))
            note(connection, store, "reflect", actor.id, name)
            return KeptReflection(name, values["at"], reflection)
    return _kept(found)


def own_reflections(store: Store, actor: Actor) -> tuple[KeptReflection, ...]:
    """This person's own entries, the first first.

    Raises
    ------
    NotAllowed
        If this person has no role.
    """
    _refuse_visitor(actor)
    query = select(REFLECTION).where(REFLECTION.c.by == actor.id)
    with store.reading() as connection:
        rows = connection.execute(query.order_by(REFLECTION.c.at, REFLECTION.c.id)).all()
    return tuple(_kept(row) for row in rows)


def erase_reflection(store: Store, actor: Actor, reflection_id: str) -> Erasure:
    """Take one's own entry out for good, out of backups too. There is no undo.

    Raises
    ------
    NotAllowed
        If there is no such entry of this person's.
    """
    mine = (REFLECTION.c.id == reflection_id) & (REFLECTION.c.by == actor.id)
    with store.writing() as connection:
        if not actor.id or connection.execute(delete(REFLECTION).where(mine)).rowcount != 1:
            raise NotAllowed("There is no entry of yours with this id.")
        gone = {"story_id": reflection_id, "at": store.moment, "by": actor.id}
        connection.execute(insert(ERASED).values(**gone))
        note(connection, store, "erase", actor.id, reflection_id)
        held = copies_with(connection, reflection_id)
    backups = [one for one in held if one.kind == BACKUP]
    reached = frozenset(o.id for o in backups if erase_from_backup(Path(o.path), reflection_id))
    return Erasure(held, reached, overwrite(store))


def _kept(row: Row[Any]) -> KeptReflection:
    read = Reflection.model_validate_json(row.content, context=KEPT_ALREADY)
    return KeptReflection(row.id, row.at, read)


def _refuse_visitor(actor: Actor) -> None:
    if not actor.id or not actor.roles:
        raise NotAllowed("Self-assessments are for people who have signed in.")
