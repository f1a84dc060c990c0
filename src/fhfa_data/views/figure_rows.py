"""Tidy rows of figures for analysts: what `fhfa figures` prints and what downloads hold."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from fhfa_data.catalogue.load import Catalogue
from fhfa_data.errors import UnknownName
from fhfa_data.model.areas import AreaType
from fhfa_data.model.nearest import nearest
from fhfa_data.model.periods import same_period
from fhfa_data.warehouse.read import Warehouse

COLUMNS = [
    "indicator",
    "area_type",
    "area_code",
    "area_name",
    "borough_code",
    "borough_name",
    "period",
    "sex",
    "value",
    "ci95_low",
    "ci95_high",
    "numerator",
    "denominator",
    "status",
    "method",
    "source",
    "geography_vintage",
    "compared_to_england",
]

_QUERY = """
SELECT figure.*, area.name AS area_name, area.borough_code, area.borough_name, period.period_end
FROM figure
JOIN area USING (area_code, area_type)
JOIN period USING (indicator, area_type, period)
WHERE ($indicator IS NULL OR indicator = $indicator)
  AND ($area_type IS NULL OR area_type = $area_type)
  AND ($within IS NULL OR area_code = $within
       OR area.borough_code IN (SELECT unnest($boroughs))
       OR ($whole AND area_type IN ('gm', 'region'))
       OR (area_type = 'lsoa'
           AND area_code IN (SELECT lsoa21_code FROM lsoa WHERE ward24_code = $within)))
  AND ($period IS NULL OR ($period = 'latest' AND is_latest) OR period = $period)
ORDER BY indicator, area_type, period_end, area.borough_name, area_name, area_code, sex
"""


@dataclass(frozen=True, slots=True)
class FigureRows:
    """Rows with :data:`COLUMNS`, and why values are missing: reason → number of rows."""

    rows: pd.DataFrame
    reasons: dict[str, int]


def figure_rows(
    warehouse: Warehouse,
    catalogue: Catalogue,
    *,
    indicator: str | None = None,
    area_type: AreaType | None = None,
    within: str | None = None,
    period: str = "latest",
) -> FigureRows:
    """Figures as tidy rows.

    Parameters
    ----------
    indicator
        An id of the catalogue, or None for all.
    area_type
        The kind of area, or None for all.
    within
        An area code (ward, borough, Greater Manchester, region, England): only areas inside it.
    period
        ``latest``, ``all`` or a publisher's label (spaces don't matter).

    Raises
    ------
    UnknownName
        If the indicator, the area or the period is unknown.
    """
    if indicator is not None:
        catalogue.indicator(indicator)
    wide = None if within is None else warehouse.area(within)
    label = None if period == "all" else _known_period(warehouse, indicator, area_type, period)
    frame = warehouse.frame(
        _QUERY,
        {
            "indicator": indicator,
            "area_type": area_type and area_type.value,
            "within": within,
            "boroughs": warehouse.nesting.boroughs_in(wide) if wide else [],
            "whole": wide is not None and wide.area_type is AreaType.ENGLAND,
            "period": label,
        },
    )
    missing = frame.loc[frame["status"] != "ok", "reason"]
    return FigureRows(rows=frame[COLUMNS], reasons=missing.value_counts().to_dict())


def _known_period(
    warehouse: Warehouse, indicator: str | None, area_type: AreaType | None, asked: str
) -> str:
    if asked == "latest":
        return asked
    periods = warehouse.periods()
    if indicator is not None:
        periods = periods[periods["indicator"] == indicator]
    if area_type is not None:
        periods = periods[periods["area_type"] == area_type.value]
    labels = list(dict.fromkeys(periods["period"]))
    for label in labels:
        if same_period(asked, label):
            return label
    raise UnknownName("period", asked, nearest(asked, labels) or tuple(labels[-3:]))
