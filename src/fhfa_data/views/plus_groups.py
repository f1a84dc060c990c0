"""PLUS groups of a place: how many residents are in each, by the census, or why it isn't said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fhfa_data.catalogue.plus_groups import PlusGroup, plus_groups
from fhfa_data.catalogue.records import Indicator
from fhfa_data.model.areas import Area
from fhfa_data.model.figures import Evidence, Figure
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.beside import beside
from fhfa_data.views.provenance import source_line
from fhfa_data.views.words import say_figure

HANDFUL, FEW = 10, 100
"""People of a census group: below the first a count isn't shown, below the second it is small."""
NOT_SHOWN = "Not shown"
SMALL = "Small: treat with care."
TOO_FEW = (
    f"Fewer than {HANDFUL} residents. The Office for National Statistics changes some small counts "
    "to protect people, so a count this low could be wrong by much of itself."
)


@dataclass(frozen=True, slots=True)
class PlusRow:
    """A group's indicator, or a group that has none.

    ``people`` and ``share`` are as said, ``shares`` area's code → share as said and as a number,
    the place's own among them. ``care``: why a count is small or not shown. ``note``: what the
    figure leaves out, or why there is none. ``indicator_id`` is empty where there is none.
    """

    group: str
    indicator_id: str
    name: str
    people: str
    people_count: float | None
    shares: dict[str, tuple[str, float]]
    care: str
    note: str
    provenance: str


def care_words(indicator: Indicator, figure: Figure | None) -> str:
    """What to say of a small count; empty for a large one and for what isn't from the census.

    Core20 adds up whole neighbourhoods, so that its nought is a nought.
    """
    if indicator.evidence is not Evidence.CENSUS or figure is None or figure.numerator is None:
        return ""
    if figure.numerator < HANDFUL:
        return TOO_FEW
    return SMALL if figure.numerator < FEW else ""


def plus_rows(atlas: Atlas, area: Area) -> tuple[PlusRow, ...]:
    """Every group, in the catalogue's order; one without a figure says why."""
    return tuple(
        row for group in plus_groups().values() for row in _rows_of_group(atlas, area, group)
    )


def plus_words(area: Area, rows: tuple[PlusRow, ...]) -> str:
    """How many groups the census counts here, and how many nothing here counts."""
    small = sum(1 for one in rows if one.care)
    said = f"This atlas counts {say_counted(rows)} for {area.name}"
    few = f", {small} of the counts small" if small else ""
    return f"{said}{few}. A group that isn't counted may still live here: its row says why."


def say_counted(rows: tuple[PlusRow, ...]) -> str:
    """How many of the groups are counted here."""
    names = {one.group for one in rows}
    counted = {one.group for one in rows if one.people_count is not None or one.care}
    return f"{len(counted)} of {len(names)} groups"


def _rows_of_group(atlas: Atlas, area: Area, group: PlusGroup) -> Iterator[PlusRow]:
    known = [one for one in group.indicators if one in atlas.catalogue.indicators]
    for one in known:
        yield _row(atlas, area, group, atlas.catalogue.indicators[one])
    if not known:
        comes = "The figures come with a refresh of the data. " if group.indicators else ""
        note = f"{comes}{group.note}".strip()
        yield PlusRow(group.name, "", "–", "Not counted", None, {}, "", note, "")


def _row(atlas: Atlas, area: Area, group: PlusGroup, indicator: Indicator) -> PlusRow:
    found = beside(atlas, area, indicator, "latest")
    care = care_words(indicator, found.own)
    hidden = care == TOO_FEW
    own = found.own.numerator if found.own is not None and not hidden else None
    why = found.own.reason if found.own is not None and found.own.value is None else ""
    shares = {
        one.code: (say_figure(indicator, figure), figure.value)
        for one, figure in found.known
        if figure.value is not None and not (hidden and one == area)
    }
    return PlusRow(
        group=group.name,
        indicator_id=indicator.id,
        name=indicator.short_name,
        people=NOT_SHOWN if hidden else "Not available" if own is None else f"{own:,.0f}",
        people_count=own,
        shares=shares,
        care=care,
        note=f"{why} {group.note}".strip(),
        provenance=source_line(atlas.catalogue, indicator, found.source_type, found.when.plain),
    )
