"""What goes into each table of a new warehouse."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from fhfa_data.indicators.derive import Tables
from fhfa_data.indicators.holdings import Holdings
from fhfa_data.model.recipe import OWN_CATALOGUE
from fhfa_data.warehouse import version


def contents(fingerprint: str, holdings: Holdings, tables: Tables) -> dict[str, pd.DataFrame]:
    """Table of schema.sql → its rows."""
    return {
        "meta": _meta(fingerprint, holdings, tables),
        "area": tables.areas,
        "borough_region": tables.regions,
        "lsoa": tables.lsoas,
        "place": holdings.places,
        "dataset": holdings.dataset_table(),
        "ward_shape": _ward_shapes(holdings.shapes),
        "lsoa_shape": _lsoa_shapes(holdings.lsoa_shapes),
        "msoa_shape": _shape_rows(holdings.msoa_shapes, "msoa11_code"),
        "borough_shape": _shape_rows(holdings.borough_shapes, "borough_code"),
        "rural_urban": holdings.rural_urban,
        "postcode": holdings.postcodes,
        "age": holdings.ages,
        "ward_change": holdings.ward_changes,
        "definition": _definitions(holdings),
        "stored.figure": tables.figures,
        "stored.gap": tables.gaps,
        "period": tables.periods,
    }


def _meta(fingerprint: str, holdings: Holdings, tables: Tables) -> pd.DataFrame:
    meta = {
        "fingerprint": fingerprint,
        "schema_version": str(version.SCHEMA_VERSION),
        "starter_made_on": holdings.starter_made_on,
        "attribution": holdings.attribution,
        "scope": holdings.scope_name,
        "scope_asked": holdings.scope.text,
        "core20_shared_by": tables.shared_by.value,
    }
    if holdings.own.digest:
        meta[OWN_CATALOGUE] = holdings.own.digest
    return pd.DataFrame(list(meta.items()), columns=["key", "value"])


def _ward_shapes(shapes: gpd.GeoDataFrame) -> pd.DataFrame:
    overlap = shapes["overlap_pct"].astype(float)
    rows = {"ward24_code": shapes["ward24_code"], "overlap_pct": overlap}
    return pd.DataFrame({**rows, "wkb": shapes.geometry.to_wkb()})


def _lsoa_shapes(shapes: gpd.GeoDataFrame) -> pd.DataFrame:
    overlap = shapes["overlap_pct"].astype(float)
    return _shape_rows(shapes, "lsoa21_code").assign(drawn=shapes["drawn"], overlap_pct=overlap)


def _shape_rows(shapes: gpd.GeoDataFrame, code: str) -> pd.DataFrame:
    rows = {code: shapes["area_code"], "source": shapes["source"], "wkb": shapes.geometry.to_wkb()}
    return pd.DataFrame(rows)


def _definitions(holdings: Holdings) -> pd.DataFrame:
    """What is added to the catalogue, as the app reads it: :mod:`fhfa_data.warehouse.installed`."""
    added = holdings.added
    rows = [("dataset", one.id, one.model_dump_json()) for one in added.sources]
    rows += [("indicator", one.id, one.model_dump_json()) for one in added.indicators]
    return pd.DataFrame(rows, columns=["kind", "id", "content"], dtype="string")
