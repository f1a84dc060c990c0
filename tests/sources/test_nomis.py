"""Census tables from Nomis: the zip, and the API's pages."""

from __future__ import annotations

import pytest
from faulty_server import reply, serving
from samples import a_download, a_source, official

from fhfa_data.errors import SourceError
from fhfa_data.sources import nomis
from fhfa_data.sources.http import NotModified

API = "https://www.nomisweb.co.uk/api/v01/dataset"
QUERY = {"geography": "TYPE151", "measures": "20100", "date": "latest", "C2021_DEP_6": "0...5"}
HEADER = (
    '"DATE_NAME","GEOGRAPHY_NAME","GEOGRAPHY_CODE","OBS_VALUE","C2021_DEP_6_NAME",'
    '"RECORD_OFFSET","RECORD_COUNT"\n'
)


def an_api_source(dataset="NM_2031_1", **said):
    address = f"{API}/{dataset}.data.csv"
    usual = {"protocol": "nomis_api", "address": address, "query": QUERY}
    return a_source(**{**usual, **said})


def a_bulk_source(table, **said):
    return a_source(
        protocol="nomis_bulk",
        address=f"https://www.nomisweb.co.uk/output/census/2021/census2021-{table}.zip",
        member=f"census2021-{table}-lsoa.csv",
        **{"header": "date", **said},
    )


def page(*cells, first=0, total=4):
    """Cells are (area, category, value)."""
    lines = [
        f'"2021","Place {area}","{area}",{value},"{category}",{number},{total}\n'
        for number, (area, category, value) in enumerate(cells, first)
    ]
    return reply((HEADER + "".join(lines)).encode(), Content_Type="text/csv")


A1, A2 = ("E01000001", "Total", 10), ("E01000001", "Deprived, in one", 4)
B1, B2 = ("E01000002", "Total", 20), ("E01000002", "Deprived, in one", '""')


def downloaded(tmp_path, *acts, **said):
    source = an_api_source(**said)
    with serving(*acts) as server:
        receipt = a_download(nomis, source, server.url, tmp_path / "one")
    return server.seen, nomis.read(receipt, source)


def fails(tmp_path, *acts, **said):
    with pytest.raises(SourceError) as caught:
        downloaded(tmp_path, *acts, **said)
    assert caught.value.where == f"{API}/NM_2031_1.data.csv"
    assert caught.value.todo
    return caught.value.what


@pytest.fixture(scope="module")
def url(shared):
    with official(shared) as url:
        yield url


def test_pages_become_one_row_an_area(tmp_path):
    seen, table = downloaded(tmp_path, page(A1, A2, B1), page(B2, first=3))
    assert list(table.columns) == [
        *("date", "geography", "geography code", "Total", "Deprived, in one")
    ]
    assert table.fillna("?").to_numpy().tolist() == [
        ["2021", "Place E01000001", "E01000001", "10", "4"],
        ["2021", "Place E01000002", "E01000002", "20", "?"],
    ]
    assert {str(dtype) for dtype in table.dtypes} == {"string"}
    assert "recordoffset=0&recordlimit=25000" in seen[0].target
    assert "recordoffset=3&recordlimit=25000" in seen[1].target
    assert "select=DATE_NAME" in seen[0].target


def test_a_page_that_comes_twice(tmp_path):
    what = fails(tmp_path, page(A1, A2))  # and again, for ever
    assert "asked for cells from 2 on and sent others: from 0 on" in what


def test_a_page_that_is_left_out(tmp_path):
    what = fails(tmp_path, page(A1), page(B1, B2, first=2))
    assert "asked for cells from 1 on and sent others: from 2 on" in what


def test_pages_that_end_too_early(tmp_path):
    assert "no more than 2 cells" in fails(tmp_path, page(A1, A2), page(first=2))


def test_pages_that_hold_too_much(tmp_path):
    assert "said 3 cells and sent 4" in fails(tmp_path, page(A1, A2, B1, B2, total=3))


def test_a_cell_that_comes_twice_under_another_number(tmp_path):
    assert "sent a cell twice" in fails(tmp_path, page(A1, A2, B1, A1))


def test_a_count_that_changes_meanwhile(tmp_path):
    acts = page(A1, A2), page(B1, first=2, total=3)
    assert "said 4 cells and sent 3" in fails(tmp_path, *acts)


@pytest.mark.parametrize("cell", ['"x",4', "1.5,4", '"",4'])
def test_a_counter_that_is_no_number(tmp_path, cell):
    data = HEADER + f'"2021","P","E01000001",1,"Total",{cell}\n'
    assert "counters" in fails(tmp_path, reply(data.encode()))


def test_nothing_for_what_was_asked(tmp_path):
    assert "nothing for what was asked" in fails(tmp_path, page())


def test_a_renamed_category_and_a_renamed_column(tmp_path):
    cells = page(A1, A2, B1, B2)
    assert "'Totals' (there is 'Total')" in fails(tmp_path, cells, fields=("Totals",))
    renamed = reply(HEADER.replace("OBS_VALUE", "OBS_VAL").encode())
    with pytest.raises(SourceError, match="'OBS_VALUE'"), serving(renamed) as server:
        a_download(nomis, an_api_source(), server.url, tmp_path / "two")


def test_the_zip_and_the_api_agree(url, tmp_path):
    bulk, api = a_bulk_source("ts011"), an_api_source()
    from_zip = nomis.read(a_download(nomis, bulk, url, tmp_path / "zip"), bulk)
    receipt = a_download(nomis, api, url, tmp_path / "api")
    from_api = nomis.read(receipt, api)
    assert len(receipt.parts) == 9
    from_zip.columns = [name.removeprefix("Household deprivation: ") for name in from_zip.columns]
    both = [one.set_index("geography code").sort_index() for one in (from_zip, from_api)]
    assert both[0].equals(both[1][both[0].columns])
    again = a_download(nomis, api, url, tmp_path / "again", known=receipt)
    assert isinstance(again.parts, NotModified)


@pytest.mark.parametrize(
    ("table", "field", "areas"),
    [
        ("ts007a", "Age: Aged 85 years and over", 35_672),
        ("ts021", "Ethnic group: Other ethnic group", 35_672),
        ("ts011", "Household deprivation: Total: All households", 33_755),
        ("ts038", "Disability: Disabled under the Equality Act", 33_755),
    ],
)
def test_bulk_tables(url, tmp_path, table, field, areas):
    source = a_bulk_source(table, fields=("geography code", field))
    read = nomis.read(a_download(nomis, source, url, tmp_path / "one"), source)
    assert len(read) == areas
    assert read[field].notna().all()


@pytest.mark.parametrize("dataset", ["NM_2041_1", "NM_2056_1"])
def test_without_a_dimension_all_columns_come(url, tmp_path, dataset):
    query = {"geography": "E01004766,E01004767", "measures": "20100"}
    source = an_api_source(dataset, query=query)
    table = nomis.read(a_download(nomis, source, url, tmp_path / "one"), source)
    assert table["geography code"].tolist() == ["E01004766", "E01004767"]
    assert "Total: All usual residents" in table.columns


def test_one_category_that_is_not_named_is_called_by_its_measure(tmp_path):
    header = "DATE_NAME,GEOGRAPHY_NAME,GEOGRAPHY_CODE,MEASURES_NAME,OBS_VALUE,RECORD_OFFSET,"
    lines = ["2023,Place A,E01000001,Value,1600,0,2", "2024,Place A,E01000001,Value,1612,1,2"]
    body = "\n".join([f"{header}RECORD_COUNT", *lines]).encode()
    select = "DATE_NAME,GEOGRAPHY_NAME,GEOGRAPHY_CODE,MEASURES_NAME,OBS_VALUE,RECORD_OFFSET"
    query = {"geography": "TYPE151", "date": "2023,2024", "select": f"{select},RECORD_COUNT"}
    _, table = downloaded(tmp_path, reply(body, Content_Type="text/csv"), query=query)
    assert table.to_numpy().tolist() == [
        ["2023", "Place A", "E01000001", "1600"],
        ["2024", "Place A", "E01000001", "1612"],
    ]
    assert table.columns[-1] == "Value"
