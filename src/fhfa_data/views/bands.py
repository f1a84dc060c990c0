"""Classes on the map: fifths of the areas, or natural breaks; in numbers and in words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np

from fhfa_data.catalogue.records import Indicator
from fhfa_data.model.figures import Polarity
from fhfa_data.model.selection import Classes
from fhfa_data.stats.natural_breaks import natural_breaks
from fhfa_data.views.words import say_value

BANDS = 5


_MEANING = {
    Classes.EQUAL: "Classes: equal numbers of areas, as far as ties allow.",
    Classes.NATURAL: (
        "Classes: natural breaks, set so that values are as alike as can be inside each; a class "
        "may hold few areas."
    ),
}


def breaks_of(values: Sequence[float], classes: Classes) -> list[float]:
    """The inner limits of up to five classes."""
    if classes is Classes.NATURAL:
        return [round(one, 10) for one in natural_breaks([round(one, 10) for one in values], BANDS)]
    return quantile_breaks(values)


def classes_words(classes: Classes) -> str:
    """What the classes are, for the legend."""
    return _MEANING[classes]


def quantile_breaks(values: Sequence[float]) -> list[float]:
    """The inner limits of five classes with about as many areas in each.

    Values that tie share a class, and no class is empty: where many areas have the same value
    there are fewer classes.
    Source: the usual definition of quintiles, by linear interpolation (numpy's default).

    >>> quantile_breaks([1.0, 2.0, 3.0, 4.0, 5.0])
    [1.8, 2.6, 3.4, 4.2]
    """
    known = np.asarray(values, dtype=np.float64)
    if not known.size:
        return []
    inner = np.quantile(known, np.arange(1, BANDS) / BANDS)
    breaks: list[float] = []
    for limit in (round(float(one), 10) for one in inner):
        floor = breaks[-1] if breaks else -np.inf
        filled = ((known > floor) & (known <= limit)).any()
        if filled and limit < known.max():
            breaks.append(limit)
    return breaks


def band_of(value: float | None, breaks: Sequence[float]) -> int | None:
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


def band_texts(
    indicator: Indicator, values: Sequence[float], breaks: list[float]
) -> tuple[str, ...]:
    """The classes in words, by the values that are really in them, lowest first."""
    known = np.sort(np.asarray(values, dtype=np.float64))
    bands = np.searchsorted(breaks, known.round(10))
    texts: list[str] = []
    for band in range(len(breaks) + 1 if len(known) else 0):
        inside = known[bands == band]
        low, high = (say_value(indicator, float(one)) for one in (inside[0], inside[-1]))
        texts.append(low if low == high else f"{low} to {high}")
    return tuple(texts)
