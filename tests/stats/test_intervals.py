"""Limits by what they mean: tail probabilities by definition, and what must always hold."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from fhfa_data.stats import intervals, rates
from fhfa_data.stats.life_expectancy import chiang

levels = st.floats(0.5, 0.999)


@given(st.integers(0, 3_000), levels)
def test_exact_limits_leave_half_the_tail_on_each_side(count, level):
    found = intervals.exact_poisson(count=count, confidence=level)
    tail = (1 - level) / 2
    assert stats.poisson.cdf(count, float(found.upper)) == pytest.approx(tail, rel=1e-6)
    if count:
        assert stats.poisson.sf(count - 1, float(found.lower)) == pytest.approx(tail, rel=1e-6)
    else:
        assert float(found.lower) == 0.0


@given(st.integers(1, 500), st.integers(0, 500), levels)
def test_a_score_limit_is_where_the_test_just_says_no(all_, extra, level):
    """By definition: the proportions p at which (x/n - p) / sqrt(p (1-p) / n) is z."""
    some = min(extra, all_)
    found = intervals.wilson(numerator=some, denominator=all_, confidence=level)
    z = stats.norm.ppf(0.5 + level / 2)
    for limit, inside in ((float(found.lower), some > 0), (float(found.upper), some < all_)):
        if inside:
            scatter = np.sqrt(limit * (1 - limit) / all_)
            assert abs(some / all_ - limit) / scatter == pytest.approx(z, rel=1e-6)


@given(st.integers(10, 100_000), levels)
def test_byars_limits_are_near_the_exact_ones_from_ten_events(count, level):
    near = intervals.byar(count=count, confidence=level)
    exact = intervals.exact_poisson(count=count, confidence=level)
    assert float(near.lower) == pytest.approx(float(exact.lower), rel=0.02)
    assert float(near.upper) == pytest.approx(float(exact.upper), rel=0.02)


def test_no_limit_of_a_count_lies_below_zero():
    found = intervals.byar(count=[0, 1, 2], confidence=(0.95, 0.998))
    assert np.all(found.lower >= 0)
    assert found.lower.shape == (3, 2)


def test_limits_of_a_mean_hold_it_as_often_as_they_say():
    chance = np.random.default_rng(3)
    drawn = chance.normal(5.0, 2.0, size=(20_000, 6))
    found = intervals.mean(
        mean=drawn.mean(axis=1), standard_deviation=drawn.std(axis=1, ddof=1), count=6
    )
    held = np.mean((found.lower <= 5.0) & (found.upper >= 5.0))
    assert held == pytest.approx(0.95, abs=0.006)
    assert np.isnan(float(intervals.mean(mean=1, standard_deviation=0, count=1).lower))


@pytest.mark.parametrize("level", [0.0, 1.0, 95])
def test_a_level_that_is_none_is_refused(level):
    with pytest.raises(ValueError, match="confidence level"):
        intervals.byar(count=3, confidence=level)


def test_what_cannot_be_is_refused():
    for wrong in ({"numerator": 5, "denominator": 4}, {"numerator": 0, "denominator": 0}):
        with pytest.raises(ValueError, match="numerator"):
            intervals.wilson(**wrong)
    with pytest.raises(ValueError, match="below 0"):
        intervals.exact_poisson(count=-1)
    with pytest.raises(ValueError, match="above 0"):
        rates.crude(count=1, population=0)


DIRECT = {"count": [20, 9], "population": [90, 80], "standard_population": [3, 1]}
INDIRECT = {
    "count": [20, 9], "population": [90, 80],
    "reference_count": [5, 4], "reference_population": [70, 60],
}  # fmt: skip


@pytest.mark.parametrize("wrong", [-1.0, -np.inf, np.inf])
@pytest.mark.parametrize(
    ("rate", "asked"),
    [(rates.directly_standardised, DIRECT), (rates.indirectly_standardised, INDIRECT)],
)
def test_a_count_or_population_that_is_none_is_refused_wherever_it_stands(rate, asked, wrong):
    rate(**asked)
    for name, good in asked.items():
        with pytest.raises(ValueError, match="number"):
            rate(**{**asked, name: [good[0], wrong]})
    with pytest.raises(ValueError, match="number"):
        rates.crude(count=wrong, population=10)
    with pytest.raises(ValueError, match="number"):
        rates.crude(count=1, population=wrong)


def test_where_nothing_is_expected_there_is_no_ratio():
    with pytest.raises(ValueError, match="no event is expected"):
        rates.indirectly_standardised(**{**INDIRECT, "reference_count": [0, 0]})
    with pytest.raises(ValueError, match="above 0"):
        rates.directly_standardised(**{**DIRECT, "standard_population": [0, 0]})


def test_what_is_missing_makes_its_own_area_missing_and_no_other():
    found = rates.directly_standardised(
        count=[[20, 9], [20, np.nan]], population=[90, 80], standard_population=[3, 1]
    )
    rate, ratio = rates.indirectly_standardised(**{**INDIRECT, "count": [29, np.nan],
        "population": [[90, 80], [90, 80]]})  # fmt: skip
    crude = rates.crude(count=[20, np.nan], population=90)
    for one in (found, rate, ratio, crude):
        for limits in (one.value, one.lower, one.upper):
            assert np.isnan(limits).tolist() == [False, True]


def test_people_with_several_events_make_a_rate_less_sure():
    asked = {"population": [500, 500], "standard_population": [1, 1], "multiplier": 1000}
    once = rates.directly_standardised(count=[20, 20], **asked)
    scatter = rates.variance_of_repeated(people=[[0, 10], [0, 10]], events_each=[1, 2])
    twice = rates.directly_standardised(count=[20, 20], count_variance=scatter, **asked)
    assert float(twice.value) == float(once.value)
    wider = (twice.upper - twice.value) / (once.upper - once.value)
    assert float(wider) == pytest.approx(np.sqrt(2))


def test_several_levels_of_a_standardised_rate_at_once_are_those_of_each():
    strata = {
        "count": [[20, 30], [5, 9]],
        "population": [1_000, 500],
        "standard_population": [3, 1],
    }
    both = rates.directly_standardised(**strata, confidence=(0.95, 0.998))
    for at, level in enumerate((0.95, 0.998)):
        alone = rates.directly_standardised(**strata, confidence=level)
        np.testing.assert_allclose(both.lower[:, at], alone.lower)
        np.testing.assert_allclose(both.upper[:, at], alone.upper)
    assert np.all(both.lower[:, 1] < both.lower[:, 0])
    assert np.all(both.upper[:, 1] > both.upper[:, 0])


def test_a_life_table_against_one_that_is_simulated():
    """Deaths drawn at random around a known hazard: the spread of e0 is the standard error said."""
    ages = np.array([0, 1, *range(5, 95, 5)])
    people = np.full(len(ages), 8_000.0)
    hazard = np.array([0.004, 0.0002, *(0.00008 * np.exp(0.095 * age) for age in ages[2:])])
    chance = np.random.default_rng(7)
    drawn = [chiang(age_start=ages, deaths=chance.poisson(people * hazard), population=people)
             for _ in range(600)]  # fmt: skip
    said = chiang(age_start=ages, deaths=people * hazard, population=people)
    for age in (0, -1):  # at birth, and in the oldest band alone
        spread = np.std([float(one.years[age]) for one in drawn])
        assert spread == pytest.approx(float(said.standard_error[age]), rel=0.1)
    held = np.mean([float(one.lower[0]) <= said.years[0] <= float(one.upper[0]) for one in drawn])
    assert held == pytest.approx(0.95, abs=0.03)


def test_a_constant_hazard_gives_its_inverse():
    ages = np.arange(0, 100)
    found = chiang(
        age_start=ages, deaths=np.full(100, 200.0), population=np.full(100, 10_000.0),
        lived=np.full(100, 0.4967),
    )  # fmt: skip
    np.testing.assert_allclose(found.years, 50.0, rtol=1e-3)


@pytest.mark.parametrize(("ages", "deaths"), [([1, 0], [1, 40]), ([0, 0], [1, 40]), ([0, 1], [1])])
def test_age_bands_out_of_order_or_of_another_length_are_refused(ages, deaths):
    with pytest.raises(ValueError, match="of one length, the youngest first"):
        chiang(age_start=ages, deaths=deaths, population=[100, 9_000])


def test_a_life_expectancy_with_limits_twenty_years_apart_is_left_out_and_its_limits_stay():
    """Each age on its own, by its 95% limits, whichever limits are asked for."""
    asked = {"age_start": [0, 60], "deaths": [1, 3], "population": [5_900, 100]}
    found = chiang(**asked, confidence=(0.8, 0.95))
    apart = found.upper[:, 1] - found.lower[:, 1]
    assert list(apart > 20) == list(np.isnan(found.years))
    assert np.isnan(found.years).any()
    assert np.isfinite(found.lower).all()
    sure = chiang(**{**asked, "deaths": [10, 300], "population": [59_000, 10_000]})
    assert np.isfinite(sure.years).all()


@pytest.mark.parametrize(
    ("deaths", "people", "why"),
    [
        ([np.nan, 40], [100, 9000], "missing"),
        ([1, 40], [np.inf, 9000], "missing"),
        ([1, 40], [100, 900], "person-years"),
        ([1, 40], [0, 9000], "nobody"),
        ([200, 40], [100, 9000], "more deaths"),
        ([-1, 40], [100, 9000], "fewer than no deaths"),
        ([1, 0], [100, 9000], "oldest"),
    ],
)
def test_where_there_is_no_life_expectancy_it_is_said_why(deaths, people, why):
    found = chiang(age_start=[0, 1], deaths=deaths, population=people, confidence=(0.95, 0.998))
    assert why in found.why_none
    assert np.all(np.isnan(found.years))
    assert found.lower.shape == (2, 2)
