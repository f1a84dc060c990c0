"""How the tables to query hang together: which column leads to which, in words and as a list."""

from __future__ import annotations

from typing import NamedTuple

from fhfa_data.catalogue.tables import QuerySchema
from fhfa_data.views.words import say_list, say_times


class Join(NamedTuple):
    """A column whose values are found in a column of another table, or of the same one."""

    table: str
    column: str
    to_table: str
    to_column: str


def joins(schema: QuerySchema) -> tuple[Join, ...]:
    """Every join, in the order of the tables."""
    return tuple(
        Join(table.name, column.name, *column.leads_to.split(".", 1))
        for table in schema.tables
        for column in table.columns
        if column.leads_to
    )


def joins_words(schema: QuerySchema) -> str:
    """The same as the drawing, in sentences."""
    found = joins(schema)
    hubs = dict.fromkeys(one.to_table for one in found)
    said = [f"{say_times(len(schema.tables), 'table')}."]
    for hub in hubs:
        leading = dict.fromkeys(one.table for one in found if one.to_table == hub)
        names = [one for one in leading if one != hub]
        said.append(f"{say_list(names)} {'lead' if len(names) > 1 else 'leads'} to {hub}.")
    joined = hubs.keys() | {one.table for one in found}
    if alone := [one.name for one in schema.tables if one.name not in joined]:
        said.append(f"{say_list(alone)} {'stand' if len(alone) > 1 else 'stands'} alone.")
    return " ".join(said)
