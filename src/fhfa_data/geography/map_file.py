"""The one static file that a browser draws every map from: wards, boroughs, hexagons and places.

It never changes with the indicator, so it is fetched once and cached; its name carries a
fingerprint of its content, so a new one is never mistaken for an old one.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from fhfa_data.errors import StarterError
from fhfa_data.geography.hexes import HexLayout, hex_layout
from fhfa_data.geography.map_places import placed_places
from fhfa_data.geography.shapes import (
    GRID_METRES,
    Grid,
    dissolved,
    grid_over,
    inner_points,
    simplified,
    svg_path,
)

APPROXIMATE_BELOW_PCT = 50
_AS_GOOD_AS_EXACT_PCT = 99


@dataclass(frozen=True, slots=True)
class MapGeometry:
    """The file's text, its fingerprint, and how many places it had to leave out."""

    text: str
    fingerprint: str
    places_drawn: int
    places_left_out: int

    @property
    def name(self) -> str:
        """File name, unlike for unlike content."""
        return f"map-{self.fingerprint}.json"


def write_map_geometry(
    footprints: gpd.GeoDataFrame, areas: pd.DataFrame, places: pd.DataFrame, folder: Path
) -> Path:
    """Write the map's static file into ``folder`` and return its path.

    See :func:`map_geometry` for the columns. A file of the same name has the same content and is
    left as it is.

    Raises
    ------
    OSError
        If the folder can't be written; :func:`map_geometry` still works then.
    """
    geometry = map_geometry(footprints, areas, places)
    path = folder / geometry.name
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        # Two starts at once may write the same file: each writes its own and moves it into place.
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=".map-")
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(geometry.text)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    return path


def map_geometry(
    footprints: gpd.GeoDataFrame, areas: pd.DataFrame, places: pd.DataFrame
) -> MapGeometry:
    """Everything a browser draws maps from, as compact JSON.

    Parameters
    ----------
    footprints
        Ward shapes with a CRS; columns ``ward24_code``, ``overlap_pct`` (intersection over union
        of the drawing with the exact ward, per cent).
    areas
        Columns ``ward24_code``, ``ward24_name``, ``borough_code``, ``borough_name``.
    places
        Columns ``kind``, ``name``, ``lon``, ``lat`` (WGS84 degrees), ``source``, ``as_of``,
        ``ward24_code``.
    """
    wards = _wards(footprints, areas)
    shapes = np.asarray(wards.geometry.values)
    grid = grid_over(wards.total_bounds.tolist())
    drawn = placed_places(places, dict(zip(wards["ward24_code"], shapes, strict=True)), grid)
    content = {
        "metres_per_unit": GRID_METRES,
        "width": grid.width,
        "height": grid.height,
        **_ward_layers(wards, grid),
        **drawn.layers,
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    fingerprint = hashlib.sha256(text.encode()).hexdigest()[:12]
    return MapGeometry(text, fingerprint, drawn.drawn, drawn.left_out)


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
    shapes = np.asarray(wards.geometry.values)
    owners = wards["borough_code"].to_numpy(dtype=object)
    layout = hex_layout(_centroids(wards), shapely.coverage_union_all(shapes))
    hexagons = layout.hexagons()
    cells = np.array([hexagons[code] for code in wards["ward24_code"]])
    middle = grid.place(shapely.get_coordinates(shapely.centroid(cells)))
    names = dict(zip(wards["borough_code"], wards["borough_name"], strict=True))
    return {
        "wards": {
            **_ward_words(wards, sorted(names)),
            "path": [svg_path(shape, grid) for shape in shapes],
            "point": inner_points(shapes, grid).ravel().tolist(),
            "hex": middle.ravel().tolist(),
        },
        "boroughs": {
            "code": sorted(names),
            "name": [names[code] for code in sorted(names)],
            **_outlines("path", "point", shapes, owners, grid),
            **_outlines("hex_path", "hex", _snapped(cells), owners, grid),
        },
        "hexagon": _hexagon_corners(layout),
        "about_shapes": _about_shapes(wards["ward24_name"].tolist(), _overlaps(wards)),
    }


def _ward_words(wards: gpd.GeoDataFrame, borough_codes: list[str]) -> dict[str, Any]:
    overlaps = zip(wards["ward24_code"], _overlaps(wards), strict=True)
    return {
        "code": wards["ward24_code"].tolist(),
        "name": wards["ward24_name"].tolist(),
        "borough": [borough_codes.index(code) for code in wards["borough_code"]],
        "approximate": {
            code: f"Approximate shape: the drawing overlaps the true ward by {pct}%."
            for code, pct in overlaps
            if pct < APPROXIMATE_BELOW_PCT
        },
    }


def _overlaps(wards: gpd.GeoDataFrame) -> list[int]:
    return [int(pct) for pct in wards["overlap_pct"]]


def _about_shapes(names: list[str], overlaps: list[int]) -> str:
    """Why shapes are approximate, and by name the wards where that matters most.

    ``overlaps`` are per cent, intersection over union of each drawing with its true ward.
    """
    if min(overlaps) >= _AS_GOOD_AS_EXACT_PCT:
        return ""
    why = (
        "Ward shapes are approximate: they are pieced together from generalised 2011 "
        "neighbourhoods (LSOAs), because exact shapes come only with a refresh. Drawings overlap "
        f"the true wards by {round(sum(overlaps) / len(overlaps))}% on average. Use them to "
        "find your way, not to say on which side of a line a street lies."
    )
    poor = sorted(
        (pct, name)
        for name, pct in zip(names, overlaps, strict=True)
        if pct < APPROXIMATE_BELOW_PCT
    )
    named = ", ".join(f"{name} ({pct}%)" for pct, name in poor)
    hatched = f" Hatched, because under {APPROXIMATE_BELOW_PCT}% overlaps: {named}."
    return why + (hatched if poor else "")


def _centroids(wards: gpd.GeoDataFrame) -> pd.DataFrame:
    centroid = wards.geometry.centroid
    return pd.DataFrame(
        {
            "ward24_code": wards["ward24_code"],
            "borough_code": wards["borough_code"],
            "x": centroid.x,
            "y": centroid.y,
        }
    )


def _outlines(
    path: str, point: str, shapes: np.ndarray, owners: np.ndarray, grid: Grid
) -> dict[str, Any]:
    outlines = list(dissolved(shapes, owners).values())
    return {
        path: [svg_path(outline, grid) for outline in outlines],
        point: inner_points(np.array(outlines), grid).ravel().tolist(),
    }


def _snapped(cells: np.ndarray) -> np.ndarray:
    """Hexagons whose shared corners are exactly equal, as dissolving a coverage needs."""
    return shapely.set_precision(cells, GRID_METRES)


def _hexagon_corners(layout: HexLayout) -> list[int]:
    """Corner offsets of one hexagon from its middle, in grid units: x, y, x, y, …"""
    reach = layout.size / GRID_METRES
    angles = np.deg2rad(60.0 * np.arange(6) - 30.0)
    corners = np.column_stack([reach * np.cos(angles), -reach * np.sin(angles)])
    return np.rint(corners).astype(int).ravel().tolist()
