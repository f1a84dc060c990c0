"""Wards in the order of their deprivation, each with one indicator and its interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fhfa_data.catalogue.records import Indicator
from fhfa_data.catalogue.roles import roles
from fhfa_data.model.areas import Area, AreaType
from fhfa_data.model.figures import Status
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.certainty import Limits, limits_of, say_interval
from fhfa_data.views.words import say_figure


@dataclass(frozen=True, slots=True)
class WardByDeprivation:
    """A ward: its average IMD score (higher is more deprived) and the indicator as said."""

    area: Area
    imd_score: float
    imd_text: str
    value: float | None
    limits: Limits | None
    text: str
    interval_text: str


def wards_by_deprivation(
    atlas: Atlas, place: Area, indicator: Indicator, period: str, sex: str
) -> tuple[WardByDeprivation, ...]:
    """The wards of a borough or a wider area, the most deprived first.

    None where the indicator has no ward figures. ``period`` is a publisher's label.
    """
    if indicator.levels[AreaType.WARD].method is None:
        return ()
    boroughs = atlas.nesting.boroughs_in(atlas.nesting.borough_of(place) or place)
    score = atlas.catalogue.indicator(roles().imd_score)
    when = atlas.latest_period(score, AreaType.WARD).label
    of_wards = AreaType.WARD
    scores = atlas.warehouse.figures_of(score.id, of_wards, when, boroughs)
    figures = atlas.warehouse.figures_of(indicator.id, of_wards, period, boroughs)
    own = {one.area_code: one for one in figures if one.sex == sex}
    found = [
        WardByDeprivation(
            area=atlas.warehouse.areas[one.area_code],
            imd_score=one.value,
            imd_text=say_figure(score, one),
            value=own[one.area_code].value,
            limits=limits_of(indicator, own[one.area_code]),
            text=say_figure(indicator, own[one.area_code]),
            interval_text=say_interval(indicator, own[one.area_code]),
        )
        for one in scores
        if one.status is Status.OK and one.value is not None and one.area_code in own
    ]
    return tuple(sorted(found, key=lambda one: (-one.imd_score, one.area.code)))


def wards_words(wards: Sequence[WardByDeprivation], *, named: bool) -> str:
    """How to read wards in the order of their deprivation; ``named``: one under the other."""
    order = "from the most deprived at the top down" if named else "the most deprived on the left"
    said = f"Wards stand in the order of their deprivation, {order}, not of this figure."
    if any(one.limits for one in wards):
        return f"{said} Lines are 95% intervals: where two overlap, don't rank them."
    return said
