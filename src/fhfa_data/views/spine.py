"""Rows of a comparison that can share one spine chart: the same ends and the same middle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fhfa_data.model.areas import AreaType
from fhfa_data.model.figures import Polarity
from fhfa_data.views.comparison import ComparedRow
from fhfa_data.views.words import say_list

SHAPES = {AreaType.BOROUGH: "◇", AreaType.GM: "△", AreaType.REGION: "□"}
"""What stands for a wider area of each kind, in a chart and in the words beside it."""


@dataclass(frozen=True, slots=True)
class Spine:
    """One chart: what it runs from and to, what stands at its centre, and its rows."""

    title: str
    low: str
    middle: str
    high: str
    rows: tuple[ComparedRow, ...]


def spines(rows: Sequence[ComparedRow]) -> tuple[Spine, ...]:
    """The rows in as few charts as tell the truth of all of them, in their order."""
    found: dict[tuple[bool, AreaType, bool], list[ComparedRow]] = {}
    for row in rows:
        if any(one.position is not None for one in row.places):
            key = (row.polarity is Polarity.NEUTRAL, row.level, row.is_england_known)
            found.setdefault(key, []).append(row)
    return tuple(_spine(*key, tuple(inside)) for key, inside in found.items())


def _spine(
    is_neutral: bool, level: AreaType, is_england_known: bool, rows: tuple[ComparedRow, ...]
) -> Spine:
    middle = "England" if is_england_known else f"middle {level.plain}"
    centre = "England" if is_england_known else f"the middle {level.plain}"
    way = (
        "Lower to higher (neither is better)" if is_neutral else "From the worst to the best figure"
    )
    return Spine(
        title=f"{way}: all {level.plural}, {centre} at the centre",
        low="lowest" if is_neutral else "worst figure",
        middle=middle,
        high="highest" if is_neutral else "best figure",
        rows=rows,
    )


def shapes_key(rows: Sequence[ComparedRow]) -> str:
    """Which shape stands for which wider area; empty without any."""
    areas = dict.fromkeys(one.area for row in rows for one in row.wider)
    said = [f"{SHAPES[one.area_type]} {one.name}" for one in areas if one.area_type in SHAPES]
    return f"Shapes: {say_list(said)}." if said else ""
