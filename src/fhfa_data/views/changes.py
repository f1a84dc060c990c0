"""What differs between two builds, in words and tables, for the terminal and the page alike."""

from __future__ import annotations

from dataclasses import dataclass

from fhfa_data.catalogue.load import Catalogue
from fhfa_data.model.areas import AreaType
from fhfa_data.model.figures import Status
from fhfa_data.views.words import plain_day, say_times, say_value, with_sex
from fhfa_data.warehouse.compare import Changes, Mover

TINY = 0.01
"""Moves below this share of a standard deviation are rounding, not news."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A table in words. ``numeric``: which columns are numbers; ``nothing``: said if empty."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()
    nothing: str = ""


@dataclass(frozen=True, slots=True)
class ChangesShown:
    """The comparison: one or two sentences, then the tables."""

    summary: str
    listings: tuple[Listing, ...]


def changes_shown(changes: Changes, catalogue: Catalogue) -> ChangesShown:
    """What differs, the newer build against the older."""
    return ChangesShown(
        _summary(changes),
        (
            _counts(changes),
            _indicators(changes, catalogue),
            _movers(changes, catalogue),
            _codes(changes),
            _statuses(changes, catalogue),
            _datasets(changes, catalogue),
        ),
    )


def _summary(changes: Changes) -> str:
    if changes.nothing:
        return "Nothing differs: the same areas, figures and reasons for gaps."
    values = sum(one.changed for one in changes.indicators)
    came = sum(one.came for one in changes.indicators)
    went = sum(one.went for one in changes.indicators)
    statuses = sum(one.status_changed for one in changes.indicators)
    parts = {
        f"{say_times(values, 'value')} changed": values,
        f"{say_times(came, 'figure')} came": came,
        f"{say_times(went, 'figure')} went": went,
        f"{say_times(statuses, 'figure')} changed status": statuses,
        f"{say_times(changes.codes_came, 'area')} came": changes.codes_came,
        f"{say_times(changes.codes_went, 'area')} went": changes.codes_went,
    }
    text = ", ".join(words for words, count in parts.items() if count) + "."
    if values and not _far(changes):
        text += " Every changed value moved by less than a hundredth of the spread between areas."
    return text


def _counts(changes: Changes) -> Listing:
    rows = [
        (
            "Figures" if one.what == "figure" else _kind(one.what),
            f"{one.before:,}",
            f"{one.after:,}",
        )
        for one in changes.counts
    ]
    return Listing(
        "What there is", ("What", "Before", "After"), tuple(rows), frozenset({1, 2}), "Nothing."
    )


def _indicators(changes: Changes, catalogue: Catalogue) -> Listing:
    columns = (
        "Indicator",
        "Figures before",
        "Figures after",
        "Values changed",
        "Came",
        "Went",
        "Status changed",
        "New periods",
    )
    rows = []
    for one in changes.indicators:
        counts = (one.before, one.after, one.changed, one.came, one.went, one.status_changed)
        numbers = tuple(f"{count:,}" for count in counts)
        rows.append((_name(one.indicator, catalogue), *numbers, one.new_periods))
    nothing = "No indicator's figures differ."
    return Listing("Indicators that differ", columns, tuple(rows), frozenset(range(1, 7)), nothing)


def _movers(changes: Changes, catalogue: Catalogue) -> Listing:
    columns = ("Indicator", "Place", "Period", "Before", "After", "Moved by, in spreads")
    rows = [
        (
            with_sex(_name(one.indicator, catalogue), one.sex),
            _place(one),
            one.period,
            *_old_and_new(one, catalogue),
            f"{one.deviations:.2f}",
        )
        for one in _far(changes)
    ]
    return Listing(
        "Biggest movers",
        columns,
        tuple(rows),
        frozenset({3, 4, 5}),
        "No value moved by as much as a hundredth of the spread between areas.",
    )


def _codes(changes: Changes) -> Listing:
    columns = ("Code", "Kind of area", "Name", "What happened")
    rows = tuple(
        (one.area_code, _kind(one.area_type), one.name, "Came" if one.came else "Went")
        for one in changes.codes
    )
    total = changes.codes_came + changes.codes_went
    more = f" (the first {len(rows)} of {total:,})" if total > len(rows) else ""
    title = f"Area codes that came and went{more}"
    return Listing(title, columns, rows, nothing="No area code came or went.")


def _statuses(changes: Changes, catalogue: Catalogue) -> Listing:
    columns = ("Indicator", "Was", "Is now", "Figures", "For example")
    rows = tuple(
        (
            _name(one.indicator, catalogue),
            _status(one.was),
            _status(one.now),
            f"{one.figures:,}",
            one.example,
        )
        for one in changes.statuses
    )
    nothing = "No figure was withheld, lost or found."
    return Listing("Figures whose status changed", columns, rows, frozenset({3}), nothing)


def _datasets(changes: Changes, catalogue: Catalogue) -> Listing:
    rows = tuple(
        (
            catalogue.sources[one.source].short_title
            if one.source in catalogue.sources
            else one.source,
            _copy(one.old_day, one.old_digest),
            _copy(one.new_day, one.new_digest),
        )
        for one in changes.datasets
    )
    columns = ("Dataset", "Before", "After")
    nothing = "Every dataset has the same bytes as before."
    return Listing("Datasets whose bytes changed", columns, rows, nothing=nothing)


def _far(changes: Changes) -> list[Mover]:
    return [one for one in changes.movers if one.deviations >= TINY]


def _old_and_new(one: Mover, catalogue: Catalogue) -> tuple[str, str]:
    if one.indicator not in catalogue.indicators:
        return f"{one.old_value:g}", f"{one.new_value:g}"
    indicator = catalogue.indicators[one.indicator]
    old, new = say_value(indicator, one.old_value), say_value(indicator, one.new_value)
    return (old, new) if old != new else (f"{one.old_value:.6g}", f"{one.new_value:.6g}")


def _place(one: Mover) -> str:
    borough = "" if one.borough_name in ("", one.name) else f", {one.borough_name}"
    return f"{one.name or one.area_code}{borough} ({_kind(one.area_type).lower()})"


def _copy(day: str, digest: str) -> str:
    return f"{plain_day(day)} ({digest[:12]})" if day else "Embedded"


def _name(indicator: str, catalogue: Catalogue) -> str:
    known = catalogue.indicators.get(indicator)
    return known.short_name if known else indicator


def _kind(area_type: str) -> str:
    try:
        plain = AreaType(area_type).plain
    except ValueError:  # a kind that only the other version of the atlas knows
        return area_type
    return plain[:1].upper() + plain[1:]


def _status(status: str) -> str:
    try:
        return Status(status).plain
    except ValueError:
        return status
