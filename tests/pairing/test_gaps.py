"""The gaps that moved least and most are told only where they can be told honestly."""

from __future__ import annotations

import pytest

from fhfa_data.model.figures import Polarity
from fhfa_data.pairing.facts import GapTrend
from fhfa_data.pairing.gaps import fastest_gap, slowest_gap


def trend(name="smoking", then=5.0, now=4.9, years=10.0, england=20.0, higher_is_better=False):
    polarity = Polarity.HIGHER_IS_BETTER if higher_is_better else Polarity.LOWER_IS_BETTER
    return GapTrend(
        name, name.title(), polarity, "Bury", "percentage points",
        "2014", "2024", years, then, now, england,
    )  # fmt: skip


def test_the_slowest_has_moved_least_either_way_and_the_fastest_has_closed_most():
    trends = [
        trend("closing", then=10, now=2),
        trend("still", then=10, now=10.3),
        trend("widening", then=10, now=18),
    ]
    assert slowest_gap(trends).indicator_id == "still"
    assert fastest_gap(trends).indicator_id == "closing"
    assert slowest_gap(reversed(trends)) == slowest_gap(trends)


def test_equal_movement_is_settled_by_name():
    one, other = trend("a", then=10, now=9), trend("b", then=10, now=11)
    assert slowest_gap([other, one]).indicator_id == "a"


@pytest.mark.parametrize(
    "untold",
    [
        trend(then=-5, now=-5),
        trend(then=5, now=-1),
        trend(then=5, now=5, higher_is_better=True),
        trend(then=0, now=0),
        trend(then=0.9, now=0.9),
        trend(years=7.9),
        trend(years=12.1),
        trend(then=float("nan")),
        trend()._replace(polarity=Polarity.NEUTRAL),
    ],
    ids=[
        "favourable", "crossed over", "favourable by polarity", "no gap", "too small to tell",
        "too short", "too long", "not a number", "neutral",
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_left_out(untold):
    assert slowest_gap([untold]) is None
    assert fastest_gap([untold]) is None


def test_below_england_is_the_unfavourable_side_where_higher_is_better():
    short = trend("life", then=-3.0, now=-3.1, england=50, higher_is_better=True)
    assert slowest_gap([short]) == short
    assert short.closed_pct == pytest.approx(-100 / 30)
