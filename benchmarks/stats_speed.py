"""How long the statistics take, and how long PyPI's phstatsmethods takes for what both can do.

Run: ``python benchmarks/stats_speed.py``. Medians of ``--rounds`` runs, in milliseconds.
"""

from __future__ import annotations

import argparse
import statistics
import time
import warnings
from collections.abc import Callable

import numpy as np
import pandas as pd

from fhfa_data.stats import intervals, rates
from fhfa_data.stats.inequality import slope_index

WARDS = 215


def median_ms(call: Callable[[], object], rounds: int) -> float:
    """The median time of a call, after one that isn't counted."""
    call()
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        call()
        taken.append(1000 * (time.perf_counter() - start))
    return statistics.median(taken)


def main() -> None:
    """Print one row a function: ours, theirs, and ours over theirs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import PHStatsMethods
    chance = np.random.default_rng(1)
    people = chance.integers(4_000, 20_000, WARDS).astype(float)
    events = chance.binomial(people.astype(int), 0.02).astype(float)
    table = pd.DataFrame({"n": events, "d": people})
    levels = (0.95, 0.998)
    pairs: dict[str, tuple[Callable[[], object], Callable[[], object] | None]] = {
        "slope index, 10 deciles, 100,000 repetitions": (
            lambda: slope_index(
                population=people[:10], numerator=events[:10], value_type="proportion", seed=1
            ),
            None,
        ),
        f"Wilson limits of {WARDS} wards, two levels": (
            lambda: intervals.wilson(numerator=events, denominator=people, confidence=levels),
            lambda: PHStatsMethods.ph_proportion(table, "n", "d", confidence=list(levels)),
        ),
        f"crude rates of {WARDS} wards, two levels": (
            lambda: rates.crude(count=events, population=people, confidence=levels),
            lambda: PHStatsMethods.ph_rate(table, "n", "d", confidence=list(levels)),
        ),
    }
    print("| what | ours ms | phstatsmethods ms | ours over theirs |\n|---|--:|--:|--:|")
    for name, (ours, theirs) in pairs.items():
        mine = median_ms(ours, rounds)
        if theirs is None:
            print(f"| {name} | {mine:.2f} | has none | |")
            continue
        other = median_ms(theirs, rounds)
        print(f"| {name} | {mine:.2f} | {other:.1f} | {mine / other:.4f} |")


if __name__ == "__main__":
    main()
