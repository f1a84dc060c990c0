"""Tell the rows of a published table from the notes around them."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc


def without_notes(table: pa.Table) -> pa.Table:
    """Trimmed, blanks as nulls, without blank rows and without notes below the last real row.

    A note has a blank first cell, or only that one, or far fewer cells than rows usually have.
    Only the end of the table is searched: an incomplete row amid others is a row. So is one with an
    area's code, however little else is in it.
    """
    columns = [trimmed(column) for column in table.columns]
    table = _without_unnamed(pa.table(dict(zip(table.column_names, columns, strict=True))))
    filled = np.zeros(table.num_rows, dtype=np.int64)
    for column in table.columns:
        filled += column.is_valid().to_numpy()
    table = table.filter(pa.array(filled > 0))
    filled = filled[filled > 0]
    if not filled.size:
        return table
    few = min(np.median(filled), table.num_columns) / 2
    note = ~table.column(0).is_valid().to_numpy() | (filled < few)
    if table.num_columns > 2:
        note |= filled == 1
    end = _past_last(~note)
    return table.slice(0, end + _past_last(_has_code(table.slice(end))))


def _past_last(true: np.ndarray) -> int:
    """How many elements there are up to the last true one."""
    places = np.flatnonzero(true)
    return int(places[-1]) + 1 if places.size else 0


def _has_code(table: pa.Table) -> np.ndarray:
    """Which rows hold a code of the GSS register (``E01000001``)."""
    found = np.zeros(table.num_rows, dtype=bool)
    for column in table.columns:
        code = pc.match_substring_regex(column, "^[EJKNSW][0-9]{8}$")
        found |= pc.fill_null(code, False).to_numpy()
    return found


def _without_unnamed(table: pa.Table) -> pa.Table:
    """Without the columns that have neither header nor cells, as spreadsheets often leave."""
    named = [
        name
        for number, name in enumerate(table.column_names, 1)
        if name != f"column {number}" or table[name].null_count < table.num_rows
    ]
    return table.select(named)


def trimmed(column: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    """A column of strings without spaces around them, null where nothing is left."""
    cells = pc.utf8_trim_whitespace(column)
    return pc.if_else(pc.equal(cells, ""), pa.scalar(None, pa.string()), cells)
