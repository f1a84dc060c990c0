"""How unequal: the gap between two groups, and what holds over the whole gradient.

The slope index is in :mod:`fhfa_data.stats.slope`, and is found here too.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fhfa_data.stats.intervals import Confidence, Floats, z_of
from fhfa_data.stats.slope import SlopeIndex, slope_index

__all__ = [
    "AttributableGap",
    "Gap",
    "SlopeIndex",
    "absolute_gap",
    "attributable_gap",
    "concentration_index",
    "relative_gap",
    "slope_index",
]


@dataclass(frozen=True, slots=True)
class Gap:
    """A difference or a ratio and its limits; limits are not-a-number without standard errors."""

    value: Floats
    lower: Floats
    upper: Floats


@dataclass(frozen=True, slots=True)
class AttributableGap:
    """What would change if everybody had the rate of the least deprived group.

    ``events``: how many fewer (below 0: more) in the whole population; ``fraction``: of all events.
    """

    events: float
    fraction: float


def absolute_gap(
    *,
    most_deprived: ArrayLike,
    least_deprived: ArrayLike,
    most_error: ArrayLike = np.nan,
    least_error: ArrayLike = np.nan,
    confidence: Confidence = 0.95,
) -> Gap:
    """The most deprived group's value less the least deprived one's, in the values' unit.

    ``most_error``, ``least_error``: their standard errors, in the same unit; the groups are
    independent of each other.

    Source: the variance of a difference of independent estimates is the sum of theirs. D. G. Altman
    and J. M. Bland, "Interaction revisited", BMJ 326 (2003).

    >>> found = absolute_gap(most_deprived=30, least_deprived=20, most_error=3, least_error=4)
    >>> float(found.value), round(float(found.lower), 2), round(float(found.upper), 2)
    (10.0, 0.2, 19.8)
    """
    most, least, one, other = _floats(most_deprived, least_deprived, most_error, least_error)
    reach = _wide(np.hypot(one, other), confidence) * z_of(confidence)
    gap = most - least
    return Gap(gap, _wide(gap, confidence) - reach, _wide(gap, confidence) + reach)


def relative_gap(
    *,
    most_deprived: ArrayLike,
    least_deprived: ArrayLike,
    most_error: ArrayLike = np.nan,
    least_error: ArrayLike = np.nan,
    confidence: Confidence = 0.95,
) -> Gap:
    """The most deprived group's value over the least deprived one's.

    Limits are taken on the log scale, by the delta method. Source: J. A. Morris and M. J. Gardner,
    "Calculating confidence intervals for relative risks", BMJ 296 (1988).

    Raises
    ------
    ValueError
        If a value is 0 or less: there is no ratio then.

    >>> float(relative_gap(most_deprived=30, least_deprived=20).value)
    1.5
    """
    most, least, one, other = _floats(most_deprived, least_deprived, most_error, least_error)
    if np.any(most <= 0) or np.any(least <= 0):
        raise ValueError("A ratio needs values above 0.")
    reach = _wide(np.hypot(one / most, other / least), confidence) * z_of(confidence)
    ratio = most / least
    wide = _wide(ratio, confidence)
    return Gap(ratio, wide * np.exp(-reach), wide * np.exp(reach))


def concentration_index(*, population: ArrayLike, value: ArrayLike) -> float:
    """How far what is counted lies with the most deprived (below 0) or the least (above 0).

    Groups are ordered from most to least deprived. From −1 to 1; 0 where all have the same.

    Source: N. Kakwani, A. Wagstaff and E. van Doorslaer, "Socioeconomic inequalities in health:
    measurement, computation, and statistical inference", Journal of Econometrics 77 (1997):
    twice the covariance of the value with the relative rank, over the mean.

    Raises
    ------
    ValueError
        If nobody is counted, or the values add up to 0.

    >>> concentration_index(population=[1, 1], value=[1, 0])
    -0.5
    """
    people, values = _floats(population, value)
    if people.sum() <= 0 or (people * values).sum() == 0:
        raise ValueError("There is nobody, or nothing, to compare.")
    share = people / people.sum()
    rank = np.cumsum(share) - share / 2
    middle = (share * values).sum()
    return float(2 * (share * values * rank).sum() / middle - 1)


def attributable_gap(
    *, population: ArrayLike, value: ArrayLike, multiplier: float = 1
) -> AttributableGap:
    """What would change if every group had the rate of the last, the least deprived one.

    ``value``: events per ``multiplier`` people, from most to least deprived.

    Source: B. Rockhill, B. Newman and C. Weinberg, "Use and misuse of population attributable
    fractions", American Journal of Public Health 88 (1998). It says how unequal things are, not
    what any action would prevent.

    Raises
    ------
    ValueError
        If there are no events at all.

    >>> attributable_gap(population=[100, 100], value=[0.3, 0.1])
    AttributableGap(events=20.0, fraction=0.5)
    """
    people, values = _floats(population, value)
    events = people * values / multiplier
    if events.sum() <= 0:
        raise ValueError("There are no events to compare.")
    fewer = events.sum() - people.sum() * values[-1] / multiplier
    return AttributableGap(float(round(fewer, 9)), float(round(fewer / events.sum(), 12)))


def _floats(*values: ArrayLike) -> list[Floats]:
    return [np.asarray(one, dtype=np.float64) for one in values]


def _wide(values: Floats, confidence: Confidence) -> Floats:
    return values[..., np.newaxis] if np.ndim(confidence) else values
