"""The drawn schema: every table once, none over another, each join from its row to its row."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from fhfa_data.catalogue.tables import (
    QuerySchema,
    TableColumn,
    WarehouseTable,
    load_query_schema,
)
from fhfa_data.charts.schema_drawing import schema_drawing
from fhfa_data.views.schema_joins import joins, joins_words


def table(name, *columns):
    made = tuple(TableColumn(one, "VARCHAR", "", "", leads) for one, leads in columns)
    return WarehouseTable(name, "", made)


CIRCLE = QuerySchema(
    (
        table("a", ("x", "b.x"), ("y", "c.y"), ("z", "")),
        table("b", ("x", "c.x"), ("y", "")),
        table("c", ("x", "a.x"), ("y", "c.x")),
        table("alone", ("p", ""), ("q", "")),
    ),
    (),
    {},
)
SCHEMAS = {"ours": load_query_schema(), "circle": CIRCLE}


@pytest.fixture(params=SCHEMAS)
def schema(request):
    return SCHEMAS[request.param]


def overlap(one, other):
    return (
        one["x"] < other["x"] + other["width"]
        and other["x"] < one["x"] + one["width"]
        and one["y"] < other["y"] + other["height"]
        and other["y"] < one["y"] + one["height"]
    )


def test_every_table_stands_once_in_the_picture_and_over_no_other(schema):
    drawn = schema_drawing(schema)
    boxes = drawn["boxes"]
    assert sorted(one["name"] for one in boxes) == sorted(one.name for one in schema.tables)
    assert not any(overlap(one, other) for one, other in combinations(boxes, 2))
    for one in boxes:
        assert one["x"] >= 0
        assert one["x"] + one["width"] <= drawn["width"]
        assert one["y"] + one["height"] <= drawn["height"]


def test_each_line_goes_from_its_column_to_the_one_it_leads_to(schema):
    drawn = schema_drawing(schema)
    boxes = {one["name"]: one for one in drawn["boxes"]}
    leading = [
        (table.name, column.name, *column.leads_to.split("."))
        for table in schema.tables
        for column in table.columns
        if column.leads_to
    ]
    assert [one["words"] for one in drawn["lines"]] == [
        f"{name}.{column} = {other}.{there}" for name, column, other, there in leading
    ]
    for line, (name, column, other, there) in zip(drawn["lines"], leading, strict=True):
        numbers = [float(one) for one in re.findall(r"[\d.]+", line["path"])]
        ends = {(name, column): numbers[:2], (other, there): numbers[-2:]}
        for (box_name, row), (x, y) in ends.items():
            box = boxes[box_name]
            assert x in (box["x"], box["x"] + box["width"])
            step = (y - box["y"] - 30) / 21 - 0.5
            assert box["rows"][round(step)] == row
        assert numbers[-2:] == [float(one) for one in line["end"]]


def test_columns_that_join_nothing_are_counted():
    boxes = {one["name"]: one["rows"] for one in schema_drawing(CIRCLE)["boxes"]}
    assert boxes["a"] == ["x", "y", "and 1 column more"]
    assert boxes["alone"] == ["2 columns"]


def test_the_words_name_every_table(schema):
    words = joins_words(schema)
    assert all(re.search(rf"\b{one.name}\b", words) for one in schema.tables)
    assert words.startswith(f"{len(schema.tables)} tables.")
    assert all(f"to {one.to_table}." in words for one in joins(schema) if one.table != one.to_table)
    assert "alone stands alone." in joins_words(CIRCLE)
