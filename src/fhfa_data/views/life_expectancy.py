"""Life expectancy around a ward: the borough's, and that of the MSOAs its residents live in."""

from __future__ import annotations

from dataclasses import dataclass

from fhfa_data.catalogue.records import Indicator
from fhfa_data.catalogue.roles import roles
from fhfa_data.model.areas import ENGLAND, Area, AreaType
from fhfa_data.model.figures import Figure, Status
from fhfa_data.model.periods import Period
from fhfa_data.stats.compare import clear_as_widest
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.certainty import say_interval
from fhfa_data.views.provenance import source_line
from fhfa_data.views.words import say_figure

INDICATOR = roles().life_expectancy
_SEXES = ("Female", "Male")
_FEWEST_PCT = 10
"""An MSOA with a smaller share of the ward's residents is no end of its range."""


@dataclass(frozen=True, slots=True)
class BoroughLife:
    """The borough's life expectancy for one sex, with England's for the same years."""

    sex: str
    text: str
    england_text: str
    period_text: str


@dataclass(frozen=True, slots=True)
class MsoaLife:
    """One MSOA's life expectancy and the share of the ward's residents who live in it.

    ``share_pct`` is a percentage of the ward's residents; ``by_sex`` holds value and 95% interval
    as said on screen.
    """

    area: Area
    share_pct: float
    by_sex: tuple[tuple[str, str, str], ...]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class LifeExpectancy:
    """What is known about length of life around a ward, and in words how sure we are."""

    sentence: str
    boroughs: tuple[BoroughLife, ...]
    msoas: tuple[MsoaLife, ...]
    msoa_period_text: str
    source: str


def life_expectancy(atlas: Atlas, ward: Area) -> LifeExpectancy:
    """Life expectancy at birth around a ward, in years."""
    indicator = atlas.catalogue.indicator(INDICATOR)
    lsoas = atlas.warehouse.lsoas_of(ward.code)
    lsoas = lsoas[lsoas["msoa11_code"] != ""]  # of some it isn't known
    shares = lsoas.groupby("msoa11_code")["residents"].sum() / lsoas["residents"].sum()
    found = atlas.warehouse.latest_figures([*shares.index, ward.borough_code, ENGLAND])
    figures = [one for one in found if one.indicator == INDICATOR]
    msoas = tuple(
        _msoa(atlas, code, 100 * share, [one for one in figures if one.area_code == code])
        for code, share in shares.sort_values(ascending=False).items()
    )
    level = AreaType.MSOA if msoas else AreaType.BOROUGH
    when = atlas.latest_period(indicator, level)
    return LifeExpectancy(
        sentence=_sentence(ward, msoas, when),
        boroughs=_boroughs(atlas, ward, figures),
        msoas=msoas,
        msoa_period_text=when.plain,
        source=source_line(atlas.catalogue, indicator, level, when.plain),
    )


def _msoa(atlas: Atlas, code: str, share_pct: float, figures: list[Figure]) -> MsoaLife:
    indicator = atlas.catalogue.indicator(INDICATOR)
    by_sex = {one.sex: one for one in figures}
    said = [
        (sex, say_figure(indicator, by_sex.get(sex)), say_interval(indicator, by_sex[sex]))
        for sex in (*_SEXES, "Persons")
        if sex in by_sex
    ]
    return MsoaLife(atlas.warehouse.area(code), share_pct, tuple(said), tuple(figures))


def _boroughs(atlas: Atlas, ward: Area, figures: list[Figure]) -> tuple[BoroughLife, ...]:
    indicator = atlas.catalogue.indicator(INDICATOR)
    by_place = {(one.area_code, one.sex): one for one in figures}
    return tuple(
        BoroughLife(
            sex=sex,
            text=_in_years(indicator, by_place.get((ward.borough_code, sex))),
            england_text=_in_years(indicator, by_place.get((ENGLAND, sex))),
            period_text=atlas.latest_period(indicator, AreaType.BOROUGH).plain,
        )
        for sex in _SEXES
    )


def _sentence(ward: Area, msoas: tuple[MsoaLife, ...], when: Period) -> str:
    unknown = f"We don't know {ward.whose} own life expectancy: none is published for wards here."
    if not msoas:
        return (
            f"{unknown} Nor do we know which larger neighbourhoods (MSOAs) its residents live in."
        )
    where = (
        "one larger neighbourhood (MSOA)"
        if len(msoas) == 1
        else f"{len(msoas)} larger neighbourhoods (MSOAs)"
    )
    start = f"{unknown} Its residents live in {where}, which may reach beyond the ward."
    persons = [
        one
        for msoa in msoas
        if msoa.share_pct >= _FEWEST_PCT
        for one in msoa.figures
        if one.sex == "Persons" and one.status is Status.OK and one.has_interval
    ]
    if len(persons) < 2:
        return start
    low, high = min(persons, key=_years), max(persons, key=_years)
    there = (
        f"{start} For all residents there, women and men together, it was from "
        f"{_years(low):.1f} to {_years(high):.1f} years in {when.plain}:"
    )
    if clear_as_widest(high, low, len(persons)):
        return f"{there} a clear difference, more than chance would set them apart."
    return f"{there} no clear difference, as chance alone can set them so far apart."


def _in_years(indicator: Indicator, figure: Figure | None) -> str:
    """The value in years, or in words why there is none."""
    known = figure is not None and figure.value is not None
    return say_figure(indicator, figure) + (" years" if known else "")


def _years(figure: Figure) -> float:
    return figure.value or 0.0
