"""Published tables as they come: notes, odd encodings, damaged rows, renamed columns."""

from __future__ import annotations

import csv
import io
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import a_fetch

from fhfa_data.errors import SourceError
from fhfa_data.sources.tabular import read_table

SAMPLE = b"code,name,share\nE01000001,Bolton 001A,12.5\nE01000002,Bolton 001B,7\n"
NOTED = (
    '"Table 4: Children, Ward",,,\r\nSource: ,,,\r\n'
    'Local Authority [note 2],Area Code,"Number of children \nFYE 2024","Share\n(%)\n [note 3]"\r\n'
    ',K02000001,"3,296,672",26.3%\r\nHartlepool,E06000001,506,34.3%\r\n,,,\r\n'
    "Notes below the table,,,\r\n"
)


def rows(table):
    return table.fillna("").to_numpy().tolist()


def fails(data, **said):
    with pytest.raises(SourceError) as caught:
        read_table(data, a_fetch(**said))
    assert caught.value.where.startswith("https://")
    assert caught.value.todo
    return caught.value.what


def zipped(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(f"folder/{name}.csv", data)
    return out.getvalue()


def test_cells_stay_as_they_were_written():
    table = read_table(SAMPLE, a_fetch(header="code", fields=("code", "share")))
    assert rows(table) == [["E01000001", "Bolton 001A", "12.5"], ["E01000002", "Bolton 001B", "7"]]
    assert {str(dtype) for dtype in table.dtypes} == {"string"}


def test_notes_above_and_below_vanish_and_headers_lose_their_line_breaks():
    table = read_table(NOTED.encode(), a_fetch(header="Local  Authority [note\n2]"))
    assert list(table.columns) == [
        *("Local Authority [note 2]", "Area Code"),
        *("Number of children FYE 2024", "Share (%) [note 3]"),
    ]
    assert table["Area Code"].tolist() == ["K02000001", "E06000001"]


def test_notes_may_have_fewer_cells_than_the_table():
    data = b'"TS021 - Ethnic group"\n\n"area","mnemonic","Total"\n\n"A","E01",3\n"","In order"\n\n'
    assert rows(read_table(data, a_fetch(header="area"))) == [["A", "E01", "3"]]


def test_an_incomplete_row_amid_others_is_a_row():
    data = b"code,a,b,c,d\nE1,1,2,3,4\nE2,,,,\n,5,6,7,8\nE3,1,2,3,4\n"
    assert read_table(data, a_fetch())["code"].fillna("").tolist() == ["E1", "E2", "", "E3"]


def test_a_last_row_with_a_code_is_no_note_however_little_is_in_it():
    data = b"name,code,a,b,c\nBolton,E08000001,1,2,3\n,E08000002,,,\n\nSource: x,,,,\n,z,,,\n"
    assert read_table(data, a_fetch())["code"].tolist() == ["E08000001", "E08000002"]


def test_of_two_rows_that_begin_like_the_header_the_one_with_the_fields_is_it():
    data = b"code,what the code is,\ncode,name,share\nE1,Bolton,3\n"
    table = read_table(data, a_fetch(header="code", fields=("share",)))
    assert rows(table) == [["E1", "Bolton", "3"]]


@pytest.mark.parametrize(
    "data",
    [
        "\ufeffcode,name\nE1,Ynys Môn – x\n".encode(),
        "code,name\nE1,Ynys Môn – x\n".encode(),
        "code,name\nE1,Ynys Môn – x\n".encode("cp1252"),
    ],
    ids=["byte order mark", "UTF-8", "Windows-1252"],
)
def test_encodings(data):
    assert rows(read_table(data, a_fetch(header="code"))) == [["E1", "Ynys Môn – x"]]


@pytest.mark.parametrize("data", ["code,name\nE1,x".encode("utf-16"), b"code\n\x81\xff\x00"])
def test_other_encodings_are_refused(data):
    assert "neither UTF-8 nor Windows-1252" in fails(data, header="code")


def test_headers_that_come_twice_and_blank_columns():
    table = read_table(b"Area,Code,Area,,\nBolton,1,BL1,,\n", a_fetch(header="Area"))
    assert list(table.columns) == ["Area", "Code", "Area (2)"]


def test_a_renamed_column_is_named_with_the_nearest():
    what = fails(SAMPLE, header="code", fields=("code", "shares", "rank"))
    assert "'shares' (there is 'share')" in what
    assert "'rank'" in what


def test_a_renamed_first_column():
    assert "no row begins with 'area codes'. There is 'Area code'" in fails(
        b"Area code,b\nE1,2\n", header="area codes"
    )


def test_an_extra_column_does_no_harm():
    table = read_table(b"extra,code,share\nx,E1,3\n", a_fetch(fields=("code", "share")))
    assert table["share"].tolist() == ["3"]


@pytest.mark.parametrize("row", [b"E3,4", b"E3,Bolton,4,5"], ids=["short", "long"])
def test_a_row_of_another_length_is_refused(row):
    data = SAMPLE + row + b"\nE4,Bolton,5\n"
    assert "Row 3 below the header" in fails(data, header="code")


def test_a_header_alone_is_a_table_without_rows():
    table = read_table(b"code,name\r\n", a_fetch(header="code"))
    assert (len(table), list(table.columns)) == (0, ["code", "name"])


def test_nomis_headers_lose_their_suffix_in_a_zip():
    data = zipped(other=b"x", lsoa=b"date,Total: All; measures: Value\n2021,838\n")
    table = read_table(data, a_fetch(member="LSOA.csv", header="date"))
    assert list(table.columns) == ["date", "Total: All"]


def test_faults_of_zips():
    assert "no 'lsoa.csv'; in it: folder/msoa.csv" in fails(zipped(msoa=b"x"), member="lsoa.csv")
    assert "damaged" in fails(zipped(lsoa=SAMPLE)[:-30], member="lsoa.csv")
    bomb = zipped(lsoa=b"0" * 2_000_001)
    assert "would unpack to 2 MB" in fails(bomb, member="lsoa.csv", max_megabytes=1)


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=8)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=12), st.booleans())
@settings(max_examples=60, deadline=None)
def test_a_csv_comes_back_as_it_was_written(cells, bom):
    # A code in every first cell makes each a row, not a note.
    written = [[f"E{number:08d}", "x", *row] for number, row in enumerate(cells)]
    out = io.StringIO()
    csv.writer(out).writerows([["title", "", "", "", ""], ["code", "b", "c", "d", "e"], *written])
    table = read_table(
        out.getvalue().encode("utf-8-sig" if bom else "utf-8"), a_fetch(header="code")
    )
    assert rows(table) == [[cell.strip() for cell in row] for row in written]


@given(st.lists(st.sampled_from(["Notes", "", "Source: x,y", '"a ""quoted"" title"']), max_size=30))
@settings(max_examples=40, deadline=None)
def test_the_header_is_found_below_any_notes(notes):
    data = "\n".join([*notes, SAMPLE.decode()]).encode()
    assert len(read_table(data, a_fetch(header="code"))) == 2


def test_iod_2025_file_7_reads_well_under_two_seconds(shared):
    import gzip

    name = "File_7_IoD2025_All_Ranks_Scores_Deciles_Population_Denominators.csv.gz"
    data = gzip.decompress((shared / "opendata" / "iod2025" / name).read_bytes())
    began = time.process_time()
    table = read_table(data, a_fetch(header="LSOA code (2021)"))
    assert time.process_time() - began < 2
    assert table.shape == (33_755, 56)
    assert table["LSOA code (2021)"].str.fullmatch("E01[0-9]{6}").all()
