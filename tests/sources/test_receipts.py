"""Receipts: what was written is read back, and any damage is noticed."""

from __future__ import annotations

import json
import os
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fhfa_data.errors import RawDataError
from fhfa_data.sources.keeping import scratch_folder, write_checked, write_receipt
from fhfa_data.sources.receipts import (
    RECEIPT,
    Part,
    bytes_sha256,
    file_sha256,
    latest_receipt,
    read_receipt,
    verified_bytes,
)

DAY = "2025-11-24"
WHEN = "2025-11-24T01:02:03Z"
WORDS = st.text(max_size=30)
NAMES = st.from_regex(r"[a-z0-9_][a-z0-9_.-]{0,9}", fullmatch=True).filter(
    lambda name: name != RECEIPT
)


def part_of(name, data, **facts):
    facts = {"address": "https://stats.invalid/x", "query": "", **facts}
    return Part(
        name, fetched_at=WHEN, checked_at=WHEN, size=len(data), sha256=bytes_sha256(data), **facts
    )


def keep(raw, files, *, source="ons_x", scope="gm", date=DAY, licence="OGL", **facts):
    """Keep files (name → bytes) as one download."""
    with scratch_folder(raw, source, date) as scratch:
        for name, data in files.items():
            (scratch / name).write_bytes(data)
        parts = tuple(part_of(name, data, **facts) for name, data in files.items())
        return write_receipt(
            scratch, source=source, scope=scope, date=date, licence=licence, parts=parts
        )


@settings(max_examples=40, deadline=None)
@given(
    files=st.dictionaries(NAMES, st.binary(max_size=200), max_size=4),
    words=st.tuples(WORDS, WORDS, WORDS, WORDS, WORDS),
)
def test_what_was_written_is_read_back(files, words):
    scope, licence, query, etag, last_modified = words
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder)
        facts = {"query": query, "etag": etag, "last_modified": last_modified}
        written = keep(raw, files, scope=scope, licence=licence, **facts)
        assert read_receipt(written.folder) == written
        assert latest_receipt(raw, "ons_x", scope) == written
        assert {part.name: verified_bytes(written, part) for part in written.parts} == files


@pytest.mark.parametrize("flip", [0x01, 0x04, 0x80])
@pytest.mark.parametrize("name", ["a.csv", RECEIPT])
def test_any_one_changed_byte_is_noticed(tmp_path, name, flip):
    written = keep(tmp_path, {"a.csv": b"a,b\n1,2\n", "b.csv": b"c\n"}, etag='"x"')
    path = written.folder / name
    whole, blank = path.read_bytes(), 0
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ flip]) + whole[place + 1 :])
        try:
            assert read_receipt(written.folder) == written  # white space of the receipt, say
            blank += 1
        except RawDataError:
            continue
    assert blank < (whole.count(b" ") + whole.count(b"\n") if name == RECEIPT else 1)


@pytest.mark.parametrize("damage", [b"a,b\n1,3\n", b"a,b\n", b""])
def test_changed_bytes_are_not_handed_out(tmp_path, damage):
    receipt = keep(tmp_path, {"a.csv": b"a,b\n1,2\n"})
    (receipt.folder / "a.csv").write_bytes(damage)
    with pytest.raises(RawDataError, match=r"damaged.*a\.csv.*fhfa refresh"):
        verified_bytes(receipt, receipt.parts[0])


def test_a_missing_part_and_a_missing_receipt(tmp_path):
    receipt = keep(tmp_path, {"a.csv": b"a"})
    (receipt.folder / "a.csv").unlink()
    with pytest.raises(RawDataError, match="missing"):
        verified_bytes(receipt, receipt.parts[0])
    with pytest.raises(RawDataError, match="missing"):
        read_receipt(receipt.folder)
    (receipt.folder / RECEIPT).unlink()
    with pytest.raises(RawDataError, match="no receipt"):
        read_receipt(receipt.folder)


@pytest.mark.parametrize("content", ["", "null", "[]", "[" * 100_000, '{"sum": 1}', "\x00"])
def test_a_receipt_that_is_none(tmp_path, content):
    receipt = keep(tmp_path, {"a.csv": b"a"})
    (receipt.folder / RECEIPT).write_text(content)
    with pytest.raises(RawDataError, match="receipt is damaged"):
        read_receipt(receipt.folder)


@pytest.mark.parametrize(
    "name", ["../a", "/etc/passwd", "a/b", "..", "", RECEIPT, ".hidden", "a:b"]
)
def test_a_part_is_a_plain_file_of_the_folder(tmp_path, name):
    parts = (part_of(name, b""),)
    facts = {"source": "ons_x", "scope": "gm", "date": DAY, "licence": "", "parts": parts}
    with scratch_folder(tmp_path, "ons_x", DAY) as scratch, pytest.raises(RawDataError):
        write_receipt(scratch, **facts)
    assert list((tmp_path / "ons_x").iterdir()) == []


def test_two_parts_may_not_be_the_same_file_anywhere(tmp_path):
    """``A.csv`` and ``a.csv`` are one file on Windows and macOS."""
    with pytest.raises(RawDataError, match="plain name"):
        keep(tmp_path, {"a.csv": b"a", "A.csv": b"b"})


def test_a_part_that_is_not_as_received_is_not_kept(tmp_path):
    with scratch_folder(tmp_path, "ons_x", DAY) as scratch:
        (scratch / "a.csv").write_bytes(b"b")
        with pytest.raises(RawDataError, match="damaged"):
            write_receipt(
                scratch,
                source="ons_x",
                scope="gm",
                date=DAY,
                licence="",
                parts=(part_of("a.csv", b"a"),),
            )
    assert latest_receipt(tmp_path, "ons_x", "gm") is None


def test_downloads_of_one_day_stand_side_by_side(tmp_path):
    folders = [keep(tmp_path, {"a.csv": b"%d" % number}).folder.name for number in range(11)]
    assert folders == [DAY, *(f"{DAY}-{number}" for number in range(2, 12))]
    latest = latest_receipt(tmp_path, "ons_x", "gm")
    assert verified_bytes(latest, latest.parts[0]) == b"10"  # -11 is newer than -2


def test_the_latest_is_the_newest_whole_one_of_the_scope(tmp_path):
    first = keep(tmp_path, {"a.csv": b"1"}, date="2025-01-31")
    second = keep(tmp_path, {"a.csv": b"2"}, date="2025-02-01")
    england = keep(tmp_path, {"a.csv": b"3"}, date="2025-02-02", scope="england")
    source = tmp_path / "ons_x"
    for name in ("2025-03-01", "2025-03-02.partial-abc", "2025-03-03.bak", "notes"):
        (source / name).mkdir()
    (source / "2025-03-04").write_text("a file")
    assert latest_receipt(tmp_path, "ons_x", "gm") == second
    assert latest_receipt(tmp_path, "ons_x", "england") == england
    (second.folder / "a.csv").write_bytes(b"x")
    assert latest_receipt(tmp_path, "ons_x", "gm") == first
    (first.folder / RECEIPT).unlink()
    assert latest_receipt(tmp_path, "ons_x", "gm") is None
    assert latest_receipt(tmp_path, "nobody", "gm") is None


def test_the_digest_is_of_the_bytes_alone(tmp_path):
    one = keep(tmp_path, {"a.csv": b"1", "b.csv": b"2"})
    other_time = keep(tmp_path, {"b.csv": b"2", "a.csv": b"1"}, date="2025-12-01", etag='"x"')
    assert one.digest == other_time.digest
    for files in ({"a.csv": b"1", "b.csv": b"3"}, {"a.csv": b"1", "c.csv": b"2"}, {"a.csv": b"1"}):
        assert keep(tmp_path, files).digest != one.digest


def test_a_check_that_found_nothing_new_is_noted(tmp_path):
    receipt = keep(tmp_path, {"a.csv": b"1"})
    later = "2025-12-01T00:00:00Z"
    renewed = write_checked(receipt, later)
    assert renewed == replace(receipt, parts=(replace(receipt.parts[0], checked_at=later),))
    assert read_receipt(receipt.folder) == renewed
    assert renewed.digest == receipt.digest
    assert sorted(path.name for path in receipt.folder.iterdir()) == ["a.csv", RECEIPT]


def test_a_receipt_is_plain_to_read(tmp_path):
    receipt = keep(tmp_path, {"a.csv": b"1"})
    content = json.loads((receipt.folder / RECEIPT).read_text("utf-8"))
    assert (content["source"], content["scope"], content["date"]) == ("ons_x", "gm", DAY)
    assert content["parts"][0]["sha256"] == file_sha256(receipt.folder / "a.csv")
    assert str(tmp_path) not in str(content)  # the folder may be moved


def test_scratch_folders_go_and_abandoned_ones_go_later(tmp_path):
    with scratch_folder(tmp_path, "ons_x", DAY) as first:
        long_ago = tmp_path / "ons_x" / f"{DAY}.partial-old"
        long_ago.mkdir()
        os.utime(long_ago, (time.time() - 90_000,) * 2)
        with scratch_folder(tmp_path, "ons_x", DAY) as second:
            assert first.exists()
            assert second.name.startswith(f"{DAY}.partial-")
            assert not long_ago.exists()
    assert list((tmp_path / "ons_x").iterdir()) == []


def test_a_place_that_can_not_be_written_to(tmp_path):
    (tmp_path / "raw").write_text("a file where the folder should be")
    with (
        pytest.raises(RawDataError, match="can't be kept"),
        scratch_folder(tmp_path / "raw", "ons_x", DAY),
    ):
        pass
