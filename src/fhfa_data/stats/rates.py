"""Crude and standardised rates with their confidence limits.

``confidence`` is one level or several; see :mod:`fhfa_data.stats.intervals`. Where a count or a
population of an area is missing (not-a-number), so are its rate and limits.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fhfa_data.stats.intervals import FEW_EVENTS, Confidence, Floats, byar, exact_or_byar


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate, or a ratio, and its limits; not-a-number where it can't be given.

    ``count``: events observed.
    """

    value: Floats
    lower: Floats
    upper: Floats
    count: Floats


def crude(
    *,
    count: ArrayLike,
    population: ArrayLike,
    multiplier: float = 100_000,
    confidence: Confidence = 0.95,
) -> Rate:
    """Events over population, times ``multiplier``; limits exact below 10 events, else Byar's.

    Source: as :func:`~fhfa_data.stats.intervals.exact_or_byar`; the population counts as known.

    Raises
    ------
    ValueError
        If a population is 0 or less, or a count below 0.

    >>> found = crude(count=20, population=100, multiplier=100)
    >>> float(found.value), round(float(found.lower), 3), round(float(found.upper), 3)
    (20.0, 12.211, 30.89)
    """
    events, people = np.broadcast_arrays(*map(_floats, (count, population)))
    _refuse_empty(people)
    _refuse_below_zero(events)
    limits = exact_or_byar(count=events, confidence=confidence)
    scale = multiplier / (people[..., np.newaxis] if np.ndim(confidence) else people)
    return Rate(events / people * multiplier, limits.lower * scale, limits.upper * scale, events)


def directly_standardised(
    *,
    count: ArrayLike,
    population: ArrayLike,
    standard_population: ArrayLike,
    multiplier: float = 100_000,
    confidence: Confidence = 0.95,
    count_variance: ArrayLike | None = None,
) -> Rate:
    """A rate as it would be in a population with the standard's ages; strata on the last axis.

    Source: A. J. Dobson and others, "Confidence intervals for weighted sums of Poisson parameters",
    Statistics in Medicine 10 (1991), with Byar's limits of the count. Not given (not-a-number)
    where fewer than 10 events were observed, as in OHID's Fingertips technical guidance.

    Parameters
    ----------
    count, population, standard_population
        By stratum, such as age band: shape (…, strata).
    count_variance
        The variance of each count where events aren't independent, such as admissions of the same
        people: see :func:`variance_of_repeated`. Counts of independent events are their own.

    Raises
    ------
    ValueError
        If a population is 0 or less; a count, its variance or a standard population below 0; or
        the standard has nobody.

    >>> found = directly_standardised(
    ...     count=[20, 30], population=[1000, 500], standard_population=[3, 1], multiplier=1000
    ... )
    >>> float(found.value)
    30.0
    """
    events, people, standard = np.broadcast_arrays(
        *map(_floats, (count, population, standard_population))
    )
    scatter = events if count_variance is None else _floats(count_variance)
    _refuse_empty(people, standard.sum(axis=-1))
    _refuse_below_zero(events, standard, scatter)
    share = standard / standard.sum(axis=-1, keepdims=True)
    total = events.sum(axis=-1)
    enough = total >= FEW_EVENTS
    value = np.where(enough, (share * events / people).sum(axis=-1), np.nan)
    variance = (share**2 * scatter / people**2).sum(axis=-1)
    known = np.where(enough, total, np.nan)
    limits = byar(count=np.where(enough, total, FEW_EVENTS), confidence=confidence)
    stretch = np.sqrt(variance / known)
    if np.ndim(confidence):
        value_, known, stretch = (one[..., np.newaxis] for one in (value, known, stretch))
    else:
        value_ = value
    lower = (value_ + stretch * (limits.lower - known)) * multiplier
    upper = (value_ + stretch * (limits.upper - known)) * multiplier
    return Rate(value * multiplier, lower, upper, total)


def variance_of_repeated(*, people: ArrayLike, events_each: ArrayLike) -> Floats:
    """The variance of a count where some people had several events; kinds on the last axis.

    Each number of people who had ``events_each`` events is a Poisson count, so the variance of the
    events is the sum of squares: people times events squared.

    Source: A. C. Stukel and others, "Standardized rates of recurrent outcomes", Statistics in
    Medicine 13 (1994).

    >>> float(variance_of_repeated(people=[10, 3], events_each=[1, 2]))
    22.0
    """
    return np.asarray((_floats(people) * _floats(events_each) ** 2).sum(axis=-1))


def indirectly_standardised(
    *,
    count: ArrayLike,
    population: ArrayLike,
    reference_count: ArrayLike,
    reference_population: ArrayLike,
    multiplier: float = 100_000,
    confidence: Confidence = 0.95,
) -> tuple[Rate, Rate]:
    """The rate and the ratio: observed events against those expected at the reference's rates.

    Strata on the last axis of all but ``count``, which may be the total already: with strata it is
    added up. The rate is the ratio times the reference's crude rate. Limits of the observed count
    are exact below 10, else Byar's.

    Source: N. E. Breslow and N. E. Day, as :func:`~fhfa_data.stats.intervals.byar`; OHID,
    Fingertips technical guidance.

    Raises
    ------
    ValueError
        If a reference population is 0 or less, a count or population is below 0, or no event is
        expected.

    >>> _, ratio = indirectly_standardised(
    ...     count=[12, 30], population=[100, 200],
    ...     reference_count=[100, 100], reference_population=[1000, 1000],
    ... )
    >>> float(ratio.value)
    1.4
    """
    people, ref_events, ref_people = map(
        _floats, (population, reference_count, reference_population)
    )
    events = _floats(count)
    _refuse_empty(ref_people)
    _refuse_below_zero(people, ref_events, events)
    expected = (people * ref_events / ref_people).sum(axis=-1)
    if np.any(expected <= 0):
        raise ValueError("At the reference's rates no event is expected.")
    total = events.sum(axis=-1) if events.ndim == people.ndim else events
    limits = exact_or_byar(count=total, confidence=confidence)
    below = expected[..., np.newaxis] if np.ndim(confidence) else expected
    ratio = Rate(total / expected, limits.lower / below, limits.upper / below, total)
    crude_rate = ref_events.sum(axis=-1) / ref_people.sum(axis=-1) * multiplier
    wide = crude_rate[..., np.newaxis] if np.ndim(confidence) else crude_rate
    rate = Rate(ratio.value * crude_rate, ratio.lower * wide, ratio.upper * wide, total)
    return rate, ratio


def _floats(values: ArrayLike) -> Floats:
    return np.asarray(values, dtype=np.float64)


def _refuse_empty(*people: Floats) -> None:
    if any(np.any((one <= 0) | np.isinf(one)) for one in people):
        raise ValueError("A population is a number above 0.")


def _refuse_below_zero(*counts: Floats) -> None:
    if any(np.any((one < 0) | np.isinf(one)) for one in counts):
        raise ValueError("A count is a number, and not below 0.")
