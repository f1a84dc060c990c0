"""Known faults of published data, corrected as long as they are published; see the catalogue."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from fhfa_data.catalogue.correction import Correction
from fhfa_data.model.checks import CheckResult, Outcome


def corrected(
    table: pd.DataFrame, corrections: Iterable[Correction]
) -> tuple[pd.DataFrame, tuple[CheckResult, ...]]:
    """The published table with its known faults corrected, and a check for each of them.

    A fault that is not published any more, or not as it was, is left alone, and its check fails:
    somebody must look and take the correction away.
    """
    results = []
    for one in corrections:
        if not {*one.where, *one.published} <= set(table.columns):
            continue  # the contract names the columns that are missing
        table, result = _corrected(table, one)
        results.append(result)
    return table, tuple(results)


def _corrected(table: pd.DataFrame, one: Correction) -> tuple[pd.DataFrame, CheckResult]:
    rows = pd.Series(True, index=table.index)
    for name, cell in one.where.items():
        rows &= table[name].eq(cell).fillna(False)
    names = list(one.published)
    now = table.loc[rows, names].fillna("").astype("string").to_dict("records")
    if now != [one.published]:
        return table, _result(one, Outcome.FAILED, _mended(one, now))
    changed = table.copy()
    for name, cell in one.used.items():
        changed.loc[rows, name] = cell
    return changed, _result(one, Outcome.PASSED, f"{one.what} {_instead(one)}")


def _result(one: Correction, outcome: Outcome, detail: str) -> CheckResult:
    return CheckResult(f"correction_{one.id}", one.source, outcome, detail)


def _instead(one: Correction) -> str:
    return f"The atlas uses: {_cells(one.used)}."


def _mended(one: Correction, now: list[dict[str, str]]) -> str:
    said = " and ".join(_cells(cells) for cells in now) or "no such row"
    return (
        f"The publisher has changed what was corrected here: there is now {said}. It was taken as "
        f"published. Look at it, then take catalogue/corrections/{one.id}.toml away."
    )


def _cells(cells: dict[str, str]) -> str:
    return ", ".join(f"{name} {cell or '(blank)'}" for name, cell in cells.items())
