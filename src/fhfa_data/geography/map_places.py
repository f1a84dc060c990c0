"""Libraries, pharmacies, hospitals and parks for the map: what is strong in a place."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import shapely
from pyproj import Transformer

from fhfa_data.geography.shapes import BRITISH_GRID, Grid, drawn_inside

_KINDS = {
    "library": ("Libraries", "Library"),
    "pharmacy": ("Pharmacies", "Pharmacy"),
    "hospital": ("Hospitals", "Hospital"),
    "green_flag_park": ("Parks (Green Flag)", "Park (Green Flag)"),
}


def placed_places(
    places: pd.DataFrame, ward_shapes: Mapping[str, shapely.Geometry], grid: Grid
) -> list[dict[str, Any]]:
    """Places that can honestly be drawn, a kind each as columns for the map's file.

    The drawings of wards are approximate, so about one place in fifty would stand in a
    neighbour's drawing. Such a place is not drawn (tables still list it) and is counted.

    Parameters
    ----------
    places
        Columns ``kind``, ``name``, ``lon``, ``lat`` (WGS84 degrees), ``as_of``, ``ward24_code``.
    ward_shapes
        Ward code to its drawing in EPSG:27700.
    """
    known = places[places["ward24_code"].isin(list(ward_shapes)) & places["kind"].isin(_KINDS)]
    known = known.sort_values(by=["kind", "name", "lon", "lat"], ignore_index=True)
    to_metres = Transformer.from_crs(4326, BRITISH_GRID, always_xy=True)
    easting, northing = to_metres.transform(known["lon"].to_numpy(), known["lat"].to_numpy())
    own = np.array([ward_shapes[code] for code in known["ward24_code"]], dtype=object)
    inside = drawn_inside(own, np.asarray(easting), np.asarray(northing))
    units = grid.place(np.column_stack([easting, northing]))
    return [_kind(kind, known, inside, units) for kind in _KINDS]


def _kind(kind: str, known: pd.DataFrame, inside: np.ndarray, units: np.ndarray) -> dict[str, Any]:
    label, one = _KINDS[kind]
    of_kind = (known["kind"] == kind).to_numpy()
    kept = of_kind & inside
    dates = sorted({str(as_of) for as_of in known.loc[of_kind, "as_of"]})
    as_of = ", ".join(_plain_date(date) for date in dates)
    left_out = int(of_kind.sum() - kept.sum())
    return {
        "kind": kind,
        "label": label,
        "one": f"{one}, listed {as_of}" if as_of else one,
        "as_of": as_of,
        "count": int(kept.sum()),
        "left_out": left_out,
        "name": known.loc[kept, "name"].tolist(),
        "point": units[kept].ravel().tolist(),
    }


def _plain_date(as_of: str) -> str:
    """A year or year and month as people say it.

    >>> _plain_date("2025-03"), _plain_date("2016")
    ('March 2025', '2016')
    """
    year, _, month = as_of.partition("-")
    return f"{month_name[int(month)]} {year}" if month.isdigit() else year
