"""What a gap says, in plain words made from its figures: size, direction, certainty, period."""

from __future__ import annotations

from fhfa_data.model.areas import ENGLAND, AreaType
from fhfa_data.model.figures import Evidence, Polarity, Unit
from fhfa_data.model.gap_selection import Groups
from fhfa_data.views.certainty import CENSUS, how_sure_undrawn
from fhfa_data.views.gap import Gap
from fhfa_data.views.gap_slope import AGAINST, MISSES, OFF_SCALE, Measure
from fhfa_data.views.gradient import FIFTHS, TENTHS
from fhfa_data.views.words import mid_sentence, say_people, say_value, unit_words, with_sex

_FEW, _FEW_PEOPLE = 10, 100


def gap_finding(gap: Gap) -> str:
    """The first sentence: both ends, or why they can't be set side by side."""
    if gap.why_not:
        return f"No gap by deprivation is measured here for {mid_sentence(_named(gap))}."
    if gap.absolute is None:
        return f"{gap.place.name} has no {_areas(gap)} in England's {_missing(gap)} deprived fifth."
    most, least = (say_value(gap.indicator, one.value) for one in (gap.fifths[0], gap.fifths[-1]))
    unit = f" {words}" if (words := unit_words(gap.indicator)) else ""
    whose = "England's" if gap.groups is Groups.NATIONAL else "the"
    return (
        f"{_named(gap)} in {gap.place.name}: {most}{unit} in {whose} most deprived fifth of "
        f"{_areas(gap)}, {least} in the least deprived, {gap.period_text}."
    )


def gap_words(gap: Gap) -> tuple[str, ...]:
    """The sentences under the finding, in order; the reason alone where nothing is measured."""
    if gap.why_not:
        return (gap.why_not,)
    said = [_size(gap), _whose_fifths(gap), _fewer(gap), how_sure(gap)]
    return tuple(one for one in said if one)


def how_sure(gap: Gap) -> str:
    """What the limits mean, or why there are none."""
    if not any(one.lower is not None for one in gap.fifths):
        return how_sure_undrawn(gap.indicator)
    if gap.indicator.evidence is Evidence.CENSUS:
        return f"Intervals say how far chance alone moves counts of this size. {CENSUS}"
    return "Intervals are 95% confidence intervals."


def gap_cautions(gap: Gap) -> tuple[str, ...]:
    """What to take care with, said where the gap is; nothing where none is measured."""
    if gap.why_not:
        return ()
    said = [
        "A gap between places is not a gap between people. Many residents of the most deprived "
        "neighbourhoods do not live in deprivation. Many people who live in deprivation live "
        "elsewhere."
    ]
    if gap.indicator.part_of_imd == "overlaps":
        said.append(
            "Part of what this measures is also in the index that the fifths are made by, so some "
            "of the gap is there by construction."
        )
    if gap.level is AreaType.WARD and gap.fifths:
        said.append(
            f"No figures exist for neighbourhoods, so the fifths are made of whole wards of "
            f"{gap.place.name}, by their average deprivation. Wards are mixed inside, and the true "
            "gap is likely larger."
        )
    if any(one.counted is not None and one.lower is None for one in gap.fifths):
        said.append(
            f"How many {whom_it_is_of(gap)} each share is out of is not published: it is worked "
            "out from the published count and share."
        )
    if any((one.counted or _FEW) < _FEW or one.people < _FEW_PEOPLE for one in gap.fifths):
        said.append("At least one fifth is small: a few people more or less would change it.")
    return tuple(said)


def say_gap(gap: Gap, value: float) -> str:
    """A difference in the indicator's unit, without its sign.

    A difference of percentages is said in percentage points.
    """
    shown = say_value(gap.indicator, abs(value))
    if gap.indicator.unit is Unit.PERCENT:
        return f"{shown.removesuffix('%')} percentage points"
    unit = unit_words(gap.indicator)
    return f"{shown} {unit}".strip()


def say_ratio(ratio: Measure) -> str:
    """A ratio with its limits: one decimal from 1.5 on, two below.

    >>> say_ratio(Measure(4.53, 4.2, 4.88)), say_ratio(Measure(0.4917))
    ('4.5 (4.2 to 4.9)', '0.49')
    """
    form = "{:.1f}" if ratio.value >= 1.5 else "{:.2f}"
    limits = say_limits(ratio, form).removeprefix("95% interval ")
    return form.format(ratio.value) + (f" ({limits})" if limits else "")


def say_limits(measure: Measure, say: str = "{:.1f}") -> str:
    """95% limits as said in brackets; empty without any."""
    if measure.lower is None or measure.upper is None:
        return ""
    low, high = sorted((measure.lower, measure.upper))
    return f"95% interval {say.format(low)} to {say.format(high)}".replace("-", "−")


def _named(gap: Gap) -> str:
    return with_sex(gap.indicator.short_name, gap.sex)


def _areas(gap: Gap) -> str:
    return "neighbourhoods" if gap.level is AreaType.LSOA else "wards"


def _missing(gap: Gap) -> str:
    orders = {one.order for one in gap.fifths}
    return "most" if 1 not in orders else "least"


def _size(gap: Gap) -> str:
    found = gap.absolute
    if found is None:
        return "So there is no gap between England's two ends to measure here."
    way = "higher" if found.value >= 0 else "lower"
    magnitude = Measure(abs(found.value), *_turned(found))
    limits = say_limits(magnitude)
    said = f"{say_gap(gap, found.value)} {way} in the most deprived fifth"
    said = f"That is {said}" + (f" ({limits})" if limits else "")
    if gap.relative is not None:
        said += f", or {say_ratio(gap.relative)} times the level of the least deprived"
    return f"{said}. {_verdict(gap)}".strip()


def _turned(found: Measure) -> tuple[float | None, float | None]:
    if found.lower is None or found.upper is None:
        return None, None
    if found.value >= 0:
        return found.lower, found.upper
    return -found.upper, -found.lower


def _verdict(gap: Gap) -> str:
    """Who fares worse, only where limits say that it isn't chance alone."""
    found = gap.absolute
    if found is None or not found.has_limits:
        return ""
    if not found.is_clear_of(0):
        return "Chance alone could give as much, so we can't tell it from no gap."
    if gap.indicator.polarity is Polarity.NEUTRAL:
        return "That is more than chance alone would give. Neither way is better."
    worse = (found.value > 0) is (gap.indicator.polarity is Polarity.LOWER_IS_BETTER)
    who = "most" if worse else "least"
    return (
        f"Residents of the {who} deprived fifth fare worse, by more than chance alone would give."
    )


def _whose_fifths(gap: Gap) -> str:
    if gap.place.code == ENGLAND:
        whose = "neighbourhoods" if gap.groups is Groups.NATIONAL else "residents"
        return f"Each fifth holds about a fifth of England's {whose}."
    if gap.groups is Groups.NATIONAL:
        return (
            f"These are England's fifths of {_areas(gap)}: {gap.place.name} need not have a fifth "
            "of its residents in each."
        )
    everyone = sum(one.residents for one in gap.fifths)
    shares = [100 * one.residents / everyone for one in gap.fifths]
    own = f"{gap.place.whose} residents"
    why = "" if gap.has_national else " Those of wards need all of England installed."
    if round(min(shares)) == round(max(shares)):
        return f"Each fifth holds a fifth of {own}: its own fifths, not England's.{why}"
    return (
        f"Each fifth holds about a fifth of {own} (from {min(shares):.0f}% to {max(shares):.0f}%, "
        f"since {_areas(gap)} stay whole): its own fifths, not England's.{why}"
    )


def slope_words(gap: Gap) -> str:
    """The slope index and the relative one, for whoever knows them; empty without a line."""
    found = gap.slope
    if found is None:
        return ""
    groups = {TENTHS: "tenths", FIFTHS: "fifths"}[found.groups]
    start, end = (say_value(gap.indicator, one) for one in (found.start, found.end))
    limits = say_limits(Measure(abs(found.index.value), *_turned(found.index)))
    shape = "curve that stays between 0% and 100%" if found.is_share else "straight line"
    size = say_gap(gap, found.index.value) + (f" ({limits})" if limits else "")
    said = (
        f"A {shape}, fitted through {gap.place.whose} own {groups} (each as wide as its share of "
        f"{whom_it_is_of(gap)}), runs from {start} at the most deprived end to {end} at the least "
        f"deprived: a slope index of inequality of {size}."
    )
    if found.ratio is None:
        return f"{said} {_MISFITS[found.misfit]}, so it fits badly, and no relative index is given."
    ends = ("least", "most") if gap.indicator.polarity is Polarity.HIGHER_IS_BETTER else (
        "most", "least")  # fmt: skip
    return (
        f"{said} By it the {ends[0]} deprived end has {say_ratio(found.ratio)} times the level of "
        f"the {ends[1]} deprived: the relative index of inequality."
    )


_MISFITS = {
    OFF_SCALE: "It falls below 0",
    MISSES: "It is far steeper, or flatter, than the groups",
    AGAINST: "It runs the other way than the groups at its ends",
}


def whom_it_is_of(gap: Gap) -> str:
    """Whom the values are a share of, or residents."""
    is_share = gap.indicator.unit is Unit.PERCENT and gap.line[0].counted is not None
    return unit_words(gap.indicator).removeprefix("of ") if is_share else "residents"


def _fewer(gap: Gap) -> str:
    if gap.fewer is None:
        return ""
    what = gap.indicator.numerator_label or "cases"
    rate = "its least deprived fifth"
    if gap.groups is Groups.NATIONAL:
        share = gap.fifths[-1].residents / sum(one.residents for one in gap.fifths)
        rate = (
            f"its {_areas(gap)} in England's least deprived fifth ({_percent(share)} of its "
            "residents)"
        )
    return (
        f"If all of {gap.place.name} had the rate of {rate}, there would be about "
        f"{say_people(gap.fewer.count)} fewer {what} ({100 * gap.fewer.share:.0f}% of them). "
        "That says how unequal things are, not what any action would do."
    )


def _percent(share: float) -> str:
    return f"{100 * share:.1f}%" if share < 0.1 else f"{100 * share:.0f}%"
