"""Two figures side by side: only intervals decide, and none is ever assumed."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import ceil, nan, sqrt
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fhfa_data.model.figures import Figure, Method, Status
from fhfa_data.stats.compare import Comparison, compare, funnel, quantiles

BASE = Figure(
    "life_expectancy_birth", "E02001053", "2016 - 20", "Persons", 75.0, None, None, None, None,
    Status.OK, Method.PUBLISHED, "ohid", "MSOA 2011",
)  # fmt: skip
limits = st.tuples(st.floats(0, 100), st.floats(0, 100)).map(sorted)
OPPOSITE = {Comparison.HIGHER: Comparison.LOWER, Comparison.LOWER: Comparison.HIGHER}


def with_interval(low_high):
    return replace(BASE, ci95_low=low_high[0], ci95_high=low_high[1])


def test_an_interval_is_never_borrowed():
    known = with_interval((74.0, 76.0))
    assert compare(BASE, known) is Comparison.NOT_COMPARED
    assert compare(known, BASE) is Comparison.NOT_COMPARED


def test_touching_intervals_are_no_clear_difference():
    assert compare(with_interval((70, 72)), with_interval((72, 74))) is (
        Comparison.NO_CLEAR_DIFFERENCE
    )
    assert compare(with_interval((70, 71.9)), with_interval((72, 74))) is Comparison.LOWER


@given(limits, limits)
def test_turning_it_round_turns_the_answer_round(one, other):
    there = compare(with_interval(one), with_interval(other))
    back = compare(with_interval(other), with_interval(one))
    assert back is OPPOSITE.get(there, there)


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
