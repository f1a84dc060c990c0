"""Exact dates, and with them dates of birth. A month or a year alone is no exact date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fhfa_data.stories.gate.findings import BIRTH, Finding, Kind
from fhfa_data.stories.gate.lexicon import folded

_MONTHS = "january february march april may june july august september october november december"
_MONTH_AT = {name[:3]: at for at, name in enumerate(_MONTHS.split(), 1)}
_LONG = "|".join(_MONTHS.split())
_MONTH = rf"(?:{_LONG}|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\.?)"
_WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+(?:the\s+)?)?"
)
_YEAR = (
    r"(?:,?[\s-]+(?:of\s+)?(?P<year>\d{4}|['’]\d{2}(?!\d)"
    r"|\d{2}(?=[.,;)!?](?!\d)|\s*$|\s(?:in|at|and|when|she|he|i|we|they|was)\b)))?"
)
_FROM = r"(?:\d{1,2}(?:st|nd|rd|th)?\s?(?:and|to|or|&|-|–)\s?(?:the\s)?)?"
_UNITS = "first second third fourth fifth sixth seventh eighth ninth"
_TEENS = (
    "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth "
    "eighteenth nineteenth"
)
_WORDED = "|".join(
    [
        *(
            f"{tens}[ -]{unit}"
            for tens, last in (("twenty", 9), ("thirty", 1))
            for unit in _UNITS.split()[:last]
        ),
        *_TEENS.split(),
        "twentieth",
        "thirtieth",
        *_UNITS.split(),
    ]
)
_DAY_FIRST = re.compile(
    rf"(?<![\w/.-]){_WEEKDAY}(?:the\s+)?{_FROM}(?P<day>\d{{1,2}})(?P<th>\s?(?:st|"
    rf"nd|rd|th))?(?:\s+of)?[\s-]+"
    rf"(?P<month>{_MONTH})(?!\w){_YEAR}",
    re.I,
)
_MONTH_FIRST = re.compile(
    rf"(?<!\w){_WEEKDAY}(?P<month>{_MONTH})\s+(?:the\s+)?(?P<day>\d{{1,2}})(?P<th>st|"
    rf"nd|rd|th)?(?![\w:%/.]\d|\w|%)"
    rf"(?:,?\s+(?P<year>\d{{4}}))?",
    re.I,
)
_SPELT = re.compile(
    rf"(?<!\w){_WEEKDAY}(?:the\s+)?(?P<day>{_WORDED})\s+(?:of\s+)?(?P<month>{_LONG})(?!\w){_YEAR}",
    re.I,
)
_NUMERIC = re.compile(
    r"(?<![\w/.-])(?P<day>\d{1,2})(?P<sep>[/.-]|\s[/-]\s)(?P<month>\d{1,2})(?P=sep)(?P<yea"
    r"r>(?:19|20)\d{2}|\d{2})(?![\w/-]|\.\d)"
)
_ISO = re.compile(
    r"(?<![\w/.-])(?P<year>(?:19|20)\d{2})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!["
    r"\w/-]|\.\d)"
)
_BARE = re.compile(
    r"\bon the (?P<span>\d{1,2}(?:st|nd|rd|th))(?=[.,;!?)]|\s*$|\s+(?:and|but)\b)", re.I | re.M
)
_BORN = re.compile(r"\b(?:born|birth|d\.?\s?o\.?\s?b|birthday|birthdate)\b.{0,25}$", re.I | re.S)
_CENSUS = re.compile(r"\bcensus\b[^.\n]{0,60}$", re.I)
_SEASONS = ("winter", "spring", "summer", "autumn")


def dates(text: str) -> Iterator[Finding]:
    """Days that can be found in a calendar, in figures or words; the day of a census is public.

    >>> text = "She fell on 3 March 2024."
    >>> [(text[one.start:one.end], one.instead) for one in dates(text)]
    [('3 March 2024', 'a date in spring 2024')]
    """
    for pattern in (_DAY_FIRST, _MONTH_FIRST, _SPELT, _NUMERIC, _ISO):
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - 80) : match.start()]
            if _is_date(match) and not _CENSUS.search(before):
                start, end = match.span()
                end -= len(match.group()) - len(match.group().rstrip(" ,-."))
                yield _finding(match, start, end, before)
    for match in _BARE.finditer(text):
        yield Finding(Kind.DATE, *match.span("span"), "a day that month")


def _is_date(match: re.Match[str]) -> bool:
    day, month = match.group("day"), match.group("month")
    if day.isdigit() and not 1 <= int(day) <= 31:
        return False
    if month.isdigit():
        return _in_calendar(int(day), int(month))
    if month in ("march", "may", "mar"):  # "march 3 miles", "may 10 people"
        said = match.groupdict()
        return bool(said.get("th") or said.get("year")) or match.re is _DAY_FIRST
    return True


def _in_calendar(day: int, month: int) -> bool:
    return 1 <= month <= 12 or (1 <= day <= 12 and 1 <= month <= 31)


def _finding(match: re.Match[str], start: int, end: int, before: str) -> Finding:
    year = _year_of(match.group("year") or "", born=bool(_BORN.search(before)))
    if _BORN.search(before):
        decade = f"a date in the {year // 10 * 10}s" if year else "a date left out"
        return Finding(Kind.DATE, start, end, decade, BIRTH)
    season = _season(match.group("month"), match.group("day"))
    return Finding(Kind.DATE, start, end, f"a date in {season} {year or ''}".rstrip())


def _year_of(said: str, *, born: bool) -> int:
    digits = said.lstrip("'’ ")
    if len(digits) == 4:
        return int(digits)
    if not digits:
        return 0
    return (1900 if born and int(digits) > 25 else 2000) + int(digits)


def _season(month: str, day: str) -> str:
    at = int(month) if month.isdigit() else _MONTH_AT[folded(month)[:3]]
    if at > 12:
        at = int(day)
    return _SEASONS[at % 12 // 3]
