"""Shapes: polygons in, short SVG path strings on a whole-number grid out.

A browser needs far less than a polygon file holds. Everything here works on British National Grid
metres (EPSG:27700) and ends on a grid of so many metres with y pointing down, as SVG has it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from fhfa_data.errors import StarterError

BRITISH_GRID = 27700
GRID_METRES = 20
TOLERANCE_METRES = 60.0
_MARGIN_METRES = 400.0


@dataclass(frozen=True, slots=True)
class Grid:
    """A whole-number grid over a stretch of the British National Grid.

    ``left`` and ``top`` are EPSG:27700 metres of the grid's corner (north-west, since y points
    down); ``width`` and ``height`` are in grid units of ``unit`` metres.
    """

    left: float
    top: float
    width: int
    height: int
    unit: int = GRID_METRES

    def place(self, xy: NDArray[np.float64]) -> NDArray[np.int64]:
        """EPSG:27700 metres, one row a point, as whole grid units with y down."""
        offsets = np.column_stack([xy[:, 0] - self.left, self.top - xy[:, 1]])
        return np.rint(offsets / self.unit).astype(np.int64)


def grid_over(bounds: Sequence[float], unit: int = GRID_METRES) -> Grid:
    """A grid over ``bounds`` (left, bottom, right, top in EPSG:27700 metres) and a small margin.

    >>> grid_over((0.0, 0.0, 1200.0, 200.0))
    Grid(left=-400.0, top=600.0, width=100, height=50, unit=20)
    """
    left, bottom, right, top = (float(edge) for edge in bounds)
    width = int(np.ceil((right - left + 2 * _MARGIN_METRES) / unit))
    height = int(np.ceil((top - bottom + 2 * _MARGIN_METRES) / unit))
    return Grid(left - _MARGIN_METRES, top + _MARGIN_METRES, width, height, unit)


def simplified(
    footprints: gpd.GeoDataFrame, tolerance_metres: float = TOLERANCE_METRES
) -> gpd.GeoDataFrame:
    """Footprints in EPSG:27700, generalised so that neighbours still share their borders.

    Simplifying areas one by one opens slivers between neighbours; simplifying the coverage as one
    keeps every shared border shared.

    Raises
    ------
    StarterError
        If the footprints have no coordinate reference system.
    """
    if footprints.crs is None:
        raise StarterError("The shapes say not which coordinates they use.", todo="Reinstall.")
    metric = footprints.to_crs(BRITISH_GRID)
    shapes = np.asarray(metric.geometry.values)
    return metric.set_geometry(
        gpd.GeoSeries(
            shapely.coverage_simplify(shapes, tolerance_metres),
            index=metric.index,
            crs=BRITISH_GRID,
        )
    )


def joined(shapes: NDArray[np.object_]) -> shapely.Geometry:
    """One outline of shapes that share their borders; generalised ones don't always quite."""
    if shapely.coverage_is_valid(shapes):
        return shapely.coverage_union_all(shapes)
    return shapely.union_all(shapes)


def dissolved(
    shapes: NDArray[np.object_], groups: NDArray[np.object_]
) -> dict[str, shapely.Geometry]:
    """One outline a group, from shapes that share their borders. Keys are in sorted order."""
    return {str(group): joined(shapes[groups == group]) for group in sorted(set(groups))}


def svg_paths(shapes: NDArray[np.object_], grid: Grid) -> list[str]:
    """Polygons or multipolygons (EPSG:27700) as SVG paths in grid units, all placed at once.

    >>> square = shapely.box(0, 0, 200, 200)
    >>> svg_paths(np.array([square]), Grid(left=0.0, top=200.0, width=10, height=10))
    ['M10 10l0-10-10 0 0 10z']
    """
    parts, shape_of_part = shapely.get_parts(shapes, return_index=True)
    rings, part_of_ring = shapely.get_rings(parts, return_index=True)
    xy, ring_of_point = shapely.get_coordinates(rings, return_index=True)
    starts = np.searchsorted(ring_of_point, np.arange(1, len(rings)))
    paths = [""] * len(shapes)
    for at, points in zip(
        shape_of_part[part_of_ring], np.split(grid.place(xy), starts), strict=True
    ):
        paths[at] += _ring_path(points)
    return paths


def _ring_path(points: NDArray[np.int64]) -> str:
    steps = np.diff(points, axis=0)
    steps = steps[steps.any(axis=1)]
    # The last step only goes home, which "z" does as well. A ring that the grid has squeezed to
    # fewer than three corners has no area to draw.
    if len(steps) < 3:
        return ""
    start = f"M{points[0, 0]} {points[0, 1]}"
    return start + "l" + _joined(steps[:-1].ravel().tolist()) + "z"


def _joined(numbers: list[int]) -> str:
    return " ".join(map(str, numbers)).replace(" -", "-")  # a minus parts numbers by itself


def inner_points(shapes: NDArray[np.object_], grid: Grid) -> NDArray[np.int64]:
    """A point well inside each shape's largest part, in grid units: where its label stands."""
    return grid.place(
        np.array([_inner_point(shape) for shape in shapes], dtype=np.float64).reshape(-1, 2)
    )


def _inner_point(shape: shapely.Geometry) -> tuple[float, float]:
    parts = shapely.get_parts(shape)
    largest = parts[int(np.argmax(shapely.area(parts)))]
    # The middle of the largest circle that fits: the centroid of a crescent lies outside it.
    radius_line = shapely.maximum_inscribed_circle(largest, tolerance=100.0)
    x, y = shapely.get_coordinates(radius_line)[0]
    return float(x), float(y)


def drawn_inside(
    shapes: NDArray[np.object_], easting: NDArray[np.float64], northing: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Whether each point (EPSG:27700 metres) lies in the shape beside it in the same row."""
    return np.asarray(shapely.intersects_xy(shapes, easting, northing), dtype=np.bool_)
