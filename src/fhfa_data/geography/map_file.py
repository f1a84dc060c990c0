"""The static file that a browser draws a map from: wards, boroughs, hexagons and places.

It never changes with the indicator, so it is fetched once and cached; its name carries a
fingerprint of its content, so a new one is never mistaken for an old one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from fhfa_data.errors import StarterError
from fhfa_data.geography.layers import nested_layers
from fhfa_data.geography.map_places import placed_places
from fhfa_data.geography.shapes import GRID_METRES, Grid, grid_over, simplified
from fhfa_data.geography.static_file import compact_json, fingerprint_of

_UNKNOWN = -1
"""An overlap that nobody could measure: the ward's exact shape was not there."""
_AS_GOOD_AS_EXACT_PCT = 99


@dataclass(frozen=True, slots=True)
class MapGeometry:
    """The file's text and its fingerprint."""

    text: str
    fingerprint: str

    @property
    def name(self) -> str:
        """File name, unlike for unlike content."""
        return f"map-{self.fingerprint}.json"


def map_geometry(
    footprints: gpd.GeoDataFrame, areas: pd.DataFrame, places: pd.DataFrame
) -> MapGeometry:
    """Everything a browser draws maps from, as compact JSON.

    Parameters
    ----------
    footprints
        Ward shapes with a CRS; columns ``ward24_code``, ``overlap_pct`` (intersection over union
        of the drawing with the exact ward, per cent; missing where that isn't known).
    areas
        Columns ``ward24_code``, ``ward24_name``, ``borough_code``, ``borough_name``.
    places
        Columns ``kind``, ``name``, ``lon``, ``lat`` (WGS84 degrees), ``source``, ``as_of``,
        ``ward24_code``.
    """
    wards = _wards(footprints, areas)
    shapes = np.asarray(wards.geometry.values)
    grid = grid_over(wards.total_bounds.tolist())
    kinds = placed_places(places, dict(zip(wards["ward24_code"], shapes, strict=True)), grid)
    content = {
        "metres_per_unit": GRID_METRES,
        "width": grid.width,
        "height": grid.height,
        "outlines": "boroughs",
        **_ward_layers(wards, grid),
        "places": kinds,
    }
    text = compact_json(content)
    return MapGeometry(text, fingerprint_of(text))


def _wards(footprints: gpd.GeoDataFrame, areas: pd.DataFrame) -> gpd.GeoDataFrame:
    named = areas.drop_duplicates("ward24_code")
    ordered = gpd.GeoDataFrame(footprints.sort_values(["ward24_code"], ignore_index=True))
    wards = simplified(ordered).merge(named, on="ward24_code", how="left", validate="1:1")
    nameless = wards.loc[wards["ward24_name"].isna(), "ward24_code"].tolist()
    if nameless:
        raise StarterError(
            f"{len(nameless)} ward shapes have no name, {nameless[0]} among them.",
            where="ward_footprints",
            todo="Reinstall the embedded data.",
        )
    return gpd.GeoDataFrame(wards)


def _ward_layers(wards: gpd.GeoDataFrame, grid: Grid) -> dict[str, Any]:
    named = {
        "ward24_code": "code",
        "ward24_name": "name",
        "borough_code": "parent",
        "borough_name": "parent_name",
    }
    layers = nested_layers(gpd.GeoDataFrame(wards.rename(columns=named)), grid)
    return {
        "wards": layers.areas,
        "boroughs": layers.outlines,
        "hexagon": layers.hexagon,
        "about_shapes": _about_shapes(wards["overlap_pct"].fillna(_UNKNOWN).astype(int).tolist()),
    }


def _about_shapes(overlaps: list[int]) -> str:
    """Why shapes are approximate; empty if they aren't.

    ``overlaps`` are per cent, intersection over union of each drawing with its true ward.
    """
    joined = sum(pct == _UNKNOWN for pct in overlaps)
    measured = [pct for pct in overlaps if pct != _UNKNOWN]
    return " ".join(filter(None, (_about_joined(joined, len(overlaps)), _about_measured(measured))))


def _about_joined(joined: int, wards: int) -> str:
    if not joined:
        return ""
    which = "all wards" if joined == wards else f"{joined:,} of {wards:,} wards"
    return (
        f"The shapes of {which} are approximate: they are pieced together from the neighbourhoods "
        "(LSOAs, 2021) that fit each ward best, because their exact shapes could not be had. How "
        "far they are from the true wards isn't known."
    )


def _about_measured(overlaps: list[int]) -> str:
    if min(overlaps, default=100) >= _AS_GOOD_AS_EXACT_PCT:
        return ""
    return (
        "Ward shapes are approximate: they are drawn from generalised 2011 neighbourhoods (LSOAs) "
        f"and postcodes. They overlap the true wards by {round(sum(overlaps) / len(overlaps))}% on "
        f"average, {min(overlaps)}% at least. Use them to find your way, not to say on which side "
        "of a line a street lies."
    )
