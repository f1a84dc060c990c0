"""The slope and relative index of inequality over ordered quantiles, with simulated limits.

Source: A. E. Kunst and J. P. Mackenbach, "Measuring socioeconomic inequalities in health" (WHO
Regional Office for Europe, 1994); J. D. Low and A. Low, "Importance of relative measures in policy
on health inequalities", BMJ 332 (2006), for the weights; the simulation of limits and the log and
logit transforms are as the manual of R's PHEindicatormethods describes ``phe_sii``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from fhfa_data.stats.intervals import Floats, wilson, z_of

ValueType = Literal["other", "rate", "proportion"]
MIN_QUANTILES, MAX_QUANTILES = 5, 100


@dataclass(frozen=True, slots=True)
class SlopeIndex:
    """The slope index of inequality (``sii``), the relative one (``rii``) and their limits.

    ``sii`` is the difference between the least and the most deprived ends of the fitted line, in
    the value's unit times the multiplier; ``rii`` their ratio. ``intercept``: the line's value at
    the most deprived end. Limits have a place for each confidence level.
    """

    sii: float
    rii: float
    intercept: float
    sii_lower: Floats
    sii_upper: Floats
    rii_lower: Floats
    rii_upper: Floats


def slope_index(
    *,
    population: ArrayLike,
    value: ArrayLike | None = None,
    standard_error: ArrayLike | None = None,
    lower: ArrayLike | None = None,
    upper: ArrayLike | None = None,
    numerator: ArrayLike | None = None,
    value_type: ValueType = "other",
    transform: bool = False,
    multiplier: float = 1,
    confidence: Sequence[float] = (0.95,),
    repetitions: int = 100_000,
    seed: int | None = None,
) -> SlopeIndex:
    """Fit a line through the quantiles, weighted by population, and simulate its limits.

    Parameters
    ----------
    population
        Of each quantile, from the most to the least deprived; 5 to 100 of them.
    value, numerator
        The value of each quantile; for a proportion, from 0 to 1, or else who of them counts.
    standard_error
        Of each value: on the log scale for a rate, the logit scale for a proportion. Else it comes
        of ``lower`` and ``upper``, the 95% limits of each value, or of a proportion's numerator.
    transform
        Fit the line to logs of rates or logits of proportions.
    multiplier
        Scales the slope index. Below 0, where a low value is bad, it turns the index's sign and
        inverts the ratio.
    repetitions, seed
        How many simulated sets of values, and where the random numbers start.

    Raises
    ------
    ValueError
        If there are fewer than 5 or more than 100 quantiles (group small areas into deciles of
        equal population first), a population is 0 or less, or a value has no place on its scale.
    """
    scale, people = _SCALES[value_type], np.asarray(population, dtype=np.float64)
    _check(people, value_type, transform=transform)
    values = _values(people, value, numerator)
    middle = _placed(scale, values)
    errors = _errors(scale, people, standard_error, lower, upper, numerator)
    chance = np.random.default_rng(seed)
    drawn = middle + errors * chance.standard_normal((repetitions, len(people)))
    some = middle if transform else values
    all_values = np.vstack([some, drawn if transform else scale.back(drawn)])
    lines = _Line.through(people).fit(all_values)
    sii, rii, intercept = _indices(*lines, scale, transform=transform, multiplier=multiplier)
    # The first line is that of the values themselves, all others are simulated.
    limits = (*_limits(sii[1:], confidence), *_limits(rii[1:], confidence))
    return SlopeIndex(float(sii[0]), float(rii[0]), float(intercept[0]), *limits)


def _placed(scale: _Scale, values: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        found = scale.to(values)
    if not np.all(np.isfinite(found)):
        raise ValueError(f"A value has no place on the scale of a {scale.name}.")
    return found


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where values of a kind are drawn: as they are, as logs, or as logits."""

    name: ValueType

    def to(self, values: Floats) -> Floats:
        if self.name == "rate":
            return np.log(values)
        return np.log(values / (1 - values)) if self.name == "proportion" else values

    def back(self, values: Floats) -> Floats:
        if self.name == "rate":
            return np.exp(values)
        return 1 / (1 + np.exp(-values)) if self.name == "proportion" else values


_SCALES: dict[ValueType, _Scale] = {
    "other": _Scale("other"),
    "rate": _Scale("rate"),
    "proportion": _Scale("proportion"),
}


@dataclass(frozen=True, slots=True)
class _Line:
    """Weighted least squares on fixed ranks: two weighted sums give any number of lines at once."""

    slope_weights: Floats
    shares: Floats
    mean_rank: float

    @classmethod
    def through(cls, people: Floats) -> _Line:
        shares = people / people.sum()
        ranks = np.cumsum(shares) - shares / 2
        away = ranks - (shares * ranks).sum()
        return cls(shares * away / (shares * away**2).sum(), shares, float((shares * ranks).sum()))

    def fit(self, values: Floats) -> tuple[Floats, Floats]:
        """Each row's slope, and its value at rank 0."""
        slope = values @ self.slope_weights
        return slope, values @ self.shares - slope * self.mean_rank


def _indices(
    slope: Floats, start: Floats, scale: _Scale, *, transform: bool, multiplier: float
) -> tuple[Floats, Floats, Floats]:
    """The slope index, the relative index and the intercept, of each line."""
    end = start + slope
    if transform:
        start, end = scale.back(start), scale.back(end)
    ratio = end / start if multiplier >= 0 else start / end
    return (end - start) * multiplier, ratio, start


def _values(people: Floats, value: ArrayLike | None, numerator: ArrayLike | None) -> Floats:
    if value is not None:
        return np.asarray(value, dtype=np.float64)
    if numerator is None:
        raise ValueError("Give the values, or the numerators of proportions.")
    return np.asarray(numerator, dtype=np.float64) / people


def _errors(
    scale: _Scale,
    people: Floats,
    standard_error: ArrayLike | None,
    lower: ArrayLike | None,
    upper: ArrayLike | None,
    numerator: ArrayLike | None,
) -> Floats:
    """The standard error of each value, on the scale that it is drawn on."""
    if standard_error is not None:
        return np.asarray(standard_error, dtype=np.float64)
    if lower is not None and upper is not None:
        low, high = (np.asarray(one, dtype=np.float64) for one in (lower, upper))
    elif numerator is not None and scale.name == "proportion":
        limits = wilson(numerator=numerator, denominator=people)
        low, high = limits.lower, limits.upper
    else:
        raise ValueError("Give standard errors, or both 95% limits, of the values.")
    return (scale.to(high) - scale.to(low)) / (2 * z_of(0.95))


def _check(people: Floats, value_type: ValueType, *, transform: bool) -> None:
    if not MIN_QUANTILES <= len(people) <= MAX_QUANTILES:
        raise ValueError(
            f"A slope index needs {MIN_QUANTILES} to {MAX_QUANTILES} quantiles, and here are "
            f"{len(people)}. Group small areas into deciles of equal population first."
        )
    if np.any(people <= 0):
        raise ValueError("Each quantile has a population above 0.")
    if transform and value_type == "other":
        raise ValueError("Only rates and proportions can be transformed.")


def _limits(drawn: Floats, confidence: Sequence[float]) -> Floats:
    """Between which values the middle of the drawn ones lies: all lower limits, all upper."""
    levels = np.asarray(confidence, dtype=np.float64)
    return np.quantile(drawn, np.stack([(1 - levels) / 2, (1 + levels) / 2]))
