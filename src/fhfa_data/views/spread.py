"""How one indicator is spread over the wards of a borough or of Greater Manchester."""

from __future__ import annotations

from bisect import bisect_left

import numpy as np

from fhfa_data.catalogue.records import Indicator
from fhfa_data.model.areas import ENGLAND, GREATER_MANCHESTER, Area, AreaType
from fhfa_data.model.figures import Figure, Polarity, Unit
from fhfa_data.model.periods import Period
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.provenance import caveat_texts, source_line
from fhfa_data.views.spread_model import AreaValue, Benchmark, Spread
from fhfa_data.views.spread_words import spread_summary
from fhfa_data.views.words import say_figure, say_interval, say_value

BANDS = 5


def ward_spread(
    atlas: Atlas, indicator: Indicator, *, borough_code: str | None, period: str, sex: str = ""
) -> Spread:
    """One indicator over wards.

    Parameters
    ----------
    borough_code
        Only this borough's wards are named in the summary and benchmarks; None for all of GM. The
        classes are always those of all wards, so that a colour means the same on every map.
    period
        ``latest`` or a publisher's label.
    sex
        ``Female``, ``Male`` or ``Persons``; empty takes the first there is.
    """
    when = atlas.period(indicator, AreaType.WARD, period)
    figures = atlas.warehouse.figures_of(indicator.id, AreaType.WARD, when.label)
    chosen = sex or min((one.sex for one in figures), default="Persons", key=_SEX_ORDER.index)
    figures = [one for one in figures if one.sex == chosen]
    breaks = quantile_breaks([one.value for one in figures if one.value is not None])
    values = _ordered(atlas, indicator, figures, breaks, borough_code)
    benchmarks = _benchmarks(atlas, indicator, when, chosen, borough_code)
    place = atlas.warehouse.area(borough_code or GREATER_MANCHESTER)
    return Spread(
        indicator_id=indicator.id,
        title=indicator.name,
        unit_label=indicator.unit_label,
        polarity=indicator.polarity,
        period_label=when.label,
        period_text=when.plain,
        sex=chosen,
        values=values,
        benchmarks=benchmarks,
        band_texts=_band_texts(indicator, figures, breaks),
        worst_band=worst_band(indicator.polarity, breaks),
        summary=spread_summary(indicator, place, when, values, benchmarks, figures),
        provenance=source_line(atlas.catalogue, indicator, AreaType.WARD, when.plain),
        caveats=caveat_texts(atlas.catalogue, indicator),
    )


_SEX_ORDER = ["Persons", "Female", "Male"]


def quantile_breaks(values: list[float]) -> list[float]:
    """The inner limits of five classes with about as many areas in each.

    Values that tie share a class, and no class is empty: where many areas have the same value
    there are fewer classes.
    Source: the usual definition of quintiles, by linear interpolation (numpy's default).

    >>> quantile_breaks([1.0, 2.0, 3.0, 4.0, 5.0])
    [1.8, 2.6, 3.4, 4.2]
    """
    if not values:
        return []
    inner = np.quantile(values, np.arange(1, BANDS) / BANDS)
    breaks: list[float] = []
    for limit in (round(float(one), 10) for one in inner):
        floor = breaks[-1] if breaks else -np.inf
        filled = any(floor < one <= limit for one in values)
        if filled and limit < max(values):
            breaks.append(limit)
    return breaks


def band_of(value: float | None, breaks: list[float]) -> int | None:
    """The class of a value: 0 holds the lowest values and ``len(breaks)`` the highest.

    >>> band_of(1.0, [1.8, 2.6, 3.4, 4.2]), band_of(9.0, [1.8, 2.6, 3.4, 4.2])
    (0, 4)
    """
    if value is None:
        return None
    return bisect_left(breaks, round(value, 10))


def worst_band(polarity: Polarity, breaks: list[float]) -> int | None:
    """The class of the areas that fare worst, where it is declared which way is worse."""
    if polarity is Polarity.NEUTRAL or not breaks:
        return None
    return len(breaks) if polarity is Polarity.LOWER_IS_BETTER else 0


def _ordered(
    atlas: Atlas,
    indicator: Indicator,
    figures: list[Figure],
    breaks: list[float],
    borough_code: str | None,
) -> tuple[AreaValue, ...]:
    areas = atlas.warehouse.areas
    shown = [
        AreaValue(
            area=areas[one.area_code],
            figure=one,
            text=say_figure(indicator, one),
            interval_text=say_interval(indicator, one),
            band=band_of(one.value, breaks),
        )
        for one in figures
        if borough_code in (None, areas[one.area_code].borough_code)
    ]
    return tuple(sorted(shown, key=_value_then_name))


def _value_then_name(one: AreaValue) -> tuple[bool, float, str]:
    value = one.figure.value
    return value is None, value or 0.0, one.area.full_name


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
    areas: dict[str, Area] = atlas.warehouse.areas
    return tuple(
        Benchmark(areas[code], by_code[code], say_value(indicator, by_code[code]))
        for code in codes
        if code in by_code
    )


def _band_texts(
    indicator: Indicator, figures: list[Figure], breaks: list[float]
) -> tuple[str, ...]:
    """The classes in words, by the values that are really in them, lowest first."""
    known = [one.value for one in figures if one.value is not None]
    texts: list[str] = []
    for band in range(len(breaks) + 1 if known else 0):
        inside = [one for one in known if band_of(one, breaks) == band]
        low, high = say_value(indicator, min(inside)), say_value(indicator, max(inside))
        texts.append(low if low == high else f"{low} to {high}")
    return tuple(texts)
