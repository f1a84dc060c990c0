"""One indicator over time for a place and the wider areas: one kind of period, never mixed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fhfa_data.catalogue.records import Indicator
from fhfa_data.model.areas import Area, AreaType
from fhfa_data.model.figures import Figure
from fhfa_data.model.periods import Period, PeriodKind
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.provenance import source_line
from fhfa_data.views.spread import chosen_sex
from fhfa_data.views.words import say_list, say_value, with_sex

FEWEST_PERIODS = 3


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One value at one period.

    ``end`` is the period's last day; ``middle`` is where it stands on a line of time, which for
    figures added up from one start is their last day too.
    """

    area: Area
    period_text: str
    end: date
    middle: date
    value: float
    text: str


@dataclass(frozen=True, slots=True)
class Trend:
    """The points in order of time, what they show in words, and where they come from."""

    title: str
    unit_label: str
    points: tuple[TrendPoint, ...]
    summary: str
    provenance: str


def trend(atlas: Atlas, indicator: Indicator, place: Area, sex: str = "") -> Trend | None:
    """The place (or, where it has no series, its borough) beside England over time.

    Returns None where there is only England, or fewer than three periods of the latest kind.
    """
    areas = [place, *atlas.nesting.wider_areas(place)]
    shown = [one for one in areas if indicator.levels[one.area_type].method is not None]
    if not shown or shown[0].area_type is AreaType.ENGLAND:
        return None
    if len({when for one in shown for when in _ends(atlas, indicator, one)}) < FEWEST_PERIODS:
        return None  # known without asking for the figures
    latest = atlas.latest_period(indicator, shown[0].area_type)
    figures = atlas.warehouse.series(indicator.id, [one.code for one in shown])
    sex = chosen_sex(figures, sex)
    of_sex = [one for one in figures if one.sex == sex]
    points = _points(indicator, of_sex, {one.code: one for one in shown}, latest)
    if len({one.end for one in points}) < FEWEST_PERIODS:
        return None
    return Trend(
        title=with_sex(indicator.name, sex),
        unit_label=indicator.unit_label,
        points=tuple(points),
        summary=_summary(shown, points, latest),
        provenance=source_line(
            atlas.catalogue, indicator, shown[0].area_type, _span(points, latest)
        ),
    )


def _ends(atlas: Atlas, indicator: Indicator, area: Area) -> list[date]:
    return [when.end for when in atlas.periods(indicator, area.area_type)]


def _points(
    indicator: Indicator, figures: list[Figure], areas: dict[str, Area], latest: Period
) -> list[TrendPoint]:
    """The figures as points, those of the latest figure's kind of period only."""
    points = []
    for one in figures:
        when = indicator.read_period(one.period)
        if one.value is None or when.kind is not latest.kind:
            continue
        area, text = areas[one.area_code], say_value(indicator, one.value)
        points.append(TrendPoint(area, when.plain, when.end, _middle(when), one.value, text))
    return points


def _middle(when: Period) -> date:
    if when.kind is PeriodKind.CUMULATIVE:
        return when.end
    return when.start + (when.end - when.start) / 2


def _span(points: list[TrendPoint], latest: Period) -> str:
    return f"{points[0].period_text} up to {points[-1].period_text}, {latest.kind.plain} each"


def _summary(shown: list[Area], points: list[TrendPoint], latest: Period) -> str:
    said = []
    for area in shown:
        own = [one for one in points if one.area.code == area.code]
        if len(own) > 1:
            first, last = own[0], own[-1]
            said.append(
                f"{area.name} went from {first.text} ({first.period_text}) to {last.text} "
                f"({last.period_text})"
            )
    if latest.kind is PeriodKind.CUMULATIVE:
        return (
            f"{say_list(said)}. Each point is {latest.kind.plain}, so it can only grow: that is no "
            "trend. Compare places at the same point."
        )
    return f"{say_list(said)}. Each point is {latest.kind.plain}. Small changes may be chance."
