"""Areas and the outlines of what they lie in, as a browser draws them: shapes and hexagons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from fhfa_data.geography.hexes import HexLayout, hex_layout
from fhfa_data.geography.shapes import Grid, dissolved, inner_points, joined, svg_paths


@dataclass(frozen=True, slots=True)
class Layers:
    """The layer of areas, the layer of outlines above it, and one hexagon's corners."""

    areas: dict[str, Any]
    outlines: dict[str, Any]
    hexagon: list[int]


def nested_layers(areas: gpd.GeoDataFrame, grid: Grid) -> Layers:
    """What a map file says of areas and of the wider areas they lie in.

    Parameters
    ----------
    areas
        In EPSG:27700, sharing their borders; columns ``code``, ``name``, and ``parent`` and
        ``parent_name`` of the wider area.
    """
    shapes = np.asarray(areas.geometry.values)
    owners = areas["parent"].to_numpy(dtype=object)
    layout = hex_layout(_centroids(areas), joined(shapes))
    hexagons = layout.hexagons()
    cells = np.array([hexagons[code] for code in areas["code"]])
    middle = grid.place(shapely.get_coordinates(shapely.centroid(cells)))
    names = dict(zip(areas["parent"], areas["parent_name"], strict=True))
    return Layers(
        areas={
            "code": areas["code"].tolist(),
            "name": areas["name"].tolist(),
            "parent": [sorted(names).index(code) for code in areas["parent"]],
            "path": svg_paths(shapes, grid),
            "point": inner_points(shapes, grid).ravel().tolist(),
            "hex": middle.ravel().tolist(),
        },
        outlines={
            "code": sorted(names),
            "name": [names[code] for code in sorted(names)],
            **_outlines("path", "point", shapes, owners, grid),
            **_outlines("hex_path", "hex", shapely.set_precision(cells, grid.unit), owners, grid),
        },
        hexagon=_hexagon_corners(layout, grid),
    )


def _centroids(areas: gpd.GeoDataFrame) -> pd.DataFrame:
    centroid = areas.geometry.centroid
    return pd.DataFrame(
        {
            "ward24_code": areas["code"],
            "borough_code": areas["parent"],
            "x": centroid.x,
            "y": centroid.y,
        }
    )


def _outlines(
    path: str, point: str, shapes: NDArray[np.object_], owners: NDArray[np.object_], grid: Grid
) -> dict[str, Any]:
    outlines = np.array(list(dissolved(shapes, owners).values()))
    return {
        path: svg_paths(outlines, grid),
        point: inner_points(outlines, grid).ravel().tolist(),
    }


def _hexagon_corners(layout: HexLayout, grid: Grid) -> list[int]:
    """Corner offsets of one hexagon from its middle, in grid units: x, y, x, y, …"""
    reach = layout.size / grid.unit
    angles = np.deg2rad(60.0 * np.arange(6) - 30.0)
    corners = np.column_stack([reach * np.cos(angles), -reach * np.sin(angles)])
    return np.rint(corners).astype(int).ravel().tolist()
