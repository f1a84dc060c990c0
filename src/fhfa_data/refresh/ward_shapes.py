"""A shape for every installed ward: the exact one, or else one pieced together."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from fhfa_data.catalogue.fetching import Provides
from fhfa_data.errors import SourceError
from fhfa_data.indicators.holdings import EXACT_PCT
from fhfa_data.refresh.scoping import Lookups


def ward_shapes(
    areas: pd.DataFrame,
    embedded: gpd.GeoDataFrame,
    lsoa_shapes: gpd.GeoDataFrame,
    lookups: Lookups,
) -> gpd.GeoDataFrame:
    """One shape a ward: exact where it was fetched, else embedded, else its neighbourhoods joined.

    Returns
    -------
    ``ward24_code``, ``overlap_pct`` (100 where exact, as measured where embedded, missing where it
    is not known because there is no exact shape to measure against), geometry in EPSG:4326.

    Raises
    ------
    SourceError
        If there is a ward that none of these has.
    """
    wards = areas["ward24_code"].drop_duplicates().sort_values()
    found = [*_exact(lookups), embedded[["ward24_code", "overlap_pct", "geometry"]]]
    have = pd.concat([one[one["ward24_code"].isin(wards)] for one in found], ignore_index=True)
    have = have.drop_duplicates("ward24_code")
    lacking = areas[~areas["ward24_code"].isin(have["ward24_code"])]
    if len(lacking):
        have = pd.concat([have, _joined(lacking, lsoa_shapes)], ignore_index=True)
    return gpd.GeoDataFrame(have, geometry="geometry", crs=4326)


def _exact(lookups: Lookups) -> list[pd.DataFrame]:
    if Provides.WARD_SHAPES not in lookups:
        return []
    layer = lookups[Provides.WARD_SHAPES]
    codes = layer["WD24CD"].astype("string")
    columns = {"ward24_code": codes, "overlap_pct": EXACT_PCT, "geometry": layer["geometry"]}
    return [pd.DataFrame(columns)]


def _joined(areas: pd.DataFrame, lsoa_shapes: gpd.GeoDataFrame) -> pd.DataFrame:
    """Wards as their best-fit neighbourhoods (LSOAs) joined; by ward code."""
    shapes = lsoa_shapes.set_index("area_code")["geometry"]
    rows = areas.sort_values("ward24_code")
    if not rows["lsoa21_code"].isin(shapes.index).all():
        raise SourceError(
            f"{rows['ward24_code'].nunique():,} wards would have no shape: neither their exact "
            "boundaries nor those of their neighbourhoods (LSOAs) could be had.",
            todo="Nothing was changed. Try again, or give the boundaries with --file NAME=PATH.",
        )
    parts = shapes.loc[rows["lsoa21_code"]].to_numpy()
    codes, starts = np.unique(rows["ward24_code"].to_numpy(dtype=str), return_index=True)
    joined = [shapely.union_all(some) for some in np.split(parts, starts[1:])]
    return pd.DataFrame({"ward24_code": codes, "overlap_pct": np.nan, "geometry": joined})
