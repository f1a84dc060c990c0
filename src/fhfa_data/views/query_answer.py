"""The answer to an analyst's query on screen: some rows to look at, all of them to take away."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.parquet as pq

from fhfa_data.warehouse.ask import Limits, ask
from fhfa_data.warehouse.read import Warehouse

SHOWN = 500
KEPT = 100_000
"""Rows: how many are shown, and how many are kept to take away; the command line has no limit."""

_LIMITS = Limits(seconds=15, memory_mb=256, most_bytes=16_000_000)
_MOST_BYTES = 32_000_000


@dataclass(frozen=True, slots=True)
class QueryAnswer:
    """The rows as they are said on screen, and all that were kept, as an Arrow table.

    ``columns`` are names with whether they hold numbers. ``count_words`` says how many rows there
    are and how many of them are shown.
    """

    columns: tuple[tuple[str, bool], ...]
    rows: tuple[tuple[object, ...], ...]
    count_words: str
    table: pa.Table


def query_answer(warehouse: Warehouse, sql: str) -> QueryAnswer:
    """Answer the query.

    Raises
    ------
    QueryError
        If it is no single reading query, is wrong, or meets a limit.
    """
    kept: list[pa.RecordBatch] = []
    rows, size, whole = 0, 0, True
    with ask(warehouse.path, sql, _LIMITS) as answer:
        for batch in answer.batches:
            if rows + batch.num_rows > KEPT or size + batch.nbytes > _MOST_BYTES:
                kept.append(batch.slice(0, max(0, KEPT - rows)))
                whole = False
                break
            kept.append(batch)
            rows, size = rows + batch.num_rows, size + batch.nbytes
        table = pa.Table.from_batches(kept, answer.schema)
    return QueryAnswer(
        columns=tuple((one.name, _is_number(one.type)) for one in table.schema),
        rows=_rows(table.slice(0, SHOWN)),
        count_words=_count_words(table.num_rows, whole=whole),
        table=table,
    )


def _rows(table: pa.Table) -> tuple[tuple[object, ...], ...]:
    # By place, not by name: two columns of a query may have the same name.
    columns = [column.to_pylist() for column in table.columns]
    return tuple(zip(*columns, strict=True))


def _is_number(kind: pa.DataType) -> bool:
    return pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind)


def _count_words(rows: int, *, whole: bool) -> str:
    if not whole:
        return (
            f"More than {rows:,} rows: the first {SHOWN} are shown, the first {rows:,} can be "
            "downloaded. The guide for analysts says how to have all of them."
        )
    if rows > SHOWN:
        return f"{rows:,} rows: the first {SHOWN} are shown, all can be downloaded."
    return {0: "No rows.", 1: "1 row."}.get(rows, f"{rows:,} rows.")


def answer_csv(answer: QueryAnswer) -> bytes:
    """All rows that were kept, as CSV (UTF-8 with a mark, so that Excel reads dashes)."""
    frame = answer.table.to_pandas(integer_object_nulls=True)
    return frame.to_csv(index=False).encode("utf-8-sig")


def answer_parquet(warehouse: Warehouse, answer: QueryAnswer, sql: str) -> bytes:
    """All rows that were kept, as Parquet; attribution, fingerprint and query stand inside."""
    said = {
        "attribution": warehouse.meta["attribution"],
        "warehouse_fingerprint": warehouse.fingerprint,
        "query": sql,
    }
    buffer = io.BytesIO()
    pq.write_table(answer.table.replace_schema_metadata(said), buffer, compression="zstd")
    return buffer.getvalue()
