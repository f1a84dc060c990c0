"""An analyst's own query: read-only, in a process of its own, within limits."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from fhfa_data.errors import QueryError
from fhfa_data.warehouse.ask_words import in_words, stopped

_GRACE_SECONDS = 3.0  # the child first interrupts the query itself; then it is ended


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a query may take, how much memory it may use, how large a piece of it may be."""

    seconds: float = 60.0
    memory_mb: int = 512
    most_bytes: int = 64_000_000


class Answer:
    """The answer as it comes: ``schema``, and the batches of rows to go through once."""

    def __init__(self, schema: pa.Schema, batches: Iterator[pa.RecordBatch]) -> None:
        self.schema = schema
        self.batches = batches


@contextmanager
def ask(path: Path, sql: str, limits: Limits | None = None) -> Generator[Answer, None, None]:
    """Ask the warehouse at ``path``; leaving the ``with`` block ends the query.

    Nothing but the warehouse's tables can be read, nothing can be written or set.

    Raises
    ------
    QueryError
        If it is no single reading query, is wrong, or meets a limit; also while batches are read.
    """
    given = limits or Limits()
    child = _started(path, sql, given)
    ended = threading.Event()
    timer = threading.Timer(given.seconds + _GRACE_SECONDS, lambda: (ended.set(), child.kill()))
    timer.daemon = True
    timer.start()
    try:
        with _reading(child, ended, given):
            assert child.stdout is not None
            stream = pa.ipc.open_stream(child.stdout)
        yield Answer(stream.schema, _batches(stream, child, ended, given))
    finally:
        timer.cancel()
        child.kill()
        child.communicate()


def _started(path: Path, sql: str, limits: Limits) -> subprocess.Popen[bytes]:
    asked = {
        "path": str(path),
        "sql": sql,
        "seconds": limits.seconds,
        "memory_mb": limits.memory_mb,
        "most_bytes": limits.most_bytes,
    }
    child = subprocess.Popen(
        [sys.executable, "-m", "fhfa_data.warehouse.ask_child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert child.stdin is not None
    child.stdin.write(json.dumps(asked).encode() + b"\n")
    child.stdin.flush()
    return child


def _batches(
    stream: pa.RecordBatchReader,
    child: subprocess.Popen[bytes],
    ended: threading.Event,
    limits: Limits,
) -> Iterator[pa.RecordBatch]:
    while True:
        with _reading(child, ended, limits):
            try:
                batch = stream.read_next_batch()
            except StopIteration:
                batch = None
        if batch is None:
            _check_end(child, ended, limits)
            return
        yield batch


@contextmanager
def _reading(
    child: subprocess.Popen[bytes], ended: threading.Event, limits: Limits
) -> Generator[None, None, None]:
    try:
        yield
    except (pa.ArrowException, OSError, EOFError) as error:  # the child stopped in mid-sentence
        raise _why(child, ended, limits) from error


def _check_end(child: subprocess.Popen[bytes], ended: threading.Event, limits: Limits) -> None:
    if child.wait() != 0:
        raise _why(child, ended, limits)


def _why(child: subprocess.Popen[bytes], ended: threading.Event, limits: Limits) -> QueryError:
    child.kill() if ended.is_set() else child.wait()
    assert child.stderr is not None
    said = child.stderr.read().decode("utf-8", errors="replace").strip().split("\n")[-1]
    try:
        told = json.loads(said)
        return in_words(told["kind"], told["message"], limits.seconds, limits.memory_mb)
    except (ValueError, KeyError, TypeError):
        return stopped(limits.seconds, limits.memory_mb, timed_out=ended.is_set())
