"""Natural breaks against every way to cut there is, and against the clock."""

from __future__ import annotations

import time
from itertools import combinations
from statistics import fmean

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fhfa_data.stats.natural_breaks import natural_breaks


def spread(groups):
    return sum(sum((one - fmean(group)) ** 2 for one in group) for group in groups if group)


def groups_by(values, breaks):
    limits = [*breaks, float("inf")]
    return [
        [one for one in values if low < one <= high]
        for low, high in zip([float("-inf"), *breaks], limits, strict=True)
    ]


def least_spread(values, classes):
    """The slow and obvious way: try every set of cuts between different values."""
    points = sorted(set(values))
    count = min(classes, len(points))
    return min(
        spread(groups_by(values, [points[cut] for cut in cuts]))
        for cuts in combinations(range(len(points) - 1), count - 1)
    )


@given(
    st.lists(st.integers(-50, 50).map(lambda one: one / 4), min_size=1, max_size=14),
    st.integers(1, 5),
)
def test_no_other_cuts_give_classes_more_alike(values, classes):
    breaks = natural_breaks(values, classes)
    assert breaks == sorted(set(breaks))
    assert set(breaks) < set(values) or not breaks
    assert len(breaks) == min(classes, len(set(values))) - 1
    found = spread(groups_by(values, breaks))
    assert found == pytest.approx(least_spread(values, classes), abs=1e-9)


def test_gaps_are_found_where_an_eye_sees_them():
    values = [0.0] * 53 + [4.8, 5.1, 6.0] + [40.1, 41.0, 43.2] + [77.0, 78.5] + [100.0] * 16
    assert natural_breaks(values, 5) == [0.0, 6.0, 43.2, 78.5]


@pytest.mark.parametrize("values", [[], [7.0], [7.0] * 9])
def test_nothing_to_cut(values):
    assert natural_breaks(values, 5) == []


def test_all_wards_of_england_are_classed_while_a_page_is_drawn():
    values = list(np.random.default_rng(1).gamma(2.0, 20.0, 6_900))
    natural_breaks(values, 5)
    times = []
    for _ in range(5):
        started = time.process_time()
        natural_breaks(values, 5)
        times.append(time.process_time() - started)
    assert min(times) < 0.1


def test_large_numbers_lose_nothing():
    values = [1e9 + one for one in (0.0, 1.0, 2.0, 50.0, 51.0, 90.0)]
    assert [one - 1e9 for one in natural_breaks(values, 3)] == [2.0, 51.0]
