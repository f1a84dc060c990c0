"""The table-with-picture: a place, its borough, city region or region, and England on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fhfa_data.model.areas import Area, AreaType
from fhfa_data.model.figures import Status, Unit
from fhfa_data.model.own_selection import OWN
from fhfa_data.views.profile import ProfileCell, ProfileGroup, ProfileRow, all_rows
from fhfa_data.views.provenance import WORKED_OUT
from fhfa_data.views.words import short_months

_SHAPES = {
    AreaType.WARD: "dot",
    AreaType.BOROUGH: "diamond",
    AreaType.GM: "tick",
    AreaType.REGION: "tick",
    AreaType.ENGLAND: "line",
}
_MARKS = {"dot": "●", "diamond": "◇", "tick": "short line", "line": "dashed line"}


def picture_key(groups: Sequence[ProfileGroup]) -> str:
    """Which mark in the picture is which area, narrowest first."""
    areas: dict[str, Area] = {}
    for row in all_rows(groups):
        areas |= {one.area.code: one.area for one in row.cells}
    narrow = (AreaType.WARD, AreaType.BOROUGH)
    order = sorted(areas.values(), key=lambda one: list(AreaType).index(one.area_type))
    said = [
        f"{_MARKS[_SHAPES[one.area_type]]} {_plain(one) if one.area_type in narrow else one.name}"
        for one in order
    ]
    return f"In the picture: {', '.join(said)}."


def _plain(area: Area) -> str:
    """The kind of an area; one's own neighbourhood has a name that its maker typed."""
    return "your own" if area.code == OWN else area.area_type.plain


def profile_table(
    groups: Sequence[ProfileGroup], spans: dict[str, tuple[float, float]]
) -> dict[str, Any]:
    """Every row of the groups, in order, under the groups' names.

    Parameters
    ----------
    spans
        Indicator → lowest and highest value there is among wards (boroughs, where wards have none),
        so that a mark's place in the picture says where it stands among them all.
    """
    rows = all_rows(groups)
    first = max((row.cells for row in rows), key=len, default=())
    codes = [one.area.code for one in first]
    return {
        "columns": [
            {"id": "indicator", "label": "Indicator"},
            *(
                {"id": one.area.area_type.value, "label": one.area.name, "numeric": True}
                for one in first
            ),
            {"id": "picture", "label": "Side by side", "sortable": False},
            {"id": "period", "label": "Period and kind"},
        ],
        "rows": [_row(row, codes, spans.get(row.indicator_id)) for row in rows],
        "groups": [{"label": group.theme, "rows": len(group.rows)} for group in groups],
    }


_NO_CELL = {"text": Status.NOT_AVAILABLE.plain, "sort": None, "paper": "–"}


def _row(
    row: ProfileRow, codes: Sequence[str], span: tuple[float, float] | None
) -> list[dict[str, Any]]:
    """A cell for each area of the head, also where the row has none for it."""
    by_code = {one.area.code: _value(one) for one in row.cells}
    return [
        {"text": row.name, "sort": row.name, "note": row.unit},
        *(by_code.get(code, _NO_CELL) for code in codes),
        _picture(row, span),
        {
            "text": row.period_text,
            "sort": row.period_text,
            "note": row.evidence,
            "paper": short_months(row.period_text),
            "paper_note": _short_evidence(row.evidence),
        },
    ]


def _short_evidence(label: str) -> str:
    return "worked out here" if label == WORKED_OUT else label.split()[0].strip(",").lower()


def _value(cell: ProfileCell) -> dict[str, Any]:
    said = {"text": cell.text, "sort": cell.figure.value, "note": cell.short_note}
    return said if cell.figure.value is not None else {**said, "paper": "–"}


def _picture(row: ProfileRow, span: tuple[float, float] | None) -> dict[str, Any]:
    known = [one for one in row.cells if one.figure.value is not None]
    counts_people = row.unit_kind is Unit.PEOPLE
    if len(known) < 2 or counts_people:
        return {"text": "Nothing to set side by side", "paper": "–"}
    values = [one.figure.value or 0.0 for one in known]
    low, high = min(values), max(values)
    if span:
        low, high = min(low, span[0]), max(high, span[1])
    words = "; ".join(f"{one.area.name} {one.text}" for one in known)
    marks = [
        {
            "label": one.area.name,
            "value": one.figure.value,
            "shape": _SHAPES[one.area.area_type],
        }
        for one in known
    ]
    return {"text": words, "strip": {"min": low, "max": high, "marks": marks}}
