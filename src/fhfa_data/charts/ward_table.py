"""The table beside the map: the same rows, sortable and searchable."""

from __future__ import annotations

from typing import Any

from fhfa_data.model.areas import AreaType
from fhfa_data.views.spread_model import AreaValue, Spread


def ward_table(spread: Spread) -> dict[str, Any]:
    """Wards with borough, value, interval and how many people it is about."""
    intervals = any(one.interval_text for one in spread.values)
    counts = any(one.figure.denominator is not None for one in spread.values)
    wards = spread.level is AreaType.WARD
    columns = [
        {"id": "area", "label": spread.level.plain.capitalize()},
        *([{"id": "borough", "label": "Borough"}] if wards else []),
        {"id": "value", "label": _value_label(spread), "numeric": True},
    ]
    if intervals:
        columns.append({"id": "interval", "label": "95% interval", "numeric": True})
    if counts:
        columns.append({"id": "count", "label": "Count", "numeric": True})
        columns.append({"id": "out_of", "label": "Out of", "numeric": True})
    return {
        "columns": columns,
        "rows": [
            _row(one, wards=wards, intervals=intervals, counts=counts) for one in spread.values
        ],
        "sort": {"column": 2 if wards else 1, "direction": "descending"},
    }


def _value_label(spread: Spread) -> str:
    return f"{spread.unit_label[:1].upper()}{spread.unit_label[1:]}"


def _row(one: AreaValue, *, wards: bool, intervals: bool, counts: bool) -> list[dict[str, Any]]:
    figure = one.figure
    cells: list[dict[str, Any]] = [
        {"text": one.area.name, "code": one.area.code},
        *([{"text": one.area.borough_name}] if wards else []),
        {"text": one.text, "sort": figure.value},
    ]
    if intervals:
        low = one.limits[0] if one.limits else None
        cells.append({"text": one.interval_text or "Not in this copy", "sort": low})
    if counts:
        cells += [_count(figure.numerator), _count(figure.denominator)]
    return cells


def _count(value: float | None) -> dict[str, Any]:
    return {"text": "Not published" if value is None else f"{value:,.0f}", "sort": value}
