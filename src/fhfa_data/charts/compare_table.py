"""Places side by side as a table whose cells are shaded by fifths, and said so in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fhfa_data.model.areas import Area
from fhfa_data.model.figures import Polarity
from fhfa_data.stats.compare import Judgement
from fhfa_data.views.alike import AlikeWard
from fhfa_data.views.comparison import LETTERS, ComparedRow, PlaceFigure

_FIFTHS = {1: "lowest fifth", 2: "second fifth", 3: "middle fifth", 4: "fourth fifth",
           5: "highest fifth"}  # fmt: skip


def heat_table(rows: Sequence[ComparedRow], places: Sequence[Area]) -> dict[str, Any]:
    """An indicator a row, a place a column; deeper shade is more need, or for neutral ones more."""
    columns = [
        {"id": "indicator", "label": "Indicator"},
        *(
            {"id": one.code, "label": f"{letter} {one.name}", "numeric": True}
            for letter, one in zip(LETTERS, places, strict=False)
        ),
        {"id": "england", "label": "England", "numeric": True},
        {"id": "range", "label": "From worst to best", "sortable": False},
        {"id": "period", "label": "Period and kind"},
    ]
    return {"columns": columns, "rows": [_row(one) for one in rows]}


def _row(row: ComparedRow) -> list[dict[str, Any]]:
    is_neutral = row.polarity is Polarity.NEUTRAL
    ends = f"{row.level.plural}{', lowest to highest' if is_neutral else ''}"
    return [
        {"text": row.name, "note": row.unit + (" · part of the index" if row.note else "")},
        *(_cell(row, one) for one in row.places),
        {"text": row.england},
        {"text": f"{row.worst} to {row.best}", "note": ends},
        {"text": row.period_text or "None", "note": row.provenance.partition(" · ")[0]},
    ]


def _cell(row: ComparedRow, one: PlaceFigure) -> dict[str, Any]:
    words = [
        one.other_period,
        one.interval_text,
        _fifth(row, one),
        _judged(one.judgement),
    ]
    cell: dict[str, Any] = {
        "text": one.text,
        "sort": one.figure.value,
        "note": " · ".join(word for word in words if word),
    }
    if one.fifth is not None:
        deep = one.fifth if row.polarity is not Polarity.HIGHER_IS_BETTER else 6 - one.fifth
        cell["heat"] = deep
    return cell


def _fifth(row: ComparedRow, one: PlaceFigure) -> str:
    """Which fifth of areas of its own kind, which is said where the row is of another kind."""
    if one.fifth is None:
        return ""
    kind = one.area.area_type
    return _FIFTHS[one.fifth] + ("" if kind is row.level else f" of {kind.plural}")


def _judged(judgement: Judgement) -> str:
    """What can be said beside England; nothing without an interval."""
    if judgement is Judgement.NOT_COMPARED:
        return ""
    if judgement is Judgement.SIMILAR:
        return "similar to England"
    return f"{judgement.value} than England"


def alike_table(found: Sequence[AlikeWard]) -> dict[str, Any]:
    """The nearest wards, each with how far and in what it differs most."""
    columns = [
        {"id": "ward", "label": "Ward"},
        {"id": "far", "label": "Distance", "numeric": True, "help": "0 is alike in every measure"},
        {"id": "differs", "label": "Differs most in", "wide": True},
    ]
    rows = [
        [
            {"text": one.area.full_name, "code": one.area.code},
            {"text": f"{one.distance:.2f}", "sort": one.distance},
            {"text": one.differs or "Nothing stands out"},
        ]
        for one in found
    ]
    return {"columns": columns, "rows": rows}
