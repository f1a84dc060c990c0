"""Natural breaks: classes of numbers that are as alike inside as they can be."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def natural_breaks(values: list[float], classes: int) -> list[float]:
    """The highest value of each class but the last, lowest class first.

    Of all ways to cut the ordered values into ``classes`` classes, the one with the smallest sum of
    squared distances from each class's mean; equal values share a class. Exact, not a search that
    may end early: dynamic programming, whose best cuts move one way only, so that each row is found
    by halving (n log n steps a class).

    Source: W. D. Fisher (1958), "On Grouping for Maximum Homogeneity", Journal of the American
    Statistical Association 53, which the maps' makers' Jenks classes use too.

    >>> natural_breaks([1.0, 2.0, 2.0, 10.0, 11.0, 30.0], 3)
    [2.0, 11.0]
    """
    if not values:
        return []
    points, counts = np.unique(np.asarray(values, dtype=np.float64), return_counts=True)
    sums = _Sums(points, counts.astype(np.float64))
    count = min(classes, len(points))
    best, starts = sums.spread(np.zeros(len(points), dtype=np.int64), np.arange(len(points))), []
    for row in range(1, count):
        best, start = _next_row(best, sums, row)
        starts.append(start)
    ends: list[int] = []
    end = len(points) - 1
    for start in reversed(starts):
        end = int(start[end]) - 1
        ends.append(end)
    return [float(points[one]) for one in reversed(ends)]


class _Sums:
    """Running sums from which the spread of any stretch of the ordered points is had at once."""

    def __init__(self, points: Floats, counts: Floats) -> None:
        centred = points - np.average(points, weights=counts)  # else large values cancel
        self.counts = np.concatenate([[0.0], np.cumsum(counts)])
        self.first = np.concatenate([[0.0], np.cumsum(counts * centred)])
        self.second = np.concatenate([[0.0], np.cumsum(counts * centred**2)])

    def spread(self, start: Ints, end: Ints) -> Floats:
        """Sum of squared distances from the mean of the points ``start`` to ``end``, both in."""
        total = self.first[end + 1] - self.first[start]
        count = self.counts[end + 1] - self.counts[start]
        squares = self.second[end + 1] - self.second[start]
        return np.maximum(squares - total**2 / count, 0.0)


def _next_row(best: Floats, sums: _Sums, row: int) -> tuple[Floats, Ints]:
    """With one class more: the least spread up to each point, and where its last class starts.

    ``row`` classes come before the last one and hold a point each at least: where values lie much
    closer together than others, rounding would else find an empty class as good as a full one.
    """
    size = len(best)
    least, start = best.copy(), np.zeros(size, dtype=np.int64)
    low, high = np.array([row]), np.array([size - 1])  # stretches of points yet to do
    from_, to = np.array([row]), np.array([size - 1])  # where their last classes may start
    while len(low):
        middle = (low + high) // 2
        cost, cut = _best_cuts(best, sums, middle, from_, np.minimum(to, middle))
        least[middle], start[middle] = cost, cut
        left, right = low < middle, middle < high
        low, high, from_, to = (
            np.concatenate([low[left], middle[right] + 1]),
            np.concatenate([middle[left] - 1, high[right]]),
            np.concatenate([from_[left], cut[right]]),
            np.concatenate([cut[left], to[right]]),
        )
    return least, start


def _best_cuts(best: Floats, sums: _Sums, end: Ints, low: Ints, high: Ints) -> tuple[Floats, Ints]:
    """For each end, the start from ``low`` to ``high`` with the least spread, and that spread."""
    lengths = high - low + 1
    offsets = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    starts = np.arange(int(lengths.sum())) + np.repeat(low - offsets, lengths)
    costs = best[starts - 1] + sums.spread(starts, np.repeat(end, lengths))
    least = np.minimum.reduceat(costs, offsets)
    hits = np.flatnonzero(costs == np.repeat(least, lengths))
    return least, starts[hits[np.searchsorted(hits, offsets)]]
