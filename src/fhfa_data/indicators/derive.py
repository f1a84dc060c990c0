"""From what is held to every figure the warehouse holds."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from fhfa_data.catalogue.installed import Have, as_published, installed, pairs
from fhfa_data.catalogue.load import Catalogue
from fhfa_data.catalogue.roles import roles
from fhfa_data.errors import StarterError
from fhfa_data.indicators.aggregate import aggregated, lsoa_with_parents
from fhfa_data.indicators.apportion import SharedBy, apportioned_core20, parts_of
from fhfa_data.indicators.deprivation import deprivation_counts
from fhfa_data.indicators.gaps import SERIES, find_gaps, levels_without_figures
from fhfa_data.indicators.holdings import Holdings
from fhfa_data.indicators.movement import moved_lsoa_counts
from fhfa_data.indicators.tidy import (
    AREA_TYPE_OF,
    COLUMNS,
    KEY,
    period_table,
    tidy_published,
    with_level_facts,
)
from fhfa_data.indicators.weights import with_weights
from fhfa_data.indicators.wider import wider_areas
from fhfa_data.model.areas import ENGLAND, AreaType

AREA_COLUMNS = ["area_code", "area_type", "name", "borough_code", "borough_name", "local_name"]


_ORDER = ["indicator", "area_type", "period", "sex", "area_code"]
"""What a page asks for lies together on disk."""

_OF_LSOAS = [
    *("indicator", "area_code", "period", "sex", "status"),
    *("value", "numerator", "denominator"),
]
"""England has a million rows of LSOAs: no more columns than are used."""


@dataclass(frozen=True, slots=True)
class Tables:
    """What the warehouse is built from: tidy frames, one a table.

    ``gaps``: the rules of :class:`fhfa_data.indicators.gaps.Gaps` with method, source and vintage.
    ``shared_by``: how neighbourhoods were shared out between wards for the apportioned Core20.
    """

    figures: pd.DataFrame
    gaps: pd.DataFrame
    periods: pd.DataFrame
    areas: pd.DataFrame
    lsoas: pd.DataFrame
    regions: pd.DataFrame
    shared_by: SharedBy = SharedBy.NOTHING


def derive_tables(holdings: Holdings, catalogue: Catalogue) -> Tables:
    """Tidy, aggregate, and say what is missing.

    Raises
    ------
    StarterError
        If the catalogue promises figures that are not there.
    """
    wider = wider_areas(holdings.areas, holdings.regions)
    areas = area_table(holdings, wider)
    catalogue = as_published(catalogue, _published_whole(holdings.figures, areas))
    figures, lsoas, shared_by = _figures(holdings, wider, catalogue)
    have = figures[KEY[:2]].drop_duplicates().itertuples(index=False, name=None)
    kinds = areas["area_type"].unique()
    catalogue = installed(catalogue, pairs(have), kinds=kinds, promised=holdings.is_embedded_scope)
    _refuse_broken_promises(figures, catalogue)
    gaps = find_gaps(figures, holdings.series, areas, catalogue)
    figures = pd.concat([figures, gaps.rows]).sort_values(_ORDER, ignore_index=True)
    series = pd.concat([one[SERIES].drop_duplicates() for one in (figures, gaps.rules)])
    return Tables(
        figures=with_level_facts(figures, catalogue.indicators)[COLUMNS],
        gaps=with_level_facts(gaps.rules, catalogue.indicators),
        periods=period_table(series, catalogue.indicators),
        areas=areas,
        lsoas=lsoas,
        regions=holdings.regions[holdings.regions["borough_code"].isin(lsoas["borough_code"])],
        shared_by=shared_by,
    )


def _published_whole(figures: pd.DataFrame, areas: pd.DataFrame) -> Have:
    """Which indicators are published for all areas of which kind.

    Where some lack one, all are worked out alike, so that they can be set side by side.
    """
    counts = figures.groupby(["indicator", "area_type"])["area_code"].nunique()
    many = areas["area_type"].value_counts()
    kinds = {theirs: ours.value for theirs, ours in AREA_TYPE_OF.items()}
    return pairs(
        (name, kinds[kind])
        for (name, kind), count in counts.items()
        if count == many.get(kinds[kind], 0)
    )


def _figures(
    holdings: Holdings, wider: pd.DataFrame, catalogue: Catalogue
) -> tuple[pd.DataFrame, pd.DataFrame, SharedBy]:
    """Every figure, published or worked out; the LSOAs; how they were shared out among wards."""
    published = tidy_published(holdings.figures, catalogue.indicators)
    published = published[~_worked_out_instead(published, catalogue)]
    of_lsoas = published["area_type"] == AreaType.LSOA.value
    lsoa_rows = published.loc[of_lsoas, _OF_LSOAS]
    population = lsoa_rows[lsoa_rows["indicator"] == roles().population]
    lsoas = lsoa_with_parents(holdings.areas, wider, population)
    weighted = with_weights(lsoas, lsoa_rows, catalogue.indicators.values())
    counts = deprivation_counts(lsoa_rows, weighted, catalogue)
    moved = moved_lsoa_counts(lsoa_rows, lsoas)
    sums = aggregated(pd.concat([lsoa_rows, counts, moved]), weighted, catalogue)
    parts = parts_of(holdings, catalogue)
    shared = apportioned_core20(parts, lsoa_rows, weighted, catalogue)
    return pd.concat([published, sums, shared], ignore_index=True), lsoas, parts.by


def _worked_out_instead(published: pd.DataFrame, catalogue: Catalogue) -> pd.Series:
    """Whether a row is one of few published figures where the rest have to be worked out."""
    levels = [
        (one.id, kind.value)
        for one in catalogue.indicators.values()
        for kind, level in one.levels.items()
        if level.published_by
    ]
    of = pd.MultiIndex.from_frame(published[KEY[:2]])
    return pd.Series(of.isin(levels), published.index)


def area_table(holdings: Holdings, wider: pd.DataFrame) -> pd.DataFrame:
    """Every area of every kind: code, kind, name, borough, and an MSOA's local name.

    ``wider`` is from :func:`fhfa_data.indicators.wider.wider_areas`: Greater Manchester and the
    regions are listed if they are here whole.
    """
    rows = holdings.areas
    boroughs = rows[["borough_code", "borough_name"]].drop_duplicates()
    known = wider.dropna(subset="region_code")
    parts = [
        _areas(rows, AreaType.LSOA, "lsoa21_code", "lsoa21_name"),
        _areas(holdings.msoas, AreaType.MSOA, "msoa11_code", "msoa11_name"),
        _areas(rows, AreaType.WARD, "ward24_code", "ward24_name"),
        boroughs.assign(
            area_type=AreaType.BOROUGH.value,
            area_code=boroughs["borough_code"],
            name=boroughs["borough_name"],
        ),
        _wider(AreaType.GM, {code: "Greater Manchester" for code in wider["gm_code"].dropna()}),
        _wider(AreaType.REGION, dict(zip(known["region_code"], known["region_name"], strict=True))),
        _wider(AreaType.ENGLAND, {ENGLAND: "England"}),
    ]
    return pd.concat(parts, ignore_index=True)[AREA_COLUMNS].fillna("").astype("string")


def _areas(rows: pd.DataFrame, kind: AreaType, code: str, name: str) -> pd.DataFrame:
    unique = rows.drop_duplicates(code).reindex(columns=[code, name, *AREA_COLUMNS[3:]])
    return unique.rename(columns={code: "area_code", name: "name"}).assign(area_type=kind.value)


def _wider(kind: AreaType, names: dict[str, str]) -> pd.DataFrame:
    rows = [(code, kind.value, names[code]) for code in sorted(names)]
    return pd.DataFrame(rows, columns=AREA_COLUMNS[:3])


def _refuse_broken_promises(figures: pd.DataFrame, catalogue: Catalogue) -> None:
    if broken := levels_without_figures(figures, catalogue.indicators):
        listed = ", ".join(f"{name} ({kind.value})" for name, kind, _ in broken)
        raise StarterError(f"The catalogue promises figures that are not there: {listed}.")
