"""The builds there have been: when each came into use, what is in it, and which is in use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fhfa_data.errors import WarehouseError
from fhfa_data.views.words import plain_day, say_list
from fhfa_data.warehouse.builds import builds, builds_before, trouble
from fhfa_data.warehouse.history import read_history
from fhfa_data.warehouse.pointer import Pointer
from fhfa_data.warehouse.serving import serving

_ACTIONS = {"build": "Built", "refresh": "Refreshed", "rollback": "Rolled back"}
_SCOPES = {"gm": "Greater Manchester", "england": "England"}


@dataclass(frozen=True, slots=True)
class BuildRow:
    """One time that a build came into use, in words. ``state``: in use, kept, removed or why not.

    ``when`` is to the minute, UTC; empty for a build that the history doesn't know.
    """

    when: str
    action: str
    fingerprint: str
    scope: str
    fetched: str
    state: str


def build_history(folder: Path) -> list[BuildRow]:
    """Every time that a build came into use, the latest first, then kept builds nobody remembers.

    The first row whose ``state`` is "in use" is the one in use: a build that was rolled back to
    has older rows, too.
    """
    entries = read_history(folder)
    remembered = {one.file for one in entries}
    entries = [one for one in builds(folder)[::-1] if one.file not in remembered] + entries
    states = _states(folder, entries)
    rows, before = [], {}
    for one in entries:
        rows.append(
            BuildRow(
                say_moment(one.in_use_from),
                _ACTIONS.get(one.action, one.action),
                one.fingerprint,
                _SCOPES.get(one.scope, one.scope),
                _say_fetched(one, before),
                states[one.file],
            )
        )
        before = one.fetched
    return rows[::-1]


def say_in_use(pointer: Pointer) -> str:
    """How a build came into use, and when, for somebody who looks at its figures.

    >>> stamp = "2026-11-24T04:28:26+00:00"
    >>> say_in_use(Pointer("atlas-1.duckdb", "1", stamp, "0.1.0", number=2, action="refresh"))
    'Data refreshed on 24 November 2026, 04:28 (UTC).'
    """
    when = say_moment(pointer.in_use_from)
    if pointer.action == "rollback":
        built = say_moment(pointer.built_at)
        return f"An earlier build is in use again since {when} (UTC): that of {built}."
    return f"Data {'refreshed' if pointer.action == 'refresh' else 'built anew'} on {when} (UTC)."


def other_builds(folder: Path, now: Pointer) -> dict[str, str]:
    """The builds kept beside the one in use that can be read: fingerprint → words.

    Those before it come first, the newest first; then those that were rolled back from.
    """
    before = builds_before(folder, now.file)
    kept = [*before, *(one for one in builds(folder) if one not in before)]
    return {
        one.fingerprint: f"{one.fingerprint}, built on {say_moment(one.built_at)}"
        for one in kept
        if one.file != now.file and not trouble(folder / one.file)
    }


def say_moment(iso: str) -> str:
    """A moment as people write it, UTC.

    >>> say_moment("2026-11-24T04:28:26+00:00")
    '24 November 2026, 04:28'
    >>> say_moment("")
    ''
    """
    if not iso:
        return ""
    moment = datetime.fromisoformat(iso)
    return f"{plain_day(moment.date().isoformat())}, {moment:%H:%M}"


def _states(folder: Path, entries: list[Pointer]) -> dict[str, str]:
    try:
        now = serving(folder).path.name
    except WarehouseError:
        now = ""
    states = {}
    for file in {one.file for one in entries}:
        if file == now:
            states[file] = "in use"
        elif not (folder / file).is_file():
            states[file] = "removed"
        else:
            states[file] = trouble(folder / file) or "kept"
    return states


def _say_fetched(one: Pointer, before: Mapping[str, str]) -> str:
    if not one.fetched:
        return "nothing: the embedded figures"
    count = len(one.fetched)
    words = f"{count} dataset{'' if count == 1 else 's'}"
    new = [name for name, digest in one.fetched.items() if before.get(name) != digest]
    if not before or len(new) == count:
        return words
    return f"{words}; changed: {say_list(new)}" if new else f"{words}, none changed"
