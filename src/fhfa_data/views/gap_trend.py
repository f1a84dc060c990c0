"""How a gap has moved: a borough beside England, or the most deprived boroughs beside the least."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from fhfa_data.catalogue.records import Indicator
from fhfa_data.catalogue.roles import roles
from fhfa_data.model.areas import ENGLAND, Area, AreaType
from fhfa_data.model.figures import Figure
from fhfa_data.model.periods import Period, PeriodKind
from fhfa_data.stats.intervals import z_of
from fhfa_data.stats.trend import POINTS, Direction, recent
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.gradient import FIFTHS, equal_groups
from fhfa_data.views.provenance import source_line
from fhfa_data.views.spread import chosen_sex
from fhfa_data.views.words import PERCENT_UNITS, say_list, say_value, with_sex

FEWEST = 3
A_YEAR_IS_TOO_SHORT = (
    "A gap in length of life does not move within one plan's year. It follows what happened over "
    "decades: judge a year's work by what it changed, not by this."
)


@dataclass(frozen=True, slots=True)
class GapPoint:
    """The gap in one period, in the indicator's unit; limits None where a figure has none."""

    period_text: str
    start: date
    end: date
    value: float
    text: str
    lower: float | None
    upper: float | None


@dataclass(frozen=True, slots=True)
class GapTrend:
    """``between`` says whose gap it is; ``words`` what it did and how sure that is.

    ``unit`` is the gap's, in words: of percentages, percentage points.
    """

    title: str
    between: str
    unit: str
    points: tuple[GapPoint, ...]
    words: tuple[str, ...]
    provenance: str


def gap_trend(atlas: Atlas, place: Area, indicator: Indicator, sex: str = "") -> GapTrend | None:
    """The gap over time; None where fewer than three periods have both sides.

    A ward stands for its borough. Periods of another kind than the latest are left out. Figures
    that are added up from a start have none: at first nearly nobody is counted on either side.
    """
    whole = atlas.nesting.borough_of(place) or place
    if indicator.levels[AreaType.BOROUGH].method is None:
        return None
    sides = _sides(atlas, whole)
    if sides is None:
        return None
    one, other, between = sides
    codes = [*one, *other]
    figures = atlas.warehouse.series(indicator.id, codes)
    chosen = chosen_sex(figures, sex)
    latest = atlas.latest_period(indicator, AreaType.BOROUGH)
    if latest.kind is PeriodKind.CUMULATIVE:
        return None
    points = _points(indicator, [f for f in figures if f.sex == chosen], one, other, latest)
    if len(points) < FEWEST:
        return None
    span = f"{points[0].period_text} up to {points[-1].period_text}, {latest.kind.plain} each"
    return GapTrend(
        title=with_sex(indicator.name, chosen),
        between=between,
        unit=_unit(indicator),
        points=tuple(points),
        words=_words(indicator, points, between, several=len(codes) > 2),
        provenance=source_line(atlas.catalogue, indicator, AreaType.BOROUGH, span),
    )


def _sides(atlas: Atlas, whole: Area) -> tuple[dict[str, float], dict[str, float], str] | None:
    """Two sets of areas with their weights, and in words what the gap is between."""
    if whole.area_type is AreaType.BOROUGH:
        return {whole.code: 1.0}, {ENGLAND: 1.0}, f"{whole.name} less England"
    codes = atlas.nesting.boroughs_in(whole)
    if len(codes) < 2 * FIFTHS:
        return None
    latest = atlas.warehouse.latest_figures(codes)
    value = {(one.indicator, one.area_code): one.value or 0.0 for one in latest}
    ordered = sorted(codes, key=lambda code: -value[roles().imd_score, code])
    residents = [value[roles().population, code] for code in ordered]
    groups = equal_groups(residents, FIFTHS)
    most, least = (_weights(ordered, residents, groups == one) for one in (1, FIFTHS))
    names = [
        say_list([atlas.warehouse.areas[code].name for code in side]) for side in (most, least)
    ]
    return most, least, f"{names[0]} (the most deprived) less {names[1]} (the least deprived)"


def _weights(
    codes: Sequence[str], residents: Sequence[float], inside: np.ndarray
) -> dict[str, float]:
    chosen = {code: r for code, r, yes in zip(codes, residents, inside, strict=True) if yes}
    return {code: number / sum(chosen.values()) for code, number in chosen.items()}


def _points(
    indicator: Indicator,
    figures: Sequence[Figure],
    one: dict[str, float],
    other: dict[str, float],
    latest: Period,
) -> list[GapPoint]:
    by_period: dict[str, dict[str, Figure]] = {}
    for figure in figures:
        if figure.value is not None:
            by_period.setdefault(figure.period, {})[figure.area_code] = figure
    found = []
    for label, here in by_period.items():
        when = indicator.read_period(label)
        if when.kind is latest.kind and {*one, *other} <= set(here):
            found.append(_point(indicator, when, here, one, other))
    return sorted(found, key=lambda point: point.end)


def _point(
    indicator: Indicator,
    when: Period,
    here: dict[str, Figure],
    one: dict[str, float],
    other: dict[str, float],
) -> GapPoint:
    signed = one | {code: -weight for code, weight in other.items()}
    value = sum(weight * (here[code].value or 0.0) for code, weight in signed.items())
    squares = [(weight * _error(here[code])) ** 2 for code, weight in signed.items()]
    reach = float(z_of(0.95)) * float(np.sqrt(sum(squares)))
    limits = (value - reach, value + reach) if np.isfinite(reach) else (None, None)
    return GapPoint(when.plain, when.start, when.end, value, _signed(indicator, value), *limits)


def _error(figure: Figure) -> float:
    if figure.ci95_low is None or figure.ci95_high is None:
        return float("nan")
    return (figure.ci95_high - figure.ci95_low) / (2 * float(z_of(0.95)))


def _signed(indicator: Indicator, value: float) -> str:
    said = say_value(indicator, value).removesuffix("%")
    return f"+{said}" if value > 0 else said


def _words(
    indicator: Indicator, points: Sequence[GapPoint], between: str, *, several: bool
) -> tuple[str, ...]:
    """``several``: whether a side is several boroughs."""
    first, last = points[0], points[-1]
    went = (
        f"{between}: {first.text} ({first.period_text}), {last.text} ({last.period_text}), "
        f"{_unit(indicator)}."
    )
    said = [went, _verdict(points)]
    if several:
        said.append("Where a side is several boroughs, it is their average, weighted by residents.")
    if indicator.id in roles().length_of_life:
        said.append(A_YEAR_IS_TOO_SHORT)
    return tuple(said)


def _unit(indicator: Indicator) -> str:
    return "percentage points" if indicator.unit in PERCENT_UNITS else indicator.unit_label


def _verdict(points: Sequence[GapPoint]) -> str:
    """Whether it is closing, by the field's test; else why nobody can say."""
    apart = _apart(points)
    errors = [(p.upper - p.lower) / (2 * float(z_of(0.95)))
              if p.lower is not None and p.upper is not None else float("nan")
              for p in apart]  # fmt: skip
    if not np.isfinite(errors).all():
        return (
            "This copy holds no confidence intervals for these figures, so we can't say whether "
            "the change is more than chance."
        )
    found = recent(
        value=[p.value for p in apart], standard_error=errors,
        start=[_in_years(p.start) for p in apart], end=[_in_years(p.end) for p in apart],
    )  # fmt: skip
    if found.direction is Direction.NOT_TESTED:
        return f"Whether that is more than chance is not tested: {found.why_not}"
    if found.direction not in (Direction.RISING, Direction.FALLING):
        return f"Over {_LAST}, we can't tell the change from chance."
    first, *_, last = apart[-POINTS:]
    return f"{_moved(first, last)} over {_LAST}, {_MORE_THAN_CHANCE}."


_LAST = "the last five periods that don't overlap"
_MORE_THAN_CHANCE = "by more than chance alone would give (99.8% test)"


def _moved(first: GapPoint, last: GapPoint) -> str:
    """What a gap did: it has grown, narrowed, or turned round if both ends are clear of no gap."""
    if first.value * last.value < 0 and _is_clear(first) and _is_clear(last):
        way = "from below to above" if last.value > 0 else "from above to below"
        return f"The gap has turned round, {way},"
    return "The gap has grown" if abs(last.value) > abs(first.value) else "The gap has narrowed"


def _is_clear(point: GapPoint) -> bool:
    low, high = point.lower, point.upper
    return low is not None and high is not None and not low <= 0 <= high


def _in_years(day: date) -> float:
    """A day as a year and the part of it that is over: the first of January is a whole number.

    >>> _in_years(date(2024, 1, 1))
    2024.0
    """
    return day.year + (day.timetuple().tm_yday - 1) / 366


def _apart(points: Sequence[GapPoint]) -> list[GapPoint]:
    """The latest points that share no day with one another, oldest first."""
    kept: list[GapPoint] = []
    for point in reversed(points):
        if not kept or point.end < kept[-1].start:
            kept.append(point)
    return kept[::-1]
