"""Fetched tables over the embedded ones: what a warehouse is built from after a refresh."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import geopandas as gpd
import pandas as pd

from fhfa_data.catalogue.fetching import Provides
from fhfa_data.catalogue.load import Catalogue
from fhfa_data.catalogue.roles import roles
from fhfa_data.indicators.england import england_figures
from fhfa_data.indicators.holdings import Dataset, Holdings, from_starter
from fhfa_data.indicators.tidy import AREA_TYPE_OF, of_known_periods
from fhfa_data.model.areas import ENGLAND
from fhfa_data.model.scope import Scope
from fhfa_data.refresh.areas import areas_within, msoas_within, regions_of
from fhfa_data.refresh.compared import moved_since, together
from fhfa_data.refresh.layers import (
    ByUse,
    finest_shapes,
    known_shapes,
    lsoa_drawings,
    rural_urban_classes,
)
from fhfa_data.refresh.output_areas import output_areas_within
from fhfa_data.refresh.scoping import Lookups, Reach
from fhfa_data.refresh.ward_shapes import ward_shapes
from fhfa_data.sources.starter import Starter

_STARTER_NAME = {kind.value: name for name, kind in AREA_TYPE_OF.items()}


def assemble(
    tables: Mapping[str, pd.DataFrame],
    datasets: tuple[Dataset, ...],
    starter: Starter,
    scope: Scope,
    reach: Reach,
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
    scope, reach
        What was asked for, and the boroughs that it means.

    Raises
    ------
    SourceError
        If a ward has no shape: neither an exact one nor those of its neighbourhoods.
    """
    held = from_starter(starter)
    by_use = _by_use(tables, catalogue)
    lookups: Lookups = {use: one for use in Provides for one in by_use.get(use.value, {}).values()}
    areas = areas_within(reach.boroughs, held.areas, lookups)
    msoas = msoas_within(areas, held.msoas, lookups)
    fetched = _fetched(by_use, held.figures, catalogue)
    return replace(
        held,
        figures=_figures(held.figures, fetched, _known_codes(areas, msoas), catalogue),
        areas=areas,
        msoas=msoas,
        **_shapes(by_use, areas, held, lookups, catalogue),
        msoa_shapes=known_shapes(by_use, Provides.MSOA_SHAPES, msoas["msoa11_code"], catalogue),
        rural_urban=rural_urban_classes(by_use, areas["lsoa21_code"]),
        output_areas=output_areas_within(areas["lsoa21_code"], lookups),
        **_of_areas(held, areas),
        regions=regions_of(lookups),
        scope=scope,
        scope_name=reach.name,
        is_embedded_scope=scope == held.scope,
        datasets=datasets,
    )


def _fetched(by_use: ByUse, embedded: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """All fetched figures, with what comes of comparing editions; no rows if none were fetched."""
    tables = list(by_use.get(Provides.FIGURES.value, {}).values())
    totals = _that_beat_derived(by_use, catalogue) if tables else []
    return together([*tables, *totals, moved_since(by_use, tables, embedded)])


def _that_beat_derived(by_use: ByUse, catalogue: Catalogue) -> list[pd.DataFrame]:
    """Of published totals, the figures that stand in the place of those worked out here."""
    beating = {
        (level.published_by, one.id, kind.value)
        for one in catalogue.indicators.values()
        for kind, level in one.levels.items()
    }
    found = []
    for name, table in by_use.get(Provides.PUBLISHED_TOTALS.value, {}).items():
        of = zip(table["indicator"], table["area_type"], strict=True)
        found.append(table[[(name, *one) in beating for one in of]])
    return found


def _by_use(
    tables: Mapping[str, pd.DataFrame], catalogue: Catalogue
) -> dict[str, dict[str, pd.DataFrame]]:
    found: dict[str, dict[str, pd.DataFrame]] = {}
    for name, table in tables.items():
        reading = catalogue.sources[name].reading
        if reading is not None:
            found.setdefault(reading.provides.value, {})[name] = table
    return found


def _of_areas(held: Holdings, areas: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The embedded rows about these areas, by the field of ``Holdings``: no refresh has newer."""
    lsoas, wards = areas["lsoa21_code"], areas["ward24_code"]
    ages, postcodes, changes = held.ages, held.postcodes, held.ward_changes
    here = postcodes["lsoa21_code"].isin(lsoas) & postcodes["ward24_code"].isin(wards)
    return {
        "places": held.places[held.places["ward24_code"].isin(wards)],
        "postcodes": postcodes[here],
        "ages": ages[ages["area_code"].isin([*lsoas, ENGLAND])],
        "ward_changes": changes[changes["ward24_code"].isin(wards)],
    }


def _shapes(
    by_use: ByUse,
    areas: pd.DataFrame,
    held: Holdings,
    lookups: Lookups,
    catalogue: Catalogue,
) -> dict[str, gpd.GeoDataFrame]:
    """The shapes of wards, neighbourhoods and boroughs, by the field of ``Holdings``."""
    lsoas = finest_shapes(by_use, Provides.LSOA_SHAPES, areas["lsoa21_code"], catalogue)
    boroughs = finest_shapes(by_use, Provides.BOROUGH_SHAPES, areas["borough_code"], catalogue)
    wards = ward_shapes(areas, held.shapes, lsoas, lookups)
    drawn = lsoa_drawings(areas["lsoa21_code"], held.lsoa_shapes, lsoas)
    return {"shapes": wards, "lsoa_shapes": drawn, "borough_shapes": boroughs}


def _known_codes(areas: pd.DataFrame, msoas: pd.DataFrame) -> pd.Index:
    """The codes of all areas that are installed: publishers' files hold older ones too."""
    columns = [areas[name] for name in ("lsoa21_code", "ward24_code", "borough_code")]
    return pd.Index(pd.concat([*columns, msoas["msoa11_code"], pd.Series([ENGLAND])]).unique())


def _figures(
    embedded: pd.DataFrame, fetched: pd.DataFrame, codes: pd.Index, catalogue: Catalogue
) -> pd.DataFrame:
    if fetched.empty:
        return embedded
    rows = of_known_periods(fetched, catalogue.indicators)
    names = set(rows["indicator"].unique())
    whole = {roles().population, roles().imd_decile} <= names
    england = england_figures(rows, catalogue) if whole else rows.head(0)
    new = pd.concat([rows[rows["area_code"].isin(codes)], england], ignore_index=True)
    new["area_type"] = new["area_type"].map(_STARTER_NAME)
    replaced = pd.MultiIndex.from_frame(new[["indicator", "area_type"]].drop_duplicates())
    old = pd.MultiIndex.from_frame(embedded[["indicator", "area_type"]])
    kept = embedded[~old.isin(replaced) & embedded["area_code"].isin(codes)]
    return pd.concat([kept, new], ignore_index=True)
