"""Bring stray hexagons home, so that every borough is in one piece."""

from __future__ import annotations

import math
from collections import Counter

from fhfa_data.geography.lattice import Cell, components, neighbours

Owners = dict[Cell, str]


def in_one_piece(owners: Owners) -> Owners | None:
    """Owners with the same count a borough, each borough's cells connected; None if swaps fail.

    Strays are swapped with a neighbour's cell that touches the stray's own borough.
    """
    mended = dict(owners)
    for _ in range(len(owners)):
        stray = _first_stray(mended)
        if stray is None:
            return mended
        if not _swap_home(mended, stray):
            break
    return None


def along_a_path(counts: dict[str, int], start: Cell) -> Owners:
    """Owners along a path to and fro over rows of hexagons: not like the map, but always whole.

    Each step of the path goes to a touching cell, so any stretch of it is connected. ``counts``
    says how many cells each borough needs, in the order in which they take their stretches.

    >>> along_a_path({"A": 2, "B": 2}, (0, 0))
    {(0, 0): 'A', (1, 0): 'A', (1, 1): 'B', (0, 1): 'B'}
    """
    total = sum(counts.values())
    width = max(1, math.isqrt(total))
    owners: Owners = {}
    takers = (borough for borough, count in counts.items() for _ in range(count))
    for step, borough in enumerate(takers):
        row, along = divmod(step, width)
        column = along if row % 2 == 0 else width - 1 - along
        owners[(start[0] + column - row // 2, start[1] + row)] = borough
    return owners


def _cells_of(owners: Owners, borough: str) -> set[Cell]:
    return {cell for cell, owner in owners.items() if owner == borough}


def _first_stray(owners: Owners) -> Cell | None:
    for borough in sorted(set(owners.values())):
        pieces = components(_cells_of(owners, borough))
        if len(pieces) > 1:
            return min(pieces[-1])
    return None


def _swap_home(owners: Owners, stray: Cell) -> bool:
    home = owners[stray]
    core = components(_cells_of(owners, home))[0]
    hosts = Counter(owners[n] for n in neighbours(stray) if owners.get(n, home) != home)
    for host, _ in sorted(hosts.items(), key=lambda item: (-item[1], item[0])):
        for cell in _doorsteps(owners, host, core, stray):
            if _still_whole(owners, host, given=cell, taken=stray):
                owners[stray], owners[cell] = host, home
                return True
    return False


def _doorsteps(owners: Owners, host: str, core: set[Cell], stray: Cell) -> list[Cell]:
    """The host's cells that touch the stray's own borough, nearest to the stray first."""
    touching = [
        cell for cell in _cells_of(owners, host) if any(n in core for n in neighbours(cell))
    ]
    return sorted(touching, key=lambda cell: (_steps_apart(cell, stray), cell))


def _steps_apart(one: Cell, other: Cell) -> int:
    dq, dr = one[0] - other[0], one[1] - other[1]
    return max(abs(dq), abs(dr), abs(dq + dr))


def _still_whole(owners: Owners, host: str, *, given: Cell, taken: Cell) -> bool:
    before = len(components(_cells_of(owners, host)))
    after = (_cells_of(owners, host) - {given}) | {taken}
    return len(components(after)) <= before
