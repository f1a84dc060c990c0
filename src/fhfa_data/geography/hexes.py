"""Equal hexagons, one a ward, because big moorland wards hide small dense ones.

How it is done, each step deterministic:

1. the outline of the whole area is filled with exactly as many hexagons as there are wards, so
   that its silhouette stays;
2. wards are moved to hexagons by linear assignment (least total squared distance), which says
   where each borough ends up once every ward has the same room;
3. every hexagon is given to a borough by a second linear assignment, to the boroughs' middles from
   step 2. The best such assignment cuts the plane by straight lines (a power diagram), so that
   boroughs come out compact; the few hexagons that still stand apart are swapped home (should that
   ever fail, boroughs are laid along a path: whole, though less like the map);
4. within its borough, each ward takes the hexagon that keeps it nearest to its true neighbours, by
   a third linear assignment.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from fhfa_data.geography.lattice import Cell, cells_within, centres, components, hexagon
from fhfa_data.geography.mending import Owners, along_a_path, in_one_piece

_HEXAGON_AREA = 1.5 * 3**0.5


@dataclass(frozen=True, slots=True)
class HexLayout:
    """Where each ward's hexagon stands: cells by ward code, and a cell's corner radius (metres)."""

    cells: dict[str, Cell]
    size: float

    def hexagons(self) -> dict[str, shapely.Polygon]:
        """Each ward's hexagon in the same metres as the outline."""
        middle = centres(self.cells.values(), self.size)
        return {
            ward: hexagon((float(x), float(y)), self.size)
            for ward, (x, y) in zip(self.cells, middle, strict=True)
        }


def hex_layout(wards: pd.DataFrame, outline: shapely.Geometry) -> HexLayout:
    """Give each ward one hexagon.

    Parameters
    ----------
    wards
        Columns ``ward24_code``, ``borough_code``, ``x``, ``y`` (centroid, metres); any order.
    outline
        The whole area (same metres); its silhouette is kept.
    """
    ordered = wards.sort_values(["borough_code", "ward24_code"], ignore_index=True)
    points = ordered[["x", "y"]].to_numpy(dtype=np.float64)
    boroughs = ordered["borough_code"].to_numpy(dtype=object)
    cells, size = silhouette(outline, len(ordered))
    owners = _boroughs_of_cells(points, boroughs, cells, size)
    placed: dict[str, Cell] = {}
    for borough in sorted(set(boroughs)):
        chosen = boroughs == borough
        own = sorted((c for c, owner in owners.items() if owner == borough), key=_reading_order)
        codes = ordered.loc[chosen, "ward24_code"].tolist()
        placed.update(zip(codes, _wards_in_borough(points[chosen], own), strict=True))
    return HexLayout(dict(sorted(placed.items())), size)


def silhouette(outline: shapely.Geometry, count: int) -> tuple[list[Cell], float]:
    """Exactly ``count`` connected cells that fill ``outline``, and their corner radius in metres.

    Cells shrink by half a per cent until enough of them fit; the few too many are then taken from
    the rim.
    """
    size = 1.4 * (shapely.area(outline) / max(count, 1) / _HEXAGON_AREA) ** 0.5
    cells: list[Cell] = []
    while len(cells) < count:
        size *= 0.995
        within = cells_within(outline, size)
        cells = sorted(components(within)[0], key=_reading_order) if within else []
    return _without_rim(cells, outline, size, count), size


def _reading_order(cell: Cell) -> Cell:
    return cell[1], cell[0]


def _without_rim(
    cells: list[Cell], outline: shapely.Geometry, size: float, count: int
) -> list[Cell]:
    middle = shapely.points(centres(cells, size))
    depth = shapely.distance(shapely.boundary(outline), middle)
    kept = set(cells)
    for index in np.argsort(depth, kind="stable"):
        if len(kept) == count:
            break
        if len(components(kept - {cells[index]})) == 1:
            kept.remove(cells[index])
    return [cell for cell in cells if cell in kept]


def _boroughs_of_cells(
    points: NDArray[np.float64], boroughs: NDArray[np.object_], cells: list[Cell], size: float
) -> Owners:
    middle = centres(cells, size)
    moved = middle[_assigned(points, middle)]
    names = sorted(set(boroughs))
    sites = {borough: moved[boroughs == borough].mean(axis=0) for borough in names}
    seats = np.array([sites[borough] for borough in boroughs])
    owners = {
        cells[index]: str(boroughs[seat]) for seat, index in enumerate(_assigned(seats, middle))
    }
    mended = in_one_piece(owners)
    if mended is not None:
        return mended
    southern_first = sorted(names, key=lambda borough: (sites[borough][1], borough))
    counts = {borough: int((boroughs == borough).sum()) for borough in southern_first}
    return along_a_path(counts, cells[0])


def _wards_in_borough(points: NDArray[np.float64], cells: list[Cell]) -> list[Cell]:
    room = centres(cells, 1.0)
    return [cells[index] for index in _assigned(_standard(points), _standard(room))]


def _standard(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Centred, each axis scaled to unit spread, so that a borough fills its block of hexagons."""
    spread = points.std(axis=0)
    return (points - points.mean(axis=0)) / np.where(spread > 0, spread, 1.0)


def _assigned(points: NDArray[np.float64], targets: NDArray[np.float64]) -> NDArray[np.intp]:
    """For each point the target it takes; least total squared distance over all of them."""
    cost = ((points[:, None, :] - targets[None, :, :]) ** 2).sum(axis=2)
    return linear_sum_assignment(cost)[1]
