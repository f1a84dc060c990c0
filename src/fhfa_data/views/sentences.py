"""The finding: the first sentence under a place's name, made from its figures."""

from __future__ import annotations

from fhfa_data.catalogue.records import Indicator
from fhfa_data.catalogue.roles import roles
from fhfa_data.indicators.deprivation import CORE_DECILES
from fhfa_data.model.areas import Area
from fhfa_data.model.figures import Figure, Status, Unit
from fhfa_data.model.periods import Period
from fhfa_data.views.words import mid_sentence, say_list, say_people, say_value, unit_words

_CORE_WORDS = {roles().core20: "most deprived fifth", roles().core10: "most deprived tenth"}


def finding(
    indicator: Indicator,
    named: str,
    area: Area,
    figure: Figure | None,
    wider: list[tuple[Area, Figure]],
    when: Period,
) -> str:
    """The answer about a place and an indicator; where it isn't known, the nearest that is.

    ``named`` is the indicator's name as said, with the sex it is for; ``wider`` are figures of the
    areas to compare with, for the same period and sex.
    """
    beside = _beside(indicator, wider)
    unit = f" {words}" if (words := unit_words(indicator)) else ""
    if figure is None or figure.value is None:
        told = f" Instead, {mid_sentence(named)}: {beside}{unit} ({when.plain})." if beside else ""
        never = figure is not None and figure.status is Status.NOT_APPLICABLE
        start = "There is no such figure for" if never else "We don't know this for"
        return f"{start} {area.name}.{told}"
    if indicator.id in CORE_DECILES and figure.numerator is not None and figure.denominator:
        return f"{_core_words(indicator.id, area, figure)}{_bracket(beside)}."
    if indicator.unit is Unit.PEOPLE:
        return f"{say_value(indicator, figure.value)} people lived in {area.name} in {when.plain}."
    subject = f"{named}, in" if "," in named else f"{named} in"
    said = f"{say_value(indicator, figure.value)}{unit}"
    return f"{subject} {area.name}: {said}, {when.plain}{_bracket(beside)}."


def _core_words(indicator_id: str, area: Area, figure: Figure) -> str:
    residents, inside = figure.denominator or 0.0, figure.numerator or 0.0
    share = 100 * inside / residents
    among = f"live in neighbourhoods among England's {_CORE_WORDS[indicator_id]}"
    if inside == residents:
        return f"All of {area.whose} {say_people(residents)} residents {among}"
    if inside == 0:
        return f"None of {area.whose} {say_people(residents)} residents {among}"
    counts = f"{say_people(inside)} of {area.whose} {say_people(residents)} residents"
    return f"{counts} ({share:.1f}%) {among}"


def _beside(indicator: Indicator, wider: list[tuple[Area, Figure]]) -> str:
    said = [
        f"{area.name} {say_value(indicator, figure.value)}"
        for area, figure in wider
        if figure.value is not None
    ]
    return say_list(said)


def _bracket(text: str) -> str:
    return f" ({text})" if text else ""


def deprivation_words(decile_counts: dict[int, int]) -> str:
    """What the mosaic shows: how many neighbourhoods are in which tenth.

    >>> deprivation_words({1: 3, 2: 1, 7: 1})
    '5 neighbourhoods (LSOAs): 4 in the most deprived fifth of England, from decile 1 to decile 7.'
    """
    total = sum(decile_counts.values())
    core = decile_counts.get(1, 0) + decile_counts.get(2, 0)
    low, high = min(decile_counts), max(decile_counts)
    reach = f"all in decile {low}" if low == high else f"from decile {low} to decile {high}"
    noun = "neighbourhood (LSOA)" if total == 1 else "neighbourhoods (LSOAs)"
    many = {0: "none", total: "all"}.get(core, core)
    return f"{total} {noun}: {many} in the most deprived fifth of England, {reach}."
