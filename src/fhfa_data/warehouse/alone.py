"""One at a time: whoever changes which figures are in use holds this folder's lock.

The lock is the system's, on an open file: when a process ends, however it ends, the system lets go.
So a lock file that is left lying about means nothing, and nobody ever has to remove one. A note
beside it says who holds the lock; it is written for people, and believed only while it is held.
"""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import socket
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from fhfa_data.errors import WarehouseError

LOCK = "refresh.lock"
HOLDER = "refresh.holder.json"


@contextmanager
def alone(folder: Path, doing: str = "refresh") -> Generator[None, None, None]:
    """Hold the lock of this folder; ``doing`` is what others are told of it.

    Raises
    ------
    WarehouseError
        If a refresh or rollback is running, or the folder can't be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / LOCK, timeout=0), _noted(folder / HOLDER, doing):
            yield
    except Timeout as error:
        raise WarehouseError(
            _who(folder / HOLDER),
            str(folder),
            "Wait until it has ended, then run yours. The figures in use are untouched.",
        ) from error
    except OSError as error:
        raise unwritable(folder, error) from error


@contextmanager
def _noted(note: Path, doing: str) -> Generator[None, None, None]:
    """Say who holds the lock for as long as it is held; that it can't be said stops nothing."""
    who = {
        "doing": doing,
        "process": os.getpid(),
        "user": _user(),
        "computer": socket.gethostname(),
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    scratch = note.with_name(f"{note.name}.{os.getpid()}.tmp")
    with contextlib.suppress(OSError):
        scratch.write_text(json.dumps(who), encoding="utf-8")
        os.replace(scratch, note)
    try:
        yield
    finally:
        for path in (note, scratch):
            with contextlib.suppress(OSError):
                path.unlink()


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return "somebody"


def _who(note: Path) -> str:
    """Who holds the lock, in a sentence; a short one if the note can't be read."""
    try:
        who = json.loads(note.read_text(encoding="utf-8"))
        since = datetime.fromisoformat(who["since"])
        return (
            f"Another {who['doing']} is running, begun by {who['user']} on {who['computer']} "
            f"(process {who['process']}) on {since.day} {since:%B %Y, %H:%M} (UTC)."
        )
    except (OSError, ValueError, TypeError, KeyError):
        return "Another refresh is running."


def unwritable(folder: Path, error: Exception) -> WarehouseError:
    """What to say when the folder of warehouses can't be written."""
    return WarehouseError(
        f"The figures can't be written: {error}.",
        str(folder),
        "Make room or set FHFA_WAREHOUSE_DIR to a folder you can write to.",
    )
