"""Compare figures by their confidence intervals, or say that they can't be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import pdtrik

from fhfa_data.model.figures import Figure, Polarity
from fhfa_data.stats.intervals import Floats, z_of


class Comparison(StrEnum):
    """What can honestly be said about one figure beside another."""

    HIGHER = "higher"
    LOWER = "lower"
    NO_CLEAR_DIFFERENCE = "no clear difference"
    NOT_COMPARED = "not compared"


def compare(figure: Figure, other: Figure) -> Comparison:
    """Whether ``figure`` is higher or lower than ``other``.

    Without an interval on both sides there is no answer: none is borrowed or assumed. Intervals
    that overlap count as no clear difference, which is the cautious reading.

    Source: APHO Technical Briefing 3, "Commonly used public health statistics and their confidence
    intervals" (2008); that overlap is the cautious reading: Schenker and Gentleman, "On judging the
    significance of differences by examining the overlap between confidence intervals", The American
    Statistician 55(3), 2001.
    """
    low, high = figure.ci95_low, figure.ci95_high
    other_low, other_high = other.ci95_low, other.ci95_high
    if low is None or high is None or other_low is None or other_high is None:
        return Comparison.NOT_COMPARED
    if low > other_high:
        return Comparison.HIGHER
    if high < other_low:
        return Comparison.LOWER
    return Comparison.NO_CLEAR_DIFFERENCE


class Judgement(StrEnum):
    """An area beside a benchmark, in the words of what it means."""

    BETTER = "better"
    WORSE = "worse"
    SIMILAR = "similar"
    HIGHER = "higher"
    LOWER = "lower"
    NOT_COMPARED = "not compared"


def against_benchmark(
    *,
    lower: float | None,
    upper: float | None,
    benchmark: float | None,
    polarity: Polarity = Polarity.NEUTRAL,
) -> Judgement:
    """Whether an area's interval lies above, below or around a benchmark's point value.

    Better or worse where the polarity says which way is which; never without an interval.

    Source: OHID, Fingertips technical guidance, "Comparing areas to a benchmark": the benchmark is
    taken as known.

    >>> against_benchmark(lower=10, upper=12, benchmark=13, polarity=Polarity.LOWER_IS_BETTER).value
    'better'
    >>> against_benchmark(lower=None, upper=None, benchmark=13).value
    'not compared'
    """
    known = [one for one in (lower, upper, benchmark) if one is not None and isfinite(one)]
    if len(known) < 3:
        return Judgement.NOT_COMPARED
    low, high, middle = known
    if low <= middle <= high:
        return Judgement.SIMILAR
    if polarity is Polarity.NEUTRAL:
        return Judgement.HIGHER if low > middle else Judgement.LOWER
    is_better = (low > middle) is (polarity is Polarity.HIGHER_IS_BETTER)
    return Judgement.BETTER if is_better else Judgement.WORSE


@dataclass(frozen=True, slots=True)
class FunnelLimits:
    """Between which values areas of each size lie by chance, were they all alike.

    ``lower``, ``upper``: a row an area, a column a confidence level.
    """

    lower: Floats
    upper: Floats


FUNNEL_LEVELS = (0.95, 0.998)


def funnel(
    *,
    population: ArrayLike,
    benchmark: float,
    kind: Literal["proportion", "rate"],
    multiplier: float = 1,
    confidence: Sequence[float] = FUNNEL_LEVELS,
) -> FunnelLimits:
    """Control limits around a benchmark, at 95% and 99.8% unless said.

    ``benchmark`` and the limits are per ``multiplier`` people. A proportion's are the benchmark
    and so many standard errors of a share of that size, cut to between none and all; a rate's are
    the counts whose exact interval just reaches it.

    Source: D. J. Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics
    in Medicine 24 (2005); OHID, Fingertips technical guidance.

    Raises
    ------
    ValueError
        If a population is 0 or less or not a number, or the benchmark can't be one of its kind.

    >>> found = funnel(population=[100, 10_000], benchmark=2, kind="proportion", multiplier=100)
    >>> [round(float(one), 2) for one in (*found.lower[:, 0], *found.upper[:, 0])]
    [0.0, 1.73, 4.74, 2.27]
    """
    people = np.atleast_1d(np.asarray(population, dtype=np.float64))
    share = benchmark / multiplier
    if not np.all(people > 0):
        raise ValueError("A population is a number above 0.")
    if not 0 <= share <= (1 if kind == "proportion" else np.inf):
        raise ValueError("A benchmark is not below 0, and a proportion is not above all.")
    if kind == "proportion":
        reach = z_of(confidence) * np.sqrt(share * (1 - share) / people)[:, np.newaxis]
        return FunnelLimits(
            np.maximum(share - reach, 0) * multiplier, np.minimum(share + reach, 1) * multiplier
        )
    expected = (people * share)[:, np.newaxis]
    tail = (1 - np.asarray(confidence, dtype=np.float64)) / 2
    scale = multiplier / people[:, np.newaxis]
    # The counts L and U with P(X <= L) = P(X >= U) = tail; below no event there is no limit.
    lower = np.where(np.exp(-expected) < tail, pdtrik(tail, expected), 0.0)
    return FunnelLimits(lower * scale, (pdtrik(1 - tail, expected) + 1) * scale)


def quantiles(*, value: ArrayLike, count: int, highest_first: bool = True) -> NDArray[np.int64]:
    """Which of ``count`` groups of about the same size each value is in, from 1 up; 0 without one.

    Group 1 holds the highest values, or the lowest. Equal values share a group, that of the first.
    Fewer values than groups have no groups.

    Source: OHID technical guide, "Assigning deprivation categories".

    >>> quantiles(value=[5, 3, 9, 9, 1], count=2).tolist()
    [1, 2, 1, 1, 2]
    """
    values = np.asarray(value, dtype=np.float64)
    known = np.isfinite(values)
    ordered = np.sort(-values[known] if highest_first else values[known])
    rank = np.searchsorted(ordered, -values[known] if highest_first else values[known]) + 1
    found = np.zeros(values.shape, dtype=np.int64)
    if len(ordered) >= count:
        # In whole numbers: 17 values in 7 groups have no exact size of a group.
        found[known] = count + 1 + -(len(ordered) + 1 - rank) * count // len(ordered)
    return found
