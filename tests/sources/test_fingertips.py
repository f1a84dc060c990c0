"""Fingertips exports: whichever columns they have, and areas of the right type."""

from __future__ import annotations

import pytest
from faulty_server import reply, serving
from samples import a_download, a_source, by_hand, official

from fhfa_data.errors import SourceError
from fhfa_data.sources import fingertips
from fhfa_data.sources.http import NotModified

API = "https://fingertips.phe.org.uk/api/all_data/csv/by_indicator_id"
START = (
    "Indicator ID,Indicator Name,Parent Code,Parent Name,Area Code,Area Name,Area Type,Sex,Age,"
    "Category Type,Category,Time period,Value,Lower CI 95.0 limit,Upper CI 95.0 limit,"
    "Lower CI 99.8 limit,Upper CI 99.8 limit,Count,Denominator,Value note,Recent Trend,"
    "Compared to England value or percentiles,"
)
OF_26 = START + (
    "Compared to Region value or percentiles,Time period Sortable,New data,Compared to goal"
)
OF_27 = START + (
    "Compared to percentiles,Time period Sortable,New data,Compared to goal,Time period range"
)
VALUES = (
    "{id},Smoking,E92000001,England,{code},Bolton,UA,Persons,18+ yrs,,,2023,12.5,11,14,,,"
    "250,2000,,Falling,Better,Worse,20230000,,"
)


def export(header, *codes, number=848):
    lines = [VALUES.format(id=number, code=code) for code in codes]
    more = "," * (header.count(",") - VALUES.count(","))
    return "\n".join([header, *(line + more for line in lines)]).encode() + b"\n"


def a_fingertips_source(**said):
    usual = {"area_types": {"borough": 501}, "indicators": {"depression": 848}}
    return a_source(protocol="fingertips", address=API, **{**usual, **said})


@pytest.fixture(scope="module")
def url(shared):
    with official(shared) as url:
        yield url


@pytest.mark.parametrize(("header", "columns"), [(OF_26, 26), (OF_27, 27)])
def test_both_layouts_read_alike(tmp_path, header, columns):
    assert header.count(",") == columns - 1
    data = export(header, "E92000001", "E08000001")
    table = by_hand(tmp_path, fingertips, a_fingertips_source(), borough=data)
    assert table["Area Code"].tolist() == ["E92000001", "E08000001"]
    assert table[fingertips.PARENT_COMPARISON].tolist() == ["Worse", "Worse"]
    assert table["Compared to England value or percentiles"].tolist() == ["Better", "Better"]
    assert table["Time period range"].isna().all()
    assert set(table["area_type"]) == {"borough"}
    assert len(table.columns) == 28
    assert table.attrs["absent"] == []


def test_columns_are_found_wherever_they_are(tmp_path):
    data = export(OF_27, "E08000001").decode().splitlines()
    moved = "\n".join(",".join(reversed(line.split(","))) for line in data).encode()
    table = by_hand(tmp_path, fingertips, a_fingertips_source(), borough=moved)
    assert table.loc[0, ["Area Code", "Value"]].tolist() == ["E08000001", "12.5"]


def test_a_renamed_column(tmp_path):
    data = export(OF_27.replace("Time period Sortable", "Time period sort"), "E08000001")
    with pytest.raises(SourceError, match=r"'Time period Sortable' \(there is 'Time period sort'"):
        by_hand(tmp_path, fingertips, a_fingertips_source(), borough=data)


@pytest.mark.parametrize("codes", [(), ("E92000001",)], ids=["header alone", "England alone"])
def test_no_areas_mean_a_wrong_area_type(tmp_path, codes):
    words = "no borough in its answer: wrong area type 501"
    with serving(reply(export(OF_27, *codes))) as server, pytest.raises(SourceError) as caught:
        a_download(fingertips, a_fingertips_source(), server.url, tmp_path / "one")
    assert words in caught.value.what
    assert "area_types" in caught.value.todo


def test_an_indicator_that_a_file_lacks_is_listed(tmp_path):
    source = a_fingertips_source(indicators={"depression": 848, "smoking": 92443})
    table = by_hand(tmp_path, fingertips, source, borough=export(OF_27, "E08000001"))
    assert table.attrs["absent"] == [["borough", "smoking"]]


def test_a_file_whose_name_says_no_area_type(tmp_path):
    source = a_fingertips_source(area_types={"borough": 501, "ward": 8})
    with pytest.raises(SourceError, match=r"Call it borough\.csv, ward\.csv"):
        by_hand(tmp_path, fingertips, source, mine=export(OF_27, "E08000001"))


def test_the_replica_has_boroughs_and_wards(url, tmp_path):
    source = a_fingertips_source(
        area_types={"borough": 501, "ward": 8},
        indicators={"depression": 848, "smoking": 93798, "obesity": 93105},
    )
    receipt = a_download(fingertips, source, url, tmp_path / "one")
    assert [part.name for part in receipt.parts] == ["borough.csv", "ward.csv"]
    table = fingertips.read(receipt, source)
    assert {str(dtype) for dtype in table.dtypes} == {"string"}
    boroughs = table[(table["area_type"] == "borough") & (table["Indicator ID"] == "848")]
    assert {f"E080000{number:02d}" for number in range(1, 11)} <= set(boroughs["Area Code"])
    assert table["Time period Sortable"].str.fullmatch("[0-9]{8}").all()
    again = a_download(fingertips, source, url, tmp_path / "two", known=receipt)
    assert isinstance(again.parts, NotModified)


def test_the_replica_has_nothing_of_a_wrong_area_type(url, tmp_path):
    source = a_fingertips_source(area_types={"borough": 777})
    with pytest.raises(SourceError, match="wrong area type 777"):
        a_download(fingertips, source, url, tmp_path / "one")


def test_life_expectancy_of_msoas_keeps_its_gaps(url, tmp_path):
    source = a_fingertips_source(
        area_types={"msoa": 3}, indicators={"le": 93283}, query={"parent_area_type_id": "101"}
    )
    table = fingertips.read(a_download(fingertips, source, url, tmp_path / "one"), source)
    assert (len(table), int(table["Value"].isna().sum())) == (1038, 36)


def test_a_genuine_export_reads(shared, tmp_path):
    import gzip

    name = "raw_indicators-CountyUA.social-isolation.data.csv.gz"
    data = gzip.decompress((shared / "opendata" / "fingertips" / name).read_bytes())
    source = a_fingertips_source(indicators={"isolation": 90280, "carers": 90638})
    table = by_hand(tmp_path, fingertips, source, borough=data)
    assert len(table) == 4536
    assert table.attrs["absent"] == []
