"""The table beside a ward's neighbourhoods: the same values, with decile and residents."""

from __future__ import annotations

from typing import Any

from fhfa_data.charts.mosaic_payload import mosaic_table
from fhfa_data.views.neighbourhoods import Neighbourhoods


def neighbourhood_table(shown: Neighbourhoods) -> dict[str, Any]:
    """A row a neighbourhood, which its name chooses, with the indicator's value if it is shown."""
    table = mosaic_table(shown.cells)
    columns, rows = table["columns"], table["rows"]
    said = {one.area.code: one for one in shown.spread.values}
    for row in rows:
        code = row[0]["code"] = row[1]["text"]
        if shown.by_value:
            value = said.get(code)
            row.insert(2, {"text": "No data", "sort": None})
            if value:
                row[2] = {"text": value.text, "sort": value.figure.value}
    label = shown.spread.unit_label
    value_column = {"id": "value", "label": f"{label[:1].upper()}{label[1:]}", "numeric": True}
    if not shown.by_value:
        return table
    return {
        "columns": [*columns[:2], value_column, *columns[2:]],
        "rows": rows,
        "sort": {"column": 2, "direction": "descending"},
    }
