"""Barriers over time: where each was named, what works on it, and who else meets it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fhfa_data.stories.meetings.choices import Progress
from fhfa_data.stories.meetings.records import Agenda, Barrier
from fhfa_data.stories.records import Kept
from fhfa_data.stories.store.actions import ActionLine, NotedAction
from fhfa_data.stories.store.meetings import Noted
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.words import plain_day, say_list, say_times

NO_PLACE = "no place named"
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class BarrierLine:
    """One barrier in the places shown. ``words`` says since when, where, and what works on it."""

    name: str
    since: str
    places: tuple[str, ...]
    actions: tuple[NotedAction, ...]
    words: str

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done, or nobody has begun."""
        return not self.actions or any(not one.action.state.is_over for one in self.actions)


@dataclass(frozen=True, slots=True)
class Month:
    """How many actions stood how at the end of a month, "2026-11"."""

    month: str
    counts: dict[Progress, int]


def barrier_lines(
    named: Sequence[Noted],
    actions: Sequence[NotedAction],
    names: Mapping[str, str],
    begun: Mapping[str, str],
) -> tuple[BarrierLine, ...]:
    """Each barrier once: open ones first, of those without any action the first.

    Parameters
    ----------
    named
        Records of barriers.
    names
        Code → name of the places shown; what is of other places is left out.
    begun
        An action's id → when it was first written down, UTC, ISO 8601.
    """
    since: dict[str, str] = {}
    places: dict[str, list[str]] = defaultdict(list)
    called: dict[str, str] = {}
    acting: dict[str, list[NotedAction]] = defaultdict(list)
    for one in named:
        if isinstance(one.record, Barrier) and one.record.place in names:
            key = (one.record.own or one.record.listed).casefold()
            called.setdefault(key, one.record.name)
            since[key] = min(since.get(key, one.changed_at), one.changed_at)
            places[key].append(names[one.record.place])
    for one in actions:
        if one.action.barrier and one.action.place in names:
            key = one.action.barrier.casefold()
            called.setdefault(key, one.action.barrier_name)
            first = begun.get(one.noted.id, one.noted.changed_at)
            since[key] = min(since.get(key, first), first)
            places[key].append(names[one.action.place])
            acting[key].append(one)
    lines = [_line(called[key], since[key], places[key], acting[key]) for key in called]
    return tuple(sorted(lines, key=lambda one: (not one.is_open, len(one.actions), one.name)))


def _line(
    name: str, since: str, where: Sequence[str], actions: Sequence[NotedAction]
) -> BarrierLine:
    places = tuple(dict.fromkeys(one or NO_PLACE for one in where))
    over = sum(one.action.state.is_over for one in actions)
    said = say_times(len(actions), "action") if actions else "No action works on it yet"
    if over:
        said += f", {over} done or learned from"
    words = f"Since {plain_day(since[:10])} · {say_list(list(places))} · {said}."
    return BarrierLine(name, since, places, tuple(actions), words)


def months(lines: Sequence[ActionLine]) -> tuple[Month, ...]:
    """How actions stood at the end of each month in which any changed, of the last twelve."""
    by_month: dict[str, dict[str, Progress]] = {}
    standing: dict[str, Progress] = {}
    for one in sorted(lines, key=lambda line: line.at):
        standing[one.record_id] = one.action.state
        by_month[one.at[:7]] = dict(standing)
    return tuple(
        Month(month, {state: list(stood.values()).count(state) for state in Progress})
        for month, stood in list(by_month.items())[-_MONTHS:]
    )


def themes_of(
    atlas: Atlas, one: NotedAction, agendas: Mapping[str, Agenda], seen: Sequence[Kept]
) -> frozenset[str]:
    """What an action is about: themes of its meeting's insights, and of the stories it follows.

    ``seen``: the stories that its reader may see; of others it tells nothing.
    """
    agenda = agendas.get(one.noted.agenda)
    asked = agenda.insights if agenda else ()
    found = {theme for o in atlas.wisdom.insights if o.id in asked for theme in o.themes}
    for kept in seen:
        if kept.standing.id in one.noted.stories:
            found |= set(kept.story.themes)
    return frozenset(found)


def same_theme_elsewhere(
    mine: NotedAction, themes: Mapping[str, frozenset[str]], actions: Sequence[NotedAction]
) -> tuple[tuple[NotedAction, str], ...]:
    """Actions in another place on a theme of this one's, each with the theme; not its barrier's.

    ``themes``: an action's id → what it is about.
    """
    own = themes.get(mine.noted.id, frozenset())
    barrier = mine.action.barrier.casefold()
    found: list[tuple[NotedAction, str]] = []
    for one in actions:
        shared = sorted(own & themes.get(one.noted.id, frozenset()))
        same_barrier = bool(barrier) and one.action.barrier.casefold() == barrier
        if shared and one.action.place != mine.action.place and not same_barrier:
            found.append((one, shared[0]))
    return tuple(found)
