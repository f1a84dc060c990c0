"""The static file with the shapes of many boroughs, up to England's 296, and their regions.

It has the map file's form (:mod:`fhfa_data.geography.map_file`), one level up: a layer ``boroughs``
that is coloured, and the outlines of regions above it.
"""

from __future__ import annotations

import geopandas as gpd

from fhfa_data.geography.layers import nested_layers
from fhfa_data.geography.map_file import MapGeometry
from fhfa_data.geography.shapes import grid_over, simplified
from fhfa_data.geography.static_file import compact_json, fingerprint_of

_UNIT_METRES = 100
_TOLERANCE_METRES = 300.0
"""ONS's ultra-generalised shapes are made to 500 metres; England is 600,000 metres across."""


def borough_map(boroughs: gpd.GeoDataFrame, about_shapes: str) -> MapGeometry:
    """Everything a browser draws a map of boroughs from, as compact JSON.

    Parameters
    ----------
    boroughs
        With a CRS; columns ``code``, ``name``, and ``parent`` and ``parent_name`` of the region.
    about_shapes
        Why the shapes are approximate; empty where they aren't.
    """
    ordered = gpd.GeoDataFrame(boroughs.sort_values(["code"], ignore_index=True))
    drawn = simplified(ordered, _TOLERANCE_METRES)
    grid = grid_over(drawn.total_bounds.tolist(), _UNIT_METRES)
    layers = nested_layers(drawn, grid)
    content = {
        "metres_per_unit": grid.unit,
        "width": grid.width,
        "height": grid.height,
        "outlines": "regions",
        "boroughs": layers.areas,
        "regions": layers.outlines,
        "hexagon": layers.hexagon,
        "places": [],
        "about_shapes": about_shapes,
    }
    text = compact_json(content)
    return MapGeometry(text, fingerprint_of(text))
