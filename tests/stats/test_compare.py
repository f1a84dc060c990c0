"""Two figures side by side: only intervals decide, and none is ever assumed."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from fhfa_data.model.figures import Figure, Method, Status
from fhfa_data.stats.compare import Comparison, compare

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
