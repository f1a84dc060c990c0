"""Actions that came from a story, so that whoever told it can be shown what was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from fhfa_data.stories.actors import Actor
from fhfa_data.stories.meetings.records import Action, MeetingKind
from fhfa_data.stories.records import KEPT_ALREADY, Kept
from fhfa_data.stories.store.connect import Store
from fhfa_data.stories.store.meetings import Noted, records, refuse_reader
from fhfa_data.stories.store.schema import MEETING_HISTORY, MEETING_RECORD


@dataclass(frozen=True, slots=True)
class NotedAction:
    """An action with the record that it is kept as."""

    noted: Noted
    action: Action


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One revision of an action; ``at``: UTC, ISO 8601."""

    record_id: str
    at: str
    action: Action


def action_lines(store: Store, actor: Actor) -> tuple[ActionLine, ...]:
    """Every revision of every action that is kept, the first first.

    Raises
    ------
    NotAllowed
        If this person has no role.
    """
    refuse_reader(actor)
    table = MEETING_HISTORY.join(MEETING_RECORD)
    query = (
        select(MEETING_HISTORY.c.record_id, MEETING_HISTORY.c.at, MEETING_HISTORY.c.content)
        .select_from(table)
        .where(MEETING_RECORD.c.kind == MeetingKind.ACTION.value)
        .order_by(MEETING_HISTORY.c.at, MEETING_HISTORY.c.record_id)
    )
    with store.reading() as connection:
        rows = connection.execute(query).all()
    return tuple(
        ActionLine(o.record_id, o.at, Action.model_validate_json(o.content, context=KEPT_ALREADY))
        for o in rows
    )


def all_actions(
    store: Store, actor: Actor, *, agenda: str | None = None, seen: Sequence[Kept] = ()
) -> tuple[NotedAction, ...]:
    """The actions of one agenda or of all, the last changed first; stories told among ``seen``.

    Raises
    ------
    NotAllowed
        If this person has no role.
    """
    kept = records(store, actor, MeetingKind.ACTION, agenda=agenda, seen=seen)
    return tuple(NotedAction(one, one.record) for one in kept if isinstance(one.record, Action))
