"""England's figures, from all of England's neighbourhoods (LSOAs)."""

from __future__ import annotations

import pandas as pd

from fhfa_data.catalogue.load import Catalogue
from fhfa_data.catalogue.roles import roles
from fhfa_data.indicators.aggregate import aggregated
from fhfa_data.indicators.deprivation import deprivation_counts
from fhfa_data.indicators.movement import moved_lsoa_counts
from fhfa_data.indicators.weights import RESIDENTS, with_weights
from fhfa_data.model.areas import ENGLAND, AreaType


def england_figures(lsoa_rows: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """England's figures for every indicator that the catalogue says is built from LSOAs.

    Parameters
    ----------
    lsoa_rows
        Rows of all England's LSOAs, with ``population`` and ``imd_decile`` among them: the
        residents are the weights (unless the Indices' own are there) and the deciles say who lives
        in Core20.

    Returns
    -------
    Rows in the starter's layout with ``area_type`` ``england``.
    """
    people = lsoa_rows[lsoa_rows["indicator"] == roles().population]
    lsoas = pd.DataFrame({"lsoa21_code": people["area_code"], RESIDENTS: people["value"]})
    lsoas = lsoas.assign(england_code=ENGLAND).reset_index(drop=True)
    lsoas = with_weights(lsoas, lsoa_rows, catalogue.indicators.values())
    counts = deprivation_counts(lsoa_rows, lsoas, catalogue)
    moved = moved_lsoa_counts(lsoa_rows, lsoas)
    rows = pd.concat([lsoa_rows, counts, moved], ignore_index=True)
    return aggregated(rows, lsoas, catalogue, (AreaType.ENGLAND,))
