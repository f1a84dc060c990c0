"""All that the Gap page shows for a place and an indicator, as one frozen object."""

from __future__ import annotations

from dataclasses import dataclass

from fhfa_data.model.areas import Area
from fhfa_data.model.gap_selection import Groups
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.by_deprivation import WardByDeprivation, wards_by_deprivation
from fhfa_data.views.gap import Gap, gap
from fhfa_data.views.gap_refusals import PUBLISHED_GAPS, is_part_of_the_index
from fhfa_data.views.gap_trend import GapTrend, gap_trend
from fhfa_data.views.gap_words import gap_cautions, gap_finding, gap_words, slope_words
from fhfa_data.views.headline import Headline, headline
from fhfa_data.views.trend import Trend, trend


@dataclass(frozen=True, slots=True)
class PublishedGap:
    """A gap that its publisher works out inside boroughs: the finding, and its trend."""

    headline: Headline
    trend: Trend | None


@dataclass(frozen=True, slots=True)
class GapFacts:
    """``ward`` is the ward that was chosen, if one was; the gap is its borough's.

    ``line_words``: what the fitted line says, for whoever knows a slope index. ``wards``: none
    where the indicator is part of the index, and would be set against itself.
    """

    gap: Gap
    ward: Area | None
    finding: str
    words: tuple[str, ...]
    line_words: str
    cautions: tuple[str, ...]
    published: PublishedGap | None
    wards: tuple[WardByDeprivation, ...]
    over_time: GapTrend | None


def gap_facts(
    atlas: Atlas, place: Area, indicator_id: str, groups: Groups, period: str, sex: str
) -> GapFacts:
    """What the page shows.

    Raises
    ------
    UnknownName
        If there is no such indicator or period.
    """
    indicator = atlas.catalogue.indicator(indicator_id)
    found = gap(atlas, place, indicator, groups, period=period, sex=sex)
    wards = () if is_part_of_the_index(indicator) else wards_by_deprivation(
        atlas, place, indicator, found.period_label, found.sex
    )  # fmt: skip
    return GapFacts(
        gap=found,
        ward=place if place.code != found.place.code else None,
        finding=gap_finding(found),
        words=gap_words(found),
        line_words=slope_words(found),
        cautions=gap_cautions(found),
        published=_published(atlas, found.place, indicator.id, sex),
        wards=wards,
        over_time=gap_trend(atlas, place, indicator, sex),
    )


def _published(atlas: Atlas, whole: Area, name: str, sex: str) -> PublishedGap | None:
    if name not in PUBLISHED_GAPS:
        return None
    itself = atlas.catalogue.indicator(PUBLISHED_GAPS[name])
    if itself.levels[whole.area_type].method is None:
        return None
    return PublishedGap(
        headline(atlas, whole, itself, "latest", sex), trend(atlas, itself, whole, sex)
    )
