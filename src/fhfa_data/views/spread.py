"""How one indicator is spread over wards, or over boroughs where no wards have figures."""

from __future__ import annotations

from fhfa_data.catalogue.records import Indicator
from fhfa_data.model.areas import ENGLAND, GREATER_MANCHESTER, AreaType
from fhfa_data.model.figures import Figure, Unit
from fhfa_data.model.periods import Period
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.bands import band_of, band_texts, quantile_breaks, worst_band
from fhfa_data.views.provenance import caveat_texts, source_line
from fhfa_data.views.spread_model import AreaValue, Benchmark, Spread
from fhfa_data.views.spread_words import spread_summary
from fhfa_data.views.words import say_figure, say_interval, say_value, with_sex

SEXES = ("Persons", "Female", "Male")


def area_spread(
    atlas: Atlas, indicator: Indicator, *, borough_code: str | None, period: str, sex: str = ""
) -> Spread:
    """One indicator over the wards of a borough or of Greater Manchester.

    Where wards have no figures but boroughs do, it is the ten boroughs instead.

    Parameters
    ----------
    borough_code
        Only this borough's wards are listed; None for all of Greater Manchester. The classes are
        always those of all wards, so that a colour means the same on every map.
    period
        ``latest`` or a publisher's label.
    sex
        ``Female``, ``Male`` or ``Persons``; where there is no such figure, the first there is.
    """
    level = spread_level(indicator)
    within = borough_code if level is AreaType.WARD else None
    when = atlas.period(indicator, level, period)
    every_sex = atlas.warehouse.figures_of(indicator.id, level, when.label)
    chosen = chosen_sex(every_sex, sex)
    figures = [one for one in every_sex if one.sex == chosen]
    breaks = quantile_breaks([one.value for one in figures if one.value is not None])
    values = _values(atlas, indicator, figures, breaks, within)
    benchmarks = _benchmarks(atlas, indicator, when, chosen, within)
    place = atlas.warehouse.area(within or GREATER_MANCHESTER)
    return Spread(
        indicator_id=indicator.id,
        title=with_sex(indicator.name, chosen),
        unit_label=indicator.unit_label,
        polarity=indicator.polarity,
        level=level,
        period_label=when.label,
        period_text=when.plain,
        sex=chosen,
        values=values,
        benchmarks=benchmarks,
        band_texts=band_texts(indicator, figures, breaks),
        worst_band=worst_band(indicator.polarity, breaks),
        summary=spread_summary(indicator, place, when, values, benchmarks, figures),
        provenance=source_line(atlas.catalogue, indicator, level, when.plain),
        caveats=caveat_texts(atlas.catalogue, indicator),
    )


def spread_level(indicator: Indicator) -> AreaType:
    """Wards where they have figures, else boroughs where those do, else wards (all gaps)."""
    for level in (AreaType.WARD, AreaType.BOROUGH):
        if indicator.levels[level].method is not None:
            return level
    return AreaType.WARD


def chosen_sex(figures: list[Figure], asked: str) -> str:
    """The sex asked for if there are figures for it, else the first there is."""
    there = {one.sex for one in figures}
    return asked if asked in there else next((one for one in SEXES if one in there), SEXES[0])


def _values(
    atlas: Atlas,
    indicator: Indicator,
    figures: list[Figure],
    breaks: list[float],
    borough_code: str | None,
) -> tuple[AreaValue, ...]:
    """The figures as they are said, in the warehouse's order: by value, gaps last."""
    areas = atlas.warehouse.areas
    return tuple(
        AreaValue(
            area=areas[one.area_code],
            figure=one,
            text=say_figure(indicator, one),
            interval_text=say_interval(indicator, one),
            band=band_of(one.value, breaks),
        )
        for one in figures
        if borough_code in (None, areas[one.area_code].borough_code)
    )


def _benchmarks(
    atlas: Atlas, indicator: Indicator, when: Period, sex: str, borough_code: str | None
) -> tuple[Benchmark, ...]:
    if indicator.unit is Unit.PEOPLE:
        return ()  # a ward's head count says nothing beside a city region's
    codes = [code for code in (borough_code, GREATER_MANCHESTER, ENGLAND) if code]
    found = atlas.warehouse.series(indicator.id, codes)
    by_code = {
        one.area_code: one.value
        for one in found
        if one.period == when.label and one.sex == sex and one.value is not None
    }
    areas = atlas.warehouse.areas
    return tuple(
        Benchmark(areas[code], by_code[code], say_value(indicator, by_code[code]))
        for code in codes
        if code in by_code
    )
