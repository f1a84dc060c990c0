"""The wards of a place with most residents in Core20: where the people are, not only the shares."""

from __future__ import annotations

from dataclasses import dataclass

from fhfa_data.catalogue.roles import roles
from fhfa_data.model.areas import Area, AreaType
from fhfa_data.model.figures import Figure
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.provenance import source_line
from fhfa_data.views.words import say_figure, say_people, say_times

CORE20 = roles().core20
MOST = 20
"""How many wards are listed."""


@dataclass(frozen=True, slots=True)
class Core20Ward:
    """A ward's residents in Core20, out of all its residents, and the share as said."""

    area: Area
    people: float
    residents: float
    share: str
    share_pct: float


@dataclass(frozen=True, slots=True)
class Core20Wards:
    """``around``: the borough or wider area whose wards they are; most residents in Core20 first.

    Wards without any are not listed; ``words`` says how many there are.
    """

    around: Area
    wards: tuple[Core20Ward, ...]
    words: str
    source: str


def core20_wards(atlas: Atlas, area: Area) -> Core20Wards:
    """The wards of a borough or a wider area; for a ward, those of its borough."""
    around = atlas.nesting.borough_of(area) or area
    indicator = atlas.catalogue.indicator(CORE20)
    when = atlas.latest_period(indicator, AreaType.WARD)
    inside = atlas.nesting.boroughs_in(around)
    figures = atlas.warehouse.figures_of(CORE20, AreaType.WARD, when.label, inside)
    known = [one for one in figures if one.numerator is not None and one.denominator]
    told = sorted((_ward(atlas, one) for one in known if one.numerator), key=_most_first)
    return Core20Wards(
        around=around,
        wards=tuple(told[:MOST]),
        words=_words(around, told, len(known), len(figures) - len(known)),
        source=source_line(atlas.catalogue, indicator, AreaType.WARD, when.plain),
    )


def _ward(atlas: Atlas, figure: Figure) -> Core20Ward:
    indicator = atlas.catalogue.indicator(CORE20)
    return Core20Ward(
        area=atlas.warehouse.area(figure.area_code),
        people=figure.numerator or 0.0,
        residents=figure.denominator or 0.0,
        share=say_figure(indicator, figure),
        share_pct=figure.value or 0.0,
    )


def _most_first(one: Core20Ward) -> tuple[float, str]:
    return (-one.people, one.area.full_name)


def _words(around: Area, told: list[Core20Ward], known: int, unknown: int) -> str:
    missing = f" For {say_times(unknown, 'ward')} it isn't known." if unknown else ""
    if not known:
        return f"For no ward of {around.name} it is known how many residents are in Core20."
    if not told:
        return f"No ward of {around.name} has residents in Core20.{missing}"
    have = f"have residents in Core20.{missing}"
    start = f"{len(told)} of {around.whose} {say_times(known + unknown, 'ward')} {have}"
    if len(told) <= MOST:
        return f"{start} All of them are listed, most residents first."
    first = sum(one.people for one in told[:MOST])
    share = 100 * first / sum(one.people for one in told)
    return (
        f"{start} The {MOST} with most are listed: {say_people(first)} people, {share:.0f}% of "
        f"those in Core20 in {around.name}."
    )
