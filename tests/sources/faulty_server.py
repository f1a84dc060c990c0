"""A web server on 127.0.0.1 that does as a test says, byte by byte, right or wrong.

Each request is given to the next act; the last act plays again for all that follow. An act writes
the whole answer, status line and all, so it can lie, dawdle or hang up wherever it likes.
"""

from __future__ import annotations

import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPMessage, parse_headers
from pathlib import Path
from typing import BinaryIO

CERTIFICATE = Path(__file__).with_name("self_signed.pem")


@dataclass
class Request:
    method: str
    target: str
    headers: HTTPMessage
    body: bytes
    server_stops: threading.Event


Act = Callable[[Request, BinaryIO], None]


@dataclass
class Served:
    url: str
    seen: list[Request] = field(default_factory=list)


def head(status: int = 200, **headers: str) -> bytes:
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([f"HTTP/1.1 {status} Words", *lines, "Connection: close", "", ""]).encode()


def reply(body: bytes = b"", status: int = 200, **headers: str) -> Act:
    """An answer whose Content-Length is right unless given."""
    headers.setdefault("Content_Length", str(len(body)))
    return lambda request, out: out.write(head(status, **headers) + body)


def without_length(body: bytes, **headers: str) -> Act:
    """The end of the connection is the end of the body, so a cut looks like the end."""
    return lambda request, out: out.write(head(**headers) + body)


def hang_up(request: Request, out: BinaryIO) -> None:
    """No answer at all."""


def trickle(start: bytes, piece: bytes = b"x", pause: float = 0.02) -> Act:
    """One piece after the other, for ever: every read gets something, the whole never ends."""

    def act(request: Request, out: BinaryIO) -> None:
        out.write(start)
        while not request.server_stops.wait(pause):
            out.write(piece)

    return act


def stall(start: bytes) -> Act:
    """Send ``start``, then nothing, and don't hang up."""

    def act(request: Request, out: BinaryIO) -> None:
        out.write(start)
        request.server_stops.wait(20)

    return act


def ranged(whole: bytes, etag: str = '"one"') -> Act:
    """What a server that knows ranges answers: the rest, or all if the validator has changed."""

    def act(request: Request, out: BinaryIO) -> None:
        asked = request.headers.get("Range", "")
        if not asked or request.headers.get("If-Range") != etag:
            return reply(whole, ETag=etag, Accept_Ranges="bytes")(request, out)
        first = int(asked.removeprefix("bytes=").removesuffix("-"))
        span = f"bytes {first}-{len(whole) - 1}/{len(whole)}"
        return reply(whole[first:], 206, ETag=etag, Content_Range=span)(request, out)

    return act


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        method, _, rest = self.rfile.readline().decode().strip().partition(" ")
        headers = parse_headers(self.rfile)
        body = self.rfile.read(int(headers.get("Content-Length", 0)))
        request = Request(method, rest.rpartition(" ")[0], headers, body, self.server.stops)
        self.server.next_act(request)(request, self.wfile)


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, acts: tuple[Act, ...], context: ssl.SSLContext | None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        scheme = "https" if context else "http"
        self.served = Served(f"{scheme}://127.0.0.1:{self.server_address[1]}")
        self.stops = threading.Event()
        self._acts, self._context, self._lock = acts, context, threading.Lock()

    def get_request(self):
        connection, client = super().get_request()
        if self._context:  # a client that does not trust us makes this an OSError: it is dropped
            connection.settimeout(5)
            connection = self._context.wrap_socket(connection, server_side=True)
        return connection, client

    def next_act(self, request: Request) -> Act:
        with self._lock:
            self.served.seen.append(request)
            return self._acts[min(len(self.served.seen), len(self._acts)) - 1]

    def handle_error(self, request, client_address) -> None:
        """A client that has had enough hangs up; that is what many of these tests are about."""


@contextmanager
def serving(*acts: Act, tls: bool = False) -> Iterator[Served]:
    context = None
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
    with _Server(acts, context) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield server.served
        finally:
            server.stops.set()
            server.shutdown()
            thread.join()
