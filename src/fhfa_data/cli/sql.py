"""`fhfa sql`: an analyst's own query, as a table, CSV, JSON or Parquet."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from fhfa_data.cli.progress import show_progress
from fhfa_data.errors import AtlasError
from fhfa_data.warehouse.ask import Answer, Limits, ask
from fhfa_data.warehouse.build import ensure_warehouse

_SHOWN = 100


def run(options: argparse.Namespace) -> int:
    """Answer the query; rows to standard output, counts to standard error."""
    sql = sys.stdin.read() if options.query == "-" else options.query
    path = ensure_warehouse(show_progress)
    with ask(path, sql, Limits(seconds=options.seconds)) as answer:
        if options.parquet is not None:
            rows = _write_parquet(answer, Path(options.parquet))
        elif options.csv:
            rows = _print_csv(answer)
        elif options.json:
            rows = _print_json(answer)
        else:
            rows = _print_table(answer)
    print(f"{rows:,} {'row' if rows == 1 else 'rows'}", file=sys.stderr)
    return 0


def _print_csv(answer: Answer) -> int:
    print(answer.schema.empty_table().to_pandas().to_csv(index=False, lineterminator="\n"), end="")
    rows = 0
    for batch in answer.batches:
        text = _frame(batch).to_csv(index=False, header=False, lineterminator="\n")
        print(text, end="")
        rows += batch.num_rows
    return rows


def _print_json(answer: Answer) -> int:
    rows = 0
    print("[", end="")
    for batch in answer.batches:
        for row in batch.to_pylist():
            print(",\n " if rows else "\n ", end="")
            print(json.dumps(row, ensure_ascii=False, default=str, allow_nan=True), end="")
            rows += 1
    print("\n]")
    return rows


def _print_table(answer: Answer) -> int:
    kept: list[pa.RecordBatch] = []
    rows = 0
    for batch in answer.batches:
        if rows < _SHOWN:
            kept.append(batch.slice(0, _SHOWN - rows))
        rows += batch.num_rows
    frame = pa.Table.from_batches(kept, answer.schema).to_pandas(integer_object_nulls=True)
    print(frame.to_string(index=False, na_rep="") if rows else "No rows.")
    if rows > _SHOWN:
        print(f"The first {_SHOWN} rows are shown; --csv gives all.", file=sys.stderr)
    return rows


def _write_parquet(answer: Answer, path: Path) -> int:
    rows = 0
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{path.stem}-", dir=path.parent) as beside:
            scratch = Path(beside) / path.name
            with pq.ParquetWriter(scratch, answer.schema, compression="zstd") as file:
                for batch in answer.batches:
                    file.write_batch(batch)
                    rows += batch.num_rows
            os.replace(scratch, path)
    except OSError as error:
        raise AtlasError(
            f"The file can't be written: {error.strerror or error}.",
            str(path),
            "Make room, or name a folder you can write to.",
        ) from error
    return rows


def _frame(batch: pa.RecordBatch) -> pd.DataFrame:
    # Whole numbers stay whole where some are missing.
    return batch.to_pandas(integer_object_nulls=True)
