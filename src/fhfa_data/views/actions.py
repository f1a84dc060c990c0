"""The actions board: what was agreed, what has stalled, and who else works on the same thing."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fhfa_data.stories.fields import fields_of
from fhfa_data.stories.meetings.choices import Progress
from fhfa_data.stories.meetings.records import Action
from fhfa_data.stories.store.actions import NotedAction
from fhfa_data.stories.tables.cells import guarded
from fhfa_data.views.words import long_day

QUIET_WEEKS = 6
"""After so many weeks without a change an action that isn't over counts as stalled."""


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One action; ``why_stalled`` is empty unless it has stalled."""

    kept: NotedAction
    why_stalled: str

    @property
    def is_over(self) -> bool:
        """Whether it is done, or was tried and learned from."""
        return self.kept.action.state.is_over


def board(actions: Sequence[NotedAction], today: date) -> tuple[BoardLine, ...]:
    """The actions, stalled ones first, then by the day they are due; what is over comes last."""
    lines = [BoardLine(one, _why_stalled(one, today)) for one in actions]
    return tuple(
        sorted(
            lines,
            key=lambda one: (one.is_over, not one.why_stalled, one.kept.action.due or date.max),
        )
    )


def elsewhere(actions: Sequence[NotedAction], mine: NotedAction) -> tuple[NotedAction, ...]:
    """Actions on the same barrier in another place."""
    wanted = mine.action.barrier.casefold()
    same = (one for one in actions if wanted and one.action.barrier.casefold() == wanted)
    return tuple(one for one in same if one.action.place != mine.action.place)


def actions_csv(actions: Sequence[NotedAction], places: Mapping[str, str]) -> bytes:
    """The actions as CSV, UTF-8 with a mark for Excel; no cell runs as a formula, no story in it.

    ``places``: code → name.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    names = [one.name for one in fields_of(Action)]
    writer.writerow(["id", "agenda", "changed_at", "place_name", *names])
    for one in actions:
        values = one.action.model_dump(mode="json")
        place = places.get(one.action.place, "")
        cells = [one.noted.id, one.noted.agenda, one.noted.changed_at, place]
        cells += ["" if values[name] is None else str(values[name]) for name in names]
        writer.writerow([guarded(cell) for cell in cells])
    return out.getvalue().encode("utf-8-sig")


def _why_stalled(one: NotedAction, today: date) -> str:
    action = one.action
    if action.state.is_over:
        return ""
    if action.state is Progress.STALLED:
        return "Said to be stalled"
    if action.due and action.due < today:
        return f"Was due {long_day(action.due)}"
    quiet = today - date.fromisoformat(one.noted.changed_at[:10])
    if quiet >= timedelta(weeks=QUIET_WEEKS):
        return f"No change for {quiet.days // 7} weeks"
    return ""
