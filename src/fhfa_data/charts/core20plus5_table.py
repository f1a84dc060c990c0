"""Core20PLUS5 part by part as a table."""

from __future__ import annotations

from typing import Any

from fhfa_data.views.core20plus5 import Core20Plus5, PartFigure, PartHere


def parts_table(found: Core20Plus5) -> dict[str, Any]:
    """A row an indicator, or a row a part that has none: what is measured, here and wider."""
    columns = [
        {"id": "part", "label": "Part"},
        {"id": "indicator", "label": "Indicator"},
        {"id": "own", "label": found.area.name, "numeric": True},
        {"id": "count", "label": "Counted", "numeric": True},
        {"id": "wider", "label": "Beside it"},
        {"id": "source", "label": "Source, period and method"},
    ]
    rows = [row for part in found.parts for row in _rows(part)]
    return {"columns": columns, "rows": rows}


def _rows(part: PartHere) -> list[list[dict[str, Any]]]:
    if part.figures:
        return [_row(part, one) for one in part.figures]
    blank = {"text": "None"}
    return [
        [
            {"text": part.name, "note": part.whom.plain},
            {"text": "Nothing in this atlas"},
            blank,
            blank,
            blank,
            {"text": part.elsewhere},
        ]
    ]


def _row(part: PartHere, one: PartFigure) -> list[dict[str, Any]]:
    return [
        {"text": part.name, "note": part.whom.plain},
        {"text": one.name, "note": "measures it" if one.is_direct else "near it, not the same"},
        {"text": one.own, "note": one.interval_text},
        {"text": one.count or "Not published", "note": one.caution},
        {"text": "; ".join(f"{name} {text}" for name, text in one.wider) or "None"},
        {"text": one.provenance, "note": one.reason},
    ]
