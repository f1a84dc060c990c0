"""Periods: when a figure is about, and what kind of period that is.

Kinds never mix in one line or one comparison: a single year beside a three-year average looks like
a change where there is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fhfa_data.errors import CatalogueError


class PeriodKind(StrEnum):
    """The kind of time span a figure describes."""

    SNAPSHOT = "snapshot"
    ANNUAL = "annual"
    THREE_YEAR = "three_year"
    FIVE_YEAR = "five_year"
    CUMULATIVE = "cumulative"

    @property
    def plain(self) -> str:
        """How people say it.

        >>> PeriodKind.THREE_YEAR.plain
        'three years together'
        """
        return _PLAIN_KIND[self]


_PLAIN_KIND = {
    PeriodKind.SNAPSHOT: "a single point in time",
    PeriodKind.ANNUAL: "one year",
    PeriodKind.THREE_YEAR: "three years together",
    PeriodKind.FIVE_YEAR: "five years together",
    PeriodKind.CUMULATIVE: "added up from the start",
}


class Calendar(StrEnum):
    """When a year labelled 2023/24 begins."""

    CALENDAR = "calendar"
    FINANCIAL = "financial"
    ACADEMIC = "academic"
    MID_NOVEMBER = "mid_november"


_YEAR_START = {
    Calendar.CALENDAR: (1, 1),
    Calendar.FINANCIAL: (4, 1),
    Calendar.ACADEMIC: (9, 1),
    Calendar.MID_NOVEMBER: (11, 15),  # Active Lives Adult Survey years
}
_YEAR_END = {
    Calendar.CALENDAR: (12, 31),
    Calendar.FINANCIAL: (3, 31),
    Calendar.ACADEMIC: (8, 31),
    Calendar.MID_NOVEMBER: (11, 14),
}
_QUARTER_END = {1: (0, 6, 30), 2: (0, 9, 30), 3: (0, 12, 31), 4: (1, 3, 31)}

_QUARTER = r"([12]\d{3})/\d{2} Q([1-4])"
_QUARTERS = re.compile(rf"{_QUARTER}(?: ?- ?{_QUARTER})?", re.ASCII)
_SPLIT_YEAR = re.compile(r"([12]\d{3})/(\d{2})", re.ASCII)
_RANGE = re.compile(r"([12]\d{3}) ?- ?(\d{2})", re.ASCII)
_YEAR = re.compile(r"([12]\d{3})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Period:
    """A time span: the publisher's label, its kind, and its first and last day."""

    label: str
    kind: PeriodKind
    start: date
    end: date

    @property
    def plain(self) -> str:
        """The period as people say it.

        >>> parse_period("2023 - 25").plain
        '2023 to 2025'
        >>> parse_period("2023/24", calendar=Calendar.FINANCIAL).plain
        'April 2023 to March 2024'
        """
        if self.kind is PeriodKind.CUMULATIVE or "/" in self.label:
            return f"{self.start:%B %Y} to {self.end:%B %Y}"
        if self.start.year == self.end.year:
            return str(self.start.year)
        return f"{self.start.year} to {self.end.year}"


def parse_period(
    label: str, *, calendar: Calendar = Calendar.CALENDAR, snapshot: bool = False
) -> Period:
    """Read a publisher's label as a period.

    Parameters
    ----------
    label
        ``2021``, ``2023/24``, ``2015 - 17``, ``2016 - 20`` or ``2021/22 Q1 - 2025/26 Q3``.
    calendar
        When a year labelled ``2023/24`` begins.
    snapshot
        Whether a single year means a point in time (an index, a census), not a year's events.

    Raises
    ------
    CatalogueError
        If the label has none of these forms.

    >>> parse_period("2015 - 17").kind.value, parse_period("2016 - 20").kind.value
    ('three_year', 'five_year')
    >>> parse_period("2021/22 Q1 - 2025/26 Q3").end
    datetime.date(2025, 12, 31)
    """
    if match := _QUARTERS.fullmatch(label):
        return _cumulative(label, match)
    if match := _SPLIT_YEAR.fullmatch(label):
        return _split_year(label, match, calendar)
    if match := _RANGE.fullmatch(label):
        return _year_range(label, match)
    if match := _YEAR.fullmatch(label):
        year = int(match[1])
        kind = PeriodKind.SNAPSHOT if snapshot else PeriodKind.ANNUAL
        return Period(label, kind, date(year, 1, 1), date(year, 12, 31))
    raise CatalogueError(f"The period '{label}' has a form the atlas can't read.")


def _cumulative(label: str, match: re.Match[str]) -> Period:
    first_year, first_quarter = int(match[1]), int(match[2])
    last_year, last_quarter = int(match[3] or match[1]), int(match[4] or match[2])
    add, month, day = _QUARTER_END[last_quarter]
    start_month = {1: 4, 2: 7, 3: 10, 4: 1}[first_quarter]
    start = date(first_year + (first_quarter == 4), start_month, 1)
    end = date(last_year + add, month, day)
    if end < start:
        raise CatalogueError(f"The period '{label}' ends before it starts.")
    return Period(label, PeriodKind.CUMULATIVE, start, end)


def _split_year(label: str, match: re.Match[str], calendar: Calendar) -> Period:
    year = int(match[1])
    if (year + 1) % 100 != int(match[2]):
        raise CatalogueError(f"The period '{label}' does not span two neighbouring years.")
    if calendar is Calendar.CALENDAR:
        calendar = Calendar.FINANCIAL
    start = date(year, *_YEAR_START[calendar])
    return Period(label, PeriodKind.ANNUAL, start, date(year + 1, *_YEAR_END[calendar]))


def _year_range(label: str, match: re.Match[str]) -> Period:
    first = int(match[1])
    last = first // 100 * 100 + int(match[2])
    if last < first:
        last += 100
    kinds = {3: PeriodKind.THREE_YEAR, 5: PeriodKind.FIVE_YEAR}
    span = last - first + 1
    if span not in kinds:
        raise CatalogueError(f"The period '{label}' spans {span} years; the atlas knows 3 and 5.")
    return Period(label, kinds[span], date(first, 1, 1), date(last, 12, 31))


def same_period(asked: str, label: str) -> bool:
    """Whether what a person typed means this label: spaces don't count, a long dash is a dash.

    >>> same_period("2023–25", "2023 - 25")
    True
    """
    return _squeeze(asked) == _squeeze(label)


def _squeeze(text: str) -> str:
    return text.replace("–", "-").replace(" ", "").casefold()
