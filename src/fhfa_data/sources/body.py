"""Take the body of an answer to disk: unpacked, counted, bounded in size and time."""

from __future__ import annotations

import http.client
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import requests
import urllib3

from fhfa_data.errors import RawDataError
from fhfa_data.sources import trouble
from fhfa_data.sources.deadline import Deadline

CHUNK = 1 << 16
"""Bytes read, or unpacked, at once: what a download holds in memory."""

_GZIP = 16 + zlib.MAX_WBITS
_PLAIN = ("", "identity")


@dataclass
class Kept:
    """The beginning of a body that is already on disk, and how to ask for the rest of it.

    ``validator`` is the strong ETag or Last-Modified date of what the bytes belong to; ``total``
    its announced length in bytes, as text.
    """

    path: Path
    validator: str = ""
    total: str = ""

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return self.path.stat().st_size if self.path.exists() else 0

    def headers(self) -> dict[str, str]:
        """What to send to get the rest; nothing if it can't be had (RFC 9110, 13.1.5, 14.2)."""
        if not (self.validator and self.size):
            return {}
        wanted = {"Range": f"bytes={self.size}-", "If-Range": self.validator}
        return {**wanted, "Accept-Encoding": "identity"}

    def begin(self, headers: Mapping[str, str]) -> None:
        """A new body starts; remember whether it could be taken up again."""
        self.path.unlink(missing_ok=True)
        etag = headers.get("ETag", "")
        strong = etag if etag and not etag.startswith("W/") else ""
        resumable = headers.get("Accept-Ranges", "").lower() == "bytes" and not _coding(headers)
        self.validator = (strong or headers.get("Last-Modified", "")) if resumable else ""
        self.total = headers.get("Content-Length", "")

    def forget(self) -> None:
        """Start from nothing next time."""
        self.path.unlink(missing_ok=True)
        self.validator = self.total = ""

    def check_continues(self, headers: Mapping[str, str]) -> None:
        """Raise Trouble unless the 206 answer begins where our bytes end, in the same file."""
        said = headers.get("Content-Range", "")
        name = "ETag" if self.validator.startswith('"') else "Last-Modified"
        same_file = headers.get(name, self.validator) == self.validator
        total_fits = not self.total or said.endswith(f"/{self.total}")
        begins_here = said.startswith(f"bytes {self.size}-") and not _coding(headers)
        if not (begins_here and total_fits and same_file):
            self.forget()
            raise trouble.changed_meanwhile()


def _coding(headers: Mapping[str, str]) -> str:
    coding = headers.get("Content-Encoding", "").strip().lower()
    return "" if coding in _PLAIN else coding


Received = Callable[[int, int | None], None]
"""Told how many bytes have come, of how many in all if that is known; as sent, so still packed."""


def save_body(
    response: requests.Response, path: Path, *, max_bytes: int, over: Deadline, received: Received
) -> None:
    """Append the unpacked body to ``path``; at most ``max_bytes`` may be in it in the end.

    Raises
    ------
    Trouble
        If it is cut off, too big, too slow or packed in an unknown way.
    RawDataError
        If the disk won't take it.
    """
    coding, length = _coding(response.headers), response.headers.get("Content-Length", "")
    size = path.stat().st_size if path.exists() else 0
    if not coding and length.isdigit() and size + int(length) > max_bytes:
        raise trouble.too_big(max_bytes)
    try:
        with path.open("ab") as file, over.cutting(response.raw):
            chunks = _counted(_received(response, over), size, length, received)
            for chunk in _unpacked(chunks, coding):
                size += len(chunk)
                if size > max_bytes:
                    raise trouble.too_big(max_bytes)
                file.write(chunk)
    except OSError as error:  # of the disk: those of the network became Trouble below
        raise RawDataError(
            f"The download can't be kept: {error.strerror}.", str(path), "Make room on the disk."
        ) from error


def _counted(
    chunks: Iterable[bytes], before: int, length: str, received: Received
) -> Iterator[bytes]:
    """The same chunks, each told of. ``before``: bytes that had come earlier."""
    total, size = before + int(length) if length.isdigit() else None, before
    for chunk in chunks:
        size += len(chunk)
        received(size, total)
        yield chunk


def _received(response: requests.Response, over: Deadline) -> Iterator[bytes]:
    """The bytes as they were sent. urllib3 raises if they are fewer than announced."""
    try:
        for chunk in response.raw.stream(CHUNK, decode_content=False):
            over.check()
            yield chunk
    except urllib3.exceptions.ReadTimeoutError as error:
        raise trouble.stalled() from error
    except (urllib3.exceptions.HTTPError, http.client.HTTPException, OSError, ValueError) as error:
        over.check()  # what the cut at the deadline looks like from here
        raise trouble.cut_off() from error


def _unpacked(chunks: Iterable[bytes], coding: str) -> Iterator[bytes]:
    if not coding:
        return iter(chunks)
    if coding not in ("gzip", "x-gzip"):
        raise trouble.unreadable_coding(coding)
    return _gunzipped(chunks)


def _gunzipped(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Unpack gzip a bounded piece at a time: a bomb is never in memory, and a cut is noticed."""
    unpack, empty = zlib.decompressobj(_GZIP), True
    try:
        for chunk in chunks:
            empty = False
            while chunk:
                if unpack.eof:  # members may follow one another (RFC 1952, 2.2)
                    unpack = zlib.decompressobj(_GZIP)
                yield unpack.decompress(chunk, CHUNK)
                chunk = unpack.unconsumed_tail or unpack.unused_data
        while piece := unpack.decompress(b"", CHUNK):
            yield piece
    except zlib.error as error:
        raise trouble.unreadable_coding("gzip") from error
    if not (empty or unpack.eof):
        raise trouble.cut_off()
