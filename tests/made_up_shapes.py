"""Shapes and classes of neighbourhoods for tests: made up, but nested as real ones are."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from fhfa_data.indicators.holdings import Dataset, from_starter
from fhfa_data.sources.starter import read_starter
from fhfa_data.warehouse.build import install


def install_shaped() -> None:
    """Build the embedded figures with made-up shapes and classes, and put them to use."""
    held = from_starter(read_starter())
    shapes = strips(held.areas, held.shapes)
    install(
        replace(
            held,
            lsoa_shapes=shapes,
            rural_urban=classes(held.areas),
            datasets=(Dataset("ons_lsoa21_bgc", "refresh", "2026-11-25", "made up"),),
        )
    )


def strips(areas: pd.DataFrame, wards: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Each ward cut into upright strips, one a neighbourhood, from west to east by code."""
    outlines = wards.set_index("ward24_code").geometry
    codes, shapes = [], []
    for ward, own in areas.sort_values("lsoa21_code").groupby("ward24_code"):
        outline = outlines[ward]
        west, south, east, north = outline.bounds
        edges = np.linspace(west, east, len(own) + 1)
        codes += own["lsoa21_code"].tolist()
        shapes += [
            outline.intersection(shapely.box(left, south, right, north))
            for left, right in pairwise(edges)
        ]
    rows = {"area_code": pd.array(codes, "string"), "source": "ons_lsoa21_bgc"}
    rows |= {"drawn": "exact", "overlap_pct": 100.0}
    return gpd.GeoDataFrame(rows, geometry=gpd.GeoSeries(shapes, crs=4326))


def classes(areas: pd.DataFrame) -> pd.DataFrame:
    """Urban for all neighbourhoods but the first of each ward by code."""
    ordered = areas.sort_values("lsoa21_code")
    rural = ~ordered.duplicated("ward24_code")
    return pd.DataFrame(
        {
            "lsoa21_code": ordered["lsoa21_code"],
            "class_code": np.where(rural, "RSN1", "UN1"),
            "class_name": np.where(
                rural,
                "Smaller rural: Nearer to a major town or city",
                "Urban: Nearer to a major town or city",
            ),
            "is_urban": ~rural,
            "source": "ons_ruc21_lsoa21",
        }
    )
