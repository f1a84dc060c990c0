"""Bodies that are cut, lie about themselves, are packed, or are too much."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib

import pytest
from faulty_server import head, ranged, reply, serving, stall, without_length

from fhfa_data.errors import RawDataError
from fhfa_data.sources.receipts import bytes_sha256

BODY = bytes(range(256)) * 2000  # 512 kB: several chunks
HALF = len(BODY) // 2


def cut(at=HALF, etag='"one"', **headers):
    """The first ``at`` bytes of the body, all of it announced."""
    headers.setdefault("Accept_Ranges", "bytes")
    return reply(BODY[:at], ETag=etag, Content_Length=str(len(BODY)), **headers)


def stored(asking):
    return asking.into.read_bytes()


def test_a_cut_body_is_taken_up_where_it_ended(asking):
    with serving(cut(), ranged(BODY)) as server:
        part = asking.get(f"{server.url}/data.csv")
    assert stored(asking) == BODY
    assert part.sha256 == bytes_sha256(BODY)
    assert server.seen[1].headers["Range"] == f"bytes={HALF}-"
    assert server.seen[1].headers["If-Range"] == '"one"'
    assert server.seen[1].headers["Accept-Encoding"] == "identity"


def test_a_body_cut_twice(asking):
    span = f"bytes {HALF}-{len(BODY) - 1}/{len(BODY)}"
    again = reply(
        BODY[HALF : HALF + 1000],
        206,
        ETag='"one"',
        Content_Range=span,
        Content_Length=str(len(BODY) - HALF),
    )
    with serving(cut(), again, ranged(BODY)) as server:
        asking.get(f"{server.url}/data.csv")
    assert stored(asking) == BODY
    assert server.seen[2].headers["Range"] == f"bytes={HALF + 1000}-"


def test_the_date_will_do_where_there_is_no_strong_tag(asking):
    date = "Mon, 03 Nov 2025 09:30:00 GMT"
    with serving(cut(etag='W/"weak"', Last_Modified=date), ranged(BODY, etag=date)) as server:
        asking.get(f"{server.url}/data.csv")
    assert stored(asking) == BODY
    assert server.seen[1].headers["If-Range"] == date


def test_a_stalled_body_is_taken_up_too(asking):
    start = head(ETag='"one"', Accept_Ranges="bytes", Content_Length=str(len(BODY)))
    with serving(stall(start + BODY[:HALF]), ranged(BODY)) as server:
        asking.get(f"{server.url}/data.csv", timeout=(5, 0.2))
    assert stored(asking) == BODY
    assert len(server.seen) == 2


def test_a_file_that_changed_meanwhile_is_begun_anew(asking):
    with serving(cut(), ranged(BODY[::-1], etag='"two"')) as server:
        part = asking.get(f"{server.url}/data.csv")
    assert stored(asking) == BODY[::-1]
    assert part.etag == '"two"'


WRONG_RESTS = {
    "not found any more": reply(b"", 416),
    "another tag": reply(BODY[HALF:], 206, ETag='"two"', Content_Range=f"bytes {HALF}-1/512000"),
    "another start": reply(BODY[HALF:], 206, ETag='"one"', Content_Range="bytes 9-1/512000"),
    "another length": reply(BODY[HALF:], 206, ETag='"one"', Content_Range=f"bytes {HALF}-1/7"),
    "packed": reply(
        BODY[HALF:],
        206,
        ETag='"one"',
        Content_Range=f"bytes {HALF}-1/512000",
        Content_Encoding="gzip",
    ),
}


@pytest.mark.parametrize("rest", WRONG_RESTS.values(), ids=WRONG_RESTS)
def test_a_rest_that_does_not_fit_is_thrown_away(asking, rest):
    with serving(cut(), rest, ranged(BODY)) as server:
        asking.get(f"{server.url}/data.csv")
    assert stored(asking) == BODY
    assert "Range" not in server.seen[2].headers


@pytest.mark.parametrize("headers", [{"Accept_Ranges": "none"}, {"etag": 'W/"weak"'}])
def test_what_can_not_be_taken_up_is_begun_anew(asking, headers):
    with serving(cut(**headers), reply(BODY)) as server:
        asking.get(f"{server.url}/data.csv")
    assert stored(asking) == BODY
    assert "Range" not in server.seen[1].headers


@pytest.mark.parametrize(
    "act",
    [
        reply(BODY, Content_Length=str(len(BODY) + 1)),
        without_length(b"ffff\r\nabc", Transfer_Encoding="chunked"),
        without_length(gzip.compress(BODY)[:-9], Content_Encoding="gzip"),
        without_length(gzip.compress(BODY)[:-4], Content_Encoding="gzip"),
    ],
    ids=["length", "chunked", "gzip data", "gzip trailer"],
)
def test_fewer_bytes_than_announced(asking, act):
    with serving(act) as server:
        error = asking.fails(f"{server.url}/data.csv")
    assert "cut before all had arrived" in error.what
    assert len(server.seen) == 4


@pytest.mark.parametrize(
    "packed",
    [
        gzip.compress(BODY),
        gzip.compress(BODY[:HALF]) + gzip.compress(BODY[HALF:]),
        gzip.compress(BODY, compresslevel=0),
    ],
    ids=["one member", "two members", "stored"],
)
def test_packed_bodies_are_unpacked(asking, packed):
    with serving(reply(packed, Content_Encoding="gzip")) as server:
        part = asking.get(f"{server.url}/data.csv")
    assert stored(asking) == BODY
    assert (part.size, part.sha256) == (len(BODY), bytes_sha256(BODY))
    assert server.seen[0].headers["Accept-Encoding"] == "gzip"


def test_nothing_packed_is_nothing(asking):
    with serving(reply(b"", Content_Encoding="gzip")) as server:
        assert asking.get(f"{server.url}/data.csv").size == 0


@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_a_packing_that_can_not_be_undone(asking, coding):
    with serving(reply(b"no such thing", Content_Encoding=coding)) as server:
        error = asking.fails(f"{server.url}/data.csv")
    assert f"packing ('{coding}')" in error.what


def bomb(megabytes):
    pack = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(pack.compress(bytes(1_000_000)) for _ in range(megabytes)) + pack.flush()


def test_a_gzip_bomb_is_stopped_early_and_never_in_memory(asking):
    packed = bomb(200)
    start = head(Content_Encoding="gzip", Content_Length=str(len(packed))) + packed[:70_000]
    with serving(stall(start)) as server:  # the rest never comes, so it can't be waited for
        tracemalloc.start()
        error = asking.fails(f"{server.url}/data.csv", max_bytes=1_000_000)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert len(packed) < 250_000
    assert "larger than the 1 MB allowed" in error.what
    assert "max_megabytes" in error.todo
    assert peak < 3_000_000
    assert len(server.seen) == 1


def test_a_body_announced_too_big_is_not_even_begun(asking):
    with serving(stall(head(Content_Length="1000001"))) as server:
        error = asking.fails(f"{server.url}/data.csv", max_bytes=1_000_000)
    assert "larger than the 1 MB allowed" in error.what


def test_a_body_without_length_is_stopped_too(asking):
    with serving(without_length(BODY)) as server:
        asking.fails(f"{server.url}/data.csv", max_bytes=len(BODY) - 1)
        assert asking.get(f"{server.url}/data.csv", max_bytes=len(BODY)).size == len(BODY)


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        (b"<!DOCTYPE html><title>Sign in</title>", "text/html; charset=utf-8"),
        (b"\xef\xbb\xbf\r\n <HTML><body>Moved", "text/csv"),
        (b"<head><title>Moved", "text/html"),
    ],
)
def test_a_web_page_is_not_data(asking, page, kind):
    with serving(reply(page, Content_Type=kind)) as server:
        error = asking.fails(f"{server.url}/data.csv")
    assert "web page came instead of data" in error.what
    assert "sign in" in error.todo


def test_data_that_is_only_called_a_page_is_data(asking):
    with serving(reply(b"code,value\n", Content_Type="text/html")) as server:
        assert asking.get(f"{server.url}/data.csv").size == 11


def test_a_disk_that_takes_no_more_is_said_in_words(asking):
    resource = pytest.importorskip("resource", reason="Windows has no such limit")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with serving(ranged(BODY)) as server:
        resource.setrlimit(resource.RLIMIT_FSIZE, (HALF, hard))
        try:
            with pytest.raises(RawDataError, match="can't be kept: File too large"):
                asking.get(f"{server.url}/data.csv")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert len(server.seen) == 1
    assert list(asking.into.parent.iterdir()) == []
