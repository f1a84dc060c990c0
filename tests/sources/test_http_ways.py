"""The ways a request takes: asking for news only, mirrors, proxies, certificates."""

from __future__ import annotations

from dataclasses import replace

import pytest
from faulty_server import CERTIFICATE, reply, serving
from hypothesis import given
from hypothesis import strategies as st

from fhfa_data.sources.http import NotModified, mirrored

ROWS = b"code,value\nE01004766,1\n"
DATE = "Mon, 03 Nov 2025 09:30:00 GMT"


def first_time(asking, server, **options):
    return asking.get(f"{server.url}/data.csv", **options)


def test_nothing_new(asking):
    with serving(reply(ROWS, ETag='"a"', Last_Modified=DATE), reply(b"", 304)) as server:
        old = replace(first_time(asking, server), checked_at="2025-01-01T00:00:00Z")
        asking.into.unlink()
        answer = asking.get(old.address, known=old)
    assert isinstance(answer, NotModified)
    assert answer.part.checked_at > old.checked_at
    assert replace(answer.part, checked_at=old.checked_at) == old
    assert server.seen[1].headers["If-None-Match"] == '"a"'
    assert server.seen[1].headers["If-Modified-Since"] == DATE
    assert list(asking.into.parent.iterdir()) == []


def test_something_new(asking):
    with serving(reply(ROWS, ETag='"a"'), reply(ROWS * 2, ETag='"b"')) as server:
        old = first_time(asking, server)
        part = asking.get(old.address, known=old)
    assert (part.etag, part.size) == ('"b"', 2 * len(ROWS))
    assert "If-Modified-Since" not in server.seen[1].headers


@pytest.mark.parametrize("options", [{"query": {"page": "2"}}, {"form": {"page": "2"}}])
def test_another_question_is_asked_in_full(asking, options):
    with serving(reply(ROWS, ETag='"a"')) as server:
        old = first_time(asking, server)
        asking.get(old.address, known=old, **options)
    assert "If-None-Match" not in server.seen[1].headers


@given(
    st.from_regex(r"[a-z]{1,9}(\.[a-z]{2,5})?", fullmatch=True), st.text("abc/?&=%20", max_size=9)
)
def test_a_mirror_has_each_host_as_a_folder(host, rest):
    there = f"http://127.0.0.1:9/{host}/{rest}"
    assert mirrored(f"https://{host}/{rest}", "http://127.0.0.1:9") == there
    assert mirrored(f"https://{host}/{rest}", "http://127.0.0.1:9/") == there
    assert mirrored(f"https://{host}/{rest}", "") == f"https://{host}/{rest}"


def test_the_mirror_is_asked_and_the_official_address_kept(asking):
    official = "https://stats.invalid/files/data.csv"
    with serving(reply(ROWS), reply(b"", 404)) as server:
        part = asking.get(official, query={"a": "1"}, mirror=server.url)
        asking.into.unlink()
        error = asking.fails(official, mirror=server.url)
    assert server.seen[0].target == "/stats.invalid/files/data.csv?a=1"
    assert part.address == official
    assert server.url in error.todo


def test_the_proxy_of_the_environment_is_used(asking, monkeypatch):
    with serving(reply(ROWS)) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        asking.get("http://stats.invalid/data.csv")
    assert proxy.seen[0].target == "http://stats.invalid/data.csv"
    assert asking.into.read_bytes() == ROWS


def test_no_proxy_is_heeded(asking, monkeypatch):
    with serving(reply(b"", 500)) as proxy, serving(reply(ROWS)) as server:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        first_time(asking, server)
    assert proxy.seen == []


def test_a_proxy_that_will_not(asking, monkeypatch):
    with serving(reply(b"", 403)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        error = asking.fails("https://stats.invalid/data.csv")
    assert (proxy.seen[0].method, proxy.seen[0].target) == ("CONNECT", "stats.invalid:443")
    assert "proxy" in error.what
    assert "HTTPS_PROXY" in error.todo


def test_a_certificate_nobody_vouches_for(asking):
    with serving(reply(ROWS), tls=True) as server:
        error = asking.fails(f"{server.url}/data.csv")
    assert "TLS" in error.what
    assert "certificate verify failed" in error.what
    assert "REQUESTS_CA_BUNDLE" in error.todo
    assert (server.seen, asking.waits) == ([], [])


def test_the_advice_about_certificates_works(asking, monkeypatch):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(CERTIFICATE))
    with serving(reply(ROWS), tls=True) as server:
        first_time(asking, server)
    assert asking.into.read_bytes() == ROWS


@pytest.mark.parametrize("content", [None, b"", b"no certificate"])
def test_a_certificate_bundle_that_is_none(asking, monkeypatch, tmp_path, content):
    bundle = tmp_path / "bundle.pem"
    if content is not None:
        bundle.write_bytes(content)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(bundle))
    with serving(reply(ROWS), tls=True) as server:
        error = asking.fails(f"{server.url}/data.csv")
    assert "TLS" in error.what
    assert "REQUESTS_CA_BUNDLE" in error.todo


@pytest.mark.parametrize("address", ["https://", "https://a b/x", "http://[::1", "ftp://x/y"])
def test_an_address_that_is_none(asking, address):
    assert "can't be asked" in asking.fails(address).what
