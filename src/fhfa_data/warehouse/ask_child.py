"""One query in a process of its own: ``python -m fhfa_data.warehouse.ask_child``.

DuckDB's memory limit doesn't count every list and text that a query can make up, and an interrupt
doesn't reach every function. A process can be given a limit that counts all, and be ended.

Reads one line of JSON (``path``, ``sql``, ``seconds``, ``memory_mb``, ``most_bytes``) from standard
input; writes the answer as an Arrow stream to standard output, or one line of JSON (``kind``,
``message``) to standard error.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import threading
from typing import Any

import duckdb
import pyarrow as pa

from fhfa_data.warehouse.written import quoted_path

_OVERHEAD_MB = 1536  # what Python, Arrow and DuckDB reserve before they use it


class NotReading(Exception):
    """It is no single query that reads; the message is a JSON list of what it is instead."""


def main() -> int:
    """Answer; 0 if all is well, 3 if the query can't be answered."""
    asked = json.loads(sys.stdin.readline())
    _limit_memory(asked["memory_mb"] + _OVERHEAD_MB)
    try:
        _answer(asked)
    except BrokenPipeError:  # whoever asked has had enough
        return 0
    except Exception as error:  # whatever it is, the one who asked puts it into words
        kind = type(error).__name__
        sys.stderr.write(json.dumps({"kind": kind, "message": str(error)}) + "\n")
        return 3
    return 0


def _limit_memory(megabytes: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # Windows has no such limit
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))


def _answer(asked: dict[str, Any]) -> None:
    connection = _locked(asked["path"], asked["memory_mb"])
    statements = connection.extract_statements(asked["sql"])
    kinds = [str(one.type).rpartition(".")[2] for one in statements]
    if kinds != ["SELECT"]:
        raise NotReading(json.dumps(kinds))
    timer = threading.Timer(asked["seconds"], connection.interrupt)
    timer.daemon = True
    timer.start()
    batches = _relation(connection, asked["sql"]).to_arrow_reader(2048)
    with pa.ipc.new_stream(sys.stdout.buffer, batches.schema) as stream:
        for batch in batches:
            if batch.nbytes > asked["most_bytes"]:
                raise MemoryError("one piece of the answer is too large")
            stream.write_batch(batch)
    sys.stdout.buffer.flush()
    timer.cancel()


def _relation(connection: duckdb.DuckDBPyConnection, sql: str) -> duckdb.DuckDBPyRelation:
    try:
        return connection.sql(sql)
    except (duckdb.BinderException, duckdb.CatalogException):
        connection.execute(sql)  # fails for the same reason, and says at which place
        raise


def _locked(path: str, memory_mb: int) -> duckdb.DuckDBPyConnection:
    """A connection that can read the warehouse and nothing else, and can't be told otherwise."""
    connection = duckdb.connect(
        config={
            "memory_limit": f"{memory_mb}MB",
            "threads": 2,
            "temp_directory": "",
            "python_enable_replacements": False,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_community_extensions": False,
        }
    )
    connection.execute(f"ATTACH {quoted_path(path)} AS atlas (READ_ONLY)")
    connection.execute("USE atlas")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


if __name__ == "__main__":
    code = main()
    sys.stderr.flush()
    os._exit(code)  # DuckDB, taken apart by Python at its end, reports leaks and may abort
