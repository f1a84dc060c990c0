"""The line through groups from the most to the least deprived, and whether it fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import expit, logit

from fhfa_data.catalogue.records import Indicator
from fhfa_data.model.figures import Polarity, Unit
from fhfa_data.stats.intervals import z_of
from fhfa_data.stats.slope import SlopeIndex, slope_index
from fhfa_data.views.gradient import Group

OFF_SCALE, MISSES, AGAINST = "off the scale", "misses the end groups", "the other way"
FAR = 1.5
"""Between its end groups a line's ratio may be this many times theirs, or as many times less.

Where it isn't, or where it runs the other way, the ratio of its ends says more about the line than
about the place: no relative index is given. The threshold is ours.
"""
_SEED = 20_250_711
"""Where the simulation's chance begins: the same figures give the same limits every time."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A difference or a ratio; its 95% limits, None where the figures have none."""

    value: float
    lower: float | None = None
    upper: float | None = None

    @property
    def has_limits(self) -> bool:
        """Whether it is known how far chance could move it."""
        return self.lower is not None and self.upper is not None

    def is_clear_of(self, nothing: float) -> bool:
        """Whether its limits leave out the value that means no difference."""
        low, high = self.lower, self.upper
        return low is not None and high is not None and not low <= nothing <= high


@dataclass(frozen=True, slots=True)
class Slope:
    """The fitted line: its index and ratio, and its values at both ends, in the indicator's unit.

    ``index`` is above 0 where the most deprived end fares worse (for a neutral indicator: has
    more). ``ratio``: the worse end over the better one by that reading; None where the line fits
    badly, as ``misfit`` says. ``is_share``: the line is
    straight on the logit scale, so that it stays between 0% and 100%.
    """

    index: Measure
    ratio: Measure | None
    start: float
    end: float
    groups: int
    is_share: bool
    misfit: str = ""

    def at(self, rank: float) -> float:
        """The line's value at a rank from 0, the most deprived end, to 1.

        >>> Slope(Measure(60), None, 80, 20, 10, is_share=True).at(0.5)
        50.0
        """
        if not self.is_share:
            return self.start + (self.end - self.start) * rank
        start, end = float(logit(self.start / 100)), float(logit(self.end / 100))
        return 100 * float(expit(start + (end - start) * rank))


def standard_error(group: Group) -> float:
    """The standard error behind a group's limits; not-a-number without them."""
    if group.lower is None or group.upper is None:
        return float("nan")
    return (group.upper - group.lower) / (2 * float(z_of(0.95)))


def measure_of(value: float, lower: float, upper: float) -> Measure:
    """A measure, with its limits where they are known."""
    known = np.isfinite([lower, upper]).all()
    return Measure(value, lower, upper) if known else Measure(value)


def slope_of(line: Sequence[Group], indicator: Indicator) -> Slope | None:
    """The slope index over the groups; with no limits where a group has none.

    Shares are fitted on the logit scale, as the reference offers; None where one is 0% or 100%,
    which has no place there.
    """
    is_share = indicator.unit is Unit.PERCENT
    if is_share and not all(0 < one.value < 100 for one in line):
        return None
    sign = 1 if indicator.polarity is Polarity.HIGHER_IS_BETTER else -1
    scale = 100 if is_share else 1
    limits = [(one.lower, one.upper) for one in line]
    known = all(low is not None and high is not None for low, high in limits)
    low, high = np.array(limits, dtype=np.float64).T / scale if known else (None, None)
    found = slope_index(
        population=[one.people for one in line],
        value=[one.value / scale for one in line],
        lower=low,
        upper=high,
        standard_error=None if known else [0.0] * len(line),
        value_type="proportion" if is_share else "other",
        transform=is_share,
        multiplier=sign * scale,
        repetitions=100_000 if known else 1,
        seed=_SEED,
    )
    return _slope(line, found, sign, scale, known=known)


def _slope(
    line: Sequence[Group], found: SlopeIndex, sign: int, scale: int, *, known: bool
) -> Slope:
    start = found.intercept * scale
    end = start + found.sii / sign
    limits = (found.sii_lower, found.sii_upper, found.rii_lower, found.rii_upper)
    low, high, ratio_low, ratio_high = (float(one[0]) if known else np.nan for one in limits)
    fitted = Slope(measure_of(found.sii, low, high), None, start, end, len(line), scale == 100)
    misfit = OFF_SCALE if ratio_low <= 0 else _misfit(line, fitted)
    if misfit:
        return replace(fitted, misfit=misfit)
    return replace(fitted, ratio=measure_of(found.rii, ratio_low, ratio_high))


def _misfit(line: Sequence[Group], fitted: Slope) -> str:
    """Where the line does not fit, so that the ratio of its ends would mislead."""
    if min(fitted.start, fitted.end) <= 0:
        return OFF_SCALE
    most, least = line[0], line[-1]
    if min(most.value, least.value) <= 0:
        return MISSES
    if any(_run_apart(fitted, one, other) for one, other in ((most, least), _outer_fifths(line))):
        return AGAINST
    seen = most.value / least.value
    on_line = fitted.at(most.middle) / fitted.at(least.middle)
    return "" if 1 / FAR <= on_line / seen <= FAR else MISSES


def _run_apart(fitted: Slope, most: Group, least: Group) -> bool:
    """Whether the line rises where these groups fall, or the other way round."""
    on_line = fitted.end - fitted.start
    return on_line * (least.value - most.value) < 0


def _outer_fifths(line: Sequence[Group]) -> tuple[Group, Group]:
    """The first and the last fifth, of tenths or fifths."""
    each = max(len(line) // 5, 1)
    return _together(line[:each]), _together(line[-each:])


def _together(groups: Sequence[Group]) -> Group:
    people = sum(one.people for one in groups)
    value = sum(one.people * one.value for one in groups) / people
    return replace(groups[0], people=people, value=value)
