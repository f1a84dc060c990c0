"""Compare two figures by their 95% confidence intervals, or say that they can't be compared."""

from __future__ import annotations

from enum import StrEnum

from fhfa_data.model.figures import Figure


class Comparison(StrEnum):
    """What can honestly be said about one figure beside another."""

    HIGHER = "higher"
    LOWER = "lower"
    NO_CLEAR_DIFFERENCE = "no clear difference"
    NOT_COMPARED = "not compared"


def compare(figure: Figure, other: Figure) -> Comparison:
    """Whether ``figure`` is higher or lower than ``other``.

    Without an interval on both sides there is no answer: none is borrowed or assumed. Intervals
    that overlap count as no clear difference, which is the cautious reading.

    Source: APHO Technical Briefing 3, "Commonly used public health statistics and their confidence
    intervals" (2008); that overlap is the cautious reading: Schenker and Gentleman, "On judging the
    significance of differences by examining the overlap between confidence intervals", The American
    Statistician 55(3), 2001.
    """
    low, high = figure.ci95_low, figure.ci95_high
    other_low, other_high = other.ci95_low, other.ci95_high
    if low is None or high is None or other_low is None or other_high is None:
        return Comparison.NOT_COMPARED
    if low > other_high:
        return Comparison.HIGHER
    if high < other_low:
        return Comparison.LOWER
    return Comparison.NO_CLEAR_DIFFERENCE
