"""You said, we did: what was agreed or done because of each story."""

from __future__ import annotations

from collections.abc import Sequence

from fhfa_data.stories.meetings.records import Action
from fhfa_data.stories.records import Kept
from fhfa_data.stories.store import Store
from fhfa_data.stories.store.actions import all_actions
from fhfa_data.views.speaking import Reader


def done_because(store: Store, reader: Reader, seen: Sequence[Kept]) -> dict[str, tuple[str, ...]]:
    """Id of a story → what was agreed because of it, with how it stands; the last changed first.

    Actions are for people with a role; a visitor is told of none.

    Raises
    ------
    StoryError
        If the store can't be read.
    """
    if not reader.actor.roles:
        return {}
    found: dict[str, list[str]] = {}
    for one in all_actions(store, reader.actor, seen=seen):
        for story in one.noted.stories:
            found.setdefault(story, []).append(_words(one.action))
    return {story: tuple(words) for story, words in found.items()}


def _words(action: Action) -> str:
    what = action.what if action.what.endswith((".", "!", "?")) else f"{action.what}."
    learned = f" What was learned: {action.learned}" if action.learned else ""
    return f"{what} {action.state.label}.{learned}"
