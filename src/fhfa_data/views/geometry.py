"""The map's shapes: from the warehouse to the one static file that browsers fetch."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd

from fhfa_data.geography.map_file import map_geometry, write_map_geometry
from fhfa_data.views.atlas import Atlas


def write_geometry(atlas: Atlas, folder: Path) -> Path:
    """Write the file (once for the same content) and return its path.

    Raises
    ------
    OSError
        If the folder can't be written; :func:`geometry_text` still works then.
    """
    return write_map_geometry(*_layers(atlas), folder)


def geometry_text(atlas: Atlas) -> str:
    """The file's content, for browsers that can't fetch the file."""
    return map_geometry(*_layers(atlas)).text


def _layers(atlas: Atlas) -> tuple[gpd.GeoDataFrame, pd.DataFrame, pd.DataFrame]:
    shapes = atlas.warehouse.ward_shapes()
    footprints = gpd.GeoDataFrame(
        shapes[["ward24_code", "overlap_pct"]],
        geometry=gpd.GeoSeries.from_wkb(shapes["wkb"].map(bytes), crs="EPSG:4326"),
    )
    wards = [
        (one.code, one.name, one.borough_code, one.borough_name) for one in atlas.warehouse.wards()
    ]
    columns = ["ward24_code", "ward24_name", "borough_code", "borough_name"]
    return footprints, pd.DataFrame(wards, columns=columns), atlas.warehouse.places()
