"""Sharing by need: sums, floors and caps hold whatever is asked, and the examples by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fhfa_data.stats.sharing import shares, whole_units

NEEDS = st.one_of(st.just(0.0), st.floats(0.1, 90))
PLACES = st.lists(st.tuples(st.floats(100, 50_000), NEEDS), min_size=2, max_size=40)
CHOICES = st.tuples(st.floats(0, 1), st.floats(0, 3), st.floats(1.05, 6))


def share(places, choices, total=1_000_000.0):
    people, need = zip(*places, strict=True)
    assume(sum(need) > 0)
    floor, intensity, cap = choices
    return np.array(people), np.array(need), shares(
        total=total, residents=people, need_per_head=need,
        floor=floor, intensity=intensity, cap=cap,
    )  # fmt: skip


def test_by_hand_half_to_all_and_half_by_need():
    # 40,000 to all by head: 20,000 and 20,000. 60,000 by head times need: 3 to 1.
    found = shares(total=100_000, residents=[5_000, 5_000], need_per_head=[30, 10], floor=0.4)
    assert found.amount.tolist() == [20_000 + 45_000, 20_000 + 15_000]


def test_by_hand_what_the_cap_cuts_goes_to_the_others_in_proportion():
    # Wanted 800, 120, 80; nobody over 1.5 times its third: 500; the other 500 go 120 to 80.
    found = shares(total=1_000, residents=[1, 1, 1], need_per_head=[10, 1.5, 1], cap=1.5)
    assert found.amount == pytest.approx([500, 300, 200])
    assert found.capped.tolist() == [True, False, False]
    assert found.unspent == 0


def test_a_cap_below_everyones_equal_share_leaves_something_over():
    found = shares(total=100, residents=[1, 1], need_per_head=[1, 1], cap=0.8)
    assert found.amount.tolist() == [40, 40]
    assert found.unspent == 20


@given(PLACES, CHOICES)
def test_all_of_it_is_shared_and_nobody_is_over_the_cap(places, choices):
    people, _, found = share(places, choices)
    assert found.amount.sum() + found.unspent == pytest.approx(1_000_000)
    assert found.unspent == pytest.approx(0, abs=1e-3)
    equal = 1_000_000 * people / people.sum()
    assert (found.amount <= equal * choices[2] * (1 + 1e-9)).all()


@given(PLACES, CHOICES)
def test_everyone_has_their_part_of_the_floor(places, choices):
    people, _, found = share(places, choices)
    equal = 1_000_000 * people / people.sum()
    assert (found.amount >= choices[0] * equal * (1 - 1e-9)).all()


@given(st.lists(NEEDS, min_size=2, max_size=20), CHOICES)
def test_of_equal_places_the_one_with_more_need_gets_no_less(needs, choices):
    _, need, found = share([(1_000.0, one) for one in needs], choices)
    order = np.argsort(need, kind="stable")
    assert (np.diff(found.amount[order]) >= -1e-6).all()


@given(PLACES, CHOICES, st.floats(0.01, 100))
def test_the_unit_of_need_makes_no_difference(places, choices, factor):
    _, _, found = share(places, choices)
    _, _, other = share([(people, need * factor) for people, need in places], choices)
    assert other.amount == pytest.approx(found.amount, rel=1e-6)


@given(PLACES)
def test_no_intensity_looks_at_residents_alone(places):
    people, _, found = share(places, (0.0, 0.0, 6.0))
    assert found.amount == pytest.approx(1_000_000 * people / people.sum())


@given(st.lists(st.floats(0, 50), min_size=1, max_size=30))
def test_whole_units_have_the_same_sum_and_are_off_by_less_than_one(values):
    total = round(sum(values))
    if total > 0 and sum(values) > 0:
        scaled = np.array(values) * total / sum(values)
        whole = whole_units(scaled)
        assert whole.sum() == total
        assert (abs(whole - scaled) < 1 + 1e-6).all()


def test_whole_units_fall_short_where_nobody_has_room():
    assert whole_units([1.5, 1.5], [1, 1.2]).tolist() == [1, 1]


@pytest.mark.parametrize("intensity", [0.5, 1.0, 2.0])
def test_a_place_whose_need_is_not_known_has_its_equal_share_set_aside(intensity):
    people, unknown = [1, 1, 1], float("nan")
    found = shares(
        total=90, residents=people, need_per_head=[3, 1, unknown], intensity=intensity, cap=1.4
    )
    assert found.amount[2] == 30
    assert found.amount.sum() == pytest.approx(90)
    low = shares(total=90, residents=people, need_per_head=[3, 1, unknown], cap=0.5)
    assert low.amount.tolist() == [15, 15, 15]
    assert low.unspent == 45


def test_by_hand_what_those_in_need_have_no_room_for_goes_to_the_rest_by_residents():
    # Nobody over 1.5 times 25: 37.5 to the one with need; 62.5 to the others, 1 to 2 by residents.
    found = shares(total=100, residents=[1, 1, 2], need_per_head=[9, 0, 0], cap=1.5)
    assert found.amount == pytest.approx([37.5, 62.5 / 3, 125 / 3])
    assert found.unspent == 0


@pytest.mark.parametrize(
    "wrong",
    [{"total": 0}, {"residents": [0, 1]}, {"need_per_head": [-1, 1]}, {"floor": 1.1},
     {"cap": 0}, {"intensity": -1}, {"need_per_head": [0, 0]}],
)  # fmt: skip
def test_what_is_out_of_range_is_refused(wrong):
    right = {"total": 1, "residents": [1, 1], "need_per_head": [1, 1]}
    with pytest.raises(ValueError, match=r"above 0|from 0 to 1|not below 0"):
        shares(**{**right, **wrong})
