"""Exact ages in words or figures, and what decade to say instead."""

from __future__ import annotations

import re

from fhfa_data.stories.gate.lexicon import folded

_UNITS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDED = {
    **{
        f"{ten}-{unit}": 20 + 10 * t + u
        for t, ten in enumerate(_TENS)
        for u, unit in enumerate(_UNITS, 1)
    },
    **{ten: 20 + 10 * at for at, ten in enumerate(_TENS)},
    "a hundred": 100,
}
_AGE_WORD = "|".join(sorted((word.replace("-", "[ -]") for word in _WORDED), key=len, reverse=True))
_N = rf"(?P<age>\d{{1,3}}|{_AGE_WORD})"
_DECADES = {f"{ten[:-1]}ies": 20 + 10 * at for at, ten in enumerate(_TENS)}
_DECADE = re.compile(
    rf"\sin\s(?:her|his|their|my)\s(?:(?:early|mid|late)[\s-])?(?:(?P<figures>[2-9]0)['’]?s"
    rf"|(?P<words>{'|'.join(_DECADES)}))\b",
    re.I,
)
BEFORE = re.compile(rf"(?<![\w£.,-]){_N}[\s-]?(?:years?|yrs?|y)?[\s-]?(?:old|o)\b,?\s*", re.I)
_BESIDE = re.compile(
    rf"(?:\bis|\bam|['’]m|['’]s|\bwas)\s{_N}(?:\syears\sold)?(?:,\s|\s)(?:and\s)?(?:an?\s)?$", re.I
)
_AFTER = re.compile(
    rf"^(?:,?\s\(?(?:aged|age|of|who is|who['’]s|is|was|at)?\s?|\s\(){_N}(?:\s(?:years|"
    rf"yrs)(?:\sold)?)?(?![\w%]|[.,:]\d|\s(?:per|%|people|miles|minutes|hours|children|"
    rf"kids|days|weeks|months|buses))",
    re.I,
)
YEARS = re.compile(
    rf"\b(?P<verb>is|was|am|['’]m|['’]s|are|turned|turns|turning|be|aged)\s{_N}(?:\s(?:year"
    rf"s?|yrs?)(?:\sold)?)?(?![\w%-]|[.,:]\d|\s(?:per|%|\w+s\b))",
    re.I,
)
_HOUSEHOLD = re.compile(r"\b(?:family|household|couple)$", re.I)
BIRTHDAY = re.compile(r"\b(?P<age>9\d|1[01]\d)(?:st|nd|rd|th)\sbirthday\b", re.I)


def age_beside(text: str, start: int, end: int) -> tuple[int | None, int, int]:
    """The exact age right before or right after a phrase, with the span that takes it in."""
    window = max(0, start - 30)
    for match in BEFORE.finditer(text, window, start):
        if match.end() == start:
            return years(match.group("age")), match.start(), end
    loose = _BESIDE.search(text, window, start)
    if loose:
        return years(loose.group("age")), loose.start("age"), end
    after = _AFTER.match(text[end : end + 40])
    if _HOUSEHOLD.search(text[start:end]):
        return None, start, end  # "a Roma family of 6"
    if after and 0 < years(after.group("age")) <= 120:
        return years(after.group("age")), start, end + after.end()
    return None, start, end


def decade_after(text: str, end: int) -> int | None:
    """The first age of the ten years said right after a phrase: "woman in her fifties".

    >>> decade_after("a woman in her late fifties", 7)
    50
    """
    found = _DECADE.match(text, end)
    if not found:
        return None
    return int(found["figures"]) if found["figures"] else _DECADES[folded(found["words"])]


def years(said: str) -> int:
    """The number that an age in figures or words means.

    >>> years("82"), years("eighty two"), years("a hundred")
    (82, 82, 100)
    """
    if said.isdigit():
        return min(int(said), 120)
    low = folded(said)
    return _WORDED[low if low == "a hundred" else low.replace(" ", "-")]


def decade(age: int) -> str:
    """What to say instead of an exact age.

    >>> decade(82), decade(8)
    ('their eighties', 'childhood')
    """
    if age < 13:
        return "childhood"
    if age < 20:
        return "their teens"
    if age >= 90:
        return "old age"
    return f"their {_TENS[age // 10 - 2][:-1]}ies"
