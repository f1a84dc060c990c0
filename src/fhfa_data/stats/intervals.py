"""Confidence limits of counts, proportions and means, over whole arrays at once.

``confidence`` is one level, such as 0.95, or several; with several, the limits have one more axis,
the last, with a place for each. Arrays and single numbers are taken alike. What is missing
(not-a-number) has no limits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammaincinv, ndtri, stdtrit

Floats = NDArray[np.float64]
Confidence = float | Sequence[float]


@dataclass(frozen=True, slots=True)
class Interval:
    """Lower and upper limits, in the unit of what was given; not-a-number where there are none."""

    lower: Floats
    upper: Floats


def z_of(confidence: Confidence) -> Floats:
    """The standard normal deviate of a two-sided confidence level.

    Raises
    ------
    ValueError
        If a level isn't above 0 and below 1.

    >>> round(float(z_of(0.95)), 4), round(float(z_of(0.998)), 4)
    (1.96, 3.0902)
    """
    levels = np.asarray(confidence, dtype=np.float64)
    if not np.all((levels > 0) & (levels < 1)):
        raise ValueError("A confidence level lies above 0 and below 1, such as 0.95.")
    return np.asarray(ndtri(0.5 + levels / 2))


def wilson(
    *, numerator: ArrayLike, denominator: ArrayLike, confidence: Confidence = 0.95
) -> Interval:
    """Wilson score limits of a proportion, from 0 to 1.

    Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
    Journal of the American Statistical Association 22 (1927); R. G. Newcombe and D. G. Altman in
    "Statistics with Confidence" (2000).

    Raises
    ------
    ValueError
        If a numerator is below 0 or above its denominator, or a denominator is 0 or less.

    >>> found = wilson(numerator=65, denominator=100)
    >>> round(float(found.lower), 4), round(float(found.upper), 4)
    (0.5525, 0.7364)
    """
    some, all_ = _spread(confidence, numerator, denominator)
    if np.any((some < 0) | (some > all_) | (all_ <= 0)):
        raise ValueError("A numerator lies between 0 and its denominator, which is above 0.")
    z = z_of(confidence)
    middle = 2 * some + z**2
    reach = z * np.sqrt(z**2 + 4 * some * (1 - some / all_))
    below = 2 * (all_ + z**2)
    return Interval((middle - reach) / below, (middle + reach) / below)


def byar(*, count: ArrayLike, confidence: Confidence = 0.95) -> Interval:
    """Byar's limits of a count of independent events, at any count; never below 0.

    Source: N. E. Breslow and N. E. Day, "Statistical Methods in Cancer Research, volume II"
    (1987), page 69.

    Raises
    ------
    ValueError
        If a count is below 0.

    >>> found = byar(count=65)
    >>> round(float(found.lower), 4), round(float(found.upper), 4)
    (50.1632, 82.8491)
    """
    (events,) = _spread(confidence, count)
    _refuse_below_zero(events)
    z = z_of(confidence)
    some = np.where(events > 0, events, 1.0)
    lower = some * (1 - 1 / (9 * some) - z / (3 * np.sqrt(some))) ** 3
    more = events + 1
    upper = more * (1 - 1 / (9 * more) + z / (3 * np.sqrt(more))) ** 3
    return Interval(np.where(events > 0, np.maximum(lower, 0.0), 0.0 * events), upper)


def exact_poisson(*, count: ArrayLike, confidence: Confidence = 0.95) -> Interval:
    """Exact limits of a count of independent events.

    Source: F. Garwood, "Fiducial limits for the Poisson distribution", Biometrika 28 (1936), by the
    chi-squared distribution, which is twice a gamma distribution.

    Raises
    ------
    ValueError
        If a count is below 0.

    >>> found = exact_poisson(count=5)
    >>> round(float(found.lower), 4), round(float(found.upper), 4)
    (1.6235, 11.6683)
    """
    (events,) = _spread(confidence, count)
    _refuse_below_zero(events)
    tail = (1 - np.asarray(confidence, dtype=np.float64)) / 2
    z_of(confidence)
    some = np.where(events > 0, events, 1.0)
    lower = np.where(events > 0, gammaincinv(some, tail), 0.0 * events * tail)
    return Interval(lower, gammaincinv(events + 1, 1 - tail))


def mean(
    *,
    mean: ArrayLike,
    standard_deviation: ArrayLike,
    count: ArrayLike,
    confidence: Confidence = 0.95,
) -> Interval:
    """Limits of a mean of ``count`` observations, by Student's t.

    Source: W. S. Gosset ("Student"), "The probable error of a mean", Biometrika 6 (1908). There are
    none (not-a-number) where fewer than two were observed.

    >>> found = mean(mean=10.0, standard_deviation=2.0, count=25)
    >>> round(float(found.lower), 4), round(float(found.upper), 4)
    (9.1744, 10.8256)
    """
    middle, spread, many = _spread(confidence, mean, standard_deviation, count)
    z_of(confidence)
    level = 0.5 + np.asarray(confidence, dtype=np.float64) / 2
    freedom = np.where(many > 1, many - 1, np.nan)
    reach = stdtrit(freedom, level) * spread / np.sqrt(np.where(many > 1, many, np.nan))
    return Interval(middle - reach, middle + reach)


def exact_or_byar(*, count: ArrayLike, confidence: Confidence = 0.95) -> Interval:
    """Exact limits of a count below 10, Byar's from 10, as English public health profiles do.

    Source: OHID, Fingertips technical guidance, "Public health data science: confidence intervals".
    """
    (events,) = _spread(confidence, count)
    exact, near = (
        exact_poisson(count=count, confidence=confidence),
        byar(count=count, confidence=confidence),
    )
    few = events < FEW_EVENTS
    return Interval(np.where(few, exact.lower, near.lower), np.where(few, exact.upper, near.upper))


FEW_EVENTS = 10
"""Below so many events Byar's formula is not near enough, and no rate is standardised directly."""


def _spread(confidence: Confidence, *values: ArrayLike) -> list[Floats]:
    """The values as arrays of one shape, with one more axis if there are several levels."""
    arrays = np.broadcast_arrays(*(np.asarray(one, dtype=np.float64) for one in values))
    return [one[..., np.newaxis] if np.ndim(confidence) else one for one in arrays]


def _refuse_below_zero(events: Floats) -> None:
    if np.any(events < 0):
        raise ValueError("A count of events can't be below 0.")
