"""Who lives in deprived neighbourhoods (LSOAs): Core20, the most deprived tenth, and extent."""

from __future__ import annotations

import numpy as np
import pandas as pd

from fhfa_data.catalogue.load import Catalogue
from fhfa_data.catalogue.roles import roles
from fhfa_data.indicators.weights import weight_column

CORE_DECILES = {roles().core20: 2, roles().core10: 1}
"""Indicator → the least deprived IMD decile that still counts.

Source: NHS England, Core20PLUS5: "the most deprived 20% of the national population as identified by
the national Index of Multiple Deprivation", i.e. deciles 1 and 2 of 10.
"""

EXTENT = roles().extent

MADE_FROM = {**dict.fromkeys(CORE_DECILES, roles().imd_decile), EXTENT: roles().imd_rank}
"""Indicator → the published one that says how much of each LSOA counts towards it."""

RANKED = 33_755
"""LSOAs (2021) that the English Indices of Deprivation 2025 rank."""

_WHOLE, _FIRST, _LAST = 10, 11, 30
_HIGHEST, _LOWEST = 0.95, 0.05
_STEP = (_HIGHEST - _LOWEST) / (_LAST - _FIRST)


def extent_weights(ranks: pd.Series) -> pd.Series:
    """How much of each LSOA's residents count towards its area's extent, 0 to 1.

    All of those in the most deprived 10% of England's LSOAs; 0.95 in the 11th percentile, then
    (0.95 − 0.05) / 19 less for each of the next 19 percentiles, down to 0.05 in the 30th; none
    beyond. A rank lies in percentile ceil(100 × rank / 33,755): always of all England, whatever is
    installed.

    Parameters
    ----------
    ranks
        National ranks, 1 to 33,755, 1 the most deprived; missing where unknown.

    Source: MHCLG, The English Indices of Deprivation 2019, Technical Report (September 2019),
    Appendix N: "The population living in the most deprived 11 to 30 per cent of Lower-layer Super
    Output Areas receive a sliding weight, ranging from 0.95 for those in the most deprived eleventh
    percentile, to 0.05 for those in the most deprived thirtieth percentile". The 2025 edition
    publishes the measure under the same name, in File 10.

    >>> list(extent_weights(pd.Series([1, 3375, 3376, 10126, 10127])).round(3))
    [1.0, 1.0, 0.95, 0.05, 0.0]
    """
    percentile = np.ceil(100 * ranks / RANKED)
    sliding = _HIGHEST - _STEP * (percentile - _FIRST)
    weights = sliding.where(percentile <= _LAST, 0.0).where(percentile > _WHOLE, 1.0)
    return weights.where(ranks.notna())


def deprivation_counts(
    lsoa_rows: pd.DataFrame, lsoas: pd.DataFrame, catalogue: Catalogue
) -> pd.DataFrame:
    """Residents of each LSOA who count towards Core20, the tenth and extent, out of all of them.

    Parameters
    ----------
    lsoa_rows
        Tidy LSOA rows with ``imd_decile`` (1 = most deprived 10% of England's LSOAs) and
        ``imd_rank`` among them.
    lsoas
        With ``residents``, and ``lsoa21_code``; other weights as
        :func:`fhfa_data.indicators.weights.with_weights` adds them.

    Returns
    -------
    Tidy LSOA rows with ``numerator`` and ``denominator`` in residents; to be added up, not shown.
    The numerator is missing where the decile, or the rank, is.
    """
    decile = _of_lsoas(lsoa_rows, roles().imd_decile, lsoas)
    counts = {
        name: (decile <= limit).astype(float).where(decile.notna())
        for name, limit in CORE_DECILES.items()
    }
    counts[EXTENT] = extent_weights(_of_lsoas(lsoa_rows, roles().imd_rank, lsoas))
    period = lsoa_rows.loc[lsoa_rows["indicator"] == roles().imd_decile, "period"].iloc[0]
    rows = []
    for name, share in counts.items():
        residents = lsoas[weight_column(catalogue.indicators[name], lsoas)]
        part = {"numerator": residents * share, "denominator": residents}
        told = {"indicator": name, "area_code": lsoas["lsoa21_code"], "period": period}
        rows.append(pd.DataFrame({**told, "sex": "Persons", **part}))
    return pd.concat(rows, ignore_index=True)


def _of_lsoas(lsoa_rows: pd.DataFrame, indicator: str, lsoas: pd.DataFrame) -> pd.Series:
    values = lsoa_rows[lsoa_rows["indicator"] == indicator].set_index("area_code")["value"]
    return lsoas["lsoa21_code"].map(values).astype(float)
