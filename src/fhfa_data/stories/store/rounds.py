"""A group's self-assessment: anonymous replies, told four at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, delete, func, insert, select

from fhfa_data.errors import NotAllowed, StoryError
from fhfa_data.stories.actors import Actor, Deed, may
from fhfa_data.stories.consent import new_id
from fhfa_data.stories.records import KEPT_ALREADY
from fhfa_data.stories.reflecting import Reply, Round, answered
from fhfa_data.stories.store.check_ins import BATCH
from fhfa_data.stories.store.connect import Store
from fhfa_data.stories.store.rows import note
from fhfa_data.stories.store.schema import ERASED, ROUND, ROUND_REPLY


@dataclass(frozen=True, slots=True)
class KeptRound:
    """A round: who started it, and when (UTC, ISO 8601)."""

    id: str
    by: str
    at: str
    round: Round


def start_round(store: Store, actor: Actor, asked: Round, *, round_id: str = "") -> KeptRound:
    """Keep a round, to be opened from its link; started twice under one id, it stands once.

    Raises
    ------
    NotAllowed
        If this person is neither a contributor nor a moderator.
    """
    if not may(actor, Deed.MEET):
        raise NotAllowed("Only contributors and moderators start a round.")
    made = KeptRound(round_id or new_id(), actor.id, store.moment, asked)
    with store.writing() as connection:
        found = connection.execute(select(ROUND).where(ROUND.c.id == made.id)).first()
        if found is not None:
            return _kept(found)
        values = {"id": made.id, "by": made.by, "at": made.at}
        connection.execute(insert(ROUND).values(**values, content=asked.model_dump_json()))
        note(connection, store, "round", actor.id, made.id)
    return made


def rounds(store: Store, actor: Actor) -> tuple[KeptRound, ...]:
    """All rounds, the last started first.

    Raises
    ------
    NotAllowed
        If this person has no role.
    """
    _refuse_visitor(actor)
    with store.reading() as connection:
        rows = connection.execute(select(ROUND).order_by(ROUND.c.at.desc(), ROUND.c.id)).all()
    return tuple(_kept(row) for row in rows)


def one_round(store: Store, actor: Actor, round_id: str) -> KeptRound:
    """A round by its id.

    Raises
    ------
    NotAllowed
        If this person has no role.
    StoryError
        If there is none.
    """
    _refuse_visitor(actor)
    with store.reading() as connection:
        row = connection.execute(select(ROUND).where(ROUND.c.id == round_id)).first()
    if row is None:
        raise StoryError("There is no such round.", todo="Ask whoever sent the link for a new one.")
    return _kept(row)


def reply(store: Store, actor: Actor, round_id: str, given: Reply) -> None:
    """Keep a reply, without who gave it or when; on return it is on the disk.

    Raises
    ------
    NotAllowed
        If this person has no role.
    StoryError
        If there is no such round, or it doesn't ask this.
    """
    asked = one_round(store, actor, round_id).round.asked
    if set(given.answers) - set(asked):
        raise StoryError("This round doesn't ask that.", todo="Open its link again.")
    kept = Reply(answers=answered(given.answers))
    count = select(func.count()).where(ROUND_REPLY.c.round == round_id)
    locked = select(ROUND.c.id).where(ROUND.c.id == round_id).with_for_update()
    with store.writing() as connection:
        connection.execute(locked)
        batch = connection.execute(count).scalar_one() // BATCH
        values = {"id": new_id(), "round": round_id, "batch": batch}
        connection.execute(insert(ROUND_REPLY).values(**values, content=kept.model_dump_json()))


def replies(store: Store, actor: Actor, round_id: str) -> tuple[Reply, ...]:
    """The replies of whole batches, in an order that says nothing; none before there are four.

    Raises
    ------
    NotAllowed
        If this person has no role.
    """
    _refuse_visitor(actor)
    query = select(ROUND_REPLY).where(ROUND_REPLY.c.round == round_id).order_by(ROUND_REPLY.c.id)
    with store.reading() as connection:
        rows: Sequence[Row[Any]] = connection.execute(query).all()
    whole = [one for one in rows if one.batch < len(rows) // BATCH]
    return tuple(Reply.model_validate_json(o.content, context=KEPT_ALREADY) for o in whole)


def end_round(store: Store, actor: Actor, round_id: str) -> None:
    """Delete a round and its replies for good: by whoever started it, or a moderator.

    Raises
    ------
    NotAllowed
        If it isn't theirs to end.
    """
    kept = one_round(store, actor, round_id)
    if kept.by != actor.id and not may(actor, Deed.MODERATE):
        raise NotAllowed("Only whoever started a round, or a moderator, ends it.")
    with store.writing() as connection:
        connection.execute(delete(ROUND_REPLY).where(ROUND_REPLY.c.round == round_id))
        connection.execute(delete(ROUND).where(ROUND.c.id == round_id))
        gone = {"story_id": round_id, "at": store.moment, "by": actor.id}
        connection.execute(insert(ERASED).values(**gone))
        note(connection, store, "end_round", actor.id, round_id)


def _kept(row: Row[Any]) -> KeptRound:
    read = Round.model_validate_json(row.content, context=KEPT_ALREADY)
    return KeptRound(row.id, row.by, row.at, read)


def _refuse_visitor(actor: Actor) -> None:
    if not actor.roles:
        raise NotAllowed("Rounds are for people who have signed in.")
