"""Figures: a number with all that is needed to trust it, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """Whether there is a number, and if not, why. Never filled, never zero."""

    OK = "ok"
    SUPPRESSED = "suppressed"
    NOT_AVAILABLE = "not_available"
    NOT_APPLICABLE = "not_applicable"

    @property
    def plain(self) -> str:
        """How people say it.

        >>> Status.SUPPRESSED.plain
        'Withheld by the publisher'
        """
        return _PLAIN_STATUS[self]


_PLAIN_STATUS = {
    Status.OK: "Available",
    Status.SUPPRESSED: "Withheld by the publisher",
    Status.NOT_AVAILABLE: "Not available",
    Status.NOT_APPLICABLE: "Does not apply",
}


class Method(StrEnum):
    """How a figure came to be."""

    PUBLISHED = "published"
    SUM_OF_LSOAS = "sum_of_lsoas"
    POPULATION_WEIGHTED_MEAN = "population_weighted_mean"
    SUM_OF_DISTRICTS = "sum_of_districts"
    APPORTIONED = "apportioned"
    MODELLED = "modelled"
    COMPARED = "compared"

    @property
    def plain(self) -> str:
        """How people say it.

        >>> Method.SUM_OF_LSOAS.plain
        'added up from neighbourhoods (LSOAs)'
        """
        return _PLAIN_METHOD[self]


_PLAIN_METHOD = {
    Method.PUBLISHED: "as published",
    Method.SUM_OF_LSOAS: "added up from neighbourhoods (LSOAs)",
    Method.POPULATION_WEIGHTED_MEAN: "population-weighted average of neighbourhoods (LSOAs)",
    Method.SUM_OF_DISTRICTS: "added up from all of England's districts",
    Method.APPORTIONED: "neighbourhoods (LSOAs) shared out between areas",
    Method.MODELLED: "modelled estimate, as published",
    Method.COMPARED: "compared between two published editions",
}


FROM_LSOAS = (Method.SUM_OF_LSOAS, Method.POPULATION_WEIGHTED_MEAN)
"""The methods that work a larger area's figure out from its LSOAs."""


class Polarity(StrEnum):
    """Which way is better. Declared for each indicator, never guessed."""

    LOWER_IS_BETTER = "lower_is_better"
    HIGHER_IS_BETTER = "higher_is_better"
    NEUTRAL = "neutral"


class Unit(StrEnum):
    """What a value counts."""

    PERCENT = "percent"
    PROPORTION = "proportion"
    PEOPLE = "people"
    YEARS = "years"
    SCORE = "score"
    RATIO = "ratio"
    RANK = "rank"
    DECILE = "decile"
    PER_100_000 = "per_100_000"


UNIT_LIMITS: dict[Unit, tuple[float, float]] = {
    Unit.PERCENT: (0, 100),
    Unit.PROPORTION: (0, 1),
    Unit.DECILE: (1, 10),
    Unit.RANK: (1, 33_755),
    Unit.PEOPLE: (0, 70_000_000),
    Unit.YEARS: (0, 120),
    Unit.PER_100_000: (0, 100_000),
}
"""Unit → the least and most a value can be. Scores and ratios have no limits of their own."""


class Evidence(StrEnum):
    """What kind of evidence a number is."""

    OFFICIAL = "official"
    CENSUS = "census"
    MODELLED = "modelled"
    REGISTER = "register"
    LOCAL = "local"
    MADE_UP = "made_up"

    @property
    def label(self) -> str:
        """The label every figure wears on screen.

        >>> Evidence.CENSUS.label
        'Census count'
        """
        return {
            Evidence.OFFICIAL: "Official statistic",
            Evidence.CENSUS: "Census count",
            Evidence.MODELLED: "Modelled",
            Evidence.REGISTER: "Register of places",
            Evidence.LOCAL: "Local, unpublished",
            Evidence.MADE_UP: "Made up for a demonstration",
        }[self]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure for one area, period and sex.

    ``value`` is in the indicator's own unit; ``ci95_low`` and ``ci95_high`` are its 95% confidence
    limits in the same unit, or None where none is published. ``reason`` says in words why there is
    no value when ``status`` is not ``ok``. ``compared_to_england`` is the publisher's own verdict,
    in its words; empty where it gives none.
    """

    indicator: str
    area_code: str
    period: str
    sex: str
    value: float | None
    ci95_low: float | None
    ci95_high: float | None
    numerator: float | None
    denominator: float | None
    status: Status
    method: Method | None
    source: str
    geography_vintage: str
    reason: str = ""
    compared_to_england: str = ""

    @property
    def has_interval(self) -> bool:
        """Whether a 95% confidence interval is published for it."""
        return self.ci95_low is not None and self.ci95_high is not None
