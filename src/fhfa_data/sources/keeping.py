"""Put a download and its receipt in place in one step, so that no one ever sees half of it."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from fhfa_data.errors import RawDataError
from fhfa_data.sources.receipts import (
    RECEIPT,
    Part,
    Receipt,
    check_names,
    check_part,
    checked,
    kept_copies,
    receipt_text,
)

_ABANDONED_AFTER = 24 * 3600.0
"""Seconds: a scratch folder not touched for this long is left over from a stopped download."""


@contextmanager
def scratch_folder(raw: Path, source: str, date: str) -> Generator[Path, None, None]:
    """A folder ``raw/<source>/<date>.partial-<random>`` to download into; gone at the end.

    Scratch folders that a stopped download left behind a day ago or more go too. ``date`` is
    YYYY-MM-DD.

    Raises
    ------
    RawDataError
        If the folder can't be made.
    """
    try:
        parent = raw / source
        parent.mkdir(parents=True, exist_ok=True)
        _remove_abandoned(parent)
        scratch = Path(tempfile.mkdtemp(prefix=f"{date}.partial-", dir=parent))
    except OSError as error:
        raise _cannot_keep(raw / source, error) from error
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _remove_abandoned(parent: Path) -> None:
    for path in parent.glob("*.partial-*"):
        if time.time() - path.stat().st_mtime > _ABANDONED_AFTER:
            shutil.rmtree(path, ignore_errors=True)


def write_receipt(
    scratch: Path, *, source: str, scope: str, date: str, licence: str, parts: tuple[Part, ...]
) -> Receipt:
    """Write the receipt of what is in ``scratch`` and move all of it into place in one step.

    The folder becomes ``<date>`` beside it, or ``<date>-2`` … if there is one already; where one of
    a later day is there, the clock has been set back, and it is numbered after that one.

    Raises
    ------
    RawDataError
        If a part is not in ``scratch`` as it was received, or the disk won't take it.
    """
    receipt = Receipt(source, scope, date, licence, parts, scratch)
    check_names(parts, scratch)
    try:
        for part in parts:
            _to_disk(check_part(receipt, part))
        _write_text(scratch / RECEIPT, receipt_text(receipt))
        os.chmod(scratch, 0o755)  # a scratch folder is its maker's own; data may be shared
        _to_disk(scratch)
        folder = _move(scratch, date)
        _to_disk(folder.parent)
    except OSError as error:
        raise _cannot_keep(scratch, error) from error
    return Receipt(source, scope, date, licence, parts, folder)


def _move(scratch: Path, date: str) -> Path:
    # After all that are there, even if the clock has been set back: the order is that of arrival.
    day, number = max([(date, 0), *(one[:2] for one in kept_copies(scratch.parent))])
    while True:
        number += 1
        target = scratch.with_name(day if number == 1 else f"{day}-{number}")
        try:
            # Never onto a folder with files in it: then this fails and the next number is tried.
            os.rename(scratch, target)
            return target
        except OSError:
            if not target.exists():
                raise


def write_checked(receipt: Receipt, checked_at: str) -> Receipt:
    """Note on disk that the publisher had nothing newer at ``checked_at``.

    Raises
    ------
    RawDataError
        If the disk won't take it; the old receipt is then still there.
    """
    renewed = checked(receipt, checked_at)
    try:
        handle, name = tempfile.mkstemp(prefix=f"{RECEIPT}.", dir=receipt.folder)
        os.close(handle)
        _write_text(Path(name), receipt_text(renewed))
        os.chmod(name, 0o644)
        os.replace(name, receipt.folder / RECEIPT)
    except OSError as error:
        raise _cannot_keep(receipt.folder, error) from error
    return renewed


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
    _to_disk(path)


def _to_disk(path: Path) -> None:
    """Wait until the disk has it, so that a power cut can't leave a receipt without its bytes."""
    if path.is_dir() and os.name == "nt":  # Windows opens no folders
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _cannot_keep(path: Path, error: OSError) -> RawDataError:
    todo = "Make room on the disk, or check that you may write there."
    return RawDataError(f"The download can't be kept: {error.strerror}.", str(path), todo)
