"""The moment by which a download has to be finished, whatever holds it up."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from typing import TypeVar

import urllib3

from fhfa_data.sources import trouble

_Answer = TypeVar("_Answer")


class Deadline:
    """The moment by which a download has to be finished; ``seconds`` from now."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds left, never below zero."""
        return max(self._end - time.monotonic(), 0.0)

    def check(self) -> None:
        """Raise :class:`~fhfa_data.sources.trouble.Trouble` once it has passed."""
        if not self.left():
            raise trouble.out_of_time(self.seconds)

    def wait_for(self, work: Callable[[], _Answer]) -> _Answer:
        """Do ``work``, but don't wait for it beyond the deadline.

        A name server, a handshake or headers that come byte by byte have no timeout that bounds
        them all, so the work is done beside and left behind when it takes too long.
        """
        answers: list[_Answer] = []
        errors: list[BaseException] = []

        def work_beside() -> None:
            try:
                answers.append(work())
            except BaseException as error:  # raised again in the caller's own thread
                errors.append(error)

        worker = threading.Thread(target=work_beside, daemon=True)
        worker.start()
        while worker.is_alive():
            self.check()
            worker.join(min(self.left(), 0.2))  # short, or Windows would not hear Ctrl-C
        if errors:
            raise errors[0]
        return answers[0]

    @contextmanager
    def cutting(self, raw: urllib3.BaseHTTPResponse) -> Generator[None, None, None]:
        """Cut ``raw`` off at the deadline: a slow trickle keeps every single read busy."""
        timer = threading.Timer(self.left(), _shut, (raw,))
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
        self.check()


def _shut(raw: urllib3.BaseHTTPResponse) -> None:
    with suppress(RuntimeError, ValueError, OSError):  # it may have ended in this very moment
        raw.shutdown()
