"""Classes on the map, against what they must mean rather than how they are worked out."""

from __future__ import annotations

import math
import statistics

from hypothesis import example, given
from hypothesis import strategies as st

from fhfa_data.catalogue.load import load_catalogue
from fhfa_data.model.figures import Polarity
from fhfa_data.model.selection import Classes
from fhfa_data.views.bands import (
    BANDS,
    band_of,
    breaks_of,
    classes_words,
    quantile_breaks,
    worst_band,
)

EXACT = load_catalogue().indicator("imd_score").model_copy(update={"decimals": 6})
"""An indicator whose values are said as they are."""


def band(value, breaks):
    return band_of(EXACT, value, breaks)


values = st.lists(
    st.floats(-1e6, 1e6, allow_nan=False).map(lambda one: round(one, 6)), min_size=1, max_size=250
)


@given(values)
def test_every_class_is_filled_and_higher_values_are_never_in_lower_classes(found):
    breaks = quantile_breaks(found)
    bands = [band(one, breaks) for one in sorted(found)]
    assert bands == sorted(bands)
    assert set(bands) == set(range(len(breaks) + 1))
    assert len(breaks) < BANDS


@given(values)
def test_equal_values_share_a_class(found):
    breaks = quantile_breaks(found)
    assert band(found[0], breaks) == band(float(found[0]), breaks)


def test_distinct_values_fall_into_fifths():
    found = [float(one) for one in range(100)]
    bands = [band(one, quantile_breaks(found)) for one in found]
    assert [bands.count(band) for band in range(5)] == [20] * 5
    limits = statistics.quantiles(found, n=5, method="inclusive")
    assert quantile_breaks(found) == [math.floor(one) for one in limits]


def test_no_value_has_no_class():
    assert band(None, [1.0]) is None
    assert quantile_breaks([]) == []


def test_the_fifth_that_fares_worst_follows_the_declared_polarity():
    breaks = [1.0, 2.0, 3.0, 4.0]
    assert worst_band(Polarity.LOWER_IS_BETTER, breaks) == 4
    assert worst_band(Polarity.HIGHER_IS_BETTER, breaks) == 0
    assert worst_band(Polarity.NEUTRAL, breaks) is None


@given(values)
@example([0.0, 6.1e-05, -8540.0])  # rounding once left a class empty
def test_natural_breaks_fill_every_class_too(found):
    breaks = breaks_of(EXACT, found, Classes.NATURAL)
    bands = [band(one, breaks) for one in sorted(found)]
    assert bands == sorted(bands)
    assert set(bands) == set(range(len(breaks) + 1))
    assert len(breaks) < BANDS
    assert len({(one, band) for one, band in zip(sorted(found), bands, strict=True)}) == len(
        set(found)
    )


def test_the_legend_says_which_classes_and_what_they_mean():
    assert "equal numbers of areas" in classes_words(Classes.EQUAL)
    assert "natural breaks" in classes_words(Classes.NATURAL)
