"""Whether five points in a row rise or fall by more than chance."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtrc

POINTS = 5
LEVEL = 0.998


class Direction(StrEnum):
    """What can be said of a recent trend."""

    RISING = "rising"
    FALLING = "falling"
    NO_CLEAR_CHANGE = "no clear change"
    NOT_TESTED = "not tested"


@dataclass(frozen=True, slots=True)
class RecentTrend:
    """``slope``: change from one point to the next, in the value's unit.

    ``chi_squared``: on one degree of freedom; ``p``: how often chance alone does as much.
    ``why_not``: why nothing was tested; the numbers are not-a-number then.
    """

    direction: Direction
    slope: float
    chi_squared: float
    p: float
    why_not: str = ""


def recent(
    *,
    value: ArrayLike,
    standard_error: ArrayLike,
    start: ArrayLike,
    end: ArrayLike,
    level: float = LEVEL,
) -> RecentTrend:
    """Test the last five points for a straight trend, each weighted by how sure it is.

    Weighted least squares with the inverse of each variance; the square of the slope over its
    variance is chi-squared with one degree of freedom.

    Source: P. Armitage, "Tests for linear trends in proportions and frequencies", Biometrics 11
    (1955), in the weighted form; five points and 99.8%: OHID, Fingertips technical guidance,
    "Recent trends".

    Parameters
    ----------
    value, standard_error
        Of each point, the earliest first.
    start, end
        When each point's period begins and ends, in years: periods that share time aren't
        independent, so such points aren't tested.

    >>> found = recent(
    ...     value=[10, 12, 14, 16, 18], standard_error=[1] * 5,
    ...     start=range(2018, 2023), end=range(2019, 2024),
    ... )
    >>> found.direction.value, found.slope, found.chi_squared
    ('rising', 2.0, 40.0)
    """
    values, errors, starts, ends = (
        np.asarray(one, np.float64)[-POINTS:] for one in (value, standard_error, start, end)
    )
    if why := _why_not(values, errors, starts, ends):
        return RecentTrend(Direction.NOT_TESTED, np.nan, np.nan, np.nan, why)
    weights = 1 / errors**2
    steps = np.arange(POINTS, dtype=np.float64)
    away = steps - (weights * steps).sum() / weights.sum()
    spread = (weights * away**2).sum()
    slope = float((weights * away * values).sum() / spread)
    chi_squared = float(slope**2 * spread)
    p = float(chdtrc(1, chi_squared))
    if p >= 1 - level:
        return RecentTrend(Direction.NO_CLEAR_CHANGE, slope, chi_squared, p)
    direction = Direction.RISING if slope > 0 else Direction.FALLING
    return RecentTrend(direction, slope, chi_squared, p)


def _why_not(values: np.ndarray, errors: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> str:
    if len(values) < POINTS:
        return f"There are fewer than {POINTS} points in a row."
    if not np.all(np.isfinite(values)):
        return "One of the points has no value."
    if not np.all(np.isfinite(errors) & (errors > 0)):
        return "There is no confidence interval to say how sure each point is."
    if np.any(starts[1:] < ends[:-1]):
        return "The periods overlap, so the points aren't independent of each other."
    steps = np.diff(starts)
    if np.any(np.abs(steps - steps[0]) > 0.01):
        return "A point is missing in between."
    return ""
