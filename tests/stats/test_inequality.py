"""Gaps and gradients: what must hold whatever the figures are, and against plain definitions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fhfa_data.model.figures import Polarity
from fhfa_data.stats import inequality
from fhfa_data.stats.compare import Judgement, against_benchmark, funnel
from fhfa_data.stats.trend import Direction, recent

people = st.lists(st.integers(100, 10_000), min_size=10, max_size=10)
values = st.lists(st.floats(1, 100), min_size=10, max_size=10)
FEW = {"repetitions": 200, "seed": 1}


def slope(population, value, **more):
    return inequality.slope_index(
        population=population, value=value, standard_error=np.full(len(value), 0.5), **FEW, **more
    )


@given(people, values)
def test_the_slope_is_that_of_a_weighted_straight_line(population, value):
    """NumPy's own weighted fit says the same."""
    share = np.array(population) / np.sum(population)
    rank = np.cumsum(share) - share / 2
    wanted = np.polyfit(rank, value, 1, w=np.sqrt(share))
    found = slope(population, value)
    assert found.sii == pytest.approx(wanted[0], rel=1e-6, abs=1e-6)
    assert found.intercept == pytest.approx(wanted[1], rel=1e-6, abs=1e-6)


@given(people, values)
def test_turning_the_gradient_round_turns_the_slope_round(population, value):
    there, back = slope(population, value), slope(population[::-1], value[::-1])
    assert back.sii == pytest.approx(-there.sii, rel=1e-6, abs=1e-6)


@given(people, values)
def test_a_negative_multiplier_turns_the_sign_and_inverts_the_ratio(population, value):
    plain, turned = slope(population, value), slope(population, value, multiplier=-100)
    assert turned.sii == pytest.approx(-100 * plain.sii)
    assert turned.rii == pytest.approx(1 / plain.rii)
    assert turned.sii_lower[0] <= turned.sii <= turned.sii_upper[0]


def test_limits_hold_the_slope_as_often_as_they_say():
    chance = np.random.default_rng(5)
    population, true = np.full(10, 1_000), np.linspace(70, 80, 10)
    held = 0
    for at in range(400):
        drawn = true + chance.normal(0, 0.8, 10)
        found = inequality.slope_index(
            population=population, value=drawn, standard_error=np.full(10, 0.8),
            repetitions=2_000, seed=at,
        )  # fmt: skip
        held += bool(found.sii_lower[0] <= slope(population, true).sii <= found.sii_upper[0])
    assert held / 400 == pytest.approx(0.95, abs=0.035)


def test_several_levels_at_once_nest():
    found = slope([1_000] * 10, list(range(10, 20)), confidence=(0.95, 0.998))
    assert found.sii_lower[1] < found.sii_lower[0] < found.sii_upper[0] < found.sii_upper[1]


@pytest.mark.parametrize("many", [4, 101, 215])
def test_small_areas_are_no_quantiles(many):
    with pytest.raises(ValueError, match="deciles"):
        slope([100] * many, [1.0] * many)


def test_what_has_no_place_on_its_scale_is_refused():
    with pytest.raises(ValueError, match="scale"):
        slope([100] * 5, [0.0, 1, 2, 3, 4], value_type="rate")
    with pytest.raises(ValueError, match="transformed"):
        slope([100] * 5, [1.0] * 5, transform=True)
    with pytest.raises(ValueError, match="standard errors"):
        inequality.slope_index(population=[100] * 5, value=[1.0] * 5)


def test_what_cannot_be_a_quantile_is_refused():
    with pytest.raises(ValueError, match="population above 0"):
        slope([100, 100, 0, 100, 100], [1.0] * 5)
    with pytest.raises(ValueError, match="values, or the numerators"):
        inequality.slope_index(population=[100] * 5, standard_error=[1.0] * 5)


@given(people, values, st.floats(0.1, 1_000))
def test_the_unit_of_a_rate_scales_its_slope_and_limits(population, value, unit):
    plain = slope(population, value, value_type="rate")
    scaled = slope(population, np.array(value) * unit, value_type="rate")
    for name in ("sii", "sii_lower", "sii_upper"):
        wanted = np.array(getattr(plain, name)) * unit
        assert getattr(scaled, name) == pytest.approx(wanted, rel=1e-6, abs=1e-6 * unit)


def test_the_same_seed_gives_the_same_limits():
    assert slope([100] * 10, range(10)).sii_lower == slope([100] * 10, range(10)).sii_lower


@given(people, values)
def test_a_concentration_index_is_the_area_under_its_curve(population, value):
    """By definition: 1 less twice the area under the curve of shares, by the trapezium rule."""
    found = inequality.concentration_index(population=population, value=value)
    share = np.array(population) / np.sum(population)
    burden = share * np.array(value) / np.sum(share * np.array(value))
    heights = np.concatenate([[0], np.cumsum(burden)])
    assert found == pytest.approx(1 - np.sum(share * (heights[1:] + heights[:-1])), abs=1e-9)
    assert -1 <= found <= 1


@given(people, st.floats(1, 100))
def test_where_all_are_alike_there_is_no_inequality(population, value):
    alike = [value] * 10
    assert slope(population, alike).sii == pytest.approx(0, abs=1e-6)
    assert inequality.concentration_index(population=population, value=alike) == (
        pytest.approx(0, abs=1e-9)
    )
    found = inequality.attributable_gap(population=population, value=alike)
    assert found.fraction == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(
    ("measure", "population", "value"),
    [
        (inequality.concentration_index, [0, 0], [1, 2]),
        (inequality.concentration_index, [10, 10], [0, 0]),
        (inequality.attributable_gap, [10, 10], [0, 0]),
    ],
)
def test_where_nobody_or_nothing_is_counted_there_is_nothing_to_compare(measure, population, value):
    with pytest.raises(ValueError, match="to compare"):
        measure(population=population, value=value)


def test_gaps_without_errors_have_no_limits():
    for gap in (inequality.absolute_gap, inequality.relative_gap):
        assert np.isnan(gap(most_deprived=3, least_deprived=2).lower)
    with pytest.raises(ValueError, match="above 0"):
        inequality.relative_gap(most_deprived=3, least_deprived=0)


def test_relative_limits_hold_the_ratio_as_often_as_they_say():
    chance = np.random.default_rng(11)
    most, least = chance.normal(30, 1, 20_000), chance.normal(20, 1, 20_000)
    found = inequality.relative_gap(
        most_deprived=most, least_deprived=least, most_error=1, least_error=1
    )
    assert np.mean((found.lower <= 1.5) & (found.upper >= 1.5)) == pytest.approx(0.95, abs=0.007)


YEARS = {"start": range(2018, 2023), "end": range(2019, 2024)}


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ([10, 12, 14, 16, 18], Direction.RISING),
        ([18, 16, 14, 12, 10], Direction.FALLING),
        ([10, 11, 10, 11, 10], Direction.NO_CLEAR_CHANGE),
    ],
)
def test_a_trend_is_said_only_beyond_chance(value, said):
    assert recent(value=value, standard_error=[1] * 5, **YEARS).direction is said


def test_chance_alone_is_called_a_trend_twice_in_a_thousand():
    chance = np.random.default_rng(13)
    drawn = chance.normal(50, 2, size=(20_000, 5))
    said = [recent(value=one, standard_error=[2] * 5, **YEARS).p < 0.002 for one in drawn]
    assert np.mean(said) == pytest.approx(0.002, abs=0.001)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"start": range(2018, 2023), "end": range(2021, 2026)}, "overlap"),
        ({"value": [1, 2, 3, 4]}, "fewer"),
        ({"value": [1, 2, np.nan, 4, 5]}, "no value"),
        ({"standard_error": [np.nan] * 5}, "no confidence interval"),
        ({"start": [2018, 2019, 2021, 2022, 2023]}, "missing"),
    ],
)
def test_where_nothing_is_tested_it_is_said_why(changed, why):
    asked = {"value": [1, 2, 3, 4, 5], "standard_error": [0.1] * 5, **YEARS, **changed}
    found = recent(**asked)
    assert found.direction is Direction.NOT_TESTED
    assert why in found.why_not


@pytest.mark.parametrize(
    ("limits", "polarity", "said"),
    [
        ((11, 12), Polarity.HIGHER_IS_BETTER, Judgement.BETTER),
        ((11, 12), Polarity.LOWER_IS_BETTER, Judgement.WORSE),
        ((8, 9), Polarity.HIGHER_IS_BETTER, Judgement.WORSE),
        ((8, 9), Polarity.LOWER_IS_BETTER, Judgement.BETTER),
        ((8, 9), Polarity.NEUTRAL, Judgement.LOWER),
        ((11, 12), Polarity.NEUTRAL, Judgement.HIGHER),
        ((9, 10), Polarity.LOWER_IS_BETTER, Judgement.SIMILAR),
        ((None, 12), Polarity.LOWER_IS_BETTER, Judgement.NOT_COMPARED),
        ((float("nan"), 12), Polarity.LOWER_IS_BETTER, Judgement.NOT_COMPARED),
    ],
)
def test_an_area_is_judged_by_its_interval_alone(limits, polarity, said):
    low, high = limits
    assert against_benchmark(lower=low, upper=high, benchmark=10, polarity=polarity) is said


@pytest.mark.parametrize("kind", ["proportion", "rate"])
def test_areas_that_are_alike_lie_inside_the_funnel_as_often_as_it_says(kind):
    chance = np.random.default_rng(17)
    population = np.full(20_000, 400.0)
    draw = chance.binomial if kind == "proportion" else lambda n, p, size: chance.poisson(
        n * p, size
    )  # fmt: skip
    shares = draw(400, 0.2, 20_000) / 400
    found = funnel(population=population, benchmark=0.2, kind=kind)
    for at, level in enumerate((0.95, 0.998)):
        held = np.mean((shares >= found.lower[:, at]) & (shares <= found.upper[:, at]))
        assert held == pytest.approx(level, abs=0.012)


@pytest.mark.parametrize("kind", ["proportion", "rate"])
def test_a_funnel_has_no_place_for_an_area_without_people(kind):
    with pytest.raises(ValueError, match="population is a number above 0"):
        funnel(population=[100, 0], benchmark=0.2, kind=kind)
