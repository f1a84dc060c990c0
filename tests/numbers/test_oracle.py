"""Every derived figure, worked out a second time in plain Python from the embedded rows.

Slow and obvious on purpose: loops over dictionaries, nothing of ``indicators/``, no pandas. Which
indicators are shares and which are averages is read from the starter's README, not the catalogue.
"""

from __future__ import annotations

import math
from collections import defaultdict
from functools import partial
from pathlib import Path

import pyarrow.parquet as pq
import pytest

STARTER = Path(__file__).resolve().parents[2] / "data" / "starter"
GM = "E47000001"

CENSUS_SHARES = [
    "aged_under_15_pct",
    "aged_65_over_pct",
    "asian_pct",
    "black_pct",
    "mixed_pct",
    "white_pct",
    "other_ethnic_pct",
    "households_not_deprived_pct",
    "households_deprived_3plus_pct",
    "disabled_pct",
    "social_rented_pct",
    "private_rented_pct",
    "overcrowded_pct",
]
CORE = {"core20_pct": (1, 2), "core10_pct": (1,)}
AVERAGES = [
    "imd_score",
    "income_score",
    "employment_score",
    "education_score",
    "health_score",
    "crime_score",
    "housing_services_score",
    "living_environment_score",
    "comparative_illness_disability_ratio",
    "years_potential_life_lost",
    "acute_morbidity",
    "mood_anxiety",
]


PUBLISHED_FOR_BOROUGHS = [*(name for name in AVERAGES if name.endswith("_score")), "extent_pct"]
"""What MHCLG publishes for boroughs itself (File 10)."""


class Oracle:
    """The embedded rows, and each derived figure as (value, numerator, denominator)."""

    def __init__(self):
        self.published = pq.read_table(STARTER / "figures.parquet").to_pylist()
        self.lsoa = defaultdict(dict)
        for row in self.published:
            if row["area_type"] == "lsoa21":
                self.lsoa[row["indicator"]][row["area_code"]] = row
        self.members = defaultdict(list)
        for row in pq.read_table(STARTER / "areas.parquet").to_pylist():
            for parent in (row["ward24_code"], row["borough_code"], GM):
                self.members[parent].append(row["lsoa21_code"])

    def population(self, area):
        return sum(self.lsoa["population"][lsoa]["value"] for lsoa in self.members[area])

    def census_share(self, indicator, area):
        numerator = sum(self.lsoa[indicator][lsoa]["numerator"] for lsoa in self.members[area])
        denominator = sum(self.lsoa[indicator][lsoa]["denominator"] for lsoa in self.members[area])
        return 100 * numerator / denominator, numerator, denominator

    def core_share(self, indicator, area):
        numerator = 0
        for lsoa in self.members[area]:
            if self.lsoa["imd_decile"][lsoa]["value"] in CORE[indicator]:
                numerator += self.lsoa["population"][lsoa]["value"]
        denominator = self.population(area)
        return 100 * numerator / denominator, numerator, denominator

    def extent(self, area):
        """The technical report's words, one percentile after the other."""
        weight, weights = 0.95, dict.fromkeys(range(1, 11), 1.0)
        for percentile in range(11, 31):
            weights[percentile] = weight
            weight -= (0.95 - 0.05) / 19
        parts = []
        for lsoa in self.members[area]:
            percentile = math.ceil(self.lsoa["imd_rank"][lsoa]["value"] * 100 / 33_755)
            parts.append(weights.get(percentile, 0.0) * self.lsoa["population"][lsoa]["value"])
        numerator, denominator = math.fsum(parts), self.population(area)
        return 100 * numerator / denominator, numerator, denominator

    def average(self, indicator, area):
        products = [
            self.lsoa[indicator][lsoa]["value"] * self.lsoa["population"][lsoa]["value"]
            for lsoa in self.members[area]
        ]
        return math.fsum(products) / self.population(area), None, None


@pytest.fixture(scope="module")
def oracle():
    return Oracle()


@pytest.fixture(scope="module")
def derived(warehouse):
    """Indicator → area code → the warehouse's own row, for wards, boroughs and GM."""
    query = "SELECT * FROM figure WHERE area_type IN ('ward', 'borough', 'gm') AND status = 'ok'"
    found = defaultdict(dict)
    for row in records(warehouse.frame(query)):
        if row["method"] != "published":
            assert row["area_code"] not in found[row["indicator"]]
            found[row["indicator"]][row["area_code"]] = row
    return found


def records(frame):
    """A frame's rows with None where the frame has a not-a-number."""
    rows = frame.to_dict("records")
    return [{key: None if value != value else value for key, value in row.items()} for row in rows]


def assert_same(found, expected, areas):
    """Every area, and value, numerator and denominator of each, to 9 digits."""
    assert set(found) == set(areas)
    for area in areas:
        triple = [found[area][name] for name in ("value", "numerator", "denominator")]
        for ours, theirs in zip(triple, expected(area), strict=True):
            same = ours is theirs is None or math.isclose(ours, theirs, rel_tol=1e-9, abs_tol=0)
            assert same, (area, triple, expected(area))


def not_boroughs(oracle):
    return [area for area in oracle.members if not area.startswith("E08")]


def test_there_are_226_areas_to_compare(oracle):
    assert sum(area.startswith("E05") for area in oracle.members) == 215
    assert sum(area.startswith("E08") for area in oracle.members) == 10
    assert len(oracle.members[GM]) == 1702


def test_residents(oracle, derived):
    def expected(area):
        return oracle.population(area), None, None

    assert_same(derived["population"], expected, oracle.members)


@pytest.mark.parametrize("indicator", CORE)
def test_core20_and_core10(oracle, derived, indicator):
    assert_same(derived[indicator], lambda area: oracle.core_share(indicator, area), oracle.members)


def test_extent(oracle, derived):
    assert_same(derived["extent_pct"], oracle.extent, not_boroughs(oracle))


@pytest.mark.parametrize("indicator", CENSUS_SHARES)
def test_census_shares(oracle, derived, indicator):
    assert_same(
        derived[indicator], lambda area: oracle.census_share(indicator, area), oracle.members
    )


@pytest.mark.parametrize("indicator", AVERAGES)
def test_averages(oracle, derived, indicator):
    areas = not_boroughs(oracle) if indicator in PUBLISHED_FOR_BOROUGHS else oracle.members
    assert_same(derived[indicator], lambda area: oracle.average(indicator, area), areas)


@pytest.mark.parametrize("indicator", PUBLISHED_FOR_BOROUGHS)
def test_a_borough_shows_what_is_published_and_not_what_its_neighbourhoods_give(
    indicator, oracle, warehouse
):
    """The publisher weighs with residents of mid-2022, so the two differ."""
    query = "SELECT * FROM figure WHERE indicator = ? AND area_type = 'borough'"
    shown = {row["area_code"]: row for row in records(warehouse.frame(query, [indicator]))}
    published = {
        row["area_code"]: row["value"]
        for row in oracle.published
        if row["indicator"] == indicator and row["area_type"] == "borough"
    }
    assert {area: row["value"] for area, row in shown.items()} == published
    assert {(row["method"], row["source"]) for row in shown.values()} == {
        ("published", "mhclg_iod2025_file10")
    }
    ours = oracle.extent if indicator == "extent_pct" else partial(oracle.average, indicator)
    assert len(published) == 10
    assert all(ours(area)[0] != value for area, value in published.items())


def test_nothing_else_is_derived(derived):
    assert set(derived) == {"population", *CORE, "extent_pct", *CENSUS_SHARES, *AVERAGES}


def test_method_says_what_was_done(derived):
    for name in ("population", *CORE, "extent_pct", *CENSUS_SHARES):
        assert {row["method"] for row in derived[name].values()} == {"sum_of_lsoas"}
    for name in AVERAGES:
        assert {row["method"] for row in derived[name].values()} == {"population_weighted_mean"}


def test_every_published_row_is_carried_over_unchanged(oracle, warehouse):
    types = {"lsoa21": "lsoa", "msoa11": "msoa", "ward24": "ward"}
    key = ("indicator", "area_type", "area_code", "period", "sex")
    numbers = ("value", "ci95_low", "ci95_high", "numerator", "denominator")
    found = {
        tuple(row[name] for name in key): tuple(row[name] for name in numbers)
        for row in records(warehouse.frame("SELECT * FROM figure WHERE status = 'ok'"))
    }
    assert oracle.published
    for row in oracle.published:
        kind = types.get(row["area_type"], row["area_type"])
        place = (row["indicator"], kind, row["area_code"], row["period"], row["sex"])
        assert found.get(place) == tuple(row[name] for name in numbers), place
