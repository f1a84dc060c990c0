"""From what is held to every figure the warehouse holds."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from fhfa_data.catalogue.load import Catalogue
from fhfa_data.errors import StarterError
from fhfa_data.indicators.aggregate import aggregated, core20_lsoa_counts, lsoa_with_parents
from fhfa_data.indicators.gaps import gap_rows, levels_without_figures
from fhfa_data.indicators.holdings import Holdings
from fhfa_data.indicators.tidy import COLUMNS, period_table, tidy_published, with_level_facts
from fhfa_data.model.areas import ENGLAND, GREATER_MANCHESTER, AreaType

AREA_COLUMNS = ["area_code", "area_type", "name", "borough_code", "borough_name"]


@dataclass(frozen=True, slots=True)
class Tables:
    """What the warehouse is built from: tidy frames, one a table."""

    figures: pd.DataFrame
    periods: pd.DataFrame
    areas: pd.DataFrame
    lsoas: pd.DataFrame


def derive_tables(holdings: Holdings, catalogue: Catalogue) -> Tables:
    """Tidy, aggregate, and say what is missing.

    Raises
    ------
    StarterError
        If the catalogue promises figures that are not there.
    """
    published = tidy_published(holdings.figures, catalogue.indicators)
    lsoa_rows = published[published["area_type"] == AreaType.LSOA.value]
    lsoas = lsoa_with_parents(holdings.areas, lsoa_rows[lsoa_rows["indicator"] == "population"])
    core20 = core20_lsoa_counts(lsoa_rows[lsoa_rows["indicator"] == "imd_decile"], lsoas)
    sums = aggregated(pd.concat([lsoa_rows, core20]), lsoas, catalogue.indicators)
    figures = pd.concat([published, with_level_facts(sums, catalogue.indicators)])
    _refuse_broken_promises(figures, catalogue)
    areas = area_table(holdings)
    codes = {kind: areas.loc[areas["area_type"] == kind, "area_code"].tolist() for kind in AreaType}
    gaps = with_level_facts(
        gap_rows(figures, codes, catalogue).reindex(columns=_GAP_COLUMNS), catalogue.indicators
    )
    everything = pd.concat([figures, gaps], ignore_index=True)[COLUMNS]
    periods = period_table(everything, catalogue.indicators)
    return Tables(figures=everything, periods=periods, areas=areas, lsoas=lsoas)


_GAP_COLUMNS = [name for name in COLUMNS if name not in ("method", "source", "geography_vintage")]


def area_table(holdings: Holdings) -> pd.DataFrame:
    """Every area of every kind: code, kind, name, borough."""
    rows = holdings.areas
    boroughs = rows[["borough_code", "borough_name"]].drop_duplicates()
    parts = [
        _areas(rows, AreaType.LSOA, "lsoa21_code", "lsoa21_name"),
        _areas(holdings.msoas, AreaType.MSOA, "msoa11_code", "msoa11_name"),
        _areas(rows, AreaType.WARD, "ward24_code", "ward24_name"),
        boroughs.assign(
            area_type=AreaType.BOROUGH.value,
            area_code=boroughs["borough_code"],
            name=boroughs["borough_name"],
        ),
        _single(AreaType.GM, GREATER_MANCHESTER, "Greater Manchester"),
        _single(AreaType.ENGLAND, ENGLAND, "England"),
    ]
    return pd.concat(parts, ignore_index=True)[AREA_COLUMNS].fillna("").astype("string")


def _areas(rows: pd.DataFrame, kind: AreaType, code: str, name: str) -> pd.DataFrame:
    unique = rows[[code, name, "borough_code", "borough_name"]].drop_duplicates(code)
    return unique.rename(columns={code: "area_code", name: "name"}).assign(area_type=kind.value)


def _single(kind: AreaType, code: str, name: str) -> pd.DataFrame:
    return pd.DataFrame([{"area_code": code, "area_type": kind.value, "name": name}])


def _refuse_broken_promises(figures: pd.DataFrame, catalogue: Catalogue) -> None:
    if broken := levels_without_figures(figures, catalogue.indicators):
        listed = ", ".join(f"{name} ({kind.value})" for name, kind, _ in broken)
        raise StarterError(f"The catalogue promises figures that are not there: {listed}.")
