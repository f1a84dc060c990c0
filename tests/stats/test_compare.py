"""Figures side by side: only limits decide, and none is ever assumed."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import ceil, nan, sqrt
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fhfa_data.model.figures import Figure, Method, Status
from fhfa_data.stats.compare import clear_as_widest, funnel, quantiles

BASE = Figure(
    "life_expectancy_birth", "E02001053", "2016 - 20", "Persons", 75.0, None, None, None, None,
    Status.OK, Method.PUBLISHED, "ohid", "MSOA 2011",
)  # fmt: skip


def figure(value, error):
    """A figure with that standard error."""
    reach = NormalDist().inv_cdf(0.975) * error
    return replace(BASE, value=value, ci95_low=value - reach, ci95_high=value + reach)


@pytest.mark.parametrize("many", [2, 3, 6])
def test_of_figures_that_are_alike_the_furthest_apart_are_rarely_called_different(many):
    """One in twenty at most, however many are looked at; and a real difference is found."""
    chance = np.random.default_rng(3)
    called = 0
    for _ in range(4_000):
        drawn = sorted(chance.normal(78, 0.6, many))
        called += clear_as_widest(figure(drawn[-1], 0.6), figure(drawn[0], 0.6), many)
    assert called / 4_000 <= 0.055
    assert clear_as_widest(figure(82, 0.6), figure(76, 0.6), many)


def test_two_alone_are_compared_by_the_standard_error_of_their_difference():
    for apart, said in ((1.95, False), (1.97, True)):
        assert clear_as_widest(figure(70 + apart * sqrt(2), 1), figure(70, 1), 2) is said


def test_without_limits_nothing_is_compared():
    with pytest.raises(ValueError, match="limits"):
        clear_as_widest(BASE, figure(70, 1), 2)
    with pytest.raises(ValueError, match="value"):
        clear_as_widest(replace(figure(70, 1), value=None), figure(70, 1), 2)


@given(
    st.integers(1, 1_000_000),
    st.floats(0, 1),
    st.sampled_from([0.8, 0.95, 0.998]),
    st.sampled_from([1, 100, 1_000]),
)
def test_a_proportions_funnel_is_so_many_standard_errors_around_the_benchmark(n, share, level, per):
    """Spiegelhalter (2005): normal limits of the benchmark at each size, within 0 and 1."""
    reach = NormalDist().inv_cdf(0.5 + level / 2) * sqrt(share * (1 - share) / n)
    found = funnel(
        population=[n], benchmark=share * per, kind="proportion", multiplier=per, confidence=[level]
    )
    low, high = max(0.0, share - reach) * per, min(1.0, share + reach) * per
    assert float(found.lower[0, 0]) == pytest.approx(low, abs=1e-9)
    assert float(found.upper[0, 0]) == pytest.approx(high, abs=1e-9)


@pytest.mark.parametrize(
    ("kind", "benchmark"), [("proportion", 1.01), ("proportion", -0.1), ("rate", -1), ("rate", nan)]
)
def test_a_funnel_has_no_place_for_what_is_no_benchmark(kind, benchmark):
    with pytest.raises(ValueError, match="benchmark"):
        funnel(population=[100], benchmark=benchmark, kind=kind)


@given(st.lists(st.integers(-5, 5), max_size=40), st.integers(1, 12), st.booleans())
def test_groups_are_those_of_the_rule_in_exact_fractions(values, count, highest_first):
    found = quantiles(value=values, count=count, highest_first=highest_first).tolist()
    if len(values) < count:
        assert found == [0] * len(values)
        return
    ordered = sorted(values, reverse=highest_first)
    size = Fraction(len(values), count)
    for value, group in zip(values, found, strict=True):
        rank = ordered.index(value) + 1
        assert group == count + 1 - ceil((len(values) + 1 - rank) / size)
        assert 1 <= group <= count


def test_seventeen_values_fill_seven_groups():
    assert quantiles(value=range(17), count=7, highest_first=False).tolist() == [
        1, 1, 1, 2, 2, 3, 3, 3, 4, 4, 5, 5, 5, 6, 6, 7, 7
    ]  # fmt: skip
