"""What a place's map shows: which areas have values, on which drawing, and where it looks.

Wards are shown inside one borough, or inside Greater Manchester, whose 215 are still legible.
A region or England shows its boroughs: up to 67 or 296 shapes that a reader can tell apart and
pick, where 1,200 or 6,900 wards would be specks, and a table that can be read. Their wards are one
click further, on the borough's own map.
"""

from __future__ import annotations

from dataclasses import dataclass

from fhfa_data.catalogue.records import Indicator
from fhfa_data.model.areas import ENGLAND, GREATER_MANCHESTER, Area, AreaType
from fhfa_data.model.nesting import Nesting

ALL_BOROUGHS = "boroughs"
"""Names the drawing of all installed boroughs; other drawings are named by an area's code."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The areas with values and the drawing they are on.

    ``drawing``: Greater Manchester's code, a borough's code or :data:`ALL_BOROUGHS`.
    ``level``: wards or boroughs. ``boroughs``: codes of those whose wards, or which themselves,
    have values. ``focus``: code of the borough or region to zoom to, None for the whole drawing.
    ``place`` is what the words are about, ``whole`` what the whole drawing is called.
    """

    drawing: str
    level: AreaType
    boroughs: tuple[str, ...]
    focus: str | None
    place: Area | None
    whole: str


def frame_of(nesting: Nesting, place: Area, indicator: Indicator) -> Frame:
    """The frame for a place's overview and one indicator."""
    level = spread_level(nesting, place, indicator)
    borough, parent = nesting.borough_of(place), nesting.parent(place)
    if GREATER_MANCHESTER in (place.code, parent.code if parent else ""):
        return _in_greater_manchester(nesting, borough, level)
    if borough and level is AreaType.WARD:
        return Frame(borough.code, level, (borough.code,), None, borough, borough.name)
    around = parent or (None if borough else place)
    inside = nesting.boroughs_in(around) if around else [one.code for one in nesting.boroughs]
    region = around.code if around and around.area_type is AreaType.REGION else None
    whole = nesting.areas[ENGLAND].name if nesting.home.code == ENGLAND else "all boroughs here"
    return Frame(ALL_BOROUGHS, level, tuple(inside), region, around, whole)


def _in_greater_manchester(nesting: Nesting, borough: Area | None, level: AreaType) -> Frame:
    whole = nesting.areas[GREATER_MANCHESTER]
    focus = borough.code if borough else None
    one = borough if level is AreaType.WARD else None
    inside = (one.code,) if one else tuple(nesting.boroughs_in(whole))
    return Frame(whole.code, level, inside, focus, one or whole, whole.name)


def spread_level(nesting: Nesting, place: Area, indicator: Indicator) -> AreaType:
    """Which areas an overview shows for an indicator.

    Wards where they have figures, else boroughs where those do, else wards (all gaps); boroughs
    always for what is wider than Greater Manchester.
    """
    if nesting.borough_of(place) is None and place.code != GREATER_MANCHESTER:
        return AreaType.BOROUGH
    for level in (AreaType.WARD, AreaType.BOROUGH):
        if indicator.levels[level].method is not None:
            return level
    return AreaType.WARD
