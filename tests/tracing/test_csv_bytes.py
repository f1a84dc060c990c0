"""Byte ranges of CSV rows: whatever the rows hold, each range is exactly one of them."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fhfa_data.tracing.csv_bytes import cells, records

CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff"), max_size=12)
ROWS = st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=1, max_size=8)


@given(rows=ROWS, end=st.sampled_from(["\n", "\r\n", "\r"]), mark=st.booleans())
def test_each_range_is_one_row(rows, end, mark):
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(rows)
    data = stream.getvalue().encode("utf-8-sig" if mark else "utf-8")
    found = [next(csv.reader([data[at : at + size].decode()])) for at, size in records(data)]
    assert found == rows


@given(rows=ROWS)
def test_ranges_and_line_breaks_are_the_whole_file(rows):
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\r\n").writerows(rows)
    data = stream.getvalue().encode()
    assert b"".join(data[at : at + size] + b"\r\n" for at, size in records(data)) == data


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_text_is_read_in_either_encoding(encoding):
    assert cells('E01000001, "£5,2 – est." '.encode(encoding))[0] == "E01000001"
    assert "£5" in cells('E01000001,"£5,2 – est."'.encode(encoding))[1]
