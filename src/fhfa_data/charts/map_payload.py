"""What the map element is sent: classes, words and places on the axis, never shapes.

Everything the element shows or says is decided here; the browser formats nothing. Shapes travel
once, by address, so a new indicator costs about 3 kB.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fhfa_data.charts.axis import DECILE_AXIS, Axis, axis_over, tick_text
from fhfa_data.charts.packing import (
    packed,
    packed_places,
    packed_texts,
    shared_beginning,
)
from fhfa_data.charts.palette import DECILES, Palette, palette_for
from fhfa_data.errors import AtlasError
from fhfa_data.geography.codes import packed_codes
from fhfa_data.model.areas import AreaType
from fhfa_data.model.figures import Polarity, Status
from fhfa_data.model.selection import Classes, View
from fhfa_data.views.lsoa_values import LsoaValues
from fhfa_data.views.spread_model import AreaValue, Spread

_DRAWN = {AreaType.WARD: "wards", AreaType.BOROUGH: "boroughs", AreaType.LSOA: "lsoas"}
MISSING = {
    Status.SUPPRESSED: ("s", "Withheld by the publisher"),
    Status.NOT_AVAILABLE: ("n", "No data"),
    Status.NOT_APPLICABLE: ("a", "Does not apply"),
    Status.OK: ("n", "No data"),
}
NO_INTERVAL = "No interval is in this copy for this figure."


def map_payload(
    spread: Spread,
    *,
    geometry_url: str,
    view: View = View.MAP,
    selected: str | None = None,
    focus_borough: str | None = None,
    home: str = "",
    whole: str = "the map",
    show_places: bool = False,
    difference: bool = False,
) -> dict[str, Any]:
    """The data of one map with its dot plot.

    Parameters
    ----------
    spread
        Wards, boroughs or a ward's neighbourhoods with their values; wards and boroughs not among
        them are drawn as outlines only.
    geometry_url
        Address of the file with the shapes; empty where it could not be written.
    view
        Map or equal hexagons.
    selected
        Code of the chosen area, drawn with a thick outline.
    focus_borough
        Code of the borough to zoom to, or None for the whole.
    home
        Code of the ward that is the whole of this map: only areas with a value are drawn, its
        neighbours are outlines around it. Empty where the whole is all there is.
    whole
        What the whole is called.
    show_places
        Whether libraries, pharmacies, hospitals and parks are switched on at first.
    difference
        Whether values are differences from a benchmark, which asks for diverging colours.

    Raises
    ------
    AtlasError
        If the areas are of a type that has no shapes.
    """
    palette = _palette(spread, difference=difference)
    return {
        "geometry": geometry_url,
        "level": _level(spread),
        "view": "hex" if view is View.HEX else "map",
        "selected": selected,
        "focus": focus_borough,
        "home": home,
        "whole": whole,
        "places": show_places,
        "label": _label(spread),
        "plot_label": _plot_label(spread),
        **_values(spread),
        "legend": _legend(spread),
        "worst": "01" if spread.deciles else band_digits(spread.worst_band),
        "reading": reading_words(spread, difference=difference),
        "palette": {"light": palette.light, "dark": palette.dark},
    }


def band_digits(worst_band: int | None) -> str:
    """The classes to outline, a digit each: the one that fares worst, if there is one."""
    return "" if worst_band is None else str(worst_band)


def _palette(spread: Spread, *, difference: bool) -> Palette:
    if spread.deciles:
        return DECILES
    return palette_for(spread.polarity, difference=difference).of(len(spread.band_texts))


def _values(spread: Spread) -> dict[str, Any]:
    """What changes with every indicator: values, classes, places on the axis, the axis itself."""
    values = sorted(spread.values, key=lambda value: value.area.code)
    axis = _axis(spread)
    return {
        "codes": packed_codes([value.area.code for value in values]),
        "band": "".join(_band_mark(value) for value in values),
        "text": packed_texts([value.text for value in values]),
        "x": packed_places(axis, [value.figure.value for value in values]),
        **_intervals(values, axis),
        "axis": {
            "title": spread.unit_label,
            "ticks": [[axis.place(tick), tick_text(tick)] for tick in axis.ticks],
        },
        "benchmarks": [[axis.place(b.value), b.area.name, b.text] for b in spread.benchmarks],
    }


def _level(spread: Spread) -> str:
    if spread.level not in _DRAWN:
        raise AtlasError(f"There is no map of the level {spread.level.plain}.")
    return _DRAWN[spread.level]


def _band_mark(value: AreaValue) -> str:
    return MISSING[value.figure.status][0] if value.band is None else str(value.band)


def _axis(spread: Spread) -> Axis:
    if spread.deciles:
        return DECILE_AXIS
    held: list[float | None] = [benchmark.value for benchmark in spread.benchmarks]
    for value in spread.values:
        held += [value.figure.value, *(value.limits or ())]
    return axis_over(number for number in held if number is not None)


def _intervals(values: list[AreaValue], axis: Axis) -> dict[str, Any]:
    texts = [value.interval_text for value in values]
    measured = any(value.limits for value in values)
    if not measured and len(set(texts)) < 2:
        return {"interval": next((text for text in texts if text), NO_INTERVAL)}
    # "95% interval " begins every one of them: it is sent once.
    stem = shared_beginning([text for text in texts if text])
    said = {"interval": [stem, packed(text.removeprefix(stem) for text in texts)]}
    if not measured:
        return said
    return {
        **said,
        "low": packed_places(axis, [one.limits[0] if one.limits else None for one in values]),
        "high": packed_places(axis, [one.limits[1] if one.limits else None for one in values]),
    }


def _legend(spread: Spread) -> list[dict[str, Any]]:
    entries = class_entries(spread)
    statuses = {value.figure.status for value in spread.values if value.band is None}
    entries += missing_entries(statuses)
    if outline := outline_text(spread.worst_band, spread.classes, deciles=spread.deciles):
        entries.append({"key": "worst", "text": outline})
    return entries


def class_entries(spread: Spread | LsoaValues) -> list[dict[str, Any]]:
    """The legend's entries for the classes, each with the wider areas whose values it holds."""
    return [
        {
            "key": str(band),
            "text": text,
            "marks": [one.mark for one in spread.benchmarks if one.band == band],
        }
        for band, text in enumerate(spread.band_texts)
    ]


def missing_entries(statuses: Iterable[Status]) -> list[dict[str, str]]:
    """The legend's entries for areas without a value, by why they have none."""
    missing = sorted({MISSING[status] for status in statuses})
    return [{"key": mark, "text": text} for mark, text in missing]


def outline_text(worst_band: int | None, classes: Classes, *, deciles: bool) -> str:
    """What the ink outline means; empty where nothing is outlined."""
    if deciles:
        return "Ink outline: among England's most deprived fifth (deciles 1 and 2)"
    if worst_band is None:
        return ""
    which = "class" if classes is Classes.NATURAL else "fifth"
    return f"Ink outline: the {which} of areas that fare worst"


def _label(spread: Spread) -> str:
    return f"Map. {spread.title}, {spread.period_text}."


def _plot_label(spread: Spread) -> str:
    """The dot plot in words: where it starts and ends, and the lines it is compared with."""
    known = [value for value in spread.values if value.figure.value is not None]
    if not known:
        return "Dot plot with nothing to show: no area has a value."
    first, last = known[0], known[-1]
    lines = "; ".join(f"{b.area.name} {b.text}" for b in spread.benchmarks)
    return (
        f"The same areas in order of value, from {first.area.full_name}, {first.text}, "
        f"to {last.area.full_name}, {last.text}." + (f" For comparison: {lines}." if lines else "")
    )


def reading_words(spread: Spread | LsoaValues, *, difference: bool = False) -> str:
    """How to read the colours, in words above the legend."""
    if spread.deciles:
        return spread.classes_text
    if difference:
        return "Blue is below the comparison, orange above it."
    said = "The stronger the colour, the greater the need."
    if spread.polarity is Polarity.NEUTRAL:
        said = "The stronger the colour, the higher the value. Higher is neither better nor worse."
    return f"{said} {spread.classes_text}".strip()
