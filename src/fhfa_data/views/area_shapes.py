"""Shapes of areas for analysts: each with its code, and whether it is exact or approximate."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from fhfa_data.errors import AtlasError
from fhfa_data.indicators.holdings import EXACT_PCT
from fhfa_data.model.areas import AreaType
from fhfa_data.warehouse.read import Warehouse

EXACT, APPROXIMATE = "exact", "approximate"

_WGS84 = 4326


def shaped(warehouse: Warehouse) -> tuple[AreaType, ...]:
    """The kinds of area that shapes are installed for, or can be joined from those that are."""
    without = {AreaType.ENGLAND}
    if warehouse.frame("SELECT 1 FROM msoa_shape LIMIT 1").empty:
        without.add(AreaType.MSOA)
    if not warehouse.has_lsoa_shapes:
        without.add(AreaType.LSOA)
    return tuple(kind for kind in warehouse.kinds if kind not in without)


def area_shapes(warehouse: Warehouse, area_type: AreaType) -> gpd.GeoDataFrame:
    """The shapes of one kind of area.

    Those of Greater Manchester and of regions are their wards' joined, and so are boroughs' until a
    refresh brings theirs.

    Middle-layer areas (MSOAs, 2011) that were redrawn for 2021 have none.

    Returns
    -------
    area_code, ``shape`` (``exact``, or ``approximate`` where it or any part of it is), geometry
    in EPSG:4326; a row an area, by code.

    Raises
    ------
    AtlasError
        If no shapes of that kind of area are installed.
    """
    if area_type not in shaped(warehouse):
        raise AtlasError(
            f"No shape of a {area_type.plain} is installed.",
            todo="There are shapes of wards, boroughs, and wider areas that are wholly installed; "
            "a refresh of the data brings those of neighbourhoods (LSOAs).",
        )
    if area_type is AreaType.LSOA:
        return _measured(warehouse.lsoa_shapes(), "lsoa21_code")
    if area_type is AreaType.MSOA:
        return _exact(_msoas(warehouse), "msoa11_code")
    boroughs = warehouse.borough_shapes()
    if area_type is AreaType.BOROUGH and len(boroughs):
        return _exact(boroughs, "borough_code")
    wards = _measured(warehouse.ward_shapes(), "ward24_code")
    if area_type is AreaType.WARD:
        return wards
    boroughs_of = {
        borough: area.code
        for area in warehouse.areas.values()
        if area.area_type is area_type
        for borough in warehouse.nesting.boroughs_in(area)
    }
    parts = [boroughs_of.get(warehouse.area(code).borough_code) for code in wards["area_code"]]
    whole = wards.assign(area_code=pd.Series(parts, dtype="string"))
    joined = whole.dissolve("area_code", aggfunc={"shape": "min"})
    return joined.reset_index()[["area_code", "shape", "geometry"]]


def _measured(rows: pd.DataFrame, code: str) -> gpd.GeoDataFrame:
    shapes = _exact(rows, code)
    exact = rows["overlap_pct"] >= EXACT_PCT  # not where it isn't known
    return shapes.assign(shape=shapes["shape"].where(exact, APPROXIMATE))


def _msoas(warehouse: Warehouse) -> pd.DataFrame:
    return warehouse.frame("SELECT msoa11_code, wkb FROM msoa_shape ORDER BY msoa11_code")


def _exact(rows: pd.DataFrame, code: str) -> gpd.GeoDataFrame:
    said = pd.DataFrame({"area_code": rows[code].astype("string")})
    shapes = gpd.GeoSeries.from_wkb(rows["wkb"].map(bytes), crs=_WGS84)
    return gpd.GeoDataFrame(
        said.assign(shape=pd.array([EXACT] * len(rows), "string")), geometry=shapes
    )


def with_shapes(
    rows: pd.DataFrame, warehouse: Warehouse, area_type: AreaType | None
) -> gpd.GeoDataFrame:
    """Rows of figures with the ``shape`` and the geometry (EPSG:4326) of each one's area.

    With ``area_type`` None, rows of areas that have no shape are kept without one.

    Raises
    ------
    AtlasError
        If ``area_type`` is given and no shapes of that kind are installed.
    """
    kinds = shaped(warehouse) if area_type is None else (area_type,)
    shapes = pd.concat([area_shapes(warehouse, kind) for kind in kinds], ignore_index=True)
    joined = rows.merge(shapes, on="area_code", how="left")
    return gpd.GeoDataFrame(joined, geometry="geometry", crs=_WGS84)
