"""The register of links and anchors, kept: added, reviewed, changed, and taken out for good."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from fhfa_data.errors import NotAllowed, StaleSave, StoryError
from fhfa_data.stories.actors import Actor, Deed, may
from fhfa_data.stories.anchors import Anchor, may_name_a_person, may_see
from fhfa_data.stories.consent import new_id
from fhfa_data.stories.fields import Use
from fhfa_data.stories.store.backup import erase_from_backup
from fhfa_data.stories.store.connect import Store
from fhfa_data.stories.store.copies import BACKUP, copies_with
from fhfa_data.stories.store.erasing import Erasure, overwrite
from fhfa_data.stories.store.rows import note, refuse_erased
from fhfa_data.stories.store.schema import ANCHOR, ERASED


@dataclass(frozen=True, slots=True)
class KeptAnchor:
    """An entry as the store has it; ``revision`` grows by one a change, ``at`` is UTC, ISO 8601."""

    id: str
    revision: int
    anchor: Anchor
    at: str


def keep_anchor(
    store: Store, actor: Actor, anchor: Anchor, *, anchor_id: str = "", revision: int = 0
) -> KeptAnchor:
    """Add an entry (revision 0), or change or review one; on return it is on the disk.

    Raises
    ------
    NotAllowed
        If this person is neither a contributor nor a moderator, or the entry was taken out.
    StaleSave
        If someone else changed it first; it carries ``anchor``.
    StoryError
        If its words seem to name or reach one person.
    """
    if not may(actor, Deed.CREATE):
        raise NotAllowed("Only a contributor or moderator changes the register.")
    if may_name_a_person(anchor):
        raise StoryError(
            "These words seem to name one person, or give a phone, NHS or National Insurance "
            "number or an e-mail.",
            todo="Write the role and the organisation instead.",
        )
    made = KeptAnchor(anchor_id or new_id(), revision + 1, anchor, store.moment)
    with store.writing() as connection:
        refuse_erased(connection, made.id)
        _write(connection, made, actor)
        note(connection, store, "anchor", actor.id, made.id, made.revision)
    return made


def anchors(
    store: Store, actor: Actor, use: Use, on_day: date, places: Collection[str] = ()
) -> tuple[KeptAnchor, ...]:
    """The entries of these places (codes; all where there are none) that this person may see."""
    query = select(ANCHOR).order_by(ANCHOR.c.at, ANCHOR.c.id)
    if places:
        query = query.where(ANCHOR.c.place.in_(places))
    with store.reading() as connection:
        found = [_kept(row) for row in connection.execute(query)]
    return tuple(one for one in found if may_see(one.anchor, actor, use, on_day))


def anchors_due(
    store: Store, actor: Actor, on_day: date, places: Collection[str] = ()
) -> tuple[KeptAnchor, ...]:
    """The entries past their review date, for those who may review them; the longest due first."""
    found = anchors(store, actor, Use.CARE, on_day, places)
    due = (one for one in found if one.anchor.review_on <= on_day)
    return tuple(sorted(due, key=lambda one: one.anchor.review_on))


def remove_anchor(store: Store, actor: Actor, anchor_id: str) -> Erasure:
    """Take an entry out for good, out of backups too: whoever it names no longer agrees.

    Raises
    ------
    NotAllowed
        If this person is neither a contributor nor a moderator, or there is no such entry.
    """
    with store.writing() as connection:
        gone = delete(ANCHOR).where(ANCHOR.c.id == anchor_id)
        if not may(actor, Deed.CREATE) or connection.execute(gone).rowcount != 1:
            raise NotAllowed("There is no entry with this id that you may take out.")
        connection.execute(insert(ERASED).values(story_id=anchor_id, at=store.moment, by=actor.id))
        note(connection, store, "erase", actor.id, anchor_id)
        held = copies_with(connection, anchor_id)
    backups = [one for one in held if one.kind == BACKUP]
    reached = frozenset(o.id for o in backups if erase_from_backup(Path(o.path), anchor_id))
    return Erasure(held, reached, overwrite(store))


def _kept(row: Row[Any]) -> KeptAnchor:
    return KeptAnchor(row.id, row.revision, Anchor.model_validate_json(row.content), row.at)


def _write(connection: Connection, made: KeptAnchor, actor: Actor) -> None:
    values = {
        "id": made.id,
        "revision": made.revision,
        "place": made.anchor.place,
        "content": made.anchor.model_dump_json(),
        "at": made.at,
        "by": actor.id,
    }
    query = select(ANCHOR).where(ANCHOR.c.id == made.id).with_for_update()
    row = connection.execute(query).first()
    if (row.revision if row else 0) != made.revision - 1:
        raise StaleSave(made.anchor, row.revision if row else 0, row.at if row else "")
    if row is None:
        connection.execute(insert(ANCHOR).values(**values))
    else:
        connection.execute(update(ANCHOR).where(ANCHOR.c.id == made.id).values(**values))
