"""The history: every pointer there ever was, a line each, the newest last.

It is a convenience, never the truth: the pointer says what is in use, and each warehouse says what
is in it. So a lost or damaged history costs nothing but the memory of what was in use when. Builds
are ordered by a number that only grows, because clocks are set back.
"""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import asdict
from pathlib import Path

from fhfa_data.errors import WarehouseError
from fhfa_data.warehouse.pointer import Pointer, parse_pointer, read_pointer, write_pointer

NAME = "history.jsonl"


def read_history(folder: Path) -> list[Pointer]:
    """Every pointer there was, oldest first; the one in use stands last, lines torn left out."""
    found: list[Pointer] = []
    with contextlib.suppress(OSError):
        for line in (folder / NAME).read_bytes().splitlines():
            with contextlib.suppress(ValueError, TypeError, AttributeError):
                found.append(parse_pointer(line.decode("utf-8")))
    with contextlib.suppress(WarehouseError):
        now = read_pointer(folder)
        if now is not None and now not in found[-1:]:
            found.append(now)
    return found


def next_number(folder: Path) -> int:
    """A number above that of every build known here."""
    return max((one.number for one in read_history(folder)), default=0) + 1


def put_to_use(folder: Path, pointer: Pointer) -> None:
    """Point to a build, then write down that it was done.

    Raises
    ------
    OSError
        If the pointer can't be written: the build in use before stays in use. That the history
        can't be written is no reason to fail once the pointer has been.
    """
    write_pointer(folder, pointer)
    with contextlib.suppress(OSError):
        _append(folder / NAME, json.dumps(asdict(pointer)))


def _append(path: Path, line: str) -> None:
    # A line of its own even after one that a killed process left half-written.
    with path.open("ab") as history:
        history.write(f"\n{line}\n".encode())
        history.flush()
        os.fsync(history.fileno())
