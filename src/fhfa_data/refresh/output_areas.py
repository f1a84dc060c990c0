"""Output areas, where all that it takes to share neighbourhoods out by them was fetched."""

from __future__ import annotations

import pandas as pd

from fhfa_data.catalogue.fetching import Provides
from fhfa_data.indicators.holdings import OUTPUT_AREAS
from fhfa_data.refresh.scoping import Lookups

_TAKES = (
    Provides.OUTPUT_AREA_LSOAS,
    Provides.OUTPUT_AREA_WARDS,
    Provides.OUTPUT_AREA_RESIDENTS,
)


def output_areas_within(lsoas: pd.Series, lookups: Lookups) -> pd.DataFrame:
    """The output areas of the LSOAs (their codes): LSOA, best-fit ward and residents of each.

    Returns
    -------
    :data:`fhfa_data.indicators.holdings.OUTPUT_AREAS`, by code. Empty unless every LSOA has output
    areas and every one of these has a ward and residents: a part of them would leave people out.
    """
    nothing = pd.DataFrame(columns=OUTPUT_AREAS)
    if not all(use in lookups for use in _TAKES):
        return nothing
    nested, wards, people = (lookups[use] for use in _TAKES)
    of = nested.loc[nested["LSOA21CD"].isin(lsoas), ["OA21CD", "LSOA21CD"]]
    found = of.assign(
        ward24_code=of["OA21CD"].map(wards.set_index("OA21CD")["WD24CD"]),
        residents=of["OA21CD"].map(people.set_index("area_code")["value"]),
    )
    whole = lsoas.isin(found["LSOA21CD"]).all() and found.notna().all(axis=None)
    names = {"OA21CD": "oa21_code", "LSOA21CD": "lsoa21_code"}
    rows = found.rename(columns=names).sort_values("oa21_code", ignore_index=True)
    return rows[OUTPUT_AREAS] if whole else nothing
