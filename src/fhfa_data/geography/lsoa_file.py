"""Static files with the shapes of neighbourhoods (LSOAs): one borough's in detail, or all at once.

Both have the map file's form (:mod:`fhfa_data.geography.map_file`): a layer ``lsoas`` that is
coloured, and a layer of outlines above it, wards or boroughs; whole numbers on a grid.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from fhfa_data.geography.codes import packed_codes
from fhfa_data.geography.shapes import (
    BRITISH_GRID,
    Grid,
    grid_over,
    inner_points,
    simplified,
    svg_paths,
)
from fhfa_data.geography.static_file import compact_json, fingerprint_of

NEAR_METRES = 1500.0


@dataclass(frozen=True, slots=True)
class Detail:
    """How finely shapes are drawn: metres of one grid unit, and how far a line may move."""

    unit: int
    tolerance_metres: float


FINE = Detail(unit=5, tolerance_metres=10.0)
"""For one borough: shapes that ONS has generalised to 20 metres stay as they are to the eye."""

COARSE = Detail(unit=50, tolerance_metres=50.0)
"""For many boroughs at once: ONS has generalised to 200 metres before; a tenth of that is noise."""


@dataclass(frozen=True, slots=True)
class LsoaGeometry:
    """The file's text and name."""

    text: str
    name: str


def borough_geometry(
    lsoas: gpd.GeoDataFrame, wards: gpd.GeoDataFrame, borough_code: str, about: str = ""
) -> LsoaGeometry:
    """One borough's neighbourhoods, its wards' outlines and those of wards close by.

    Parameters
    ----------
    lsoas
        The borough's neighbourhoods with a CRS; columns ``code``, ``name``, ``parent`` (the code of
        the ward that ONS's best fit gives it to).
    wards
        Wards with a CRS; columns ``code``, ``name``. Those farther than 1.5 km from the borough's
        neighbourhoods are left out.
    about
        Why the shapes are approximate; empty where they aren't.
    """
    shapes = _ordered(simplified(lsoas, FINE.tolerance_metres))
    drawn = _ordered(wards.to_crs(BRITISH_GRID))
    ground = shapely.union_all(np.asarray(shapes.geometry.values))
    near = shapely.dwithin(np.asarray(drawn.geometry.values), ground, NEAR_METRES)
    near |= drawn["code"].isin(shapes["parent"]).to_numpy()
    outlines = simplified(gpd.GeoDataFrame(drawn[near]), FINE.tolerance_metres)
    return _file(shapes, outlines, "wards", FINE, f"lsoas-{borough_code}", about)


def whole_geometry(
    lsoas: gpd.GeoDataFrame, boroughs: pd.DataFrame, about: str = ""
) -> LsoaGeometry:
    """All neighbourhoods at once, with their boroughs' outlines: up to all of England's 33,755.

    Parameters
    ----------
    lsoas
        Neighbourhoods with a CRS; columns ``code``, ``name``, ``parent`` (code of the borough).
    boroughs
        Columns ``code``, ``name``. Their outlines are joined from the neighbourhoods', so that the
        lines run where the colours end.
    about
        Why the shapes are approximate; empty where they aren't.
    """
    shapes = _ordered(simplified(lsoas, COARSE.tolerance_metres))
    geometry, owners = np.asarray(shapes.geometry.values), shapes["parent"].to_numpy(dtype=object)
    named = boroughs[boroughs["code"].isin(owners)].sort_values("code", ignore_index=True)
    # Generalised borders don't all meet, so joining them as a coverage would fail.
    joined = [shapely.union_all(geometry[owners == code]) for code in named["code"]]
    outlines = gpd.GeoDataFrame(named, geometry=gpd.GeoSeries(joined, crs=BRITISH_GRID))
    return _file(shapes, outlines, "boroughs", COARSE, "lsoas", about)


def _ordered(layer: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(layer.sort_values(["code"], ignore_index=True))


def _file(
    lsoas: gpd.GeoDataFrame,
    outlines: gpd.GeoDataFrame,
    kind: str,
    detail: Detail,
    stem: str,
    about: str,
) -> LsoaGeometry:
    grid = _grid_over_both(lsoas, outlines, detail)
    places = {code: at for at, code in enumerate(outlines["code"])}
    # Without points a browser takes the middles of boxes: a seventh less to send for all England.
    points = {"point": _points(lsoas, grid)} if detail is FINE else {}
    content = {
        "metres_per_unit": grid.unit,
        "width": grid.width,
        "height": grid.height,
        "outlines": kind,
        "lsoas": {
            "codes": packed_codes(lsoas["code"].tolist()),
            **_layer(lsoas, grid),
            **points,
            "parent": [places[code] for code in lsoas["parent"]],
        },
        kind: _outlines(outlines, grid),
        "places": [],
        "about_shapes": about,
    }
    text = compact_json(content)
    return LsoaGeometry(text, f"{stem}-{fingerprint_of(text)}.json")


def _grid_over_both(lsoas: gpd.GeoDataFrame, outlines: gpd.GeoDataFrame, detail: Detail) -> Grid:
    both = np.concatenate([lsoas.total_bounds, outlines.total_bounds]).reshape(2, 4)
    return grid_over([*both[:, :2].min(axis=0), *both[:, 2:].max(axis=0)], detail.unit)


def _outlines(layer: gpd.GeoDataFrame, grid: Grid) -> dict[str, Any]:
    point = _points(layer, grid)
    return {"code": layer["code"].tolist(), **_layer(layer, grid), "point": point}


def _layer(layer: gpd.GeoDataFrame, grid: Grid) -> dict[str, Any]:
    # All outer rings one way round: then many paths filled as one have no holes where they meet.
    shapes = shapely.orient_polygons(np.asarray(layer.geometry.values))
    return {"name": layer["name"].tolist(), "path": svg_paths(shapes, grid)}


def _points(layer: gpd.GeoDataFrame, grid: Grid) -> list[int]:
    """Where labels stand: x, y, x, y, …"""
    return inner_points(np.asarray(layer.geometry.values), grid).ravel().tolist()
