"""The names a person may have meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fhfa_data.model.nearest import nearest

NAMES = ["core20_pct", "core10_pct", "imd_score", "smoking_adults_pct"]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("core20", "core20_pct"),
        ("CORE10_PCT", "core10_pct"),
        ("imd_scores", "imd_score"),
        ("smoking", "smoking_adults_pct"),
    ],
)
def test_a_slip_finds_its_name(typed, first):
    assert nearest(typed, NAMES)[0] == first


def test_nothing_alike_finds_nothing():
    assert nearest("zzzz", NAMES) == ()


@given(st.text(), st.lists(st.text()), st.integers(1, 5))
def test_only_known_names_each_once_never_too_many(typed, known, limit):
    found = nearest(typed, known, limit)
    assert set(found) <= set(known)
    assert len(set(found)) == len(found) <= limit
