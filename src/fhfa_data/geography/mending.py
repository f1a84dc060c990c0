"""Bring stray hexagons home, so that every borough is in one piece."""

from __future__ import annotations

from collections import Counter

from fhfa_data.geography.lattice import Cell, components, neighbours

Owners = dict[Cell, str]


def in_one_piece(owners: Owners, cells: list[Cell]) -> Owners:
    """Owners with the same count a borough, each borough's cells connected.

    Strays are swapped with a neighbour's cell that touches the stray's own borough. Where no swap
    helps, boroughs are laid out anew along a path that visits every cell (:func:`along_a_path`):
    less like the map, but always whole. ``cells`` must be connected.
    """
    mended = dict(owners)
    for _ in range(len(cells)):
        stray = _first_stray(mended)
        if stray is None:
            return mended
        if not _swap_home(mended, stray):
            break
    return along_a_path(owners, cells)


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
