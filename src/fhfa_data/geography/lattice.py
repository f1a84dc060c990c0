"""A lattice of equal hexagons (pointy side up) and the few questions the layout asks of it.

A cell is a pair of whole numbers (q, r), "axial coordinates": r counts rows northwards, q counts
along a row, each row half a cell further east than the one below it.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable

import numpy as np
import shapely
from numpy.typing import NDArray

Cell = tuple[int, int]

_STEPS: tuple[Cell, ...] = ((1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1), (1, -1))
_ROOT3 = math.sqrt(3.0)


def neighbours(cell: Cell) -> list[Cell]:
    """The six cells around a cell.

    >>> neighbours((0, 0))
    [(1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1), (1, -1)]
    """
    q, r = cell
    return [(q + dq, r + dr) for dq, dr in _STEPS]


def centres(cells: Iterable[Cell], size: float) -> NDArray[np.float64]:
    """Middle of each cell in metres; ``size`` is a cell's corner radius in metres."""
    axial = np.array(list(cells), dtype=np.float64).reshape(-1, 2)
    return np.column_stack(
        [size * _ROOT3 * (axial[:, 0] + axial[:, 1] / 2), size * 1.5 * axial[:, 1]]
    )


def cells_within(outline: shapely.Geometry, size: float) -> list[Cell]:
    """The cells whose middle lies in ``outline`` (metres), in reading order from the south-west."""
    left, bottom, right, top = shapely.bounds(outline)
    rows = np.arange(math.floor(bottom / (1.5 * size)), math.ceil(top / (1.5 * size)) + 1)
    reach = _ROOT3 * size
    cells = [
        (q, int(r))
        for r in rows
        for q in range(math.floor(left / reach - r / 2), math.ceil(right / reach - r / 2) + 1)
    ]
    middle = centres(cells, size)
    inside = shapely.contains_xy(outline, middle[:, 0], middle[:, 1])
    return [cell for cell, kept in zip(cells, inside, strict=True) if kept]


def components(cells: Collection[Cell]) -> list[set[Cell]]:
    """The connected pieces, largest first; of equal ones, the one with the smallest cell.

    >>> [sorted(piece) for piece in components([(0, 0), (5, 5), (1, 0)])]
    [[(0, 0), (1, 0)], [(5, 5)]]
    """
    waiting = set(cells)
    pieces = []
    while waiting:
        piece = _flood(min(waiting), waiting)
        waiting -= piece
        pieces.append(piece)
    return sorted(pieces, key=lambda piece: (-len(piece), min(piece)))


def _flood(start: Cell, allowed: set[Cell]) -> set[Cell]:
    found, frontier = {start}, [start]
    while frontier:
        fresh = [c for c in neighbours(frontier.pop()) if c in allowed and c not in found]
        found.update(fresh)
        frontier.extend(fresh)
    return found


def hexagon(centre: tuple[float, float], size: float) -> shapely.Polygon:
    """The hexagon around ``centre``; all in metres."""
    x, y = centre
    angles = [math.pi / 180 * (60 * corner - 30) for corner in range(6)]
    return shapely.Polygon([(x + size * math.cos(a), y + size * math.sin(a)) for a in angles])
