"""What a gradient of deprivation is measured on: small areas in order, and groups of them.

Small areas are neighbourhoods (LSOAs) by their rank on the Index of Multiple Deprivation (IMD), or
where none have figures, wards by their average IMD score. They are put into groups of equal numbers
of residents, from the most to the least deprived, or into England's own fifths.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from fhfa_data.catalogue.records import Indicator
from fhfa_data.catalogue.roles import roles
from fhfa_data.model.areas import AreaType
from fhfa_data.model.figures import Unit
from fhfa_data.stats.intervals import wilson, z_of
from fhfa_data.warehouse.read import Warehouse

TENTHS, FIFTHS = 10, 5
_LSOAS_A_TENTH, _AREAS_A_FIFTH = 3, 3
"""How many small areas a group needs on average, so that none stands on one area alone."""

_LSOAS = f"""
SELECT lsoa21_code AS area_code, ward24_code, residents, rank.value AS deprivation,
    (decile.value + 1) // 2 AS national_fifth, own.value, own.numerator, own.denominator,
    own.ci95_low, own.ci95_high, false AS is_implied
FROM lsoa
JOIN figure AS rank ON rank.area_code = lsoa21_code AND rank.area_type = 'lsoa'
    AND rank.indicator = '{roles().imd_rank}'
JOIN figure AS decile ON decile.area_code = lsoa21_code AND decile.area_type = 'lsoa'
    AND decile.indicator = '{roles().imd_decile}'
LEFT JOIN (SELECT * FROM figure WHERE indicator = $indicator AND area_type = 'lsoa'
    AND period = $period AND sex = $sex AND status = 'ok') AS own ON own.area_code = lsoa21_code
WHERE borough_code IN (SELECT unnest($boroughs))
ORDER BY rank.value
"""
_WARDS = f"""
WITH ranked AS (
    SELECT area.area_code, people.value AS residents, score.value AS score,
        sum(people.value) OVER (ORDER BY score.value DESC, area.area_code) - people.value / 2
            AS middle,
        sum(people.value) OVER () AS everyone
    FROM area
    JOIN latest_figure AS people ON people.area_code = area.area_code
        AND people.indicator = '{roles().population}'
    JOIN latest_figure AS score ON score.area_code = area.area_code
        AND score.indicator = '{roles().imd_score}'
    WHERE area.area_type = 'ward'
)
SELECT area.area_code, area.area_code AS ward24_code, ranked.residents,
    -ranked.score AS deprivation, least(floor(5 * middle / everyone), 4) + 1 AS national_fifth,
    own.value, own.numerator,
    coalesce(own.denominator, 100 * own.numerator / nullif(own.value, 0)) AS denominator,
    own.ci95_low, own.ci95_high, own.denominator IS NULL AS is_implied
FROM area JOIN ranked ON ranked.area_code = area.area_code
LEFT JOIN (SELECT * FROM figure WHERE indicator = $indicator AND area_type = 'ward'
    AND period = $period AND sex = $sex AND status = 'ok') AS own ON own.area_code = area.area_code
WHERE area.area_type = 'ward' AND area.borough_code IN (SELECT unnest($boroughs))
ORDER BY deprivation, area.area_code
"""


@dataclass(frozen=True, slots=True)
class Group:
    """Small areas as deprived as one another. ``order``: 1 is the most deprived.

    ``people``: whom the value is a share of, or residents where that isn't known; ``value`` and
    the 95% limits in the indicator's unit, limits None where there are none; ``counted``: the
    numerator, None where there is none. ``middle``: where the middle one of its people stands, from
    0 (most deprived) to 1.
    """

    order: int
    areas: int
    residents: float
    people: float
    value: float
    lower: float | None
    upper: float | None
    counted: float | None
    middle: float = 0.0


def small_areas(
    warehouse: Warehouse,
    indicator: Indicator,
    level: AreaType,
    boroughs: Sequence[str],
    period: str,
    sex: str,
) -> pd.DataFrame:
    """Every small area of some boroughs, the most deprived first.

    Returns
    -------
    area_code, ward24_code, residents, deprivation (ascending is less deprived), national_fifth (1
    the most deprived; of wards, the fifth of all installed ones' residents, so that it is England's
    only where England is installed), value, numerator, denominator, ci95_low, ci95_high, and
    is_implied: the denominator isn't published, and is what the numerator and the share imply.
    """
    query = _LSOAS if level is AreaType.LSOA else _WARDS
    asked = {"indicator": indicator.id, "period": period, "sex": sex, "boroughs": list(boroughs)}
    return warehouse.frame(query, asked)


def how_many_groups(level: AreaType, areas: int) -> int:
    """Tenths where there are enough small areas, else fifths; 0 where there are too few for those.

    >>> how_many_groups(AreaType.LSOA, 300), how_many_groups(AreaType.WARD, 20)
    (10, 5)
    >>> how_many_groups(AreaType.WARD, 9)
    0
    """
    if level is AreaType.LSOA and areas >= TENTHS * _LSOAS_A_TENTH:
        return TENTHS
    return FIFTHS if areas >= FIFTHS * _AREAS_A_FIFTH else 0


def equal_groups(residents: Sequence[float], groups: int) -> NDArray[np.int64]:
    """Which group each area is in, from 1: areas in order, groups of equal numbers of residents.

    An area goes where the middle one of its residents is, counted from the first area.

    Source: as OHID groups areas into population-weighted deprivation quantiles.

    >>> equal_groups([10, 10, 10, 10], 2).tolist()
    [1, 1, 2, 2]
    """
    people = np.asarray(residents, dtype=np.float64)
    middle = (np.cumsum(people) - people / 2) / people.sum()
    return np.minimum((middle * groups).astype(np.int64), groups - 1) + 1


def grouped(rows: pd.DataFrame, order: NDArray[np.int64], indicator: Indicator) -> list[Group]:
    """The groups that have areas, the most deprived first."""
    found = [_group(int(str(number)), group, indicator) for number, group in rows.groupby(order)]
    everyone, before, placed = sum(one.people for one in found), 0.0, []
    for one in found:
        placed.append(replace(one, middle=(before + one.people / 2) / everyone))
        before += one.people
    return placed


def _group(number: int, rows: pd.DataFrame, indicator: Indicator) -> Group:
    residents = float(rows["residents"].sum())
    if indicator.unit is Unit.PERCENT and rows[["numerator", "denominator"]].notna().all(axis=None):
        counted, people = float(rows["numerator"].sum()), float(rows["denominator"].sum())
        value, low, high = _share(counted, people, exact=not rows["is_implied"].any())
    else:
        counted, people = None, residents
        value, low, high = _mean(rows)
    return Group(number, len(rows), residents, people, value, low, high, counted)


def _share(
    counted: float, people: float, *, exact: bool
) -> tuple[float, float | None, float | None]:
    """A share in percent with Wilson's limits; none where it isn't known of how many it is."""
    value = 100 * counted / people
    if not exact:
        return value, None, None
    limits = wilson(numerator=counted, denominator=people)
    return value, 100 * float(limits.lower), 100 * float(limits.upper)


def _mean(rows: pd.DataFrame) -> tuple[float, float | None, float | None]:
    """The mean weighted by residents; limits where every area has its own, taken as independent."""
    weights = (rows["residents"] / rows["residents"].sum()).to_numpy(dtype=np.float64)
    value = float(weights @ rows["value"].to_numpy(dtype=np.float64))
    errors = ((rows["ci95_high"] - rows["ci95_low"]) / (2 * z_of(0.95))).to_numpy(dtype=np.float64)
    if np.isnan(errors).any():
        return value, None, None
    reach = float(z_of(0.95) * np.sqrt(((weights * errors) ** 2).sum()))
    return value, value - reach, value + reach
