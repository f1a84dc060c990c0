"""Excel and OpenDocument workbooks, made here as small as they can be."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import a_fetch
from small_workbooks import excel, open_document, packed

from fhfa_data.errors import SourceError
from fhfa_data.sources.tabular import numbers, read_table, string_frame

ROWS = [
    ["Table 1: notes"],
    [],
    ["Area\ncode", "Name", "Rank", "Share"],
    ["E01000001", "Bolton 001A", 26525, 0.263],
    ["E01000002", "Bolton 001B", 8, "[c]"],
    ["Source: MHCLG"],
]
READ = [
    ["E01000001", "Bolton 001A", "26525", "0.263"],
    ["E01000002", "Bolton 001B", "8", "[c]"],
]


def rows(table):
    return table.fillna("").to_numpy().tolist()


def test_an_excel_sheet_by_its_name():
    fetch = a_fetch(form="xlsx", sheet="imd25 ", header="Area code", fields=("Rank",))
    table = read_table(excel(ROWS, "Notes", "IMD25"), fetch)
    assert rows(table) == READ
    assert {str(dtype) for dtype in table.dtypes} == {"string"}


def test_an_open_document_sheet():
    fetch = a_fetch(form="ods", sheet="Data", header="Area code", fields=("Rank",))
    assert rows(read_table(open_document(ROWS, "Data"), fetch)) == READ


def test_a_renamed_sheet_is_named_with_the_nearest():
    with pytest.raises(SourceError, match="no sheet 'IMD25'; there is 'IMD2025'"):
        read_table(excel(ROWS, "Notes", "IMD2025"), a_fetch(form="xlsx", sheet="IMD25"))


@pytest.mark.parametrize(
    "data", [b"", b"<html>", excel(ROWS, "IMD25")[:-40], packed(a="no workbook")]
)
@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_what_is_no_workbook(data, form):
    with pytest.raises(SourceError, match="can't be read as a workbook"):
        read_table(data, a_fetch(form=form))


def test_a_workbook_that_unpacks_to_too_much():
    data = packed(**{"xl/workbook.xml": b" " * 2_000_001})
    with pytest.raises(SourceError, match="would unpack to 2 MB, over the 1 MB"):
        read_table(data, a_fetch(form="xlsx", max_megabytes=1))


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=9))
@settings(max_examples=100, deadline=None)
def test_numbers_of_a_sheet_come_back_exactly(wanted):
    values, _ = numbers(string_frame({"share": wanted})["share"])
    assert values.tolist() == wanted


def test_official_file_3(shared):
    name = "File_3_IoD2025_Supplementary_Indices_IDACI_and_IDAOPI.xlsx"
    data = (shared / "opendata" / "iod2025" / name).read_bytes()
    fetch = a_fetch(form="xlsx", sheet="IoD2025 IDACI & IDAOPI", header="LSOA code (2021)")
    table = read_table(data, fetch)
    assert table.shape == (33_755, 10)
    ranks, status = numbers(table.iloc[:, 6])
    assert (ranks.min(), ranks.max()) == (1, 33_755)
    assert (status == "ok").all()
