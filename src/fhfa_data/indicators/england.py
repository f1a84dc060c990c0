"""England's figures, from all of England's neighbourhoods (LSOAs)."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from fhfa_data.catalogue.records import Indicator
from fhfa_data.indicators.aggregate import aggregated, core20_lsoa_counts
from fhfa_data.model.areas import ENGLAND, AreaType


def england_figures(lsoa_rows: pd.DataFrame, indicators: Mapping[str, Indicator]) -> pd.DataFrame:
    """England's figures for every indicator that the catalogue says is built from LSOAs.

    Parameters
    ----------
    lsoa_rows
        Rows of all England's LSOAs, with ``population`` and ``imd_decile`` among them: the
        residents are the weights and the deciles say who lives in Core20.

    Returns
    -------
    Rows in the starter's layout with ``area_type`` ``england``.
    """
    of = lsoa_rows.set_index("indicator")
    people = of.loc["population"]
    lsoas = pd.DataFrame(
        {"lsoa21_code": people["area_code"], "residents": people["value"], "england_code": ENGLAND}
    ).reset_index(drop=True)
    core20 = core20_lsoa_counts(of.loc["imd_decile"].reset_index(), lsoas)
    rows = pd.concat([lsoa_rows, core20], ignore_index=True)
    england = aggregated(rows, lsoas, indicators, (AreaType.ENGLAND,))
    return england.drop(columns="reason")
