"""What a gap by deprivation is measured on, and when it must not be measured at all."""

from __future__ import annotations

from dataclasses import dataclass

from fhfa_data.catalogue.records import Indicator
from fhfa_data.catalogue.roles import roles
from fhfa_data.model.areas import Area, AreaType
from fhfa_data.model.figures import Unit
from fhfa_data.views.words import say_times

PART_OF_INDEX = ("is_imd", "input")
"""What the Index of Multiple Deprivation is, or is made of: by deprivation it measures itself."""

PUBLISHED_GAPS = {
    roles().life_expectancy: roles().life_expectancy_gap,
    roles().life_expectancy_gap: roles().life_expectancy_gap,
}
"""Indicators whose gap inside a borough is published: the indicator that it is."""

_SHARES = (Unit.PERCENT, Unit.YEARS, Unit.PER_100_000)


@dataclass(frozen=True, slots=True)
class Measured:
    """The small areas that have figures; or ``why_not`` in words. ``place``: what they make up."""

    level: AreaType
    why_not: str
    place: Area

    def refusal(self, areas: int, unknown: int, groups: int) -> str:
        """Why these areas can't be put into fifths; empty if they can."""
        plain = "neighbourhood" if self.level is AreaType.LSOA else self.level.plain
        if unknown:
            have = "has" if unknown == 1 else "have"
            return (
                f"{unknown:,} of {self.place.whose} {say_times(areas, plain)} {have} no figure. "
                "A gap over the others would not be the place's."
            )
        if not groups:
            return (
                f"{self.place.name} has {say_times(areas, plain)}: too few to put into fifths "
                "that don't stand on one or two of them."
            )
        return ""


def is_part_of_the_index(indicator: Indicator) -> bool:
    """Whether the indicator is the Index of Multiple Deprivation, or one of its measures."""
    return indicator.part_of_imd in PART_OF_INDEX


def measured(indicator: Indicator, place: Area) -> Measured:
    """On which small areas a gap inside a place can be measured."""
    level = _level(indicator)
    return Measured(level or AreaType.BOROUGH, _why_not(indicator, level, place), place)


def _level(indicator: Indicator) -> AreaType | None:
    """Neighbourhoods if they have figures, else wards, else none."""
    kinds = (AreaType.LSOA, AreaType.WARD)
    return next((one for one in kinds if indicator.levels[one].method is not None), None)


def _why_not(indicator: Indicator, level: AreaType | None, place: Area) -> str:
    if is_part_of_the_index(indicator):
        why = (
            "it is itself a measure of deprivation, so more deprived areas come out worse by "
            "definition"
            if indicator.part_of_imd == "is_imd"
            else "the Index of Multiple Deprivation (IMD) is made from it, so by deprivation it "
            "would be measured against itself"
        )
        return f"This is part of the index: {why}. Choose something else."
    if indicator.id in PUBLISHED_GAPS:
        return (
            "The publisher works out this gap itself, over tenths of each borough's "
            "neighbourhoods, from deaths that are not published so finely."
        )
    if level is None:
        return (
            f"This copy has nothing smaller than a borough, so we can't say the gap inside "
            f"{place.name}."
        )
    if indicator.unit not in _SHARES:
        return "This is a count, and a place with more residents has more of everything."
    return ""
