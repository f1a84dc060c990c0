"""Made-up places: an ordinary ward and borough, and for each rule one that it just speaks of."""

from __future__ import annotations

from dataclasses import replace

from fhfa_data.model.areas import AreaType
from fhfa_data.model.figures import Polarity
from fhfa_data.pairing.facts import DOMAINS, GapTrend, PlaceFacts

STUCK = GapTrend(
    "smoking", "Smoking", Polarity.LOWER_IS_BETTER, "Anyborough", "percentage points",
    "2014", "2024", 10.0, 5.2, 5.0, 12.0,
)  # fmt: skip

ORDINARY = PlaceFacts(
    place_name="Anyward",
    area_type=AreaType.WARD,
    parent_name="Anyborough",
    parent_core20_pct=25.0,
    england_core20_pct=20.2,
    population=12_000,
    core20_pct=22.0,
    core10_pct=8.0,
    imd_score=22.0,
    lsoa_count=8,
    lsoas_in_core20=3,
    decile_min=2,
    decile_max=6,
    domain_shares=dict.fromkeys(DOMAINS, 22.0),
    headline_count=30,
    headline_missing=0,
    places_count=3,
    children_low_income_pct=25.0,
    children_low_income_then_pct=25.5,
    children_periods=("2023 to 2024", "2024 to 2025"),
    ethnic_diversity_pct=12.0,
    life_expectancy_gap_years=3.0,
    life_expectancy_period="2016 to 2020",
    msoas_without_life_expectancy=0,
)
"""A ward in the middle of everything: no rule but the fallback speaks of it."""

BOROUGH = replace(
    ORDINARY, place_name="Anyborough", area_type=AreaType.BOROUGH, parent_name="Greater Manchester"
)


def shares(**changed: float) -> dict[str, float]:
    return dict.fromkeys(DOMAINS, 22.0) | changed


TELLING: dict[str, tuple[PlaceFacts, PlaceFacts]] = {
    # rule: (the least that makes it speak, the most that leaves it silent)
    "children-figure-moved": (
        replace(ORDINARY, children_low_income_then_pct=27.0),
        replace(ORDINARY, children_low_income_then_pct=26.9),
    ),
    "gap-that-closed": (
        replace(BOROUGH, fastest_gap=STUCK._replace(gap_now=2.6)),
        replace(BOROUGH, fastest_gap=STUCK._replace(gap_now=2.7)),
    ),
    "hidden-in-the-average": (
        replace(ORDINARY, parent_core20_pct=-6.0),
        replace(ORDINARY, parent_core20_pct=-5.9),
    ),
    "not-like-the-average": (
        replace(ORDINARY, parent_core20_pct=50.0),
        replace(ORDINARY, parent_core20_pct=49.9),
    ),
    "borough-unlike-the-region": (
        replace(BOROUGH, parent_core20_pct=32.0),
        replace(BOROUGH, parent_core20_pct=31.9),
    ),
    "many-domains-at-once": (
        replace(ORDINARY, domain_shares=dict.fromkeys(list(DOMAINS)[:5], 50.0)),
        replace(ORDINARY, domain_shares=dict.fromkeys(list(DOMAINS)[:4], 50.0)),
    ),
    "borough-gap-has-not-moved": (
        replace(ORDINARY, slowest_gap=STUCK, parent_core20_pct=22.0),
        replace(ORDINARY, slowest_gap=STUCK, parent_core20_pct=22.1),
    ),
    "gap-has-not-moved": (
        replace(BOROUGH, slowest_gap=STUCK._replace(gap_now=4.7)),
        replace(BOROUGH, slowest_gap=STUCK._replace(gap_now=4.6)),
    ),
    "partly-core20": (replace(ORDINARY, core20_pct=33.0), replace(ORDINARY, core20_pct=32.9)),
    "least-deprived": (
        replace(ORDINARY, core20_pct=0.0, lsoas_in_core20=0, imd_score=14.5),
        replace(ORDINARY, core20_pct=0.0, lsoas_in_core20=0, imd_score=14.6),
    ),
    "one-domain-apart": (
        replace(ORDINARY, core20_pct=21.0, domain_shares=shares(crime=49.0)),
        replace(ORDINARY, core20_pct=21.0, domain_shares=shares(crime=48.9)),
    ),
    "several-partner-domains": (
        replace(ORDINARY, domain_shares=shares(crime=50.0, living_environment=50.0)),
        replace(ORDINARY, domain_shares=shares(crime=50.0, living_environment=49.9)),
    ),
    "one-partner-domain": (
        replace(ORDINARY, domain_shares=shares(housing_services=50.0)),
        replace(ORDINARY, domain_shares=shares(housing_services=49.9)),
    ),
    "partner-domain-in-a-borough": (
        replace(BOROUGH, domain_shares=shares(crime=33.0)),
        replace(BOROUGH, domain_shares=shares(crime=32.9)),
    ),
    "wide-spread": (
        replace(ORDINARY, decile_min=1, decile_max=9),
        replace(ORDINARY, decile_min=1, decile_max=8),
    ),
    "wide-spread-in-a-borough": (
        replace(BOROUGH, decile_min=1, decile_max=9),
        replace(BOROUGH, decile_min=1, decile_max=8),
    ),
    "life-expectancy-differs-nearby": (
        replace(ORDINARY, life_expectancy_gap_years=6.2),
        replace(ORDINARY, life_expectancy_gap_years=6.1),
    ),
    "need-beside-places": (
        replace(ORDINARY, core20_pct=27.0, places_count=5),
        replace(ORDINARY, core20_pct=26.9, places_count=5),
    ),
    "many-places": (
        replace(ORDINARY, population=10_000, places_count=4),
        replace(ORDINARY, population=10_001, places_count=4),
    ),
    "need-beside-places-in-a-borough": (
        replace(BOROUGH, core20_pct=20.2),
        replace(BOROUGH, core20_pct=20.1),
    ),
    "stark-number": (replace(ORDINARY, core10_pct=44.0), replace(ORDINARY, core10_pct=43.9)),
    "stark-number-in-a-borough": (
        replace(BOROUGH, core10_pct=25.0),
        replace(BOROUGH, core10_pct=24.9),
    ),
    "many-communities": (
        replace(ORDINARY, ethnic_diversity_pct=33.0),
        replace(ORDINARY, ethnic_diversity_pct=32.9),
    ),
    "withheld-figure": (
        replace(ORDINARY, msoas_without_life_expectancy=1),
        replace(ORDINARY, msoas_without_life_expectancy=0),
    ),
    "no-figures-at-this-level": (
        replace(ORDINARY, headline_count=40, headline_missing=10),
        replace(ORDINARY, headline_count=40, headline_missing=9),
    ),
    "hidden-pocket": (
        replace(ORDINARY, core20_pct=20.2, decile_max=8),
        replace(ORDINARY, core20_pct=20.3, decile_max=8),
    ),
    "hidden-pocket-in-a-borough": (
        replace(BOROUGH, core20_pct=20.2),
        replace(BOROUGH, core20_pct=20.3),
    ),
    "need-everywhere": (
        replace(ORDINARY, lsoas_in_core20=8),
        replace(ORDINARY, lsoas_in_core20=7),
    ),
    "small-enough-to-try": (
        replace(ORDINARY, lsoas_in_core20=2),
        replace(ORDINARY, lsoas_in_core20=3),
    ),
    "children-in-low-income": (
        replace(ORDINARY, children_low_income_pct=40.0),
        replace(ORDINARY, children_low_income_pct=39.9),
    ),
    "need-with-few-places": (
        replace(ORDINARY, core20_pct=50.0, places_count=2),
        replace(ORDINARY, core20_pct=49.9, places_count=2),
    ),
    "children-in-low-income-in-a-borough": (
        replace(BOROUGH, children_low_income_pct=33.0),
        replace(BOROUGH, children_low_income_pct=32.9),
    ),
}
