"""Compare figures by their confidence intervals, or say that they can't be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import hypot, isfinite
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import pdtrik

from fhfa_data.model.figures import Figure, Polarity
from fhfa_data.stats.intervals import Floats, z_of


def clear_as_widest(high: Figure, low: Figure, many: int) -> bool:
    """Whether the highest and the lowest of ``many`` figures are further apart than by chance.

    They were picked because they are furthest apart, so all pairs were looked at: at 95%, what may
    be chance is shared out between them. Standard errors follow from the published 95% limits.

    Source: O. J. Dunn, "Multiple comparisons among means", Journal of the American Statistical
    Association 56 (1961), by Bonferroni's inequality.

    Raises
    ------
    ValueError
        If either has no value or no limits.
    """
    errors = [_standard_error(one) for one in (high, low)]
    if high.value is None or low.value is None:
        raise ValueError("Only figures with a value are compared.")
    pairs = many * (many - 1) / 2
    return high.value - low.value > float(z_of(1 - 0.05 / pairs)) * hypot(*errors)


def _standard_error(figure: Figure) -> float:
    if figure.ci95_low is None or figure.ci95_high is None:
        raise ValueError("Only figures with limits are compared.")
    return (figure.ci95_high - figure.ci95_low) / (2 * float(z_of(0.95)))


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
