"""Life expectancy from deaths and population by age, with limits, by Chiang's abridged life table.

Source: C. L. Chiang, "The Life Table and its Construction" (1968, and "The Life Table and its
Applications", 1984); the variance in the last, open age band is by P. Silcocks and others, "Life
expectancy as a summary of mortality in a population", Journal of Epidemiology and Community Health
55 (2001). Rules of validity: OHID, Fingertips technical guidance; M. Eayres and E. Williams,
"Evaluation of methodologies for small area life expectancy estimation", JECH 58 (2004).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fhfa_data.stats.intervals import Confidence, Floats, z_of

FEWEST_PERSON_YEARS = 5_000
"""With fewer person-years the limits can't be trusted, so no figure is given."""
WIDEST_YEARS = 20
"""Where 95% limits lie further apart than this, the limits are given, and no figure."""


@dataclass(frozen=True, slots=True)
class LifeExpectancy:
    """Years still to live, from the start of each age band; ``why_none`` says why there are none.

    ``years``, ``standard_error``: a place for each age band; not-a-number in ``years`` where its
    95% limits are more than 20 years apart. ``lower``, ``upper``: the same, with one more axis if
    there are several confidence levels.
    """

    years: Floats
    lower: Floats
    upper: Floats
    standard_error: Floats
    why_none: str = ""


def chiang(
    *,
    age_start: ArrayLike,
    deaths: ArrayLike,
    population: ArrayLike,
    confidence: Confidence = 0.95,
    lived: ArrayLike | None = None,
) -> LifeExpectancy:
    """An abridged life table; the last age band is open.

    Parameters
    ----------
    age_start
        The first age of each band, in years, from 0 up: 0, 1, 5, … 90.
    deaths, population
        In each band; the population is person-years, so of three years it is the sum of three.
    lived
        The part of a band that those who died in it had lived: 0.1 below one year, else a half.

    Raises
    ------
    ValueError
        If the bands aren't in order, or the three aren't of one length.

    >>> found = chiang(age_start=[0, 1], deaths=[10, 990], population=[1_000, 49_000])
    >>> round(float(found.years[0]), 2)
    50.0
    """
    ages, died, people = (np.asarray(one, np.float64) for one in (age_start, deaths, population))
    if not ages.shape == died.shape == people.shape or np.any(np.diff(ages) <= 0):
        raise ValueError("Ages, deaths and population are of one length, the youngest first.")
    if why := _why_none(died, people):
        return _none(ages, confidence, why)
    part = np.where(ages < 1, 0.1, 0.5) if lived is None else np.asarray(lived, np.float64)
    return _table(np.diff(ages), died, people, part, confidence)


def _why_none(died: Floats, people: Floats) -> str:
    if not np.all(np.isfinite([died, people])):
        return "A count is missing."
    if people.sum() < FEWEST_PERSON_YEARS:
        return f"There are fewer than {FEWEST_PERSON_YEARS:,} person-years."
    if np.any(people <= 0):
        return "An age band has nobody in it."
    if np.any(died > people):
        return "An age band has more deaths than people."
    if np.any(died < 0):
        return "An age band has fewer than no deaths."
    if died[-1] == 0:
        return "Nobody died in the oldest age band, so its length of life can't be known."
    return ""


def _table(
    width: Floats, died: Floats, people: Floats, part: Floats, confidence: Confidence
) -> LifeExpectancy:
    hazard = died / people
    short, part = hazard[:-1], part[:-1]
    dying = np.append(np.minimum(width * short / (1 + width * (1 - part) * short), 1.0), 1.0)
    alive = np.append(1.0, np.cumprod(1 - dying[:-1]))
    lived = np.append(width * (alive[1:] + part * (alive[:-1] - alive[1:])), alive[-1] / hazard[-1])
    rest = np.cumsum(lived[::-1])[::-1]
    with np.errstate(divide="ignore", invalid="ignore"):
        years = rest / alive
        error = _standard_error(dying, alive, years, died, hazard, width, part)
    reach = (error[..., np.newaxis] if np.ndim(confidence) else error) * z_of(confidence)
    wide = years[..., np.newaxis] if np.ndim(confidence) else years
    given = np.where(2 * z_of(0.95) * error > WIDEST_YEARS, np.nan, years)
    return LifeExpectancy(given, wide - reach, wide + reach, error)


def _standard_error(
    dying: Floats,
    alive: Floats,
    years: Floats,
    died: Floats,
    hazard: Floats,
    width: Floats,
    part: Floats,
) -> Floats:
    some = np.where(died[:-1] > 0, died[:-1], 1.0)
    variance = np.where(died[:-1] > 0, dying[:-1] ** 2 * (1 - dying[:-1]) / some, 0.0)
    weighted = variance * (alive[:-1] * ((1 - part) * width + years[1:])) ** 2
    last = alive[-1] ** 2 / (died[-1] * hazard[-1] ** 2)
    return np.sqrt(np.cumsum(np.append(weighted, last)[::-1])[::-1]) / alive


def _none(ages: Floats, confidence: Confidence, why: str) -> LifeExpectancy:
    none = np.full(ages.shape, np.nan)
    wide = np.full((*ages.shape, *np.shape(confidence)), np.nan)
    return LifeExpectancy(none, wide, wide, none, why)
