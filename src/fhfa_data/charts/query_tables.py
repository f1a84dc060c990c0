"""The Query page's tables: the answer to a query, and what there is to query."""

from __future__ import annotations

from typing import Any

from fhfa_data.catalogue.tables import QuerySchema
from fhfa_data.views.query_answer import QueryAnswer

_LONGEST_CELL = 300


def answer_table(answer: QueryAnswer) -> dict[str, Any]:
    """The rows of an answer; numbers sort as numbers, a missing value is an empty cell."""
    columns = [
        {"id": f"{place} {name}", "label": name, "numeric": numeric}
        for place, (name, numeric) in enumerate(answer.columns)
    ]
    rows = [
        [
            _cell(value, numeric=numeric)
            for value, (_, numeric) in zip(row, answer.columns, strict=True)
        ]
        for row in answer.rows
    ]
    return {"columns": columns, "rows": rows}


def _cell(value: object, *, numeric: bool) -> dict[str, Any]:
    if value is None:
        return {"text": "", "sort": None}
    if numeric and isinstance(value, int | float):
        text = f"{value:,}" if isinstance(value, int) else f"{value:.12g}"
        return {"text": text, "sort": value if value == value else None}
    text = str(value)
    return {"text": text if len(text) <= _LONGEST_CELL else f"{text[:_LONGEST_CELL]} …"}


def schema_table(schema: QuerySchema) -> dict[str, Any]:
    """Every column of every table: type, unit, meaning, and the column it leads to."""
    labels = ["Column", "Meaning", "Type", "Unit", "Joins"]
    rows = [
        [
            {"text": column.name, "note": table.name, "sort": f"{table.name} {number:03d}"},
            {"text": column.meaning},
            {"text": column.type.lower()},
            {"text": column.unit},
            {"text": column.leads_to},
        ]
        for table in schema.tables
        for number, column in enumerate(table.columns)
    ]
    groups = [
        {"label": f"{table.name}: {table.meaning}", "rows": len(table.columns)}
        for table in schema.tables
    ]
    return {
        "columns": [{"id": one, "label": one} for one in labels],
        "rows": rows,
        "groups": groups,
    }
