"""Old builds go, never one that is open.

DuckDB holds a shared lock of the system's on every file it has open, from the first byte read to
the last. Whoever could lock the file for itself alone is therefore the only one who has it. On
Windows the system refuses to remove an open file by itself. Such locks belong to processes, so this
process keeps its own list of what it has open: :data:`fhfa_data.warehouse.read.OPEN`.
"""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

from fhfa_data.warehouse.builds import builds_before
from fhfa_data.warehouse.pointer import Pointer
from fhfa_data.warehouse.read import OPEN

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

KEPT_BEFORE = 3
"""How many builds are kept beside the one in use and any that came after it."""

SCRATCH_SUFFIX = ".building"
_STALE_SCRATCH_SECONDS = 3600


def prune(folder: Path, in_use: Pointer) -> None:
    """Remove all but the build in use, those after it and the three before it.

    Scratch files that a killed build left go too, an hour after they were last written.
    """
    older = builds_before(folder, in_use.file)
    doomed = [folder / one.file for one in older[KEPT_BEFORE:]]
    doomed += [path for path in folder.glob(f"*{SCRATCH_SUFFIX}*") if _stale(path)]
    for path in doomed:
        with contextlib.suppress(OSError):  # open elsewhere, on Windows, or gone already
            if not is_open(path):
                path.unlink()


def is_open(path: Path) -> bool:
    """Whether this or another process has the file open in DuckDB (on Windows: only this one).

    Where the file system knows no locks, every file counts as open and none is removed.
    """
    if any(one.path == path for one in OPEN):
        return True
    if fcntl is None:
        return False
    with path.open("r+b") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
    return False


def _stale(path: Path) -> bool:
    try:
        return time.time() - path.stat().st_mtime > _STALE_SCRATCH_SECONDS
    except OSError:  # another build has just moved it away
        return False
