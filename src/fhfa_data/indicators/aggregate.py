"""Neighbourhood (LSOA) figures into ward, borough, Greater Manchester and region figures.

Two ways only, and the catalogue says which: counts are added up, scores are averaged with residents
as weights. Ranks and deciles are never averaged, and no figure is a mean of ten boroughs.

An area of which one neighbourhood isn't known has no figure: the rest of it is not the area.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from fhfa_data.catalogue.load import Catalogue
from fhfa_data.indicators.tidy import KEY, NUMBERS
from fhfa_data.indicators.weights import RESIDENTS, weight_column
from fhfa_data.model.areas import AreaType
from fhfa_data.model.figures import FROM_LSOAS, Method, Status, Unit

TARGETS = {
    AreaType.WARD: "ward24_code",
    AreaType.BOROUGH: "borough_code",
    AreaType.GM: "gm_code",
    AreaType.REGION: "region_code",
    AreaType.ENGLAND: "england_code",
}
LOCAL = (AreaType.WARD, AreaType.BOROUGH, AreaType.GM, AreaType.REGION)

_WHY = ("part_withheld", "part_not_available", "nobody_counted")
"""Reasons, by their ids in the catalogue, why an area's figure can't be worked out."""


def lsoa_with_parents(
    areas: pd.DataFrame, wider: pd.DataFrame, population: pd.DataFrame
) -> pd.DataFrame:
    """Each LSOA with its ward, borough, GM and region codes and its residents (Census 2021).

    ``wider`` is from :func:`fhfa_data.indicators.wider.wider_areas`.
    """
    residents = population.set_index("area_code")["value"]
    joined = areas.merge(wider, on="borough_code", how="left", validate="many_to_one")
    return joined.assign(residents=joined["lsoa21_code"].map(residents))


def add_up(
    rows: pd.DataFrame, lsoas: pd.DataFrame, target: AreaType, catalogue: Catalogue
) -> pd.DataFrame:
    """Add numerators and denominators of LSOAs within each target area.

    value = 100 × sum(numerator) / sum(denominator) for a percentage, sum(value) for a count.

    Source of the ward assignment: ONS, LSOA (2021) to ward (2024) best-fit lookup.
    """
    joined = _with_target(rows, lsoas, target)
    counted = _is_count(joined, catalogue)
    share_known = joined["numerator"].notna() & joined["denominator"].notna()
    joined["known"] = joined["value"].notna().where(counted, share_known)
    sums = _sums(joined, lsoas, target, ["value", "numerator", "denominator"])
    share = 100 * sums["numerator"] / sums["denominator"]
    sums["value"] = sums["value"].where(_is_count(sums, catalogue), share)
    return _as_figures(sums, target, catalogue)


def weighted_mean(
    rows: pd.DataFrame, lsoas: pd.DataFrame, target: AreaType, catalogue: Catalogue
) -> pd.DataFrame:
    """Average LSOA scores within each target area, weighted by residents.

    value = sum(score × residents) / sum(residents), the residents being those that the indicator
    is weighted by.

    Source: MHCLG, English Indices of Deprivation 2025 Technical Report, "average score" summary for
    larger areas.
    """
    joined = _with_target(rows, lsoas, target)
    joined["weight"] = _weights(joined, lsoas, catalogue)
    joined["weighted"] = joined["value"] * joined["weight"]
    joined["known"] = joined["weighted"].notna()
    sums = _sums(joined, lsoas, target, ["weighted", "weight"])
    sums["value"] = sums["weighted"] / sums["weight"]
    return _as_figures(sums, target, catalogue)


def _weights(joined: pd.DataFrame, lsoas: pd.DataFrame, catalogue: Catalogue) -> pd.Series:
    """Of each row the residents of its LSOA that its indicator is weighted by."""
    names = joined["indicator"].unique()
    columns = {name: weight_column(catalogue.indicators[name], lsoas) for name in names}
    weights = joined[RESIDENTS]
    for column in set(columns.values()) - {RESIDENTS}:
        its = joined["indicator"].isin([name for name in names if columns[name] == column])
        people = lsoas.set_index("lsoa21_code")[column]
        weights = weights.where(~its, joined["area_code"].map(people))
    return weights


def _is_count(rows: pd.DataFrame, catalogue: Catalogue) -> pd.Series:
    counts = [one.id for one in catalogue.indicators.values() if one.unit is Unit.PEOPLE]
    return rows["indicator"].isin(counts)


def _with_target(rows: pd.DataFrame, lsoas: pd.DataFrame, target: AreaType) -> pd.DataFrame:
    parents = lsoas[["lsoa21_code", TARGETS[target], RESIDENTS]]
    joined = rows.merge(
        parents, left_on="area_code", right_on="lsoa21_code", how="inner", validate="many_to_one"
    )
    blank = {"value": float("nan"), "status": None}
    return joined.assign(**{name: fill for name, fill in blank.items() if name not in joined})


def _sums(
    joined: pd.DataFrame, lsoas: pd.DataFrame, target: AreaType, columns: list[str]
) -> pd.DataFrame:
    """Sums of the columns, and the reason (an id of the catalogue's) where one can't be given.

    Every LSOA of an area has to be ``known``; one without any row is not.
    """
    joined["withheld"] = joined["status"].eq(Status.SUPPRESSED.value) & ~joined["known"]
    group = ["indicator", TARGETS[target], "period", "sex"]
    sums = joined.groupby(group, as_index=False)[[*columns, "known", "withheld"]].sum(min_count=1)
    members = sums[TARGETS[target]].map(lsoas[TARGETS[target]].value_counts())
    whole = sums["known"].astype(int) == members
    sums["why"] = pd.Series("", sums.index).where(whole, "part_not_available")
    sums["why"] = sums["why"].where(whole | ~sums["withheld"].astype(bool), "part_withheld")
    return sums.rename(columns={TARGETS[target]: "area_code"})


def _as_figures(sums: pd.DataFrame, target: AreaType, catalogue: Catalogue) -> pd.DataFrame:
    nobody = sums["value"].isna() & sums["why"].eq("")  # 0 out of 0
    why = sums["why"].where(~nobody, "nobody_counted")
    figures = sums.reindex(columns=[*KEY, *NUMBERS])
    figures[NUMBERS] = figures[NUMBERS].where(why.eq(""))
    figures["area_type"] = target.value
    figures["status"] = why.eq("").map({True: Status.OK.value, False: Status.NOT_AVAILABLE.value})
    figures["reason"] = why.map({"": ""} | {name: catalogue.reasons[name].text for name in _WHY})
    return figures


def aggregated(
    lsoa_rows: pd.DataFrame,
    lsoas: pd.DataFrame,
    catalogue: Catalogue,
    targets: Iterable[AreaType] = LOCAL,
) -> pd.DataFrame:
    """All figures for the targets that the catalogue says are built from LSOAs.

    ``lsoa_rows`` are tidy LSOA rows, with the counts of
    :func:`fhfa_data.indicators.deprivation.deprivation_counts` among them; ``lsoas`` has each one's
    residents, other weights if there are any and, for every target, its column of :data:`TARGETS`.
    """
    parts = []
    for target in targets:
        by_method = {
            method: [
                one.id
                for one in catalogue.indicators.values()
                if one.levels[target].method is method
            ]
            for method in FROM_LSOAS
        }
        summed = lsoa_rows[lsoa_rows["indicator"].isin(by_method[Method.SUM_OF_LSOAS])]
        means = lsoa_rows[lsoa_rows["indicator"].isin(by_method[Method.POPULATION_WEIGHTED_MEAN])]
        parts.append(add_up(summed, lsoas, target, catalogue))
        parts.append(weighted_mean(means, lsoas, target, catalogue))
    return pd.concat(parts, ignore_index=True)
