"""What an analyst can query: the warehouse's tables as ``tables.toml`` declares them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class TableColumn(NamedTuple):
    """One column; ``unit`` and ``leads_to`` (``table.column``) are empty where there is none."""

    name: str
    type: str
    unit: str
    meaning: str
    leads_to: str


class WarehouseTable(NamedTuple):
    """One table of the warehouse."""

    name: str
    meaning: str
    columns: tuple[TableColumn, ...]


class ExampleQuery(NamedTuple):
    """A query to start from."""

    title: str
    sql: str


class QuerySchema(NamedTuple):
    """The tables and the examples, in the order to show them.

    ``file_columns``: name → column, of the files of figures to take away.
    """

    tables: tuple[WarehouseTable, ...]
    examples: tuple[ExampleQuery, ...]
    file_columns: dict[str, TableColumn]


@cache
def load_query_schema() -> QuerySchema:
    """The schema that ships with the package."""
    text = (files("fhfa_data.catalogue") / "tables.toml").read_text(encoding="utf-8")
    content = tomllib.loads(text)
    tables = tuple(
        WarehouseTable(name, one["meaning"], tuple(TableColumn(*cells) for cells in one["columns"]))
        for name, one in content["tables"].items()
    )
    examples = tuple(ExampleQuery(one["title"], one["sql"].strip()) for one in content["examples"])
    figure = next(one for one in tables if one.name == "figure")
    added = (TableColumn(*cells) for cells in content["files"]["columns"])
    return QuerySchema(tables, examples, {one.name: one for one in (*figure.columns, *added)})
