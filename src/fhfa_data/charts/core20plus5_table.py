"""Core20PLUS5 as tables: all parts, PLUS groups, wards, and where open data exist."""

from __future__ import annotations

from typing import Any

from fhfa_data.catalogue.core20plus5_parts import Published
from fhfa_data.model.areas import Area
from fhfa_data.views.core20_wards import Core20Wards
from fhfa_data.views.core20plus5 import Core20Plus5, PartFigure, PartHere
from fhfa_data.views.plus_groups import PlusRow

_Cell = dict[str, Any]
_NONE: _Cell = {"text": "None", "sort": None}


def parts_table(found: Core20Plus5) -> dict[str, Any]:
    """A row an indicator, or a row a part that has none: what is measured, here and wider."""
    columns = [
        {"id": "part", "label": "Part"},
        {"id": "indicator", "label": "Indicator"},
        *_area_columns(found),
        {"id": "count", "label": "Counted", "numeric": True},
        {"id": "source", "label": "Source, period and method", "wide": True},
    ]
    return {"columns": columns, "rows": [row for part in found.parts for row in _rows(found, part)]}


def groups_table(found: Core20Plus5) -> dict[str, Any]:
    """A row a PLUS group's indicator, or a row a group that nothing here counts."""
    columns = [
        {"id": "group", "label": "Group"},
        {"id": "counted", "label": "Counted by"},
        {"id": "people", "label": "Residents", "numeric": True},
        *_area_columns(found),
        {"id": "note", "label": "What to know", "sortable": False, "wide": True},
    ]
    return {"columns": columns, "rows": [_group_row(found, one) for one in found.groups]}


def wards_table(wards: Core20Wards) -> dict[str, Any]:
    """A row a ward: its residents in Core20, of how many, and the share."""
    columns = [
        {"id": "ward", "label": "Ward"},
        {"id": "people", "label": "Residents in Core20", "numeric": True},
        {"id": "residents", "label": "All residents", "numeric": True},
        {"id": "share", "label": "Share", "numeric": True},
    ]
    rows = [
        [
            {"text": one.area.full_name, "code": one.area.code},
            _number(one.people),
            _number(one.residents),
            {"text": one.share, "sort": one.share_pct},
        ]
        for one in wards.wards
    ]
    return {"columns": columns, "rows": rows, "sort": {"column": 1, "direction": "descending"}}


def levels_table(found: Core20Plus5) -> dict[str, Any]:
    """A row a part: for which kinds of area open data exist, and who publishes them."""
    columns = [
        {"id": "part", "label": "Part"},
        *({"id": one.value, "label": one.plain} for one in Published),
        {"id": "who", "label": "Who publishes what", "sortable": False, "wide": True},
    ]
    rows = [
        [
            {"text": part.name},
            *({"text": "Yes" if one in part.levels else "None known"} for one in Published),
            {"text": part.elsewhere or "Shown in this atlas"},
        ]
        for part in found.parts
    ]
    return {"columns": columns, "rows": rows}


def _areas(found: Core20Plus5) -> tuple[Area, ...]:
    return (found.area, *found.beside)


def _area_columns(found: Core20Plus5) -> list[dict[str, Any]]:
    return [{"id": one.code, "label": one.name, "numeric": True} for one in _areas(found)]


def _rows(found: Core20Plus5, part: PartHere) -> list[list[_Cell]]:
    if part.figures:
        return [_row(found, part, one) for one in part.figures]
    return [
        [
            {"text": part.name, "note": part.whom.plain},
            {"text": "Nothing in this atlas"},
            *(_NONE for _ in _areas(found)),
            _NONE,
            {"text": part.elsewhere},
        ]
    ]


def _row(found: Core20Plus5, part: PartHere, one: PartFigure) -> list[_Cell]:
    wider = dict(one.wider)
    own: _Cell = {
        "text": one.own,
        "note": one.interval_text,
        "sort": one.numbers.get(found.area.code),
    }
    return [
        {"text": part.name, "note": part.whom.plain},
        {"text": one.name, "note": "measures it" if one.is_direct else "near it, not the same"},
        own,
        *(
            {"text": wider.get(area.name, "None"), "sort": one.numbers.get(area.code)}
            for area in found.beside
        ),
        {"text": one.count or "Not published", "sort": one.people, "note": one.caution},
        {"text": one.provenance, "note": one.reason},
    ]


def _group_row(found: Core20Plus5, one: PlusRow) -> list[_Cell]:
    missing = (one.people if one.care else "Not counted", None)
    shares = [one.shares.get(area.code, missing) for area in _areas(found)]
    notes = " ".join(text for text in (one.care, one.note) if text)
    return [
        {"text": one.group},
        {"text": one.name},
        {"text": one.people, "sort": one.people_count},
        *({"text": text, "sort": value} for text, value in shares),
        {"text": notes or "Nothing to add", "note": one.provenance},
    ]


def _number(count: float) -> _Cell:
    return {"text": f"{count:,.0f}", "sort": count}
