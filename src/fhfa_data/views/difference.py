"""The same wards coloured by their difference from a wider area, below it or above it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from fhfa_data.catalogue.records import Indicator
from fhfa_data.views.spread_model import AreaValue, Benchmark, Spread
from fhfa_data.views.words import PERCENT_UNITS, said_number, step_of


def difference_spread(
    spread: Spread, known: NDArray[np.float64], indicator: Indicator, compare: str
) -> Spread | None:
    """Colour by difference from the benchmark with the code ``compare``; None if it has no value.

    Values and their order stay; only the classes change: two below, one about the same, two above,
    with limits at the same distance on both sides (the 20th and 60th percentile of all distances,
    as they are said), so that equal depth of colour means equal distance. The limits are those of
    the values of all installed areas (``known``), so that a colour means the same on every
    borough's map.
    """
    benchmark = next((one for one in spread.benchmarks if one.area.code == compare), None)
    if benchmark is None:
        return None
    limits = _limits(indicator, known, benchmark.value)
    values = tuple(_recoloured(one, indicator, benchmark, limits) for one in spread.values)
    wider = tuple(
        replace(one, band=_band(indicator, one.value - benchmark.value, limits))
        for one in spread.benchmarks
    )
    filled = {one.band for one in (*values, *wider)}
    texts = tuple(
        text if band in filled else f"{text} (no {spread.level.plain} here)"
        for band, text in enumerate(_band_texts(indicator, benchmark, limits))
    )
    return replace(
        spread,
        values=values,
        benchmarks=wider,
        band_texts=texts,
        worst_band=None,
        classes_text="",
    )


def _limits(indicator: Indicator, known: NDArray[np.float64], middle: float) -> tuple[float, float]:
    """How far is near, and how far is far, as they are said and never the same."""
    near, far = (
        said_number(indicator, float(one))
        for one in np.quantile(np.abs(known - middle), [0.2, 0.6])
    )
    return near, max(far, near + step_of(indicator))


def _band(indicator: Indicator, gap: float, limits: tuple[float, float]) -> int:
    """0 to 4: 2 is near, 1 and 3 are up to far, 0 and 4 are beyond."""
    away = bisect_left(limits, abs(said_number(indicator, gap)))
    return 2 + away if gap > 0 else 2 - away


def _recoloured(
    one: AreaValue, indicator: Indicator, benchmark: Benchmark, limits: tuple[float, float]
) -> AreaValue:
    if one.figure.value is None:
        return one
    gap = one.figure.value - benchmark.value
    sign = "+" if gap > 0 else "−"
    said = f"{one.text} ({sign}{_size(indicator, abs(said_number(indicator, gap)))})"
    return replace(one, text=said, band=_band(indicator, gap, limits))


def _size(indicator: Indicator, said: float) -> str:
    return f"{said:,.{indicator.decimals}f}"


def _band_texts(
    indicator: Indicator, benchmark: Benchmark, limits: tuple[float, float]
) -> tuple[str, ...]:
    near, far = (_size(indicator, one) for one in limits)
    over_near = _size(indicator, limits[0] + step_of(indicator))
    between = over_near if over_near == far else f"{over_near} to {far}"
    unit = " points" if indicator.unit in PERCENT_UNITS else ""
    name = benchmark.area.name
    return (
        f"Over {far}{unit} below {name}",
        f"{between}{unit} below",
        f"Within {near}{unit} of {name}",
        f"{between}{unit} above",
        f"Over {far}{unit} above {name}",
    )
