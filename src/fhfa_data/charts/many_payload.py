"""What the map element is sent for all neighbourhoods at once: equal values travel once.

For England's 33,755 neighbourhoods that is about 80 kB a change; shapes travel by address.
"""

from __future__ import annotations

from typing import Any

from fhfa_data.charts.axis import DECILE_AXIS, Axis, axis_over, tick_text
from fhfa_data.charts.map_payload import (
    MISSING,
    NO_INTERVAL,
    band_digits,
    class_entries,
    missing_entries,
    outline_text,
    reading_words,
)
from fhfa_data.charts.packing import packed_number, packed_places, packed_texts
from fhfa_data.charts.palette import DECILES, Palette, palette_for
from fhfa_data.views.lsoa_values import LsoaValues, SharedValue

_WIDTH_LIMIT = 36 * 36


def many_payload(
    values: LsoaValues,
    *,
    geometry_url: str,
    whole: str,
    selected: str | None = None,
    focus_borough: str | None = None,
) -> dict[str, Any]:
    """The data of one map of all neighbourhoods, with how many have which value beside it.

    Parameters
    ----------
    values
        In the order of the neighbourhoods' codes, as is the file of their shapes.
    geometry_url
        Address of the file :func:`fhfa_data.geography.lsoa_file.whole_geometry` makes.
    whole
        What all of them together are called, such as ``England``.
    selected
        Code of the chosen neighbourhood, drawn with a thick outline.
    focus_borough
        Code of the borough to zoom to, or None for the whole.
    """
    axis, palette = _axis(values), _palette(values)
    return {
        "geometry": geometry_url,
        "level": "lsoas",
        "view": "map",
        "selected": selected,
        "focus": focus_borough,
        "home": "",
        "whole": whole,
        "places": False,
        "label": f"Map. {values.title}, {values.period_text}.",
        "plot_label": _plot_label(values),
        "shared": _shared(values, axis),
        "interval": "" if values.deciles else NO_INTERVAL,
        "axis": {"title": values.unit_label, "ticks": _ticks(axis)},
        "benchmarks": [[axis.place(b.value), b.area.name, b.text] for b in values.benchmarks],
        "legend": _legend(values),
        "worst": "01" if values.deciles else band_digits(values.worst_band),
        "reading": reading_words(values),
        "palette": {"light": palette.light, "dark": palette.dark},
    }


def _axis(values: LsoaValues) -> Axis:
    if values.deciles:
        return DECILE_AXIS
    held = [one.value for one in (*values.benchmarks, *values.shared)]
    return axis_over(one for one in held if one is not None)


def _ticks(axis: Axis) -> list[list[Any]]:
    return [[axis.place(tick), tick_text(tick)] for tick in axis.ticks]


def _palette(values: LsoaValues) -> Palette:
    if values.deciles:
        return DECILES
    return palette_for(values.polarity).of(len(values.band_texts))


def _shared(values: LsoaValues, axis: Axis) -> dict[str, Any]:
    """The distinct values, and for each neighbourhood which of them it has."""
    width = 2 if len(values.shared) <= _WIDTH_LIMIT else 3
    return {
        "text": packed_texts([_text(values, one) for one in values.shared]),
        "band": "".join(_mark(one) for one in values.shared),
        "x": packed_places(axis, [one.value for one in values.shared]),
        "entry": "".join(packed_number(one, width) for one in values.entry),
        "width": width,
    }


def _text(values: LsoaValues, one: SharedValue) -> str:
    return f"Decile {one.text}" if values.deciles and one.value is not None else one.text


def _mark(one: SharedValue) -> str:
    return MISSING[one.status][0] if one.band is None else str(one.band)


def _legend(values: LsoaValues) -> list[dict[str, Any]]:
    entries = class_entries(values)
    entries += missing_entries(one.status for one in values.shared if one.band is None)
    if outline := outline_text(values.worst_band, values.classes, deciles=values.deciles):
        entries.append({"key": "worst", "text": f"{outline}, once zoomed in"})
    return entries


def _plot_label(values: LsoaValues) -> str:
    lines = "; ".join(f"{one.area.name} {one.text}" for one in values.benchmarks)
    said = "How many neighbourhoods have which value."
    return said + (f" For comparison: {lines}." if lines else "")
