"""The shapes of one drawing: from the warehouse to the static file that browsers fetch."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd

from fhfa_data.geography.borough_file import borough_map
from fhfa_data.geography.map_file import MapGeometry, map_geometry
from fhfa_data.geography.static_file import write_once
from fhfa_data.model.areas import AreaType
from fhfa_data.views.area_shapes import APPROXIMATE, area_shapes
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.frame import ALL_BOROUGHS

_WARDS = """
SELECT ward24_code, name AS ward24_name, borough_code, borough_name, overlap_pct, wkb
FROM ward_shape JOIN area ON area_code = ward24_code
WHERE borough_code IN (SELECT unnest($boroughs)) ORDER BY ward24_code
"""
_APPROXIMATE = (
    "The shapes of boroughs are approximate: they are joined from their wards' approximate shapes, "
    "because exact ones come only with a refresh."
)


def drawing(atlas: Atlas, name: str) -> MapGeometry:
    """The drawing of a frame: see :class:`fhfa_data.views.frame.Frame`."""
    if name == ALL_BOROUGHS:
        return _boroughs(atlas)
    inside = atlas.nesting.boroughs_in(atlas.warehouse.area(name))
    rows = atlas.warehouse.frame(_WARDS, {"boroughs": inside})
    names = ["ward24_code", "ward24_name", "borough_code", "borough_name"]
    footprints = gpd.GeoDataFrame(
        rows[["ward24_code", "overlap_pct"]],
        geometry=gpd.GeoSeries.from_wkb(rows["wkb"].map(bytes), crs="EPSG:4326"),
    )
    places = atlas.warehouse.places()
    here = places[places["ward24_code"].isin(rows["ward24_code"])]
    return map_geometry(footprints, rows[names], here)


def _boroughs(atlas: Atlas) -> MapGeometry:
    """All installed boroughs in their regions; one whose region isn't known stands for itself."""
    shapes = area_shapes(atlas.warehouse, AreaType.BOROUGH)
    regions = atlas.nesting.regions
    named = [atlas.warehouse.area(code) for code in shapes["area_code"]]
    parents = [regions.get(one.code, (one.code, one.name)) for one in named]
    frame = pd.DataFrame(
        {
            "code": [one.code for one in named],
            "name": [one.name for one in named],
            "parent": [code for code, _ in parents],
            "parent_name": [name for _, name in parents],
        }
    )
    approximate = (shapes["shape"] == APPROXIMATE).any()
    geometry = gpd.GeoSeries(shapes.geometry.values, crs=shapes.crs)
    return borough_map(
        gpd.GeoDataFrame(frame, geometry=geometry), _APPROXIMATE if approximate else ""
    )


def write_drawing(geometry: MapGeometry, folder: Path) -> str:
    """Write the file (once for the same content) and return its name; empty if it can't be."""
    try:
        return write_once(folder, geometry.name, geometry.text).name
    except OSError:
        return ""
