"""Who counts in a figure made of neighbourhoods (LSOAs): residents of Census 2021 or of mid-2022.

MHCLG makes its own summaries of the Indices of Deprivation with the mid-2022 populations of its
File 7. Where these are blank, residents at Census 2021 stand in, and the figure says so.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from fhfa_data.catalogue.records import Indicator

RESIDENTS = "residents"
"""Column of LSOAs: usual residents at Census 2021."""


def with_weights(
    lsoas: pd.DataFrame, lsoa_rows: pd.DataFrame, indicators: Iterable[Indicator]
) -> pd.DataFrame:
    """The LSOAs with a column for each count of people that indicators are weighted by.

    A count that isn't known for every LSOA has no column: half an area weighted in one way and half
    in another would be neither.

    Parameters
    ----------
    lsoas
        With ``lsoa21_code``.
    lsoa_rows
        Tidy LSOA rows, the counts among them where they were published.
    """
    names = dict.fromkeys(one.weighted_by for one in indicators if one.weighted_by)
    known = {}
    for name in names:
        people = lsoa_rows[lsoa_rows["indicator"] == name].set_index("area_code")["value"]
        weights = lsoas["lsoa21_code"].map(people)
        if len(people) and weights.notna().all():
            known[name] = weights.astype(float)
    return lsoas.assign(**known)


def weight_column(indicator: Indicator, lsoas: pd.DataFrame) -> str:
    """The column of the LSOAs to weigh an indicator by: its own where known, else the census."""
    return indicator.weighted_by if indicator.weighted_by in lsoas else RESIDENTS
