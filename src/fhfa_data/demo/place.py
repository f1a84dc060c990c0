"""Exampleton: the areas and shapes of a borough that doesn't exist, drawn in the Irish Sea."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from fhfa_data.model.areas import MADE_UP_BOROUGH, MADE_UP_NAME

LSOAS_IN_A_WARD = 5
_COLUMNS, _ROWS = 3, 2
_WEST, _SOUTH = -3.90, 53.84
_WIDE, _TALL = 0.036, 0.022
_BENT = 0.25


@dataclass(frozen=True, slots=True)
class Ward:
    """A ward. ``position``: where its people live from the most (0) to the least deprived (1)."""

    code: str
    name: str
    position: float


WARDS = (
    Ward("E05998001", "Quarry Bank", 0.08),
    Ward("E05998002", "Millrace", 0.16),
    Ward("E05998003", "Ropery Lane", 0.35),
    Ward("E05998004", "Staithes Green", 0.52),
    Ward("E05998005", "Larkhill", 0.72),
    Ward("E05998006", "Upper Meadow", 0.88),
)


def areas() -> pd.DataFrame:
    """One row a neighbourhood, in the layout of the starter's ``areas``."""
    rows = []
    for ward_number, ward in enumerate(WARDS):
        for number in range(LSOAS_IN_A_WARD):
            at = ward_number * LSOAS_IN_A_WARD + number
            msoa = f"E02998{ward_number // 2 + 1:03d}"
            rows.append(
                {
                    "lsoa21_code": f"E01998{at + 1:03d}",
                    "lsoa21_name": f"Exampleton 00{ward_number // 2 + 1}{'ABCDEFGHIJ'[at % 10]}",
                    "msoa21_code": msoa,
                    "msoa21_name": f"Exampleton 00{ward_number // 2 + 1}",
                    "msoa11_code": msoa,
                    "ward24_code": ward.code,
                    "ward24_name": ward.name,
                    "borough_code": MADE_UP_BOROUGH,
                    "borough_name": MADE_UP_NAME,
                }
            )
    return pd.DataFrame(rows)


def positions() -> dict[str, float]:
    """Code of a neighbourhood, ward, MSOA or the borough → 0 (most deprived) to 1 (least)."""
    rows = areas()
    spread = np.tile(np.linspace(-0.07, 0.09, LSOAS_IN_A_WARD), len(WARDS))
    at = rows["ward24_code"].map({one.code: one.position for one in WARDS}) + spread
    found = dict(zip(rows["lsoa21_code"], at, strict=True))
    for column in ("ward24_code", "msoa11_code", "borough_code"):
        found |= at.groupby(rows[column]).mean().to_dict()
    return found


def footprints() -> gpd.GeoDataFrame:
    """One shape a ward, EPSG:4326, side by side: a sheet of six whose seams are bent."""
    bends = np.random.default_rng(20).uniform(-_BENT, _BENT, (_COLUMNS + 1, _ROWS + 1, 2))
    column, row = np.meshgrid(range(_COLUMNS + 1), range(_ROWS + 1), indexing="ij")
    x = _WEST + (column + bends[..., 0]) * _WIDE
    y = _SOUTH + (row + bends[..., 1]) * _TALL
    corners = np.stack([x, y], axis=-1)
    shapes = []
    for number in range(len(WARDS)):
        c, r = number % _COLUMNS, number // _COLUMNS
        ring = [corners[c, r], corners[c + 1, r], corners[c + 1, r + 1], corners[c, r + 1]]
        shapes.append(shapely.Polygon(ring))
    codes = {"ward24_code": [one.code for one in WARDS], "overlap_pct": 100}
    return gpd.GeoDataFrame(codes, geometry=shapes, crs=4326)


def lsoa_footprints() -> gpd.GeoDataFrame:
    """Each ward cut into upright strips, one a neighbourhood; they are all there is, so exact."""
    outlines = footprints().set_index("ward24_code").geometry
    rows = []
    for ward, own in areas().groupby("ward24_code"):
        west, south, east, north = outlines[ward].bounds
        edges = np.linspace(west, east, len(own) + 1)
        strips = [shapely.box(left, south, right, north) for left, right in pairwise(edges)]
        rows += zip(own["lsoa21_code"], shapely.intersection(outlines[ward], strips), strict=True)
    codes = pd.DataFrame({"lsoa21_code": [code for code, _ in rows]})
    return gpd.GeoDataFrame(
        codes.assign(drawn="exact", overlap_pct=100),
        geometry=gpd.GeoSeries([shape for _, shape in rows], crs=4326),
    )


def places() -> pd.DataFrame:
    """One place of each kind, in the middle of a ward."""
    middle = footprints().set_index("ward24_code").geometry.map(shapely.point_on_surface)
    named = (
        ("library", "Ropery Lane library", "E05998003"),
        ("green_flag_park", "Mill park", "E05998002"),
        ("pharmacy", "Quarry chemist", "E05998001"),
        ("hospital", "Larkhill cottage hospital", "E05998005"),
    )
    rows = [
        {
            "kind": kind,
            "name": f"{name} (made up)",
            "lon": middle[ward].x,
            "lat": middle[ward].y,
            "source": "Made up",
            "as_of": "for a demonstration",
            "ward24_code": ward,
        }
        for kind, name, ward in named
    ]
    return pd.DataFrame(rows)


def msoas() -> pd.DataFrame:
    """One row an MSOA, in the layout of the starter's ``msoa11``."""
    rows = areas().drop_duplicates("msoa11_code")
    names = {"msoa11_code": rows["msoa11_code"], "msoa11_name": rows["msoa21_name"]}
    return pd.DataFrame(names).assign(borough_code=MADE_UP_BOROUGH, borough_name=MADE_UP_NAME)
