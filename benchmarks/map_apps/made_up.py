"""The same made-up values for every map under test: 215 real ward shapes, two indicators."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely
import streamlit as st

from fhfa_data.charts.palette import NEED, NEUTRAL
from fhfa_data.geography.shapes import simplified

STARTER = Path(os.environ.get("FHFA_BENCH_STARTER", "data/starter"))
BANDS = 5
SHOWN = ["ward24_code", "ward24_name", "value", "band"]
# Two indicators in two hues, so that a pixel tells which of them is on screen.
PALETTES = {"first": NEED.light, "second": NEUTRAL.light}


def footprints() -> gpd.GeoDataFrame:
    """Ward footprints as embedded, EPSG:4326."""
    return gpd.read_parquet(STARTER / "ward_footprints.parquet")


def areas() -> pd.DataFrame:
    """Ward and borough names by ward code, in order of ward code."""
    columns = ["ward24_code", "ward24_name", "borough_code", "borough_name"]
    frame = pd.read_parquet(STARTER / "areas.parquet")[columns].drop_duplicates()
    return frame.sort_values("ward24_code", ignore_index=True)


def places() -> pd.DataFrame:
    """Libraries, pharmacies, hospitals and parks as embedded."""
    return pd.read_parquet(STARTER / "places.parquet")


def values(indicator: str) -> pd.DataFrame:
    """Names with a value from 0 to 100 and its class; the second runs the other way."""
    frame = areas()
    rank = frame.index.to_series()
    share = (rank if indicator == "first" else rank.max() - rank) * 100 / rank.max()
    band = (share // (100 / BANDS)).clip(upper=BANDS - 1).astype(int)
    return frame.assign(value=share.round(1), band=band)


def shapes() -> gpd.GeoDataFrame:
    """The same simplified shapes that our element draws, EPSG:4326, as coarsely: to about 10 m."""
    frame = simplified(footprints()).to_crs(4326)[["ward24_code", "geometry"]]
    return frame.assign(geometry=shapely.transform(frame.geometry.values, lambda xy: xy.round(4)))


@st.cache_resource
def settle() -> None:
    """What `fhfa serve` does once all is imported; called last by every app under test.

    Streamlit collects garbage after each run, and walking all that was imported holds back the
    messages of that run by about 80 ms, whichever map is drawn.
    """
    gc.collect()
    gc.freeze()
