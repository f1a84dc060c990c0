"""What can go wrong between us and a publisher, in words, and whether asking again may help.

Sources: RFC 9110 (status codes, Retry-After), RFC 6585 (429).
"""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

import requests
from urllib3.exceptions import NameResolutionError, NewConnectionError

LONGEST_WAIT = 60.0
"""Seconds: however long a server asks us to wait, we ask again or give up after this."""

_BY_HAND = "Or download the file by hand and pass it with --file NAME=PATH."
_LATER = f"Try again later. {_BY_HAND}"
_NETWORK = "Check that this machine is online, and HTTPS_PROXY if your network needs a proxy."


class Trouble(Exception):
    """Why one attempt at a download failed.

    ``again``: whether another attempt may do better. ``wait``: seconds the server asked us to wait.
    """

    def __init__(self, what: str, todo: str, *, again: bool = False, wait: float = 0.0) -> None:
        super().__init__(what)
        self.what = what
        self.todo = todo
        self.again = again
        self.wait = wait


def no_answer(error: OSError) -> Trouble:
    """Words for a request that got no answer at all."""
    if isinstance(error, requests.exceptions.ProxyError):
        return Trouble("The proxy did not let the request through.", "Check HTTPS_PROXY.")
    if isinstance(error, requests.exceptions.SSLError):
        return _not_trusted(_reason(error))
    if not isinstance(error, requests.RequestException):  # a certificate file that is not there
        return _not_trusted(error)
    if isinstance(error, requests.exceptions.ReadTimeout):
        return Trouble("The server took too long to answer.", _LATER, again=True)
    if isinstance(error, requests.exceptions.ConnectTimeout):
        return Trouble("The server could not be reached in time.", f"{_NETWORK} {_BY_HAND}")
    if isinstance(error, requests.exceptions.ConnectionError):
        return _not_connected(error)
    return Trouble(f"The address can't be asked: {error}.", "Check the address in the catalogue.")


def _not_trusted(reason: object) -> Trouble:
    return Trouble(
        f"The secure connection (TLS) failed: {reason}.",
        "If your organisation inspects traffic, set REQUESTS_CA_BUNDLE to the file of its "
        f"corporate certificate (ask your IT team). {_BY_HAND}",
    )


def _not_connected(error: requests.exceptions.ConnectionError) -> Trouble:
    reason = _reason(error)
    if isinstance(reason, NameResolutionError):
        return Trouble("The host's name is not known here (DNS).", f"{_NETWORK} {_BY_HAND}")
    if isinstance(reason, NewConnectionError):
        refused = isinstance(reason.__cause__, ConnectionRefusedError)
        what = "The connection was refused." if refused else "The host can't be reached."
        return Trouble(what, f"{_NETWORK} {_BY_HAND}")
    return cut_off()


def _reason(error: requests.RequestException) -> object:
    # requests wraps urllib3's MaxRetryError, whose reason is what really happened.
    wrapped = error.args[0] if error.args else None
    return getattr(wrapped, "reason", wrapped)


def bad_status(status: int, headers: Mapping[str, str]) -> Trouble:
    """Words for an answer that says no; only 429 and 5xx are worth asking again."""
    if status == 429:
        return Trouble(
            "The server says we ask too often (429).", _LATER, again=True, wait=_asked_wait(headers)
        )
    if status >= 500:
        what = f"The server has a fault of its own ({status})."
        return Trouble(what, _LATER, again=True, wait=_asked_wait(headers))
    if status in (401, 403):
        return Trouble(
            f"The server refused to hand this out ({status}).",
            f"A company network or proxy may block it: try another network. {_BY_HAND}",
        )
    if status in (404, 410):
        return Trouble(
            f"There is nothing at this address ({status}).",
            f"The address may have moved: look for it on the publisher's site. {_BY_HAND}",
        )
    if status == 407:
        return Trouble("The proxy wants a name and password (407).", "Put them in HTTPS_PROXY.")
    return Trouble(f"The server answered {status}, which is no data.", f"Report this. {_BY_HAND}")


def _asked_wait(headers: Mapping[str, str]) -> float:
    text = headers.get("Retry-After", "").strip()
    try:
        seconds = float(text)
    except ValueError:
        seconds = _seconds_until(text)
    return min(max(seconds, 0.0), LONGEST_WAIT) if math.isfinite(seconds) else 0.0


def _seconds_until(date: str) -> float:
    try:
        return parsedate_to_datetime(date).timestamp() - time.time()
    except (TypeError, ValueError, OverflowError):
        return 0.0


def cut_off() -> Trouble:
    """The connection broke, or the body was not as long as announced."""
    return Trouble("The connection was cut before all had arrived.", _LATER, again=True)


def changed_meanwhile() -> Trouble:
    """The rest of a broken download no longer fits its beginning."""
    return Trouble("The file changed while it was downloaded.", _LATER, again=True)


def stalled() -> Trouble:
    """Nothing came for the read timeout."""
    return Trouble("The server stopped sending before all had arrived.", _LATER, again=True)


def out_of_time(seconds: float) -> Trouble:
    """The whole download took longer than its deadline, in seconds."""
    return Trouble(f"The download was not finished in {seconds:g} seconds.", _LATER)


def too_big(max_bytes: int) -> Trouble:
    """The body is larger than ``max_bytes``, after decompression."""
    return Trouble(
        f"The answer is larger than the {max_bytes / 1_000_000:,.6g} MB allowed; it was stopped.",
        "If the dataset has really grown, raise max_megabytes in its catalogue record.",
    )


def web_page() -> Trouble:
    """A page for people came where data was expected."""
    return Trouble(
        "A web page came instead of data.",
        "The address may have moved, or your network wants you to sign in first: open it in a "
        f"browser. {_BY_HAND}",
    )


def unreadable_coding(coding: str) -> Trouble:
    """The body is packed in a way we did not ask for, or its packing is broken."""
    return Trouble(f"The answer's packing ('{coding}') can't be undone.", _LATER)
