"""What the map element is sent: classes, words and places on the axis, never shapes.

Everything the element shows or says is decided here; the browser formats nothing. Shapes travel
once, by address, so a new indicator costs about 5 kB.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fhfa_data.charts.axis import Axis, axis_over, tick_text
from fhfa_data.charts.palette import palette_for
from fhfa_data.errors import AtlasError
from fhfa_data.model.areas import AreaType
from fhfa_data.model.figures import Polarity, Status
from fhfa_data.model.selection import View
from fhfa_data.views.spread_model import AreaValue, Benchmark, Spread

_DRAWN = {AreaType.WARD: "wards", AreaType.BOROUGH: "boroughs"}
_MISSING = {
    Status.SUPPRESSED: ("s", "Withheld by the publisher"),
    Status.NOT_AVAILABLE: ("n", "No data"),
    Status.NOT_APPLICABLE: ("a", "Does not apply"),
    Status.OK: ("n", "No data"),
}
_NO_INTERVAL = "No interval is published for this figure."


def map_payload(
    spread: Spread,
    *,
    geometry_url: str,
    view: View = View.MAP,
    selected: str | None = None,
    focus_borough: str | None = None,
    show_places: bool = False,
    difference: bool = False,
) -> dict[str, Any]:
    """The data of one map with its dot plot.

    Parameters
    ----------
    spread
        Wards or boroughs with their values; areas not among them are drawn as outlines only.
    geometry_url
        Address of the file that :func:`fhfa_data.geography.map_file.write_map_geometry` wrote;
        empty where it could not be written.
    view
        Map or equal hexagons.
    selected
        Code of the chosen area, drawn with a thick outline.
    focus_borough
        Code of the borough to zoom to, or None for the whole.
    show_places
        Whether libraries, pharmacies, hospitals and parks are switched on at first.
    difference
        Whether values are differences from a benchmark, which asks for diverging colours.

    Raises
    ------
    AtlasError
        If the areas are of a type that has no shapes.
    """
    palette = palette_for(spread.polarity, difference=difference).of(len(spread.band_texts))
    return {
        "geometry": geometry_url,
        "level": _level(spread),
        "view": "hex" if view is View.HEX else "map",
        "selected": selected,
        "focus": focus_borough,
        "places": show_places,
        "label": _label(spread),
        "plot_label": _plot_label(spread),
        **_values(spread),
        "legend": _legend(spread),
        "worst": spread.worst_band,
        "reading": _reading(spread.polarity, difference=difference),
        "palette": {"light": palette.light, "dark": palette.dark},
    }


def _values(spread: Spread) -> dict[str, Any]:
    """What changes with every indicator: values, classes, places on the axis, the axis itself."""
    values = sorted(spread.values, key=lambda value: value.area.code)
    axis = _axis(spread)
    return {
        "codes": _codes([value.area.code for value in values]),
        "band": "".join(_band_mark(value) for value in values),
        "text": packed(value.text for value in values),
        "x": _places(axis, [value.figure.value for value in values]),
        **_intervals(values, axis),
        "axis": {
            "title": spread.unit_label,
            "ticks": [[axis.place(tick), tick_text(tick)] for tick in axis.ticks],
        },
        "benchmarks": [[axis.place(b.value), b.area.name, b.text] for b in spread.benchmarks],
    }


def _level(spread: Spread) -> str:
    if spread.level not in _DRAWN:
        raise AtlasError(f"A map needs wards or boroughs, not the level {spread.level.plain}.")
    return _DRAWN[spread.level]


def packed(texts: Iterable[str]) -> str:
    """Texts as one string, since quotes and commas would be a third of what is sent.

    >>> packed(["39.5%", "a|b"])
    '39.5%|a/b'
    """
    return "|".join(text.replace("|", "/") for text in texts)


def _codes(codes: list[str]) -> list[str]:
    """Codes as a stem and steps: 215 codes in about 500 characters, not 2,600.

    >>> _codes(["E05011350", "E05011351", "E05011355"])
    ['E05', '11350 1 4']
    """
    numbers = [int(code[3:]) for code in codes]
    steps = [number - before for number, before in zip(numbers, [0, *numbers], strict=False)]
    return [codes[0][:3] if codes else "", " ".join(map(str, steps))]


def _band_mark(value: AreaValue) -> str:
    return _MISSING[value.figure.status][0] if value.band is None else str(value.band)


def _axis(spread: Spread) -> Axis:
    held: list[float | None] = [benchmark.value for benchmark in spread.benchmarks]
    for value in spread.values:
        held += [value.figure.value, value.figure.ci95_low, value.figure.ci95_high]
    return axis_over(number for number in held if number is not None)


def _places(axis: Axis, numbers: list[float | None]) -> str:
    """Places on the axis, 0 to 1000, with a dash where there is no number."""
    return " ".join("-" if number is None else str(axis.place(number)) for number in numbers)


def _intervals(values: list[AreaValue], axis: Axis) -> dict[str, Any]:
    texts = [value.interval_text for value in values]
    if not any(value.figure.has_interval for value in values):
        shared = texts[0] if len(set(texts)) == 1 and texts[0] else _NO_INTERVAL
        return {"interval": shared}
    # "95% interval " begins every one of them: it is sent once.
    stem = _shared_beginning([text for text in texts if text])
    return {
        "interval": [stem, packed(text.removeprefix(stem) for text in texts)],
        "low": _places(axis, [value.figure.ci95_low for value in values]),
        "high": _places(axis, [value.figure.ci95_high for value in values]),
    }


def _shared_beginning(texts: list[str]) -> str:
    """What every text begins with. The first and last in order differ soonest.

    >>> _shared_beginning(["95% interval 4 to 6", "95% interval 5 to 7"])
    '95% interval '
    """
    first, last = min(texts, default=""), max(texts, default="")
    same = next(
        (i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first)
    )
    return first[:same]


def _legend(spread: Spread) -> list[dict[str, Any]]:
    marks = {band: list(_benchmarks_in(spread, band)) for band in range(len(spread.band_texts))}
    entries: list[dict[str, Any]] = [
        {"key": str(band), "text": text, "marks": marks[band]}
        for band, text in enumerate(spread.band_texts)
    ]
    statuses = {value.figure.status for value in spread.values if value.band is None}
    missing = sorted({_MISSING[status] for status in statuses})
    entries += [{"key": mark, "text": text} for mark, text in missing]
    if spread.worst_band is not None:
        entries.append({"key": "worst", "text": "Ink outline: the fifth of areas that fare worst"})
    return entries


def _benchmarks_in(spread: Spread, band: int) -> Iterable[str]:
    """The benchmarks whose value falls into a class, as words for the legend's tick."""
    tops = _band_tops(spread.values, len(spread.band_texts))
    for benchmark in spread.benchmarks:
        if _band_of(benchmark, tops) == band:
            yield f"{benchmark.area.name} {benchmark.text}"


def _band_tops(values: Iterable[AreaValue], count: int) -> list[float]:
    tops = [float("-inf")] * count
    for value in values:
        if value.band is not None and value.figure.value is not None:
            tops[value.band] = max(tops[value.band], value.figure.value)
    return tops


def _band_of(benchmark: Benchmark, tops: list[float]) -> int:
    return next((band for band, top in enumerate(tops) if benchmark.value <= top), len(tops) - 1)


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


def _reading(polarity: Polarity, *, difference: bool) -> str:
    if difference:
        return "Blue is below the comparison, orange above it."
    if polarity is Polarity.NEUTRAL:
        return "The stronger the colour, the higher the value. Higher is neither better nor worse."
    return "The stronger the colour, the greater the need."
