"""Core20 of wards with neighbourhoods (LSOAs) shared out between the wards they lie in.

Best fit gives each LSOA whole to one ward. Here its residents are shared out: by where they live,
output area (OA, about 130 households) by output area, or else by the area that lies in each ward,
as if people lived evenly spread.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from fhfa_data.catalogue.load import Catalogue
from fhfa_data.catalogue.roles import roles
from fhfa_data.indicators.deprivation import CORE_DECILES
from fhfa_data.indicators.holdings import EXACT_PCT, Holdings
from fhfa_data.indicators.tidy import KEY, NUMBERS
from fhfa_data.indicators.weights import weight_column
from fhfa_data.model.areas import AreaType
from fhfa_data.model.figures import Status

APPORTIONED = roles().core20_apportioned
WHY = ("part_not_available", "ward_not_exact", "apportioning_needs_more")
"""Reasons, by their ids in the catalogue, why a ward has no such figure."""

HEADLINE = roles().core20

FINE_METRES = 50
"""The coarsest LSOA shapes that are shared out by area. Those of Greater Manchester generalised to
200 m give shares up to 4.6 points off those generalised to 20 m, 0.6 on average."""

_METRES = 27700  # British National Grid: areas in square metres
_PARTS = ["lsoa21_code", "ward24_code", "share"]
_NO_SHARES = pd.DataFrame({"lsoa21_code": "", "ward24_code": "", "share": 0.0}, index=[]).astype(
    {"lsoa21_code": "string", "ward24_code": "string"}
)


class SharedBy(StrEnum):
    """How neighbourhoods were shared out; ``NOTHING`` where they could not be."""

    OUTPUT_AREAS = "output_areas"
    AREA = "area"
    NOTHING = ""


@dataclass(frozen=True, slots=True)
class Parts:
    """Which share (0 to 1) of each LSOA's residents lives in which ward.

    ``shares`` has ``lsoa21_code``, ``ward24_code``, ``share``; ``wards`` are those whose residents
    are all among them.
    """

    by: SharedBy
    shares: pd.DataFrame
    wards: pd.Index


def parts_of(holdings: Holdings, catalogue: Catalogue) -> Parts:
    """The finest way there is to share out the neighbourhoods that are held."""
    if len(holdings.output_areas):
        return Parts(
            SharedBy.OUTPUT_AREAS,
            _by_output_area(holdings.output_areas),
            pd.Index(holdings.areas["ward24_code"].unique()),
        )
    exact = holdings.shapes[holdings.shapes["overlap_pct"] >= EXACT_PCT]
    if not len(exact) or not _is_fine(holdings.lsoa_shapes, catalogue):
        return Parts(SharedBy.NOTHING, _NO_SHARES, pd.Index([], dtype="str"))
    shares = _by_area(holdings.lsoa_shapes, exact)
    return Parts(SharedBy.AREA, shares, pd.Index(exact["ward24_code"]))


def apportioned_core20(
    parts: Parts, lsoa_rows: pd.DataFrame, lsoas: pd.DataFrame, catalogue: Catalogue
) -> pd.DataFrame:
    """Core20 of every ward, neighbourhoods shared out.

    value = 100 × sum(residents × share, deciles 1 and 2) / sum(residents × share).

    Parameters
    ----------
    lsoa_rows
        Tidy LSOA rows with ``imd_decile`` among them.
    lsoas
        With ``lsoa21_code``, ``ward24_code``, ``residents`` and other weights, if there are any.

    Returns
    -------
    A row a ward with ``status`` and ``reason``; numerator and denominator are in residents, not
    whole ones.

    Source: ONS, "An overview of best-fitting" (2012), on best fit and apportioning.
    """
    deciles = lsoa_rows[lsoa_rows["indicator"] == roles().imd_decile]
    of = lsoas.set_index("lsoa21_code")
    decile = deciles.set_index("area_code")["value"].reindex(of.index)
    core = (decile <= CORE_DECILES[HEADLINE]).astype(float).where(decile.notna())
    people = of[weight_column(catalogue.indicators[HEADLINE], lsoas)]
    shared = parts.shares[parts.shares["lsoa21_code"].isin(of.index)]
    inside = shared["share"] * shared["lsoa21_code"].map(people).astype(float)
    counts = pd.DataFrame(
        {
            "area_code": shared["ward24_code"],
            "numerator": inside * shared["lsoa21_code"].map(core).astype(float),
            "denominator": inside,
        }
    )
    sums = counts.groupby("area_code")[["numerator", "denominator"]].sum(min_count=1, skipna=False)
    return _as_figures(sums, parts, deciles["period"].iloc[0], lsoas, catalogue)


def _as_figures(
    sums: pd.DataFrame, parts: Parts, period: str, lsoas: pd.DataFrame, catalogue: Catalogue
) -> pd.DataFrame:
    wards = pd.Index(lsoas["ward24_code"].unique(), name="area_code")
    rows = sums[sums.index.isin(parts.wards)].dropna().reindex(wards)
    lacking = "ward_not_exact" if parts.by is SharedBy.AREA else "apportioning_needs_more"
    known = rows["denominator"] > 0
    texts = {name: catalogue.reasons[name].text for name in WHY}
    why = pd.Series("part_not_available", wards).where(wards.isin(parts.wards), lacking)
    told = {"indicator": APPORTIONED, "area_type": AreaType.WARD.value}
    rows = rows.assign(
        **told,
        period=period,
        sex="Persons",
        value=100 * (rows["numerator"] / rows["denominator"]).where(known),  # never above 100
        status=known.map({True: Status.OK.value, False: Status.NOT_AVAILABLE.value}),
        reason=why.map(texts).where(~known, ""),
    )
    return rows.reset_index().reindex(columns=[*KEY, *NUMBERS, "status", "reason"])


def _by_output_area(output_areas: pd.DataFrame) -> pd.DataFrame:
    """Each output area's residents go to its own best-fit ward."""
    people = output_areas.groupby(_PARTS[:2], as_index=False)["residents"].sum()
    whole = people.groupby("lsoa21_code")["residents"].transform("sum")
    return people.assign(share=people["residents"] / whole.where(whole > 0))[_PARTS]


def _is_fine(lsoa_shapes: gpd.GeoDataFrame, catalogue: Catalogue) -> bool:
    readings = [catalogue.sources[name].reading for name in lsoa_shapes["source"].unique()]
    return bool(readings) and all(
        one is not None and one.resolution_metres <= FINE_METRES for one in readings
    )


def _by_area(lsoa_shapes: gpd.GeoDataFrame, wards: gpd.GeoDataFrame) -> pd.DataFrame:
    """The share of each LSOA's area that lies in each ward; areas in square metres."""
    lsoas = lsoa_shapes.geometry.to_crs(_METRES).to_numpy()
    borders = wards.geometry.to_crs(_METRES).to_numpy()
    ward, lsoa = shapely.STRtree(lsoas).query(borders, predicate="intersects")
    area = shapely.area(shapely.intersection(lsoas[lsoa], borders[ward]))
    shares = pd.DataFrame(
        {
            "lsoa21_code": lsoa_shapes["area_code"].to_numpy()[lsoa],
            "ward24_code": wards["ward24_code"].to_numpy()[ward],
            "share": area / shapely.area(lsoas[lsoa]),
        }
    )
    return shares[np.asarray(shares["share"] > 0)]
