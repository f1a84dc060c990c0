"""Areas wider than boroughs, and whether all that they are made of is installed."""

from __future__ import annotations

import pandas as pd

from fhfa_data.model.areas import GREATER_MANCHESTER
from fhfa_data.model.scope import GM_BOROUGHS


def wider_areas(areas: pd.DataFrame, regions: pd.DataFrame) -> pd.DataFrame:
    """Each installed borough with the wider areas that it is part of and that are here whole.

    Parameters
    ----------
    areas
        One row an LSOA, with ``borough_code``.
    regions
        ``borough_code``, ``region_code`` and ``region_name`` of all England's boroughs; no rows
        where that isn't known.

    Returns
    -------
    ``borough_code``, ``gm_code``, ``region_code``, ``region_name``: missing where a part of Greater
    Manchester, or of the region, is not installed.
    """
    boroughs = pd.DataFrame({"borough_code": areas["borough_code"].unique()}, dtype="string")
    here = boroughs["borough_code"]
    gm = here.isin(GM_BOROUGHS) & pd.Series(GM_BOROUGHS).isin(here).all()
    absent = regions.loc[~regions["borough_code"].isin(here), "region_code"]
    whole = regions[~regions["region_code"].isin(absent)]
    codes = pd.Series(GREATER_MANCHESTER, boroughs.index, dtype="string").where(gm)
    return boroughs.assign(gm_code=codes).merge(whole, on="borough_code", how="left")
