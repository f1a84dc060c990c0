"""How certain a figure is: one of a closed list, decided here for every page, report and file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from fhfa_data.catalogue.records import Indicator
from fhfa_data.catalogue.roles import roles
from fhfa_data.model.areas import ENGLAND, Area
from fhfa_data.model.figures import Evidence, Figure, Polarity, Unit
from fhfa_data.stats.compare import Judgement, against_benchmark
from fhfa_data.stats.intervals import wilson
from fhfa_data.views.words import PERCENT_UNITS, say_value

Limits = tuple[float, float]


class Certainty(StrEnum):
    """What is known of how far a figure may be off.

    An interval as published; one worked out here from the count; no chance in it, being whole
    neighbourhoods added up by a fixed rule; the publisher's own verdict; modelled; or no interval
    in this copy.
    """

    PUBLISHED = "published interval"
    COUNTED = "interval from counts"
    FIXED = "no chance in it"
    VERDICT = "publisher's verdict"
    MODELLED = "modelled, no interval"
    NOT_HERE = "no interval in this copy"


_FIXED = {
    roles().core20, roles().core20_apportioned, roles().core10, roles().extent,
    roles().imd_towards_most, roles().imd_towards_least, roles().imd_same_decile,
}  # fmt: skip
_FIXED_UNITS = (Unit.RANK, Unit.DECILE)
_OF_MANY = {
    Certainty.PUBLISHED: "Lines show 95% confidence intervals, as published.",
    Certainty.COUNTED: (
        "Lines show how far chance alone moves counts of this size: 95% intervals, worked out here."
    ),
    Certainty.FIXED: (
        "There is no chance in it: whole neighbourhoods are added up by a fixed rule, so a "
        "difference is a fact."
    ),
    Certainty.VERDICT: "No interval is in this copy; the publisher's own verdict on each place is.",
    Certainty.MODELLED: (
        "It is made from many measures and has no interval, so a small difference says little."
    ),
    Certainty.NOT_HERE: (
        "No confidence interval is in this copy, so a small difference may be chance."
    ),
}
_SMALL_COUNTS = "Counts of neighbourhoods are small, so a small difference may be chance."
CENSUS = "A census is itself an estimate: 97% of people answered it."
_BESIDE = {
    Judgement.HIGHER: "clearly higher than England's {}",
    Judgement.LOWER: "clearly lower than England's {}",
    Judgement.SIMILAR: "so similar to England's {}",
}


@dataclass(frozen=True, slots=True)
class Certain:
    """What is known of one figure. ``limits`` are 95% limits in the indicator's unit, or None."""

    kind: Certainty
    limits: Limits | None = None


def certainty(indicator: Indicator, figure: Figure) -> Certain:
    """Which of the closed list a figure is, and its limits where it has any.

    Source of limits from counts: :func:`fhfa_data.stats.intervals.wilson`.
    """
    if figure.ci95_low is not None and figure.ci95_high is not None:
        return Certain(Certainty.PUBLISHED, (figure.ci95_low, figure.ci95_high))
    if (kind := _kind_by_itself(indicator)) is not None:
        return Certain(kind)
    if (limits := _limits_of_share(indicator, figure)) is not None:
        return Certain(Certainty.COUNTED, limits)
    if figure.compared_to_england:
        return Certain(Certainty.VERDICT)
    return Certain(Certainty.NOT_HERE)


def _kind_by_itself(indicator: Indicator) -> Certainty | None:
    """What is known of an indicator wherever no interval is published; None where counts decide."""
    if indicator.id in _FIXED or indicator.unit in _FIXED_UNITS:
        return Certainty.FIXED
    if indicator.evidence is Evidence.MODELLED or indicator.unit in (Unit.SCORE, Unit.RATIO):
        return Certainty.MODELLED
    return None


def _limits_of_share(indicator: Indicator, figure: Figure) -> Limits | None:
    """Wilson's limits of a share; where only its count is published, of the whole it implies."""
    counted, share = figure.numerator, figure.value
    if indicator.unit not in PERCENT_UNITS or counted is None or share is None:
        return None
    of_whole = 100 if indicator.unit is Unit.PERCENT else 1
    whole = figure.denominator or (of_whole * counted / share if share else 0.0)
    if not 0 <= counted <= whole or not whole:
        return None
    found = wilson(numerator=counted, denominator=whole)
    return float(found.lower) * of_whole, float(found.upper) * of_whole


def limits_of(indicator: Indicator, figure: Figure) -> Limits | None:
    """The 95% limits, as published or from its counts."""
    return certainty(indicator, figure).limits


def say_interval(indicator: Indicator, figure: Figure) -> str:
    """The 95% limits as they are said; empty where there are none."""
    limits = limits_of(indicator, figure)
    return "" if limits is None else _say(indicator, limits)


def _say(indicator: Indicator, limits: Limits) -> str:
    low, high = (say_value(indicator, one) for one in limits)
    return f"{low} to {high}" if low != high else "less than rounding"


def judged(indicator: Indicator, figure: Figure, england: Figure | None) -> Judgement:
    """A figure beside England's, by its limits; not compared where it has none."""
    low, high = limits_of(indicator, figure) or (None, None)
    return against_benchmark(
        lower=low,
        upper=high,
        benchmark=england.value if england else None,
        polarity=indicator.polarity,
    )


def how_sure_of_many(indicator: Indicator, figures: Iterable[Figure]) -> str:
    """What is known of figures that stand side by side, in a sentence or two."""
    kinds = {certainty(indicator, one).kind for one in figures if one.value is not None}
    first = next((one for one in Certainty if one in kinds), Certainty.NOT_HERE)
    return " ".join([_OF_MANY[first], *_census_note(indicator, first)])


def how_sure_undrawn(indicator: Indicator) -> str:
    """The same where limits are not drawn: neighbourhoods on a map."""
    kind = _kind_by_itself(indicator)
    if kind is not None:
        return _OF_MANY[kind]
    return " ".join([_SMALL_COUNTS, *_census_note(indicator, Certainty.COUNTED)])


def how_sure(indicator: Indicator, own: Figure | None, wider: Iterable[tuple[Area, Figure]]) -> str:
    """What is known of one place's figure, and whether it clearly differs from England's."""
    if own is None or own.value is None:
        known = [one for _, one in wider if one.value is not None]
        return how_sure_of_many(indicator, known) if known else ""
    found = certainty(indicator, own)
    if found.kind is Certainty.VERDICT:
        return f"The publisher compares it with England's and says: {own.compared_to_england}."
    if found.limits is None:
        return how_sure_of_many(indicator, [own])
    return " ".join(
        [_said_of(indicator, own, found, _england(wider)), *_census_note(indicator, found.kind)]
    )


def _england(wider: Iterable[tuple[Area, Figure]]) -> Figure | None:
    return next((one for area, one in wider if area.code == ENGLAND), None)


def _said_of(indicator: Indicator, own: Figure, found: Certain, england: Figure | None) -> str:
    said = _say(indicator, found.limits or (0.0, 0.0))
    start = (
        f"95% confidence interval, as published: {said}"
        if found.kind is Certainty.PUBLISHED
        else f"95% interval, by chance alone for a count of this size: {said}"
    )
    plain = indicator.model_copy(update={"polarity": Polarity.NEUTRAL})
    beside = _BESIDE.get(judged(plain, own, england))
    if beside is None or england is None or england.value is None:
        return f"{start}."
    return f"{start}, {beside.format(say_value(indicator, england.value))}."


def _census_note(indicator: Indicator, kind: Certainty) -> list[str]:
    counted = kind in (Certainty.COUNTED, Certainty.NOT_HERE)
    return [CENSUS] if counted and indicator.evidence is Evidence.CENSUS else []
