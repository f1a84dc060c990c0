"""What the figures show for one place: plain numbers, in the units named here.

``None`` always means "we don't know", never zero. Shares are percentages from 0 to 100.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from fhfa_data.model.areas import AreaType
from fhfa_data.model.figures import Polarity

DOMAINS: Mapping[str, str] = {
    "income": "income",
    "employment": "employment",
    "education": "education and skills",
    "health": "health and disability",
    "crime": "crime",
    "housing_services": "barriers to housing and services",
    "living_environment": "the living environment",
}
"""The seven domains of the Index of Multiple Deprivation, and how a sentence names them."""

PARTNER_DOMAINS = ("crime", "housing_services", "living_environment")
"""Domains that health services cannot move alone: police, landlords, planners, transport can."""

HIGH_SHARE = 50.0
"""A domain is high where at least half of the residents live in its most deprived fifth."""


class GapTrend(NamedTuple):
    """How far a place stood from England in a published indicator, then and now.

    ``gap_then`` and ``gap_now`` are the place's value minus England's, in ``unit_words``
    ("percentage points", "years", "per 100,000"). Both ends must be of one kind of period.
    For a ward this is its borough's trend, so ``area_name`` says whose figures these are.
    """

    indicator_id: str
    indicator_name: str
    polarity: Polarity
    area_name: str
    unit_words: str
    period_then: str
    period_now: str
    years: float
    gap_then: float
    gap_now: float
    england_now: float

    @property
    def closed_pct(self) -> float | None:
        """The share of the gap that has closed: 100 = gone, 0 = as it was, below 0 = wider."""
        if not self.gap_then:
            return None
        return 100 * (1 - self.gap_now / self.gap_then)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFacts:
    """What the figures show for one ward, borough or wider area.

    Attributes
    ----------
    parent_name, parent_core20_pct
        The borough of a ward; Greater Manchester or the region for a borough, where that is
        installed whole; else empty and None.
    england_core20_pct
        England's ``core20_pct``, for comparison.
    core20_pct, core10_pct
        Residents living in neighbourhoods (LSOAs) in England's most deprived fifth and tenth.
    imd_score
        Population-weighted mean score of the Index of Multiple Deprivation 2025.
    lsoa_count, lsoas_in_core20, decile_min, decile_max
        Its neighbourhoods, how many are in deciles 1 and 2, and the deciles that occur
        (1 = most deprived).
    domain_shares
        By domain id (a key of ``DOMAINS``): residents living in the domain's deciles 1 and 2.
    headline_count, headline_missing
        The catalogue's headline indicators, and those without a figure for this place.
    places_count
        Libraries, pharmacies, hospitals and Green Flag parks; None where none are listed for a
        whole borough.
    children_low_income_pct, children_low_income_then_pct
        Children in low income families after housing costs: the latest year, and the year before
        in ``children_periods`` (then, now).
    ethnic_diversity_pct
        Residents outside the largest of the five census groups.
    life_expectancy_gap_years, life_expectancy_period
        Highest minus lowest life expectancy (persons) of the MSOAs its residents live in;
        None where fewer than two have a figure. The period as people say it ("2016 to 2020").
    msoas_without_life_expectancy
        How many of those MSOAs have no published figure.
    slowest_gap, fastest_gap
        See ``fhfa_data.pairing.gaps``.
    """

    place_name: str
    area_type: AreaType
    parent_name: str = ""
    parent_core20_pct: float | None = None
    population: float | None = None
    england_core20_pct: float | None = None
    core20_pct: float | None = None
    core10_pct: float | None = None
    imd_score: float | None = None
    lsoa_count: int | None = None
    lsoas_in_core20: int | None = None
    decile_min: int | None = None
    decile_max: int | None = None
    domain_shares: Mapping[str, float] = field(default_factory=dict[str, float])
    headline_count: int | None = None
    headline_missing: int | None = None
    places_count: int | None = None
    children_low_income_pct: float | None = None
    children_low_income_then_pct: float | None = None
    children_periods: tuple[str, str] | None = None
    ethnic_diversity_pct: float | None = None
    life_expectancy_gap_years: float | None = None
    life_expectancy_period: str | None = None
    msoas_without_life_expectancy: int | None = None
    slowest_gap: GapTrend | None = None
    fastest_gap: GapTrend | None = None
