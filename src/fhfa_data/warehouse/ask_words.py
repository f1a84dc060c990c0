"""What DuckDB says of a query, in words for the person who wrote it."""

from __future__ import annotations

import json
import re

from fhfa_data.errors import QueryError

_LESS = "Ask for less: add WHERE, LIMIT, or join on more columns."
_NO_FILES = "A query can read the atlas's tables and nothing else: no files, no network."
_READ_ONLY = "A query can only read: begin it with SELECT, WITH, FROM, DESCRIBE or SUMMARIZE."
_LABEL = re.compile(r"^[\w ]+ Error: ")


def in_words(kind: str, message: str, seconds: float, memory_mb: int) -> QueryError:
    """The error in words; ``kind`` is the name of what DuckDB raised, ``message`` what it said.

    >>> in_words("ParserException", "Parser Error: syntax error\\n\\nLINE 1: x\\n ^", 9, 1).extract
    'LINE 1: x\\n ^'
    """
    if kind == "NotReading":
        return _not_one_reading(json.loads(message))
    if kind == "InterruptException" or "Interrupted" in message:
        return stopped(seconds, memory_mb, timed_out=True)
    if kind in ("OutOfMemoryException", "MemoryError") or "ut of memory" in message.lower():
        return stopped(seconds, memory_mb, timed_out=False)
    if "string buffers" in message or "ArrowMemoryError" in kind:
        return stopped(seconds, memory_mb, timed_out=False)
    if kind == "PermissionException":
        return QueryError("A query can't read or write files.", _NO_FILES)
    said, _, place = message.partition("\n\nLINE ")
    words = " ".join(_LABEL.sub("", said).split())
    extract = f"LINE {place}".rstrip() if place else ""
    return QueryError(f"The query can't be run: {_ended(words)}", extract=extract)


def stopped(seconds: float, memory_mb: int, *, timed_out: bool) -> QueryError:
    """A query that met a limit."""
    if timed_out:
        return QueryError(f"The query took longer than {seconds:g} seconds and was stopped.", _LESS)
    return QueryError(f"The query needs more than {memory_mb} MB of memory and was stopped.", _LESS)


def _not_one_reading(kinds: list[str]) -> QueryError:
    if not kinds:
        return QueryError("The query is empty.", _READ_ONLY)
    if len(kinds) > 1:
        return QueryError(f"There are {len(kinds)} queries here.", "Run them one at a time.")
    if kinds == ["MULTI"]:
        return QueryError(
            "A PIVOT here has to say which values become columns.",
            "Add them: PIVOT … ON sex IN ('Female', 'Male') USING …",
        )
    return QueryError(f"{kinds[0]} is not something a query may do here.", _READ_ONLY)


def _ended(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."
