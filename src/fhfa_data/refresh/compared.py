"""What comes of comparing one fetched edition with another."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from fhfa_data.catalogue.fetching import Provides
from fhfa_data.catalogue.roles import roles
from fhfa_data.indicators.movement import movement
from fhfa_data.indicators.reading import LONG
from fhfa_data.refresh.layers import ByUse


def moved_since(
    by_use: ByUse, figures: Sequence[pd.DataFrame], embedded: pd.DataFrame
) -> pd.DataFrame:
    """How neighbourhoods moved since the earlier edition; no rows where a table for it is lacking.

    Parameters
    ----------
    figures
        All fetched figures, in the layout of :mod:`fhfa_data.indicators.reading`.
    embedded
        The starter's figures: residents where those were not fetched.
    """
    older = list(by_use.get(Provides.OLDER_FIGURES.value, {}).values())
    lookups = list(by_use.get(Provides.OLDER_LSOAS.value, {}).values())
    newer = _of(figures, roles().imd_rank, roles().imd_decile)
    if not older or not lookups or newer.empty:
        return pd.DataFrame(columns=LONG)
    people = _of(figures, roles().population)
    if people.empty:
        people = _of([embedded[embedded["area_type"] == "lsoa21"]], roles().population)
    residents = people.set_index("area_code")["value"]
    return movement(newer, older[0], lookups[0], residents)


def _of(figures: Sequence[pd.DataFrame], *indicators: str) -> pd.DataFrame:
    return together([rows[rows["indicator"].isin(list(indicators))] for rows in figures])


def together(figures: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Figures in one frame; those without rows are left out, whose columns have no type."""
    parts = [rows for rows in figures if len(rows)]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=LONG)
