"""Neighbourhood (LSOA) figures into ward, borough and Greater Manchester figures.

Two ways only, and the catalogue says which: counts are added up, scores are averaged with residents
as weights. Ranks and deciles are never averaged, and no figure is a mean of ten boroughs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from fhfa_data.catalogue.records import Indicator
from fhfa_data.indicators.tidy import KEY, NUMBERS
from fhfa_data.model.areas import GREATER_MANCHESTER, AreaType
from fhfa_data.model.figures import Method, Status, Unit

TARGETS = {
    AreaType.WARD: "ward24_code",
    AreaType.BOROUGH: "borough_code",
    AreaType.GM: "gm_code",
    AreaType.ENGLAND: "england_code",
}
LOCAL = (AreaType.WARD, AreaType.BOROUGH, AreaType.GM)

CORE_DECILES = {"core20_pct": 2, "core10_pct": 1}
"""Indicator → the least deprived IMD decile that still counts.

Source: NHS England, Core20PLUS5: "the most deprived 20% of the national population as identified by
the national Index of Multiple Deprivation", i.e. deciles 1 and 2 of 10.
"""


def lsoa_with_parents(areas: pd.DataFrame, population: pd.DataFrame) -> pd.DataFrame:
    """Each LSOA with its ward, borough and GM codes and its residents (Census 2021)."""
    residents = population.set_index("area_code")["value"]
    return areas.assign(gm_code=GREATER_MANCHESTER, residents=areas["lsoa21_code"].map(residents))


def core20_lsoa_counts(deciles: pd.DataFrame, lsoas: pd.DataFrame) -> pd.DataFrame:
    """Residents of each LSOA who live in the most deprived 20% (10%), out of all its residents.

    Parameters
    ----------
    deciles
        Tidy LSOA rows of ``imd_decile`` (1 = most deprived 10% of England's LSOAs).
    lsoas
        From :func:`lsoa_with_parents`.

    Returns
    -------
    Tidy LSOA rows with ``numerator`` and ``denominator`` in residents; to be added up, not shown.
    """
    decile = lsoas["lsoa21_code"].map(deciles.set_index("area_code")["value"])
    rows = [
        pd.DataFrame(
            {
                "indicator": name,
                "area_code": lsoas["lsoa21_code"],
                "period": deciles["period"].iloc[0],
                "sex": "Persons",
                "numerator": lsoas["residents"].where(decile <= limit, 0.0),
                "denominator": lsoas["residents"],
            }
        )
        for name, limit in CORE_DECILES.items()
    ]
    return pd.concat(rows, ignore_index=True)


def add_up(
    rows: pd.DataFrame, lsoas: pd.DataFrame, target: AreaType, indicators: Mapping[str, Indicator]
) -> pd.DataFrame:
    """Add numerators and denominators of LSOAs within each target area.

    value = 100 × sum(numerator) / sum(denominator) for a percentage, sum(value) for a count.

    Source of the ward assignment: ONS, LSOA (2021) to ward (2024) best-fit lookup.
    """
    joined = _with_target(rows, lsoas, target)
    sums = joined.groupby(_group(target), as_index=False)[
        ["value", "numerator", "denominator"]
    ].sum(min_count=1)
    counted = sums["indicator"].map(lambda name: indicators[name].unit is Unit.PEOPLE)
    share = 100 * sums["numerator"] / sums["denominator"]
    sums["value"] = sums["value"].where(counted, share)
    return _as_figures(sums, target)


def weighted_mean(rows: pd.DataFrame, lsoas: pd.DataFrame, target: AreaType) -> pd.DataFrame:
    """Average LSOA scores within each target area, weighted by residents.

    value = sum(score × residents) / sum(residents).

    Source: MHCLG, English Indices of Deprivation 2025 Technical Report, "average score" summary for
    larger areas. The weights here are Census 2021 residents (MHCLG uses mid-2022 estimates).
    """
    joined = _with_target(rows, lsoas, target)
    joined["weighted"] = joined["value"] * joined["residents"]
    sums = joined.groupby(_group(target), as_index=False)[["weighted", "residents"]].sum()
    sums["value"] = sums["weighted"] / sums["residents"]
    return _as_figures(sums, target)


def _with_target(rows: pd.DataFrame, lsoas: pd.DataFrame, target: AreaType) -> pd.DataFrame:
    parents = lsoas[["lsoa21_code", TARGETS[target], "residents"]]
    joined = rows.merge(
        parents, left_on="area_code", right_on="lsoa21_code", how="inner", validate="many_to_one"
    )
    return joined if "value" in joined else joined.assign(value=float("nan"))


def _group(target: AreaType) -> list[str]:
    return ["indicator", TARGETS[target], "period", "sex"]


def _as_figures(sums: pd.DataFrame, target: AreaType) -> pd.DataFrame:
    figures = sums.rename(columns={TARGETS[target]: "area_code"})
    figures["area_type"] = target.value
    figures["status"] = Status.OK.value
    figures["reason"] = ""
    return figures.reindex(columns=[*KEY, *NUMBERS, "status", "reason"])


def aggregated(
    lsoa_rows: pd.DataFrame,
    lsoas: pd.DataFrame,
    indicators: Mapping[str, Indicator],
    targets: Iterable[AreaType] = LOCAL,
) -> pd.DataFrame:
    """All figures for the targets that the catalogue says are built from LSOAs.

    ``lsoa_rows`` are tidy LSOA rows, with the Core20 counts among them; ``lsoas`` has each one's
    residents and, for every target, its column of :data:`TARGETS`.
    """
    parts = []
    for target in targets:
        by_method = {
            method: [one.id for one in indicators.values() if one.levels[target].method is method]
            for method in (Method.SUM_OF_LSOAS, Method.POPULATION_WEIGHTED_MEAN)
        }
        summed = lsoa_rows[lsoa_rows["indicator"].isin(by_method[Method.SUM_OF_LSOAS])]
        means = lsoa_rows[lsoa_rows["indicator"].isin(by_method[Method.POPULATION_WEIGHTED_MEAN])]
        parts.append(add_up(summed, lsoas, target, indicators))
        parts.append(weighted_mean(means, lsoas, target))
    return pd.concat(parts, ignore_index=True)
