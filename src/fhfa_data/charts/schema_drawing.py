"""The tables to query as a drawing: boxes in three columns, a line from each column to its table.

The tables that others lead to stand in the middle, so that no line has to pass a box.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fhfa_data.catalogue.tables import QuerySchema, WarehouseTable
from fhfa_data.views.schema_joins import Join, joins, joins_words
from fhfa_data.views.words import say_times

_WIDTH, _BOX, _GAP = 960, 230, 22
_HEAD, _ROW, _FOOT = 30, 21, 8
_COLUMNS_X = (1, (_WIDTH - _BOX) // 2, _WIDTH - _BOX - 1)
_MIDDLE = 1


@dataclass(frozen=True, slots=True)
class _Box:
    """One table in its place; ``rows`` are the columns that join."""

    table: WarehouseTable
    rows: tuple[str, ...]
    side: int
    y: int

    @property
    def x(self) -> int:
        return _COLUMNS_X[self.side]

    @property
    def height(self) -> int:
        return _height(self.rows)

    def middle_of(self, column: str) -> float:
        """Where a column's row is, from the top."""
        return self.y + _HEAD + _ROW * (self.rows.index(column) + 0.5)


def schema_drawing(schema: QuerySchema) -> dict[str, Any]:
    """What the schema element is sent: sizes in units of its own drawing, which it scales."""
    found = joins(schema)
    boxes = {one.table.name: one for one in _placed(schema, found)}
    return {
        "label": joins_words(schema),
        "width": _WIDTH,
        "height": max(one.y + one.height for one in boxes.values()) + 1,
        "boxes": [_box(one) for one in boxes.values()],
        "lines": [_line(one, boxes) for one in found],
    }


def _placed(schema: QuerySchema, found: Sequence[Join]) -> list[_Box]:
    hubs = {one.to_table for one in found}
    names = {one.name: _joining(one, found) for one in schema.tables}
    bottoms = [0, 0, 0]
    boxes = []
    for table in sorted(schema.tables, key=lambda one: not names[one.name]):  # loose ones last
        sides = [_MIDDLE] if table.name in hubs else [0, 2]
        if not names[table.name]:
            sides = [0, 1, 2]
        side = min(sides, key=bottoms.__getitem__)
        boxes.append(_Box(table, names[table.name], side, bottoms[side] + 1))
        bottoms[side] += _height(names[table.name]) + _GAP
    return boxes


def _joining(table: WarehouseTable, found: Sequence[Join]) -> tuple[str, ...]:
    used = {one.column for one in found if one.table == table.name}
    used |= {one.to_column for one in found if one.to_table == table.name}
    return tuple(one.name for one in table.columns if one.name in used)


def _height(rows: Sequence[str]) -> int:
    return _HEAD + _ROW * (len(rows) + 1) + _FOOT


def _box(one: _Box) -> dict[str, Any]:
    others = len(one.table.columns) - len(one.rows)
    more = f"{'and ' if one.rows else ''}{say_times(others, 'column')}" if others else ""
    return {
        "x": one.x,
        "y": one.y,
        "width": _BOX,
        "height": one.height,
        "name": one.table.name,
        "rows": [*one.rows, *([f"{more} more" if one.rows else more] if more else [])],
        "joining": len(one.rows),
    }


def _line(join: Join, boxes: dict[str, _Box]) -> dict[str, Any]:
    start, end = boxes[join.table], boxes[join.to_table]
    right = start.side == 0 or (start.side == end.side and start.side != 2)
    x1 = start.x + (_BOX if right else 0)
    x2 = end.x + (0 if start.side < end.side else _BOX)
    y1, y2 = start.middle_of(join.column), end.middle_of(join.to_column)
    bend = 34 if start.side == end.side else abs(x2 - x1) / 2
    c1 = x1 + (bend if right else -bend)
    c2 = x2 + (-bend if start.side < end.side else bend)
    return {
        "path": f"M{x1} {y1}C{c1} {y1} {c2} {y2} {x2} {y2}",
        "end": [x2, y2],
        "words": f"{join.table}.{join.column} = {join.to_table}.{join.to_column}",
    }
