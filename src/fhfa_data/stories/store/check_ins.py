"""How safe it feels to speak: answers without a name or a time, told four at a time."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, insert, select

from fhfa_data.stories.actors import Actor
from fhfa_data.stories.consent import new_id
from fhfa_data.stories.meetings.choices import Safety
from fhfa_data.stories.store.connect import Store
from fhfa_data.stories.store.meetings import one_record, refuse_reader
from fhfa_data.stories.store.schema import CHECK_IN, MEETING_RECORD

BATCH = 4
"""Answers are told once there are this many, and then again at every further this many."""
_HARSH_SHARE = 1 / 4


@dataclass(frozen=True, slots=True)
class Room:
    """How safe the room says it feels: answer → how many; empty if that isn't for this reader.

    ``is_harsh``: a quarter or more don't feel safe; then it is for the facilitator alone.
    """

    counts: dict[Safety, int]
    is_harsh: bool = False


def check_in(store: Store, actor: Actor, agenda: str, answer: Safety) -> None:
    """Keep an answer, without who gave it or when; on return it is on the disk.

    Raises
    ------
    NotAllowed
        If this person has no role.
    StoryError
        If there is no such agenda.
    """
    one_record(store, actor, agenda)
    count = select(func.count()).where(CHECK_IN.c.agenda == agenda)
    locked = select(MEETING_RECORD.c.id).where(MEETING_RECORD.c.id == agenda).with_for_update()
    with store.writing() as connection:
        connection.execute(locked)
        batch = connection.execute(count).scalar_one() // BATCH
        values = {"id": new_id(), "agenda": agenda, "batch": batch, "answer": answer.value}
        connection.execute(insert(CHECK_IN).values(**values))


def how_safe(store: Store, actor: Actor, agenda: str) -> Room:
    """What the whole batches of answers say, to the facilitator, and to others unless it is harsh.

    Others can't tell too few answers from harsh ones: both give them nothing.

    Raises
    ------
    NotAllowed
        If this person has no role.
    """
    refuse_reader(actor)
    facilitator = one_record(store, actor, agenda).by
    query = select(CHECK_IN.c.batch, CHECK_IN.c.answer).where(CHECK_IN.c.agenda == agenda)
    with store.reading() as connection:
        rows = connection.execute(query).all()
    whole = [Safety(one.answer) for one in rows if one.batch < len(rows) // BATCH]
    counts = {one: whole.count(one) for one in Safety} if whole else {}
    harsh = sum(one.is_harsh for one in whole) >= max(1, len(whole) * _HARSH_SHARE)
    if harsh and not is_facilitator(actor, facilitator):
        return Room({})
    return Room(counts, harsh)


def is_facilitator(actor: Actor, prepared_by: str) -> bool:
    """Whether this person prepared the agenda."""
    return bool(actor.id) and actor.id == prepared_by
