"""A figure as one row of an answer."""

from __future__ import annotations

from typing import Any

from fhfa_data.model.figures import Figure, Method, Status

FIGURE_COLUMNS = (
    "indicator, area_code, period, sex, value, ci95_low, ci95_high, numerator, denominator, "
    "status, method, source, geography_vintage, reason, coalesce(compared_to_england, '')"
)


def figure_of(row: tuple[Any, ...]) -> Figure:
    """The figure that stands in a row with these columns."""
    status, method = Status(row[9]), Method(row[10]) if row[10] else None
    return Figure(*row[:9], status, method, *row[11:])
