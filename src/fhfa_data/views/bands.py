"""Classes on the map: fifths of the areas, or natural breaks; in numbers and in words.

All of them are classes of the numbers that are said: what reads alike has one colour, and a value
stands in the class whose label holds it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

import numpy as np

from fhfa_data.catalogue.records import Indicator
from fhfa_data.model.figures import Polarity, Unit
from fhfa_data.model.selection import Classes
from fhfa_data.stats.natural_breaks import natural_breaks
from fhfa_data.views.words import said_number, say_value, step_of

BANDS = 5


_MEANING = {
    Classes.EQUAL: "Classes: equal numbers of areas, as far as ties allow.",
    Classes.NATURAL: (
        "Classes: natural breaks, set so that values are as alike as can be inside each; a class "
        "may hold few areas."
    ),
}


def breaks_of(indicator: Indicator, values: Iterable[float], classes: Classes) -> list[float]:
    """The highest number said in each of up to five classes but the last, lowest class first."""
    said = [said_number(indicator, one) for one in values]
    return natural_breaks(said, BANDS) if classes is Classes.NATURAL else quantile_breaks(said)


def classes_words(classes: Classes) -> str:
    """What the classes are, for the legend."""
    return _MEANING[classes]


def quantile_breaks(values: Sequence[float]) -> list[float]:
    """The highest value of each of five classes but the last, with about as many areas in each.

    Values that tie share a class, and no class is empty: where many areas have the same value
    there are fewer classes.
    Source: the usual definition of quintiles, by linear interpolation (numpy's default).

    >>> quantile_breaks([1.0, 2.0, 3.0, 4.0, 5.0])
    [1.0, 2.0, 3.0, 4.0]
    """
    known = np.sort(np.asarray(values, dtype=np.float64))
    if not known.size:
        return []
    inner = np.quantile(known, np.arange(1, BANDS) / BANDS)
    tops = {float(known[known <= round(float(one), 10)].max(initial=-np.inf)) for one in inner}
    return sorted(one for one in tops if -np.inf < one < known[-1])


def band_of(indicator: Indicator, value: float | None, breaks: Sequence[float]) -> int | None:
    """The class of a value: 0 holds the lowest and ``len(breaks)`` the highest."""
    return None if value is None else bisect_left(breaks, said_number(indicator, value))


def worst_band(polarity: Polarity, breaks: list[float]) -> int | None:
    """The class of the areas that fare worst, where it is declared which way is worse."""
    if polarity is Polarity.NEUTRAL or not breaks:
        return None
    return len(breaks) if polarity is Polarity.LOWER_IS_BETTER else 0


def band_texts(
    indicator: Indicator, values: Sequence[float], breaks: Sequence[float]
) -> tuple[str, ...]:
    """The classes in words, lowest first, from the lowest value to the highest without a gap.

    Each begins one step of what is said above the end of the one before.
    """
    if not len(values):
        return ()
    said = [said_number(indicator, one) for one in (min(values), max(values))]
    starts = [said[0], *(one + step_of(indicator) for one in breaks)]
    ends = [*breaks, said[1]]
    unsaid = 100 if indicator.unit is Unit.PROPORTION else 1
    ranges = (
        [say_value(indicator, one / unsaid) for one in pair]
        for pair in zip(starts, ends, strict=True)
    )
    return tuple(low if low == high else f"{low} to {high}" for low, high in ranges)
