"""Of all gaps between a place and England: the one that moved least, the one that closed most."""

from __future__ import annotations

from collections.abc import Iterable
from math import isfinite

from fhfa_data.model.figures import Polarity
from fhfa_data.pairing.facts import GapTrend

ABOUT_TEN_YEARS = (8.0, 12.0)
MATERIAL = 0.05
"""A gap below a twentieth of England's value is left out: its relative change is mostly noise."""


def slowest_gap(trends: Iterable[GapTrend]) -> GapTrend | None:
    """The gap that is nearest to where it was about ten years ago; None if there is none to tell.

    Looks only at gaps on the unfavourable side of England, by the indicator's declared polarity,
    at both ends. Nothing here says whether a change is more than chance.
    """
    told = [(abs(closed), one.indicator_id, one) for one, closed in _worth_telling(trends)]
    return min(told, key=lambda entry: entry[:2])[2] if told else None


def fastest_gap(trends: Iterable[GapTrend]) -> GapTrend | None:
    """The gap that closed by the largest share over about ten years, by the same rules."""
    told = [(-closed, one.indicator_id, one) for one, closed in _worth_telling(trends)]
    return min(told, key=lambda entry: entry[:2])[2] if told else None


def _worth_telling(trends: Iterable[GapTrend]) -> list[tuple[GapTrend, float]]:
    found: list[tuple[GapTrend, float]] = []
    for one in trends:
        closed = one.closed_pct
        if closed is not None and isfinite(closed) and _unfavourable(one) and _comparable(one):
            found.append((one, closed))
    return found


def _unfavourable(trend: GapTrend) -> bool:
    if trend.polarity is Polarity.HIGHER_IS_BETTER:
        return trend.gap_then < 0 and trend.gap_now <= 0
    if trend.polarity is Polarity.LOWER_IS_BETTER:
        return trend.gap_then > 0 and trend.gap_now >= 0
    return False


def _comparable(trend: GapTrend) -> bool:
    shortest, longest = ABOUT_TEN_YEARS
    material = abs(trend.gap_then) >= MATERIAL * abs(trend.england_now)
    return shortest <= trend.years <= longest and material
