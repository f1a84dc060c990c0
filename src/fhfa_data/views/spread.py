"""How one indicator is spread over wards, or over boroughs where no wards have figures."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from fhfa_data.catalogue.records import Indicator
from fhfa_data.model.areas import ENGLAND, Area, AreaType
from fhfa_data.model.figures import Figure, Unit
from fhfa_data.model.periods import Period
from fhfa_data.model.selection import Classes
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.bands import band_of, classes_words
from fhfa_data.views.certainty import limits_of, say_interval
from fhfa_data.views.frame import Frame, frame_of
from fhfa_data.views.provenance import caveat_texts, source_line
from fhfa_data.views.scale import Scale, ScaleOf, scale_of
from fhfa_data.views.spread_model import AreaValue, Benchmark, Spread
from fhfa_data.views.spread_words import spread_summary
from fhfa_data.views.words import said_number, say_figure, say_value, with_sex

SEXES = ("Persons", "Female", "Male")


def area_spread(
    atlas: Atlas,
    indicator: Indicator,
    place: Area,
    *,
    period: str,
    sex: str = "",
    classes: Classes = Classes.EQUAL,
    scale: ScaleOf | None = None,
) -> Spread:
    """One indicator over the wards or boroughs that a place's map shows.

    Parameters
    ----------
    place
        What :func:`fhfa_data.views.frame.frame_of` frames: a ward's is its borough. The classes are
        those of all installed areas, so that a colour means the same on every map.
    period
        ``latest`` or a publisher's label.
    sex
        ``Female``, ``Male`` or ``Persons``; where there is no such figure, the first there is.
    scale
        Gives the classes, such as one that keeps them; they are made anew if left out.
    """
    frame = frame_of(atlas.nesting, place, indicator)
    when = atlas.period(indicator, frame.level, period)
    every_sex = atlas.warehouse.figures_of(indicator.id, frame.level, when.label, frame.boroughs)
    chosen = chosen_sex(every_sex, sex)
    figures = [one for one in every_sex if one.sex == chosen]
    made = (scale or partial(scale_of, atlas))(indicator, frame.level, when.label, chosen, classes)
    values = area_values(atlas, indicator, figures, made.breaks)
    compared = _to_compare(atlas, frame)
    benchmarks = benchmarks_of(atlas, indicator, when, chosen, compared, made)
    return Spread(
        **said_of(atlas, indicator, frame.level, when, chosen),
        **classes_of(made, classes),
        values=values,
        benchmarks=benchmarks,
        summary=spread_summary(indicator, frame.place, when, values, benchmarks, figures),
    )


def _to_compare(atlas: Atlas, frame: Frame) -> list[str]:
    """Codes of what the areas shown are part of, narrowest first; England at last."""
    inside = frame.place
    wider = atlas.nesting.wider_areas(inside) if inside else ()
    return list(dict.fromkeys(one.code for one in (inside, *wider) if one) | {ENGLAND: None})


def said_of(
    atlas: Atlas, indicator: Indicator, level: AreaType, when: Period, sex: str
) -> dict[str, Any]:
    """The parts of a spread that say what it is about, whichever areas are shown."""
    return {
        "indicator_id": indicator.id,
        "title": with_sex(indicator.name, sex),
        "unit_label": indicator.unit_label,
        "polarity": indicator.polarity,
        "level": level,
        "period_label": when.label,
        "period_text": when.plain,
        "sex": sex,
        "provenance": source_line(atlas.catalogue, indicator, level, when.plain),
        "caveats": caveat_texts(atlas.catalogue, indicator),
    }


def classes_of(scale: Scale, classes: Classes) -> dict[str, Any]:
    """The parts of a spread that say what its classes are."""
    return {
        "band_texts": scale.band_texts,
        "worst_band": scale.worst_band,
        "classes": classes,
        "classes_text": classes_words(classes) if scale.breaks else "",
    }


def chosen_sex(figures: list[Figure], asked: str) -> str:
    """The sex asked for if there are figures for it, else the first there is."""
    there = {one.sex for one in figures}
    return asked if asked in there else next((one for one in SEXES if one in there), SEXES[0])


def area_values(
    atlas: Atlas, indicator: Indicator, figures: list[Figure], breaks: Sequence[float]
) -> tuple[AreaValue, ...]:
    """The figures as they are said, in the order given."""
    areas = atlas.warehouse.areas
    return tuple(
        AreaValue(
            area=areas[one.area_code],
            figure=one,
            text=say_figure(indicator, one),
            interval_text=say_interval(indicator, one),
            band=band_of(indicator, one.value, breaks),
            limits=limits_of(indicator, one),
        )
        for one in figures
    )


def benchmarks_of(
    atlas: Atlas,
    indicator: Indicator,
    when: Period,
    sex: str,
    codes: Sequence[str],
    scale: Scale | None,
) -> tuple[Benchmark, ...]:
    """The values to compare with: those of the areas with these codes that have one then.

    ``scale``: of the areas that they stand beside; without one they have no class.
    """
    if indicator.unit is Unit.PEOPLE:
        return ()  # a ward's head count says nothing beside a city region's
    found = atlas.warehouse.series(indicator.id, codes)
    by_code = {
        one.area_code: one.value
        for one in found
        if one.period == when.label and one.sex == sex and one.value is not None
    }
    areas = [atlas.warehouse.areas[code] for code in codes if code in by_code]
    return tuple(_benchmark(indicator, one, by_code[one.code], scale) for one in areas)


def _benchmark(indicator: Indicator, area: Area, value: float, scale: Scale | None) -> Benchmark:
    text = say_value(indicator, value)
    if scale is None or scale.ends is None:
        return Benchmark(area, value, text)
    said, low, high = (said_number(indicator, one) for one in (value, *scale.ends))
    beyond = "lower than all" if said < low else "higher than all" if said > high else ""
    mark = ", ".join(filter(None, (f"{area.name} {text}", beyond)))
    return Benchmark(area, value, text, band_of(indicator, value, scale.breaks), mark)
