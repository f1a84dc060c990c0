"""The groups of a gap, wards by deprivation and a gap over time, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fhfa_data.views.by_deprivation import WardByDeprivation
from fhfa_data.views.gap import Gap
from fhfa_data.views.gap_trend import GapTrend
from fhfa_data.views.gradient import FIFTHS, Group
from fhfa_data.views.words import say_value

_ENDS = {1: " (most deprived)", 5: " (least deprived)"}


def fifths_table(gap: Gap) -> dict[str, Any]:
    """A row a fifth: value, 95% limits, whom it counts out of whom, residents, small areas."""
    limits = any(one.lower is not None for one in gap.fifths)
    counts = any(one.counted is not None for one in gap.fifths)
    unit = gap.indicator.unit_label
    columns = [
        {"id": "fifth", "label": "Fifth"},
        {"id": "value", "label": _capital(unit), "numeric": True},
        *([{"id": "limits", "label": "95% interval", "numeric": True}] if limits else []),
        *([{"id": "count", "label": "Count", "numeric": True},
           {"id": "of", "label": "Out of", "numeric": True}] if counts else []),
        {"id": "residents", "label": "Residents, 2021", "numeric": True},
        {"id": "areas", "label": _capital(gap.level.plural), "numeric": True},
    ]  # fmt: skip
    rows = [_fifth(gap, one, limits=limits, counts=counts) for one in gap.fifths]
    return {"columns": columns, "rows": rows}


def _fifth(gap: Gap, one: Group, *, limits: bool, counts: bool) -> list[dict[str, Any]]:
    text = say_value(gap.indicator, one.value)
    cells = [
        {"text": f"{one.order} of {FIFTHS}{_ENDS.get(one.order, '')}", "sort": one.order},
        {"text": text, "sort": one.value},
    ]
    if limits:
        cells.append({"text": _limits(gap, one), "sort": one.lower})
    if counts:
        cells += [_number(one.counted), _number(one.people)]
    return [*cells, _number(one.residents), _number(one.areas)]


def _limits(gap: Gap, one: Group) -> str:
    if one.lower is None or one.upper is None:
        return "None published"
    return f"{say_value(gap.indicator, one.lower)} to {say_value(gap.indicator, one.upper)}"


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _number(value: float | None) -> dict[str, Any]:
    return {"text": "Not published" if value is None else f"{value:,.0f}", "sort": value}


def wards_table(wards: Sequence[WardByDeprivation], unit_label: str) -> dict[str, Any]:
    """A row a ward: average IMD score, value, interval if any has one."""
    intervals = any(one.interval_text for one in wards)
    columns = [
        {"id": "ward", "label": "Ward"},
        {"id": "borough", "label": "Borough"},
        {"id": "imd", "label": "Average IMD score", "numeric": True},
        {"id": "value", "label": _capital(unit_label), "numeric": True},
        *([{"id": "limits", "label": "95% interval", "numeric": True}] if intervals else []),
    ]
    return {
        "columns": columns,
        "rows": [
            [
                {"text": one.area.name},
                {"text": one.area.borough_name},
                {"text": one.imd_text, "sort": one.imd_score},
                {"text": one.text, "sort": one.value},
                *([{"text": one.interval_text or "None published"}] if intervals else []),
            ]
            for one in wards
        ],
    }


def gap_over_time_table(found: GapTrend) -> dict[str, Any]:
    """A row a period."""
    columns = [
        {"id": "period", "label": "Period"},
        {"id": "gap", "label": f"Gap, {found.unit}", "numeric": True},
    ]
    rows = [
        [{"text": one.period_text, "sort": one.end.isoformat()},
         {"text": one.text, "sort": one.value}]
        for one in found.points
    ]  # fmt: skip
    return {"columns": columns, "rows": rows}
