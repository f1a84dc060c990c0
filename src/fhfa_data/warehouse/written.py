"""What has to stand in the text of a query: DuckDB takes no parameter there, or a slow one."""

from __future__ import annotations

from collections.abc import Sized
from pathlib import Path


def quoted_path(path: Path | str) -> str:
    """A path as a text literal.

    >>> quoted_path("O'Hara.duckdb")
    "'O''Hara.duckdb'"
    """
    text = str(path).replace("'", "''")
    return f"'{text}'"


def room_for(values: Sized) -> str:
    """A list with a place for each of these values, which go in as parameters.

    What is written out keeps DuckDB from reading parts of the file that hold none of them: a
    subquery (``IN (SELECT unnest(?))``) took twice as long on all England's figures.

    >>> room_for(["ward", "borough"]), room_for([])
    ('(?, ?)', '(NULL)')
    """
    return f"({', '.join('?' * len(values))})" if len(values) else "(NULL)"
