"""A plain axis: round ticks, and places along it as whole thousandths."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

_SPAN = 1000


@dataclass(frozen=True, slots=True)
class Axis:
    """From ``low`` to ``high`` in the indicator's unit, with round ``ticks`` between."""

    low: float
    high: float
    ticks: tuple[float, ...]

    def place(self, value: float) -> int:
        """How far along the axis, 0 to 1000.

        >>> axis_over([0.0, 100.0]).place(39.5)
        395
        """
        return round(_SPAN * (value - self.low) / (self.high - self.low))


DECILE_AXIS = Axis(0.5, 10.5, tuple(float(decile) for decile in range(1, 11)))
"""Deciles 1 to 10, with a tick each and room on both sides."""


def axis_over(values: Iterable[float]) -> Axis:
    """An axis that holds every value and ends on round numbers.

    >>> axis_over([4.8, 62.8]).ticks
    (0.0, 20.0, 40.0, 60.0, 80.0)
    >>> axis_over([7.0]).ticks
    (6.0, 6.5, 7.0, 7.5, 8.0)
    """
    held = list(values) or [0.0, 1.0]
    low, high = min(held), max(held)
    if low == high:
        low, high = low - 1.0, high + 1.0
    step = _round_step((high - low) / 4)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    ticks = tuple(round(index * step, 10) for index in range(first, last + 1))
    return Axis(ticks[0], ticks[-1], ticks)


def _round_step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * nice for nice in (1, 2, 2.5, 5, 10) if power * nice >= rough * 0.999)


def tick_text(tick: float) -> str:
    """A tick as people write it.

    >>> tick_text(1500.0), tick_text(2.5), tick_text(-20.0)
    ('1,500', '2.5', '−20')
    """
    return f"{tick:,.10g}".replace("-", "−")
