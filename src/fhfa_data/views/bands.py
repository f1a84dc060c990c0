"""Classes on the map: fifths of the areas by value, in numbers and in words."""

from __future__ import annotations

from bisect import bisect_left

import numpy as np

from fhfa_data.catalogue.records import Indicator
from fhfa_data.model.figures import Figure, Polarity
from fhfa_data.views.words import say_value

BANDS = 5


def quantile_breaks(values: list[float]) -> list[float]:
    """The inner limits of five classes with about as many areas in each.

    Values that tie share a class, and no class is empty: where many areas have the same value
    there are fewer classes.
    Source: the usual definition of quintiles, by linear interpolation (numpy's default).

    >>> quantile_breaks([1.0, 2.0, 3.0, 4.0, 5.0])
    [1.8, 2.6, 3.4, 4.2]
    """
    if not values:
        return []
    inner = np.quantile(values, np.arange(1, BANDS) / BANDS)
    breaks: list[float] = []
    for limit in (round(float(one), 10) for one in inner):
        floor = breaks[-1] if breaks else -np.inf
        filled = any(floor < one <= limit for one in values)
        if filled and limit < max(values):
            breaks.append(limit)
    return breaks


def band_of(value: float | None, breaks: list[float]) -> int | None:
    """The class of a value: 0 holds the lowest values and ``len(breaks)`` the highest.

    >>> band_of(1.0, [1.8, 2.6, 3.4, 4.2]), band_of(9.0, [1.8, 2.6, 3.4, 4.2])
    (0, 4)
    """
    if value is None:
        return None
    return bisect_left(breaks, round(value, 10))


def worst_band(polarity: Polarity, breaks: list[float]) -> int | None:
    """The class of the areas that fare worst, where it is declared which way is worse."""
    if polarity is Polarity.NEUTRAL or not breaks:
        return None
    return len(breaks) if polarity is Polarity.LOWER_IS_BETTER else 0


def band_texts(indicator: Indicator, figures: list[Figure], breaks: list[float]) -> tuple[str, ...]:
    """The classes in words, by the values that are really in them, lowest first."""
    known = [one.value for one in figures if one.value is not None]
    texts: list[str] = []
    for band in range(len(breaks) + 1 if known else 0):
        inside = [one for one in known if band_of(one, breaks) == band]
        low, high = say_value(indicator, min(inside)), say_value(indicator, max(inside))
        texts.append(low if low == high else f"{low} to {high}")
    return tuple(texts)
