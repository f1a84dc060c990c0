"""The shapes of neighbourhoods (LSOAs) for the map: from the warehouse to static files."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd

from fhfa_data.geography.lsoa_file import LsoaGeometry, borough_geometry, whole_geometry
from fhfa_data.geography.static_file import write_once
from fhfa_data.indicators.holdings import EXACT_PCT
from fhfa_data.views.atlas import Atlas

_LSOAS = """
SELECT lsoa21_code AS code, lsoa21_name AS name, wkb, {parent} AS parent, overlap_pct
FROM lsoa JOIN lsoa_shape USING (lsoa21_code)
WHERE $borough IS NULL OR borough_code = $borough
ORDER BY lsoa21_code
"""
_WARDS = """
SELECT area_code AS code, name, wkb
FROM area JOIN ward_shape ON area_code = ward24_code ORDER BY area_code
"""


def borough_lsoas(atlas: Atlas, borough_code: str) -> LsoaGeometry:
    """One borough's neighbourhoods in detail, with the outlines of its wards and of those near."""
    lsoas = _shapes(atlas, _LSOAS.format(parent="ward24_code"), {"borough": borough_code})
    wards = _shapes(atlas, _WARDS, {})
    return borough_geometry(lsoas, wards, borough_code, _about(lsoas["overlap_pct"]))


def all_lsoas(atlas: Atlas) -> LsoaGeometry:
    """All installed neighbourhoods, less finely, with the outlines of their boroughs."""
    lsoas = _shapes(atlas, _LSOAS.format(parent="borough_code"), {"borough": None})
    boroughs = [(one.code, one.name) for one in atlas.nesting.boroughs]
    named = pd.DataFrame(boroughs, columns=["code", "name"])
    return whole_geometry(lsoas, named, _about(lsoas["overlap_pct"]))


def _about(overlaps: pd.Series) -> str:
    """Why the shapes are approximate; empty if they aren't. ``overlaps`` are per cent."""
    if (overlaps >= EXACT_PCT).all():
        return ""
    return (
        "Neighbourhoods are drawn as in 2011, generalised; one that was split since is cut from "
        f"its older shape. They overlap the true ones by {overlaps.mean():.0f}% on average here, "
        f"{overlaps.min():.0f}% at least."
    )


def write_lsoas(geometry: LsoaGeometry, folder: Path) -> str:
    """Write the file (once for the same content) and return its name; empty if it can't be."""
    try:
        return write_once(folder, geometry.name, geometry.text).name
    except OSError:
        return ""


def _shapes(atlas: Atlas, query: str, parameters: dict[str, str | None]) -> gpd.GeoDataFrame:
    rows = atlas.warehouse.frame(query, parameters)
    shapes = gpd.GeoSeries.from_wkb(rows["wkb"].map(bytes), crs=4326)
    return gpd.GeoDataFrame(rows.drop(columns="wkb"), geometry=shapes)
