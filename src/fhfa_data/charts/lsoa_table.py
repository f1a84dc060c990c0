"""The table beside the map of all neighbourhoods: a row a borough, as all are too many."""

from __future__ import annotations

from typing import Any

from fhfa_data.views.lsoa_values import BoroughLsoas, LsoaValues

_SPREAD = ("Lowest", "Middle (median)", "Highest")


def lsoa_table(values: LsoaValues) -> dict[str, Any]:
    """A row a borough: its neighbourhoods, and how many are most deprived, or how values spread."""
    columns: list[dict[str, Any]] = [
        {"id": "area", "label": "Borough"},
        {"id": "count", "label": "Neighbourhoods (LSOAs)", "numeric": True},
    ]
    if values.deciles:
        columns += [
            {"id": "core", "label": "In deciles 1 and 2", "numeric": True},
            {"id": "share", "label": "% of neighbourhoods", "numeric": True},
        ]
    else:
        columns.append({"id": "known", "label": "With a figure", "numeric": True})
        columns += [{"id": one.lower(), "label": one, "numeric": True} for one in _SPREAD]
    return {
        "columns": columns,
        "rows": [_row(one, deciles=values.deciles) for one in values.boroughs],
        "sort": {"column": 2 if values.deciles else 4, "direction": "descending"},
    }


def _row(one: BoroughLsoas, *, deciles: bool) -> list[dict[str, Any]]:
    cells: list[dict[str, Any]] = [
        {"text": one.area.name, "code": one.area.code},
        {"text": f"{one.count:,}", "sort": one.count},
    ]
    if deciles:
        share = 100 * one.most_deprived / one.count
        cells.append({"text": f"{one.most_deprived:,}", "sort": one.most_deprived})
        return [*cells, {"text": f"{share:.1f}%", "sort": share}]
    cells.append({"text": f"{one.known:,}", "sort": one.known})
    if not one.values:
        return [*cells, *({"text": "No data", "sort": None} for _ in _SPREAD)]
    pairs = zip(one.texts, one.values, strict=True)
    return [*cells, *({"text": text, "sort": value} for text, value in pairs)]
