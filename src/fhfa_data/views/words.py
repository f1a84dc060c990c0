"""Numbers as people say them. The one place that rounds."""

from __future__ import annotations

import re
from calendar import month_abbr
from datetime import date

from fhfa_data.catalogue.records import Indicator
from fhfa_data.model.figures import Figure, Status, Unit

_LONG_MONTH = re.compile(rf"\b({'|'.join(month_abbr[1:])})[a-z]+")
_ALWAYS_CAPITAL = ("Asian ", "Black ", "Mixed ", "White ")  # as the census writes ethnic groups
PERCENT_UNITS = (Unit.PERCENT, Unit.PROPORTION)
"""Units whose values are said as percentages."""


def say_value(indicator: Indicator, value: float) -> str:
    """A value with the decimals its catalogue entry allows, and a percent sign where due.

    >>> from fhfa_data.catalogue.load import load_catalogue
    >>> say_value(load_catalogue().indicator("core20_pct"), 39.4912)
    '39.5%'
    >>> say_value(load_catalogue().indicator("income_score"), 0.353)
    '35.3%'
    >>> say_value(load_catalogue().indicator("core20_pct"), 100.0)
    '100%'
    """
    shown = value * 100 if indicator.unit is Unit.PROPORTION else value
    whole = indicator.unit in PERCENT_UNITS and shown in (0, 100)
    text = f"{shown:,.{0 if whole else indicator.decimals}f}"
    if text.strip("-0.,") == "":
        text = text.lstrip("-")
    text = text.replace("-", "−")
    return f"{text}%" if indicator.unit in PERCENT_UNITS else text


def said_number(indicator: Indicator, value: float) -> float:
    """A value as :func:`say_value` says it: equal words are equal numbers.

    >>> from fhfa_data.catalogue.load import load_catalogue
    >>> said_number(load_catalogue().indicator("income_score"), 0.35349)
    35.3
    """
    shown = value * 100 if indicator.unit is Unit.PROPORTION else value
    # Python rounds as its text does, numpy otherwise; and there is no minus zero.
    return round(float(shown), indicator.decimals) + 0.0


def step_of(indicator: Indicator) -> float:
    """The smallest difference between two numbers that are said."""
    return 10.0**-indicator.decimals


def unit_words(indicator: Indicator) -> str:
    """The unit as said after a value that already wears its percent sign; scores need none.

    >>> from fhfa_data.catalogue.load import load_catalogue
    >>> unit_words(load_catalogue().indicator("core20_pct"))
    'of residents'
    """
    if indicator.unit in (Unit.SCORE, Unit.RATIO):
        return ""
    label = indicator.unit_label
    return label.removeprefix("%").strip() if indicator.unit in PERCENT_UNITS else label


def say_figure(indicator: Indicator, figure: Figure | None) -> str:
    """The value, or in words why there is none."""
    if figure is None:
        return Status.NOT_AVAILABLE.plain
    if figure.value is None:
        return figure.status.plain
    return say_value(indicator, figure.value)


def say_people(count: float) -> str:
    """A count of people, rounded for a sentence: tables keep it whole.

    >>> say_people(19_233), say_people(1_132_504), say_people(840)
    ('19,200', '1.13 million', '840')
    """
    if count >= 1_000_000:
        return f"{count / 1_000_000:.2f} million"
    return f"{round(count, -2 if count >= 10_000 else -1):,.0f}"


def say_times(count: int, what: str) -> str:
    """How many of something there are.

    >>> say_times(1, "ward"), say_times(1702, "value")
    ('1 ward', '1,702 values')
    """
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def say_list(items: list[str]) -> str:
    """Items in a sentence.

    >>> say_list(["crime", "housing", "income"])
    'crime, housing and income'
    """
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def mid_sentence(text: str) -> str:
    """A name as it stands inside a sentence: a small first letter, acronyms kept.

    >>> mid_sentence("Residents in Core20"), mid_sentence("NHS Health Checks received")
    ('residents in Core20', 'NHS Health Checks received')
    >>> mid_sentence("Asian ethnic groups")
    'Asian ethnic groups'
    """
    keeps = text[1:2].isupper() or text.startswith(_ALWAYS_CAPITAL)
    return text if keeps else text[:1].lower() + text[1:]


def with_sex(text: str, sex: str) -> str:
    """A name that says whom it is about, where that isn't everybody.

    >>> with_sex("Life expectancy", "Female"), with_sex("Residents in Core20", "Persons")
    ('Life expectancy, female', 'Residents in Core20')
    """
    return text if sex == "Persons" else f"{text}, {sex.lower()}"


def short_months(text: str) -> str:
    """A period's words with the months cut short, where room is scarce.

    >>> short_months("Latest: September 2024 to August 2025")
    'Latest: Sep 2024 to Aug 2025'
    """
    return _LONG_MONTH.sub(r"\1", text)


def plain_day(iso: str) -> str:
    """A day as people write it.

    >>> plain_day("2026-11-05")
    '5 November 2026'
    """
    return long_day(date.fromisoformat(iso))


def long_day(day: date) -> str:
    """A day as people write it; Windows has no ``%-d``.

    >>> long_day(date(2026, 11, 5))
    '5 November 2026'
    """
    return f"{day.day} {day:%B %Y}"
