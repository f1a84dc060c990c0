"""Ask a publisher for a file, politely and for as long as it makes sense, and keep the bytes.

The one door to the network: everything that goes wrong behind it comes out as a SourceError that
says what happened and what to do next.
"""

from __future__ import annotations

import copy
import os
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

import requests

from fhfa_data import __version__
from fhfa_data.errors import RawDataError, SourceError
from fhfa_data.sources import trouble
from fhfa_data.sources.body import Kept, save_body
from fhfa_data.sources.deadline import Deadline
from fhfa_data.sources.receipts import Part, file_sha256, now
from fhfa_data.sources.trouble import Trouble

USER_AGENT = f"fhfa-data/{__version__} (Fairer Health Atlas; refresh of open data by its user)"

_PAGE_STARTS = (b"<!doctype html", b"<html")


@dataclass(frozen=True, slots=True)
class NotModified:
    """The publisher says that what we have is still current: ``part``, checked just now."""

    part: Part


@dataclass(slots=True)
class _Wanted:
    """One download: what is asked for, where it goes, by when. ``kept`` is what has come so far."""

    address: str
    query: Mapping[str, str]
    form: Mapping[str, str] | None
    max_bytes: int
    known: Part | None
    into: Path
    deadline: Deadline
    kept: Kept = field(init=False)

    def __post_init__(self) -> None:
        self.kept = Kept(self.into.with_name(f"{self.into.name}.incomplete"))

    @property
    def query_text(self) -> str:
        """Query and form as one text, for the receipt."""
        return "&".join(urlencode(one) for one in (self.query, self.form) if one)

    def conditions(self) -> dict[str, str]:
        """Headers that let the server answer "nothing new" (RFC 9110, 13.1.2 and 13.1.3)."""
        known, asked = self.known, (self.address, self.query_text)
        if not known or self.form or (known.address, known.query) != asked:
            return {}
        said = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
        return {name: value for name, value in said.items() if value}


def mirrored(address: str, mirror: str) -> str:
    """Where a mirror has what is officially at ``address``.

    >>> mirrored("https://HOST/PATH?QUERY", "http://127.0.0.1:9")
    'http://127.0.0.1:9/HOST/PATH?QUERY'
    >>> mirrored("https://HOST/PATH", "")
    'https://HOST/PATH'
    """
    return f"{mirror.rstrip('/')}/{address.partition('://')[2]}" if mirror else address


class Fetcher:
    """Downloads files over HTTP.

    Parameters
    ----------
    mirror
        Base address of a mirror to ask instead of the official hosts; empty for none.
    timeout
        Seconds to wait for a connection, and for the next bytes.
    deadline_seconds
        Seconds one file may take in all, waits and further tries included.
    tries, back_off_seconds
        How often to ask in all; seconds before the second try, doubled for each one after.
    sleep
        What to wait with.
    progress
        Called with a sentence when a wait begins.
    received
        Called with what is downloaded (see :meth:`named`), how many bytes of a file have come, and
        of how many in all, if the server says so.
    """

    def __init__(
        self,
        *,
        mirror: str = "",
        timeout: tuple[float, float] = (10, 60),
        deadline_seconds: float = 600,
        tries: int = 4,
        back_off_seconds: float = 0.5,
        sleep: Callable[[float], None] = time.sleep,
        progress: Callable[[str], None] = lambda words: None,
        received: Callable[[str, int, int | None], None] = lambda name, size, total: None,
    ) -> None:
        self._mirror = mirror
        self._timeout = timeout
        self._deadline_seconds = deadline_seconds
        self._tries = tries
        self._back_off_seconds = back_off_seconds
        self._sleep = sleep
        self._progress = progress
        self._received = received
        self._name = ""
        self._session = requests.Session()  # heeds HTTPS_PROXY, NO_PROXY and REQUESTS_CA_BUNDLE
        # Python's own name for the same, which requests does not know.
        self._session.verify = os.environ.get("SSL_CERT_FILE") or True
        # gzip alone: what we unpack ourselves, bounded.
        self._session.headers.update({"User-Agent": USER_AGENT, "Accept-Encoding": "gzip"})

    def named(self, name: str) -> Fetcher:
        """The same, for downloads that ``received`` is to know by this name."""
        same = copy.copy(self)
        same._name = name
        return same

    def get(
        self,
        address: str,
        *,
        query: Mapping[str, str] | None = None,
        form: Mapping[str, str] | None = None,
        max_bytes: int,
        known: Part | None = None,
        into: Path,
    ) -> Part | NotModified:
        """Download ``address`` into the file ``into``, whose folder is there.

        ``form`` makes it a POST. ``max_bytes`` bounds the body after decompression. With ``known``,
        the part of an earlier download of the same, the server may say that nothing has changed.

        Raises
        ------
        SourceError
            If it can't be had; the message says why and what to do.
        RawDataError
            If the disk won't take it.
        """
        deadline = Deadline(self._deadline_seconds)
        wanted = _Wanted(address, query or {}, form, max_bytes, known, into, deadline)
        try:
            return self._until_done(wanted)
        finally:
            wanted.kept.forget()

    def _until_done(self, wanted: _Wanted) -> Part | NotModified:
        attempt = 1
        while True:
            try:
                return self._attempt(wanted)
            except Trouble as failed:
                wait = max(failed.wait, self._back_off(attempt))
                last = attempt >= self._tries or wait >= wanted.deadline.left()
                if last or not failed.again:
                    raise self._given_up(wanted, failed, attempt) from failed
                self._progress(f"{failed.what} Asking again in {wait:.1f} seconds.")
                self._sleep(wait)
                attempt += 1

    def _back_off(self, attempt: int) -> float:
        # Jitter, so that many readers who were cut off together don't come back together.
        return self._back_off_seconds * 2 ** (attempt - 1) * random.uniform(0.75, 1.25)

    def _given_up(self, wanted: _Wanted, failed: Trouble, attempts: int) -> SourceError:
        what = failed.what if attempts == 1 else f"{failed.what} Asked {attempts} times."
        note = f" The mirror {self._mirror} was asked." if self._mirror else ""
        return SourceError(what, wanted.address, failed.todo + note)

    def _attempt(self, wanted: _Wanted) -> Part | NotModified:
        resuming = wanted.kept.headers()
        conditions = {} if resuming else wanted.conditions()
        with self._answer(wanted, {**resuming, **conditions}) as answer:
            if answer.status_code == 304 and conditions and wanted.known:
                return NotModified(replace(wanted.known, checked_at=now()))
            _prepare(wanted.kept, answer, bool(resuming))
            save_body(
                answer,
                wanted.kept.path,
                max_bytes=wanted.max_bytes,
                over=wanted.deadline,
                received=partial(self._received, self._name),
            )
            return _finished(wanted, answer)

    def _answer(self, wanted: _Wanted, headers: dict[str, str]) -> requests.Response:
        def ask() -> requests.Response:
            return self._session.request(
                "GET" if wanted.form is None else "POST",
                mirrored(wanted.address, self._mirror),
                params=dict(wanted.query),
                data=wanted.form,
                headers=headers,
                timeout=self._timeout,
                stream=True,
            )

        try:
            return wanted.deadline.wait_for(ask)
        except OSError as error:  # the base of requests' own errors too
            raise trouble.no_answer(error) from error


def _prepare(kept: Kept, answer: requests.Response, resuming: bool) -> None:
    if answer.status_code == 206 and resuming:
        kept.check_continues(answer.headers)
    elif answer.status_code == 200:
        kept.begin(answer.headers)
    elif answer.status_code == 416 and resuming:
        kept.forget()
        raise trouble.changed_meanwhile()
    else:
        raise trouble.bad_status(answer.status_code, answer.headers)


def _finished(wanted: _Wanted, answer: requests.Response) -> Part:
    path = wanted.kept.path
    _refuse_web_page(path, answer.headers.get("Content-Type", ""))
    part = Part(
        name=wanted.into.name,
        address=wanted.address,
        query=wanted.query_text,
        fetched_at=now(),
        checked_at=now(),
        size=path.stat().st_size,
        sha256=file_sha256(path),
        etag=answer.headers.get("ETag", ""),
        last_modified=answer.headers.get("Last-Modified", ""),
    )
    try:
        os.replace(path, wanted.into)
    except OSError as error:
        raise RawDataError("The download can't be kept.", str(wanted.into)) from error
    return part


def _refuse_web_page(path: Path, content_type: str) -> None:
    with path.open("rb") as file:
        start = file.read(1024).removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    called_page = content_type.lower().startswith("text/html") and start.startswith(b"<")
    if called_page or start.startswith(_PAGE_STARTS):
        raise trouble.web_page()
