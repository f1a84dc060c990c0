"""No answer, an answer that says no, and how often it is worth asking again."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from email.utils import formatdate

import pytest
from faulty_server import CERTIFICATE, hang_up, head, reply, serving, stall, trickle

from fhfa_data.sources.http import USER_AGENT
from fhfa_data.sources.trouble import bad_status

ROWS = b"code,value\nE01004766,1\n"

UNKNOWN_HOST = """
import sys
from pathlib import Path
from fhfa_data.errors import SourceError
from fhfa_data.sources.http import Fetcher
try:
    Fetcher(sleep=sys.exit).get(
        "https://nobody.invalid/data.csv", max_bytes=9, into=Path(sys.argv[1])
    )
except SourceError as error:
    print(error)
"""


def test_what_arrives_is_kept_and_described(asking):
    with serving(reply(ROWS, ETag='"a"', Last_Modified="Mon, 03 Nov 2025 09:30:00 GMT")) as server:
        address = f"{server.url}/files/data.csv"
        part = asking.get(address, query={"where": "a = 1", "f": "csv"})
    assert asking.into.read_bytes() == ROWS
    assert (part.name, part.address, part.query) == ("data.csv", address, "where=a+%3D+1&f=csv")
    assert (part.size, part.etag) == (len(ROWS), '"a"')
    assert part.last_modified == "Mon, 03 Nov 2025 09:30:00 GMT"
    assert part.fetched_at[-1] == "Z"
    assert server.seen[0].target == "/files/data.csv?where=a+%3D+1&f=csv"
    assert server.seen[0].headers["User-Agent"] == USER_AGENT
    assert [path.name for path in asking.into.parent.iterdir()] == ["data.csv"]


def test_a_form_is_posted(asking):
    with serving(reply(ROWS)) as server:
        part = asking.get(f"{server.url}/query", query={"f": "json"}, form={"where": "x IN ('1')"})
    assert (server.seen[0].method, server.seen[0].body) == ("POST", b"where=x+IN+%28%271%27%29")
    assert part.query == "f=json&where=x+IN+%28%271%27%29"


def test_connection_refused(asking):
    with socket.socket() as taken:  # bound but not listening: nobody else can answer there
        taken.bind(("127.0.0.1", 0))
        error = asking.fails(f"http://127.0.0.1:{taken.getsockname()[1]}/data.csv")
    assert "refused" in error.what
    assert "--file NAME=PATH" in error.todo
    assert asking.waits == []


@pytest.mark.process
def test_unknown_host(tmp_path):
    """In a process of its own, where pytest-socket does not stand between us and the resolver."""
    command = [sys.executable, "-c", UNKNOWN_HOST, str(tmp_path / "data.csv")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert "DNS" in done.stdout, done.stderr
    assert "nobody.invalid" in done.stdout
    assert "HTTPS_PROXY" in done.stdout


@pytest.mark.parametrize(
    ("status", "words", "todo"),
    [
        (404, "nothing at this address (404)", "may have moved"),
        (410, "nothing at this address (410)", "--file NAME=PATH"),
        (403, "refused to hand this out (403)", "--file NAME=PATH"),
        (400, "answered 400", "--file NAME=PATH"),
        (407, "proxy wants a name", "HTTPS_PROXY"),
        (204, "answered 204", "--file NAME=PATH"),
        (304, "answered 304", "--file NAME=PATH"),  # we had not asked for news only
        (206, "answered 206", "--file NAME=PATH"),  # nor for a part
    ],
)
def test_no_is_no_and_is_not_asked_again(asking, status, words, todo):
    with serving(reply(b"", status)) as server:
        error = asking.fails(f"{server.url}/data.csv")
    assert words in error.what
    assert todo in error.todo
    assert len(server.seen) == 1


def test_too_many_requests_waits_as_long_as_asked(asking):
    with serving(reply(b"", 429, Retry_After="7"), reply(ROWS)) as server:
        asking.get(f"{server.url}/data.csv")
    assert asking.waits == [7.0]
    assert "429" in asking.words[0]
    assert "7.0 seconds" in asking.words[0]


def test_too_many_requests_waits_until_the_date(asking):
    until = formatdate(time.time() + 20, usegmt=True)
    with serving(reply(b"", 429, Retry_After=until), reply(ROWS)) as server:
        asking.get(f"{server.url}/data.csv")
    assert asking.waits == [pytest.approx(20, abs=2)]


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("86400", 60),
        ("-5", 0),
        ("nan", 0),
        ("soon", 0),
        ("", 0),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 60),
    ],
)
def test_the_wait_asked_for_is_bounded(said, seconds):
    assert bad_status(429, {"Retry-After": said}).wait == seconds


def test_too_many_requests_always(asking):
    with serving(reply(b"", 429)) as server:
        error = asking.fails(f"{server.url}/data.csv")
    assert "too often (429)" in error.what
    assert "Asked 4 times" in error.what
    assert len(server.seen) == 4


def test_a_fault_that_passes(asking):
    with serving(reply(b"oops", 500), reply(ROWS)) as server:
        asking.get(f"{server.url}/data.csv")
    assert asking.into.read_bytes() == ROWS
    assert len(server.seen) == 2


def test_a_fault_that_stays(asking):
    with serving(reply(b"oops", 503)) as server:
        error = asking.fails(f"{server.url}/data.csv")
    assert "fault of its own (503)" in error.what
    assert len(server.seen) == 4
    for wait, expected in zip(asking.waits, (0.5, 1, 2), strict=True):
        assert 0.75 * expected <= wait <= 1.25 * expected


def test_hung_up_without_an_answer(asking):
    with serving(hang_up, reply(ROWS)) as server:
        asking.get(f"{server.url}/data.csv")
    assert len(server.seen) == 2


def test_a_wait_beyond_the_deadline_is_not_begun(asking):
    with serving(reply(b"", 429, Retry_After="30")) as server:
        asking.fails(f"{server.url}/data.csv", deadline_seconds=5)
    assert (len(server.seen), asking.waits) == (1, [])


@pytest.mark.parametrize(
    "act",
    [
        trickle(b"HTTP/1.1 200 OK\r\nX-Name: "),
        trickle(head(Content_Length="100000")),
        trickle(head(Transfer_Encoding="chunked") + b"ffff\r\n"),
        trickle(head(Transfer_Encoding="chunked"), b"1\r\nx\r\n"),
        trickle(head()),
        stall(head()),
    ],
    ids=["headers", "length", "one chunk", "many chunks", "no length", "nothing"],
)
def test_a_slow_trickle_ends_at_the_deadline(asking, act):
    with serving(act) as server:
        began = time.monotonic()
        error = asking.fails(f"{server.url}/data.csv", deadline_seconds=0.3)
    assert time.monotonic() - began < 2
    assert "not finished in 0.3 seconds" in error.what
    assert len(server.seen) == 1


def test_a_trickle_over_tls_ends_at_the_deadline(asking, monkeypatch):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(CERTIFICATE))
    with serving(trickle(head(Content_Length="100000")), tls=True) as server:
        error = asking.fails(f"{server.url}/data.csv", deadline_seconds=0.5)
    assert "not finished in 0.5 seconds" in error.what


def test_circles_of_redirects(asking):
    with serving(reply(b"", 302, Location="/data.csv")) as server:
        error = asking.fails(f"{server.url}/data.csv")
    assert "can't be asked" in error.what
