"""The same wards coloured by their difference from a wider area, below it or above it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from fhfa_data.catalogue.records import Indicator
from fhfa_data.model.figures import Unit
from fhfa_data.views.spread_model import AreaValue, Benchmark, Spread
from fhfa_data.views.words import PERCENT_UNITS


def difference_spread(
    spread: Spread, known: NDArray[np.float64], indicator: Indicator, compare: str
) -> Spread | None:
    """Colour by difference from the benchmark with the code ``compare``; None if it has no value.

    Values and their order stay; only the classes change: two below, one about the same, two above,
    with limits at the same distance on both sides (the 20th and 60th percentile of all distances),
    so that equal depth of colour means equal distance. The limits are those of the values of all
    installed areas (``known``), so that a colour means the same on every borough's map.
    """
    benchmark = next((one for one in spread.benchmarks if one.area.code == compare), None)
    if benchmark is None:
        return None
    limits = _limits(known, benchmark.value)
    values = tuple(_recoloured(one, indicator, benchmark, limits) for one in spread.values)
    filled = {one.band for one in values}
    texts = tuple(
        text if band in filled else f"{text} (no {spread.level.plain} here)"
        for band, text in enumerate(_band_texts(indicator, benchmark, limits))
    )
    return replace(spread, values=values, band_texts=texts, worst_band=None, classes_text="")


def _limits(known: NDArray[np.float64], middle: float) -> list[float]:
    near, far = np.quantile(np.abs(known - middle), [0.2, 0.6])
    return [-float(far), -float(near), float(near), float(far)]


def _recoloured(
    one: AreaValue, indicator: Indicator, benchmark: Benchmark, limits: list[float]
) -> AreaValue:
    if one.figure.value is None:
        return one
    gap = one.figure.value - benchmark.value
    sign = "+" if gap > 0 else "−"
    said = f"{one.text} ({sign}{_size(indicator, gap)[0]})"
    return replace(one, text=said, band=bisect_right(limits, gap))


def _size(indicator: Indicator, gap: float) -> tuple[str, str]:
    factor = 100 if indicator.unit is Unit.PROPORTION else 1
    unit = " points" if indicator.unit in PERCENT_UNITS else ""
    return f"{abs(gap) * factor:,.{indicator.decimals}f}", unit


def _band_texts(indicator: Indicator, benchmark: Benchmark, limits: list[float]) -> tuple[str, ...]:
    (near, unit), (far, _) = (_size(indicator, one) for one in limits[2:])
    name = benchmark.area.name
    return (
        f"Over {far}{unit} below {name}",
        f"{near} to {far}{unit} below",
        f"Within {near}{unit} of {name}",
        f"{near} to {far}{unit} above",
        f"Over {far}{unit} above {name}",
    )
