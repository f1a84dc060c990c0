"""What the atlas holds of the leadership insights: frozen records, in our own words."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal, Self, TypeVar

from pydantic import Field, StringConstraints, model_validator

from fhfa_data.catalogue.records import Named, Record
from fhfa_data.errors import UnknownName
from fhfa_data.model.nearest import nearest

EVIDENCE_LABEL = (
    "Leadership insight: Greater Manchester-wide, heard January–April 2024 "
    "from leaders in ten boroughs, not from residents"
)
"""What every insight wears on screen. An insight is never about one ward."""

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
OneLine = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=90)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
PrintedNumber = Annotated[str, StringConstraints(pattern=r"^0[1-8]( - 0[1-8])?$")]


class Way(StrEnum):
    """What an insight is a way of, in the order the source gives."""

    PERCEIVING = "perceiving"
    RELATING = "relating"
    THINKING = "thinking"
    FEELING = "feeling"
    DOING = "doing"

    @property
    def label(self) -> str:
        """How a page says it.

        >>> Way.FEELING.label
        'Ways of feeling'
        """
        return f"Ways of {self.value}"


class Point(Record):
    """One thing said within an insight, a way to develop or the frame."""

    id: Slug
    title: Words
    text: Words


class How(Record):
    """How an insight could be developed.

    ``printed_numbers`` and ``printed_under`` are as in the source's table; ``ways`` is our reading.
    """

    printed_numbers: Annotated[tuple[PrintedNumber, ...], Field(min_length=1)]
    printed_under: Words
    starter: Words
    ways: Annotated[tuple[Slug, ...], Field(min_length=1)]


class Insight(Record):
    """One of the 14 insights, re-told. ``signs`` are our suggestion, not the source's."""

    number: Annotated[int, Field(ge=1)]
    id: Slug
    title: Words
    way: Way
    in_one_line: OneLine
    meaning: Words
    told_us: Annotated[tuple[Words, ...], Field(min_length=1)]
    signs: Annotated[tuple[Words, ...], Field(min_length=1)]
    questions: Annotated[tuple[Words, ...], Field(min_length=3, max_length=5)]
    themes: Annotated[tuple[Slug, ...], Field(min_length=1)]
    how: How
    points: Annotated[tuple[Point, ...], Field(min_length=1)]

    def point(self, name: str) -> Point:
        """The point with this id; ``UnknownName`` if the insight has none."""
        return _named("point", name, self.points)


class WayToDevelop(Record):
    """One of the eight ways to develop leadership: a principle, or a kind of support."""

    id: Slug
    kind: Literal["principle", "support"]
    title: Words
    text: Words
    topics: tuple[Words, ...] = ()
    points: tuple[Point, ...] = ()


class About(Record):
    """Where the insights come from, whom they were heard from, and what they leave out."""

    title: Words
    published: Words
    heard: Words
    who: Words
    purpose: Words
    leadership_means: Words
    left_out: Words
    each_place: Words
    companions: Words
    eight_note: Words
    mapping_note: Words
    table_note: Words
    summary: Words


class FrameStructure(Point):
    """A place that attention can come from: a row of the frame."""

    number: Annotated[int, Field(ge=1)]


class FrameCell(Record):
    """One structure of attention at one size."""

    structure: Slug
    level: Slug
    title: Words
    text: Words


class Frame(Record):
    """The frame of attention: four structures of attention at four sizes (``levels``)."""

    title: Words
    credit: Words
    meaning: Words
    leverage: Point
    principles: tuple[Point, ...]
    levels: tuple[Point, ...]
    structures: tuple[FrameStructure, ...]
    cells: tuple[FrameCell, ...]

    @model_validator(mode="after")
    def _every_cell_once(self) -> Self:
        grid = [(row.id, column.id) for row in self.structures for column in self.levels]
        have = [(cell.structure, cell.level) for cell in self.cells]
        if sorted(grid) != sorted(have):
            raise ValueError("the cells must fill each structure at each level exactly once")
        return self

    def cell(self, structure: str, level: str) -> FrameCell:
        """The cell in this row and column."""
        for one in self.cells:
            if (one.structure, one.level) == (structure, level):
                return one
        known = [f"{one.structure}/{one.level}" for one in self.cells]
        raise UnknownName("cell", f"{structure}/{level}", nearest(f"{structure}/{level}", known))


class Wisdom(Record):
    """All that the Wisdom page tells. Read it with ``fhfa_data.catalogue.wisdom.load_wisdom``."""

    insights: tuple[Insight, ...]
    ways_to_develop: tuple[WayToDevelop, ...]
    about: About
    notes: tuple[Point, ...]
    frame: Frame
    themes: Mapping[str, Named]

    @property
    def kinds_of_support(self) -> tuple[WayToDevelop, ...]:
        """The ways to develop that are kinds of support."""
        return tuple(one for one in self.ways_to_develop if one.kind == "support")

    def insight(self, name: str) -> Insight:
        """The insight with this id; ``UnknownName``, with the nearest ids, if there is none."""
        return _named("insight", name, self.insights)

    def way_to_develop(self, name: str) -> WayToDevelop:
        """The way to develop with this id; ``UnknownName`` if there is none."""
        return _named("way to develop", name, self.ways_to_develop)


EntryT = TypeVar("EntryT", Point, Insight, WayToDevelop)


def _named(kind: str, name: str, entries: tuple[EntryT, ...]) -> EntryT:
    for one in entries:
        if one.id == name:
            return one
    raise UnknownName(kind, name, nearest(name, [one.id for one in entries]))
