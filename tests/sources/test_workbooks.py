"""Excel and OpenDocument workbooks, made here as small as they can be."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import a_fetch

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
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def packed(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def excel_cell(row, column, value):
    place = f"{'ABCDEFGH'[column]}{row}"
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{place}"><v>{value!r}</v></c>'


def excel(rows, *sheets):
    lines = "".join(
        f'<row r="{n}">{"".join(excel_cell(n, at, value) for at, value in enumerate(row))}</row>'
        for n, row in enumerate(rows, 1)
    )
    names = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" r:id="r{n}"/>'
        for n, name in enumerate(sheets, 1)
    )
    ties = "".join(
        f'<Relationship Id="r{n}" Type="{RELS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    empty = f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'
    pages = {f"xl/worksheets/sheet{n}.xml": empty for n in range(1, len(sheets))}
    whole = f'<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData></worksheet>'
    return packed(
        **{
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r" '
            f'Type="{RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets>{names}'
            "</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{ties}'
            "</Relationships>",
            **pages,
            f"xl/worksheets/sheet{len(sheets)}.xml": whole,
        }
    )


def open_document_cell(value):
    if isinstance(value, str):
        said = "".join(f"<text:p>{escape(line)}</text:p>" for line in value.split("\n"))
        return f'<table:table-cell office:value-type="string">{said}</table:table-cell>'
    return f'<table:table-cell office:value-type="float" office:value="{value!r}"/>'


def open_document(rows, sheet):
    lines = "".join(
        f"<table:table-row>{''.join(map(open_document_cell, row)) or '<table:table-cell/>'}"
        "</table:table-row>"
        for row in rows
    )
    content = (
        f'<office:document-content xmlns:office="{OFFICE}" xmlns:table="{TABLE}" '
        f'xmlns:text="{TEXT}"><office:body><office:spreadsheet>'
        f'<table:table table:name="{sheet}">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return packed(mimetype=kind, **{"content.xml": content, "META-INF/manifest.xml": "<m/>"})


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
