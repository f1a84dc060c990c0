"""The map's shapes: from the warehouse to the one static file that browsers fetch."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd

from fhfa_data.geography.map_file import write_map_geometry
from fhfa_data.model.areas import AreaType
from fhfa_data.views.atlas import Atlas

APPROXIMATE_BELOW_PCT = 50


def write_geometry(atlas: Atlas, folder: Path) -> Path:
    """Write the file (once for the same content) and return its path.

    Raises
    ------
    OSError
        If the folder can't be written.
    """
    shapes = atlas.warehouse.ward_shapes()
    footprints = gpd.GeoDataFrame(
        shapes[["ward24_code", "overlap_pct"]],
        geometry=gpd.GeoSeries.from_wkb(shapes["wkb"].map(bytes), crs="EPSG:4326"),
    )
    areas = pd.DataFrame(
        [
            (one.code, one.name, one.borough_code, one.borough_name)
            for one in atlas.warehouse.areas.values()
            if one.area_type is AreaType.WARD
        ],
        columns=["ward24_code", "ward24_name", "borough_code", "borough_name"],
    )
    return write_map_geometry(footprints, areas, atlas.warehouse.places(), folder)


def approximate_wards(atlas: Atlas) -> list[str]:
    """Names of the wards whose drawing overlaps the true ward by less than half."""
    shapes = atlas.warehouse.ward_shapes()
    rough = shapes.loc[shapes["overlap_pct"] < APPROXIMATE_BELOW_PCT, "ward24_code"]
    return sorted(atlas.warehouse.area(code).full_name for code in rough)
