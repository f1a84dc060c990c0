"""How big the gap is inside a place: between its fifths, and along the line of deprivation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fhfa_data.catalogue.records import Indicator
from fhfa_data.model.areas import Area, AreaType
from fhfa_data.model.figures import Polarity
from fhfa_data.model.gap_selection import Groups
from fhfa_data.model.scope import ScopeKind
from fhfa_data.stats.inequality import absolute_gap as absolute
from fhfa_data.stats.inequality import attributable_gap, relative_gap
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.gap_refusals import Measured, measured
from fhfa_data.views.gap_slope import Measure, Slope, measure_of, slope_of, standard_error
from fhfa_data.views.gradient import (
    FIFTHS,
    Group,
    equal_groups,
    grouped,
    how_many_groups,
    small_areas,
)
from fhfa_data.views.provenance import caveat_texts, source_line
from fhfa_data.views.spread import chosen_sex


@dataclass(frozen=True, slots=True)
class Fewer:
    """How many fewer with the least deprived fifth's rate, and which share of all that is."""

    count: float
    share: float


@dataclass(frozen=True, slots=True)
class Gap:
    """The gap of one indicator inside a place.

    ``place`` is a borough or wider. ``has_national``: whether England's fifths are known: of
    neighbourhoods always, of wards where England is installed. ``fifths``: the groups that the gap
    is between; those of England's fifths that the place has no part in are left out. ``line``: the
    groups that the slope goes through. ``why_not`` says why nothing is measured; empty if something
    is.
    """

    indicator: Indicator
    place: Area
    groups: Groups
    has_national: bool
    level: AreaType
    sex: str
    period_text: str
    fifths: tuple[Group, ...]
    line: tuple[Group, ...]
    absolute: Measure | None
    relative: Measure | None
    slope: Slope | None
    fewer: Fewer | None
    why_not: str
    provenance: str
    caveats: tuple[str, ...]
    period_label: str


def gap(
    atlas: Atlas,
    place: Area,
    indicator: Indicator,
    groups: Groups = Groups.LOCAL,
    *,
    period: str = "latest",
    sex: str = "",
) -> Gap:
    """The gap inside a place, or why there is none to measure.

    Parameters
    ----------
    place
        A ward stands for its borough: it is too small for fifths of its own.

    Raises
    ------
    UnknownName
        If there is no such period.
    """
    whole = atlas.nesting.borough_of(place) or place
    how = measured(indicator, whole)
    has_national = how.level is AreaType.LSOA or atlas.nesting.scope == ScopeKind.ENGLAND
    when = atlas.period(indicator, how.level, period)
    boroughs = atlas.nesting.boroughs_in(whole)
    said = {
        "indicator": indicator,
        "place": whole,
        "groups": groups if has_national else Groups.LOCAL,
        "has_national": has_national,
        "level": how.level,
        "period_text": when.plain,
        "period_label": when.label,
        "provenance": source_line(atlas.catalogue, indicator, how.level, when.plain),
        "caveats": caveat_texts(atlas.catalogue, indicator),
    }
    there = atlas.warehouse.figures_of(indicator.id, AreaType.WARD, when.label, boroughs)
    chosen = chosen_sex(there, sex)
    if how.why_not:
        return _nothing(said, chosen, how.why_not)
    return _measured(atlas, how, boroughs, said, chosen)


def _measured(
    atlas: Atlas, how: Measured, boroughs: Sequence[str], said: dict[str, Any], sex: str
) -> Gap:
    indicator: Indicator = said["indicator"]
    rows = small_areas(atlas.warehouse, indicator, how.level, boroughs, said["period_label"], sex)
    number = how_many_groups(how.level, len(rows))
    unknown = int(rows["value"].isna().sum())
    if why := how.refusal(len(rows), unknown, number):
        return _nothing(said, sex, why)
    line = grouped(rows, equal_groups(rows["residents"].tolist(), number), indicator)
    order = (
        rows["national_fifth"].astype(int).to_numpy()
        if said["groups"] is Groups.NATIONAL
        else equal_groups(rows["residents"].tolist(), FIFTHS)
    )
    fifths = grouped(rows, order, indicator)
    both = len(fifths) > 1 and (fifths[0].order, fifths[-1].order) == (1, FIFTHS)
    return Gap(
        **said,
        sex=sex,
        fifths=tuple(fifths),
        line=tuple(line),
        absolute=_absolute(fifths[0], fifths[-1]) if both else None,
        relative=_relative(fifths[0], fifths[-1]) if both else None,
        slope=slope_of(line, indicator),
        fewer=_fewer(fifths, indicator) if both else None,
        why_not="",
    )


def _nothing(said: dict[str, Any], sex: str, why: str) -> Gap:
    none = dict.fromkeys(("absolute", "relative", "slope", "fewer"))
    return Gap(**said, **none, sex=sex, fifths=(), line=(), why_not=why)


def _absolute(most: Group, least: Group) -> Measure:
    found = absolute(
        most_deprived=most.value,
        least_deprived=least.value,
        most_error=standard_error(most),
        least_error=standard_error(least),
    )
    return measure_of(float(found.value), float(found.lower), float(found.upper))


def _relative(most: Group, least: Group) -> Measure | None:
    if most.value <= 0 or least.value <= 0:
        return None
    found = relative_gap(
        most_deprived=most.value,
        least_deprived=least.value,
        most_error=standard_error(most),
        least_error=standard_error(least),
    )
    return measure_of(float(found.value), float(found.lower), float(found.upper))


def _fewer(fifths: Sequence[Group], indicator: Indicator) -> Fewer | None:
    """Only where it is known how many are counted, and having fewer is better for sure."""
    if indicator.polarity is not Polarity.LOWER_IS_BETTER or not all(
        one.counted and one.lower is not None for one in fifths
    ):
        return None
    if not _absolute(fifths[0], fifths[-1]).is_clear_of(0) or fifths[0].value < fifths[-1].value:
        return None
    people, values = [one.people for one in fifths], [one.value for one in fifths]
    found = attributable_gap(population=people, value=values, multiplier=100)
    return Fewer(found.events, found.fraction)
