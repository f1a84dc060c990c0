"""What a pack holds, as frozen records: insights, sub-points, quotations, ways, the table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the document something is: the number of its line or paragraph, and its page.

    ``page`` is 0 where the kind of file has no pages of its own.

    >>> Place("line", 12, page=3).words
    'page 3, line 12'
    """

    unit: str
    number: int
    page: int = 0

    @property
    def words(self) -> str:
        """The place, as a person would say it."""
        said = f"{self.unit} {self.number}"
        return f"page {self.page}, {said}" if self.page else said


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something we are unsure of: where, about what, and why."""

    place: Place
    about: str
    why: str


class QuoteKind(StrEnum):
    """What words in quotation marks are."""

    SAID = "quotation"
    PHRASE = "phrase"  # a word or three set apart inside a sentence: a term, or said by someone


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks, without the marks; ``within`` holds the quotation around it.

    ``by`` is the person or role named under it; ``also_at`` are other places with the same words
    under the same heading.
    """

    text: str
    kind: QuoteKind
    place: Place
    by: str = ""
    within: str = ""
    unsure: str = ""
    also_at: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """A sub-point of an insight: its heading as printed, its texts, what is quoted in it."""

    title: str
    texts: tuple[str, ...]
    quotations: tuple[Quotation, ...]
    place: Place
    is_barrier: bool = False
    unsure: str = ""


@dataclass(frozen=True, slots=True)
class Insight:
    """One insight. ``texts`` and ``quotations`` are those that stand before its first sub-point.

    ``way`` is the group the pack's table files it under; ``notes`` are credits and remarks.
    """

    number: int
    title: str
    way: str
    texts: tuple[str, ...]
    quotations: tuple[Quotation, ...]
    points: tuple[Point, ...]
    notes: tuple[str, ...]
    place: Place
    unsure: str = ""


@dataclass(frozen=True, slots=True)
class How:
    """One way to develop what the insights ask for. ``number`` is its order of appearance."""

    number: int
    title: str
    under: str
    texts: tuple[str, ...]
    quotations: tuple[Quotation, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of the what-by-how table: which insights, filed under which group, developed how."""

    group: str
    insights: tuple[int, ...]
    what: str
    how: str
    place: Place


@dataclass(frozen=True, slots=True)
class Pack:
    """What was found in one document. ``elsewhere`` are quotations outside insights and ways."""

    title: str
    kind: str
    published: str
    heard: str
    insights: tuple[Insight, ...]
    hows: tuple[How, ...]
    table: tuple[TableRow, ...]
    elsewhere: tuple[Quotation, ...]
    doubts: tuple[Doubt, ...]

    @property
    def barriers(self) -> tuple[Point, ...]:
        """The sub-points of insights that are about barriers."""
        return tuple(p for one in self.insights for p in one.points if p.is_barrier)

    def placed_quotations(self) -> Iterator[tuple[Insight | How | None, Point | None, Quotation]]:
        """Every quotation with its insight or way and its sub-point, in the pack's order."""
        for insight in self.insights:
            yield from ((insight, None, one) for one in insight.quotations)
            for point in insight.points:
                yield from ((insight, point, one) for one in point.quotations)
        for how in self.hows:
            yield from ((how, None, one) for one in how.quotations)
        yield from ((None, None, one) for one in self.elsewhere)


def words_of(text: str) -> list[str]:
    """The words of a text, for comparing: small letters, no marks.

    >>> words_of("14:The importance of “Health”")
    ['14', 'the', 'importance', 'of', 'health']
    """
    return re.findall(r"[^\W_]+", re.sub(r"['’‘]", "", text.casefold()))
