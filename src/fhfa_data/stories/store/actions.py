"""Actions that came from a story, so that whoever told it can be shown what was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fhfa_data.stories.actors import Actor
from fhfa_data.stories.meetings.records import Action, MeetingKind
from fhfa_data.stories.records import Kept
from fhfa_data.stories.store.connect import Store
from fhfa_data.stories.store.meetings import Noted, records


@dataclass(frozen=True, slots=True)
class NotedAction:
    """An action with the record that it is kept as."""

    noted: Noted
    action: Action


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


def actions_from(
    store: Store, actor: Actor, story_id: str, seen: Sequence[Kept]
) -> tuple[NotedAction, ...]:
    """What was agreed because of a story: none unless it is among those that this person sees.

    Parameters
    ----------
    seen
        What :func:`~fhfa_data.stories.store.reading.visible` gave this person, for any use.

    Raises
    ------
    NotAllowed
        If this person has no role.
    """
    found = all_actions(store, actor, seen=seen)
    return tuple(one for one in found if story_id in one.noted.stories)
