"""Which of several fetched layers of shapes is used, and what stands beside an area."""

from __future__ import annotations

from collections.abc import Mapping

import geopandas as gpd
import pandas as pd

from fhfa_data.catalogue.fetching import Provides, Reading
from fhfa_data.catalogue.load import Catalogue
from fhfa_data.indicators.holdings import (
    EXACT_PCT,
    LSOA_SHAPES,
    RURAL_URBAN,
    SHAPES,
    no_lsoa_shapes,
    no_shapes,
)

ByUse = Mapping[str, Mapping[str, pd.DataFrame]]
"""What a dataset provides → source id → its table."""

_URBAN = "Urban"


def finest_shapes(
    by_use: ByUse, provides: Provides, codes: pd.Series, catalogue: Catalogue
) -> gpd.GeoDataFrame:
    """The shapes of all these areas from the finest layer that has every one of them; else none.

    Layers are never mixed: borders that were generalised apart don't meet.

    Returns
    -------
    area_code, source (id), geometry in EPSG:4326; a row an area, by code; empty if no layer is
    whole.
    """
    wanted = pd.Index(codes.unique()).sort_values()
    layers = _layers(by_use, provides, catalogue)
    for reading, name, table in sorted(layers, key=lambda one: one[0].resolution_metres):
        layer = table.set_index(reading.area_code)
        if wanted.isin(layer.index).all():
            shapes = gpd.GeoSeries(layer.loc[wanted, "geometry"].to_numpy(), crs=4326)
            rows = {"area_code": wanted.astype("string"), "source": name}
            return gpd.GeoDataFrame(rows, geometry=shapes)[SHAPES]
    return no_shapes()


def known_shapes(
    by_use: ByUse, provides: Provides, codes: pd.Series, catalogue: Catalogue
) -> gpd.GeoDataFrame:
    """The shapes of those areas that a layer has under the same code; see :func:`finest_shapes`."""
    layers = _layers(by_use, provides, catalogue)
    held = {code for reading, _, table in layers for code in table[reading.area_code]}
    there = codes[codes.isin(list(held))]
    return finest_shapes(by_use, provides, there, catalogue) if len(there) else no_shapes()


def lsoa_drawings(
    codes: pd.Series, embedded: gpd.GeoDataFrame, fetched: gpd.GeoDataFrame
) -> gpd.GeoDataFrame:
    """How these LSOAs are drawn: as fetched, else as embedded, if all of them are; else not at all.

    ``fetched`` is from :func:`finest_shapes`; ``embedded`` and what is returned have
    :data:`fhfa_data.indicators.holdings.LSOA_SHAPES`.
    """
    if len(fetched):
        return gpd.GeoDataFrame(fetched.assign(drawn="exact", overlap_pct=EXACT_PCT)[LSOA_SHAPES])
    if codes.isin(embedded["area_code"]).all():
        return gpd.GeoDataFrame(embedded[embedded["area_code"].isin(codes)])
    return no_lsoa_shapes()


def _layers(
    by_use: ByUse, provides: Provides, catalogue: Catalogue
) -> list[tuple[Reading, str, pd.DataFrame]]:
    """Each layer that was had: how it is read, its source id, its table."""
    found = [
        (catalogue.sources[name].reading, name, table)
        for name, table in by_use.get(provides.value, {}).items()
    ]
    return [(read, name, table) for read, name, table in found if read is not None]


def rural_urban_classes(by_use: ByUse, lsoas: pd.Series) -> pd.DataFrame:
    """The ONS rural/urban class of each LSOA, where all of them have one; else empty.

    Returns
    -------
    lsoa21_code, class_code, class_name (as published), is_urban, source (id); by code.
    """
    wanted = pd.Index(lsoas.unique()).sort_values()
    for name, table in by_use.get(Provides.RURAL_URBAN.value, {}).items():
        rows = table.set_index("LSOA21CD")
        if wanted.isin(rows.index).all():
            rows = rows.loc[wanted]
            return pd.DataFrame(
                {
                    "lsoa21_code": wanted.astype("string"),
                    "class_code": rows["RUC21CD"].to_numpy(),
                    "class_name": rows["RUC21NM"].to_numpy(),
                    "is_urban": (rows["Urban_rural_flag"] == _URBAN).to_numpy(dtype=bool),
                    "source": name,
                }
            )[RURAL_URBAN]
    return pd.DataFrame(columns=RURAL_URBAN)
