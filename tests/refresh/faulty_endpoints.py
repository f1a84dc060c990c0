"""The official endpoints with something wrong: each fault changes the answer at one address.

A fault takes the right answer and gives a wrong one: another reply, or a function that writes
whatever it likes to the connection, byte by byte.
"""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

FILE_7 = "File_7_IoD2025"
LOOKUP = "LSOA21_WD24_LAD24"
NEEDED = dict.fromkeys((LOOKUP, FILE_7), lambda reply, _query: reply)
"""The two that a build can't do without, as they are published."""
GZIP_BOMB = gzip.compress(b"\0" * 1_000_000) * 200  # 200 MB; members may follow one another


class Faults:
    """What is wrong with a server's answers: part of an address → fault.

    ``others_gone``: every other address answers 404, which makes a refresh short.
    """

    def __init__(self) -> None:
        self.of: dict[str, Callable] = {}
        self.others_gone = False
        self.asked: list[str] = []


@contextmanager
def faulty(replica, store, faults: Faults, prepare=lambda server: None) -> Iterator[str]:
    """Serve the endpoints with the faults; gives the base address. ``prepare`` may wrap it."""

    class Handler(replica.Handler):
        def find(self, path, query):
            faults.asked.append(path)
            for part, fault in faults.of.items():
                if part in path:
                    return fault(super().find(path, query), query)
            return replica.plain(404, "gone") if faults.others_gone else super().find(path, query)

        def send(self, reply):
            if not callable(reply):
                super().send(reply)
                return
            self.close_connection = True
            with suppress(ConnectionError):  # the reader may have had enough before the end
                reply(self.wfile)

    server = replica.Server.__new__(replica.Server)
    server.store, server.verbose = store, False
    super(replica.Server, server).__init__(("127.0.0.1", 0), Handler)
    prepare(server)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def status(code: int, **headers: str):
    """No, in a word."""

    def fault(_reply, _query):
        lines = [
            f"HTTP/1.1 {code} No",
            *(f"{k.replace('_', '-')}: {v}" for k, v in headers.items()),
        ]
        return lambda out: out.write("\r\n".join([*lines, "Content-Length: 0", "", ""]).encode())

    return fault


def once(fault):
    """The fault the first time, the right answer from then on."""
    left = [fault]

    def act(reply, query):
        return left.pop()(reply, query) if left else reply

    return act


def _raw(body: bytes, length: int, *more: str):
    lines = ["HTTP/1.1 200 OK", "Content-Type: text/csv", f"Content-Length: {length}", *more]
    head = "\r\n".join([*lines, "Connection: close", "", ""]).encode()
    return lambda out: out.write(head + body)


def cut(reply, _query):
    """The connection breaks half-way."""
    return _raw(reply.body[: len(reply.body) // 2], len(reply.body))


def length_too_small(reply, _query):
    """A Content-Length that leaves out the second half."""
    half = reply.body.index(b"\n", len(reply.body) // 2) + 1
    return _raw(reply.body, half)


def trickle(_reply, _query):
    """A byte now and then, for longer than anyone waits."""

    def write(out):
        out.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n")
        for _ in range(9000):
            out.write(b"L")
            out.flush()
            threading.Event().wait(0.05)

    return write


def slowly(reply, _query):
    """The right answer over two seconds."""

    def write(out):
        out.write(f"HTTP/1.1 200 OK\r\nContent-Length: {len(reply.body)}\r\n\r\n".encode())
        piece = len(reply.body) // 20 + 1
        for at in range(0, len(reply.body), piece):
            out.write(reply.body[at : at + piece])
            out.flush()
            threading.Event().wait(0.1)

    return write


def bomb(_reply, _query):
    """A small answer that unpacks to more than the source may have."""
    return _raw(GZIP_BOMB, len(GZIP_BOMB), "Content-Encoding: gzip")


def page(reply, _query):
    """A page to sign in on, with status 200."""
    return reply._replace(body=b"<!DOCTYPE html><html><p>Sign in</p></html>", type="text/html")


def changed(change: Callable[[bytes], bytes]):
    """The right table with something changed in its bytes."""

    def fault(reply, _query):
        return reply._replace(body=change(reply.body))

    return fault


def arcgis_error(reply, _query):
    """ArcGIS reports its own faults with HTTP 200."""
    said = {
        "error": {"code": 400, "message": "Cannot perform query.", "details": ["Invalid field"]}
    }
    return reply._replace(body=json.dumps(said).encode(), status=200)


def _paged(wanted: Callable[[dict, list], list]):
    def fault(reply, query):
        answer = json.loads(reply.body)
        if "features" in answer:
            answer["features"] = wanted(query, answer["features"])
        return reply._replace(body=json.dumps(answer).encode())

    return fault


def page_repeated():
    """The first page again and again, whatever was asked for."""
    first: list = []

    def wanted(_query, features):
        first.extend([] if first else features)
        return list(first)

    return _paged(wanted)


def page_skipped():
    """The third page has none of its rows."""
    return _paged(lambda query, rows: [] if query.get("resultoffset") == "2000" else rows)


def half_without(*names: str):
    """Every second area has nothing in these fields."""

    def wanted(_query, features):
        for feature in features[::2]:
            feature["attributes"].update(dict.fromkeys(names, ""))
        return features

    return _paged(wanted)
