"""Fetched tables over the embedded ones: what a warehouse is built from after a refresh."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import geopandas as gpd
import pandas as pd

from fhfa_data.catalogue.fetching import Provides
from fhfa_data.catalogue.load import Catalogue
from fhfa_data.indicators.england import england_figures
from fhfa_data.indicators.holdings import Dataset, Holdings, from_starter
from fhfa_data.indicators.tidy import AREA_TYPE_OF
from fhfa_data.model.areas import AreaType
from fhfa_data.model.scope import Scope
from fhfa_data.sources.starter import Starter

_STARTER_NAME = {kind.value: name for name, kind in AREA_TYPE_OF.items()}
_EXACT_PCT = 100.0


def assemble(
    tables: Mapping[str, pd.DataFrame],
    datasets: tuple[Dataset, ...],
    starter: Starter,
    scope: Scope,
    catalogue: Catalogue,
) -> Holdings:
    """Put what was fetched in the place of what was embedded.

    Parameters
    ----------
    tables
        Source id → what :func:`fhfa_data.refresh.gather.gather` had: figures in the layout of
        :mod:`fhfa_data.indicators.reading`, lookups as text, shapes as a GeoDataFrame (EPSG:4326).
    datasets
        Where each source's figures come from.
    starter
        The embedded figures, which stay wherever nothing was fetched.
    """
    held = from_starter(starter)
    by_use = _by_use(tables, catalogue)
    areas = _areas(held.areas, by_use)
    fetched = list(by_use.get(Provides.FIGURES.value, {}).values())
    return replace(
        held,
        figures=_figures(held.figures, fetched, areas, catalogue),
        areas=areas,
        shapes=_shapes(held.shapes, by_use),
        scope=scope,
        datasets=datasets,
    )


def _by_use(
    tables: Mapping[str, pd.DataFrame], catalogue: Catalogue
) -> dict[str, dict[str, pd.DataFrame]]:
    found: dict[str, dict[str, pd.DataFrame]] = {}
    for name, table in tables.items():
        reading = catalogue.sources[name].reading
        if reading is not None:
            found.setdefault(reading.provides.value, {})[name] = table
    return found


def _areas(
    embedded: pd.DataFrame, by_use: Mapping[str, Mapping[str, pd.DataFrame]]
) -> pd.DataFrame:
    """Wards and boroughs of each LSOA as ONS says now; MSOAs as embedded."""
    lookups = list(by_use.get(Provides.LSOAS.value, {}).values())
    if not lookups:
        return embedded
    lookup = lookups[0].set_index("LSOA21CD").loc[embedded["lsoa21_code"]]
    return embedded.assign(
        ward24_code=lookup["WD24CD"].to_numpy(),
        ward24_name=lookup["WD24NM"].to_numpy(),
        borough_code=lookup["LAD24CD"].to_numpy(),
        borough_name=lookup["LAD24NM"].to_numpy(),
    )


def _figures(
    embedded: pd.DataFrame, fetched: list[pd.DataFrame], areas: pd.DataFrame, catalogue: Catalogue
) -> pd.DataFrame:
    if not fetched:
        return embedded
    rows = pd.concat(fetched, ignore_index=True)
    names = set(rows["indicator"])
    whole = {"population", "imd_decile"} <= names
    england = england_figures(rows, catalogue.indicators) if whole else rows.head(0)
    lsoa = rows["area_type"] == AreaType.LSOA.value
    kept = rows[~lsoa | rows["area_code"].isin(areas["lsoa21_code"])]
    new = pd.concat([kept, england], ignore_index=True)
    new["area_type"] = new["area_type"].map(_STARTER_NAME)
    replaced = pd.MultiIndex.from_frame(new[["indicator", "area_type"]]).unique()
    old = pd.MultiIndex.from_frame(embedded[["indicator", "area_type"]])
    return pd.concat([embedded[~old.isin(replaced)], new], ignore_index=True)


def _shapes(
    embedded: gpd.GeoDataFrame, by_use: Mapping[str, Mapping[str, pd.DataFrame]]
) -> gpd.GeoDataFrame:
    """Exact ward shapes where they were fetched; the approximate ones stay for the others."""
    layers = list(by_use.get(Provides.WARD_SHAPES.value, {}).values())
    if not layers:
        return embedded
    layer = layers[0]
    exact = gpd.GeoDataFrame(
        {"ward24_code": layer["WD24CD"].astype("string"), "overlap_pct": _EXACT_PCT},
        geometry=gpd.GeoSeries(layer["geometry"], crs=4326),
    )
    exact = exact[exact["ward24_code"].isin(embedded["ward24_code"])]
    others = embedded[~embedded["ward24_code"].isin(exact["ward24_code"])]
    return gpd.GeoDataFrame(pd.concat([exact, others], ignore_index=True), crs=4326)
