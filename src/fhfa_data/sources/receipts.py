"""Raw bytes as publishers sent them, each with a receipt that proves they are still the same.

``data/raw/<source>/<YYYY-MM-DD>/`` holds the parts of one download and ``receipt.json``. A folder
is filled under another name and renamed when whole, so it is seen whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fhfa_data.errors import RawDataError

RECEIPT = "receipt.json"
ANY_SCOPE = "any"
"""The scope of a copy that is of all England, or somebody's own: it serves every scope."""
_FORM = 1
_TODO = "Run fhfa refresh to download it again."
_FOLDER = re.compile(r"(\d{4}-\d\d-\d\d)(?:-([1-9]\d*))?")


@dataclass(frozen=True, slots=True)
class Part:
    """One file of raw bytes. ``size`` in bytes; times are UTC, ISO 8601, to the second.

    ``query`` is what was asked, as it is written in an address; a POSTed form too. ``etag`` and
    ``last_modified`` are what the server said, or empty.
    """

    name: str
    address: str
    query: str
    fetched_at: str
    checked_at: str
    size: int
    sha256: str
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """One download of a source for a scope: its parts and the folder they are in."""

    source: str
    scope: str
    date: str
    licence: str
    parts: tuple[Part, ...]
    folder: Path

    @property
    def digest(self) -> str:
        """SHA-256 over the parts' names and sums: the same bytes have the same digest."""
        return _sum(sorted([part.name, part.sha256] for part in self.parts))


def now() -> str:
    """The current time, UTC, as receipts write it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def bytes_sha256(data: bytes) -> str:
    """The SHA-256 of bytes, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits, without reading all of it into memory."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sum(content: Any) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return bytes_sha256(text.encode())


def receipt_text(receipt: Receipt) -> str:
    """The content of ``receipt.json``. ``sum`` is over all else, so damage to it is noticed too."""
    content: dict[str, Any] = {"form": _FORM, **asdict(receipt)}
    del content["folder"]
    content["sum"] = _sum(content)
    return json.dumps(content, indent=2) + "\n"


def check_names(parts: Iterable[Part], folder: Path) -> None:
    """Raise RawDataError unless each part is a plain file of its own inside the folder."""
    names = [part.name for part in parts]
    plain = all(
        re.fullmatch(r"[\w.-]+", name) and not name.startswith(".") and name != RECEIPT
        for name in names
    )
    if not plain or len({name.casefold() for name in names}) < len(names):
        raise RawDataError("A raw file's name is not a plain name of its own.", str(folder), _TODO)


def read_receipt(folder: Path) -> Receipt:
    """The receipt in ``folder``, every part read and found to be what it was.

    Raises
    ------
    RawDataError
        If the receipt or a part is missing, damaged or of an unknown form.
    """
    receipt = _read_words(folder)
    for part in receipt.parts:
        check_part(receipt, part)
    return receipt


def _read_words(folder: Path) -> Receipt:
    path = folder / RECEIPT
    try:
        content = json.loads(path.read_text("utf-8"))
        if content.pop("sum") != _sum(content) or content.pop("form") != _FORM:
            raise ValueError("changed")
        parts = tuple(Part(**part) for part in content.pop("parts"))
        receipt = Receipt(**content, parts=parts, folder=folder)
    except FileNotFoundError as error:
        raise RawDataError("A download has no receipt.", str(path), _TODO) from error
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise RawDataError("A download's receipt is damaged.", str(path), _TODO) from error
    check_names(receipt.parts, folder)
    return receipt


def check_part(receipt: Receipt, part: Part) -> Path:
    """The file of ``part``, found to hold the bytes that were received.

    Raises
    ------
    RawDataError
        If it is missing or its bytes have changed.
    """
    path = receipt.folder / part.name
    try:
        same = path.stat().st_size == part.size and file_sha256(path) == part.sha256
    except OSError as error:
        raise RawDataError("A raw file is missing or can't be read.", str(path), _TODO) from error
    if not same:
        raise _changed(path)
    return path


def verified_bytes(receipt: Receipt, part: Part) -> bytes:
    """The bytes of ``part``, found to be those that were received.

    Raises
    ------
    RawDataError
        If the file is missing or its bytes have changed.
    """
    path = receipt.folder / part.name
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RawDataError("A raw file is missing or can't be read.", str(path), _TODO) from error
    if bytes_sha256(data) != part.sha256:  # of the very bytes handed on, not of another reading
        raise _changed(path)
    return data


def _changed(path: Path) -> RawDataError:
    return RawDataError("A raw file is damaged: its bytes have changed.", str(path), _TODO)


def kept_copies(folder: Path) -> list[tuple[str, int, Path]]:
    """The copies of a source in its folder, whole or not: day, number of that day, and where."""
    found = [(_FOLDER.fullmatch(path.name), path) for path in folder.glob("*") if path.is_dir()]
    return [(match[1], int(match[2] or 1), path) for match, path in found if match]


def receipts_of(raw: Path, source: str, scope: str | None) -> Iterable[Receipt]:
    """Whole receipts of a source for a scope (None: any), newest first.

    Damaged and half ones are skipped.
    """
    for *_, path in sorted(kept_copies(raw / source), reverse=True):
        try:
            receipt = _read_words(path)
            if receipt.source == source and scope in (None, receipt.scope):
                yield read_receipt(path)
        except RawDataError:
            continue


def latest_receipt(raw: Path, source: str, scope: str) -> Receipt | None:
    """The newest whole receipt of a source for a scope, if there is one."""
    return next(iter(receipts_of(raw, source, scope)), None)


def checked(receipt: Receipt, checked_at: str) -> Receipt:
    """The same receipt, parts checked at ``checked_at``; not yet on disk."""
    parts = tuple(replace(part, checked_at=checked_at) for part in receipt.parts)
    return replace(receipt, parts=parts)
