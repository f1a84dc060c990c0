"""Lookups and boundaries of the replica's ArcGIS services, page by page."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from samples import GM, PORTAL, a_download, a_source, official

from fhfa_data.errors import SourceError
from fhfa_data.sources import arcgis
from fhfa_data.sources.http import NotModified

LOOKUP = a_source(
    protocol="arcgis",
    address=f"{PORTAL}/LSOA21_WD24_LAD24_EW_LU/FeatureServer/0",
    form="json",
    fields=("LSOA21CD", "LSOA21NM", "WD24CD", "WD24NM", "LAD24CD", "LAD24NM"),
    order="LSOA21CD",
    scope_field="LAD24CD",
)
BOUNDARIES = a_source(
    protocol="arcgis",
    address=f"{PORTAL}/Lower_layer_Super_Output_Areas_December_2021_Boundaries_EW_BSC_V4"
    "/FeatureServer/0",
    form="geojson",
    fields=("LSOA21CD", "LSOA21NM"),
    order="LSOA21CD",
    scope_field="LSOA21CD",
)


@pytest.fixture(scope="module")
def url(shared):
    with official(shared) as url:
        yield url


@pytest.fixture(scope="module")
def lookup(url, tmp_path_factory):
    """The receipt of Greater Manchester's part of the lookup."""
    return a_download(arcgis, LOOKUP, url, tmp_path_factory.mktemp("raw") / "one", codes=GM)


def test_greater_manchester_has_1702_lsoas_in_215_wards(lookup):
    table = arcgis.read(lookup, LOOKUP)
    assert list(table.columns) == list(LOOKUP.fetch.fields)
    assert {str(dtype) for dtype in table.dtypes} == {"string"}
    assert (len(table), table["WD24CD"].nunique()) == (1702, 215)
    assert set(table["LAD24CD"]) == set(GM)
    assert [part.name for part in lookup.parts] == [
        *("count.json", "page-0001.json", "page-0002.json")
    ]


def test_nothing_new(url, lookup, tmp_path):
    again = a_download(arcgis, LOOKUP, url, tmp_path / "two", codes=GM, known=lookup)
    assert isinstance(again.parts, NotModified)


def test_another_scope_is_not_taken_for_the_known_one(url, lookup, tmp_path):
    again = a_download(arcgis, LOOKUP, url, tmp_path / "two", codes=GM[:9], known=lookup)
    assert len(arcgis.read(again, LOOKUP)) < 1702


def test_many_codes_are_asked_for_in_lots_by_post(url, lookup, tmp_path):
    codes = arcgis.read(lookup, LOOKUP)["LSOA21CD"].tolist()
    receipt = a_download(arcgis, BOUNDARIES, url, tmp_path / "shapes", codes=codes)
    assert len([part for part in receipt.parts if part.name.endswith("count.json")]) == 9
    frame = arcgis.read(receipt, BOUNDARIES)
    assert sorted(frame["LSOA21CD"]) == sorted(codes)
    assert frame.crs == "EPSG:4326"
    assert frame.is_valid.all()
    assert frame.attrs["mended"] == []
    west, south, east, north = frame.total_bounds
    assert -2.8 < west < east < -1.8
    assert 53.3 < south < north < 53.8


def test_a_layer_without_scope_field_is_had_whole(url, tmp_path):
    fetch = {**LOOKUP.fetch.model_dump(), "scope_field": "", "order": "LAD24CD"}
    fetch |= {"address": f"{PORTAL}/LAD24_RGN24_EN_LU/FeatureServer/0"}
    regions = a_source(**{**fetch, "fields": ("LAD24CD", "RGN24NM")})
    receipt = a_download(arcgis, regions, url, tmp_path / "regions", codes=GM)
    assert len(arcgis.read(receipt, regions)) == 296


def test_a_fixed_condition_is_kept_beside_the_codes(url, tmp_path):
    query = {"where": "WD24NM LIKE 'A%'"}
    source = a_source(**{**LOOKUP.fetch.model_dump(), "query": query})
    receipt = a_download(arcgis, source, url, tmp_path / "some", codes=GM)
    asked = parse_qs(urlsplit(f"?{receipt.parts[1].query}").query)["where"][0]
    assert asked.startswith("WD24NM LIKE 'A%' AND LAD24CD IN ('E08000001',")
    assert arcgis.read(receipt, source)["WD24NM"].str.startswith("A").all()


def test_the_layer_reported_empty_and_a_layer_that_is_not_there(url, tmp_path):
    for number, (name, words) in enumerate(
        [("Wards_December_2024_Boundaries_UK_BSC", "no rows"), ("Wards_2099", "Invalid URL")]
    ):
        fetch = {**BOUNDARIES.fetch.model_dump(), "fields": ("WD24CD",), "order": "WD24CD"}
        source = a_source(**{**fetch, "address": f"{PORTAL}/{name}/FeatureServer/0"})
        with pytest.raises(SourceError, match=words):
            a_download(arcgis, source, url, tmp_path / str(number))


def test_a_page_that_went_missing_later(lookup):
    from dataclasses import replace

    with pytest.raises(SourceError, match="it has 1,702 rows and sent 1,000"):
        arcgis.read(replace(lookup, parts=lookup.parts[:2]), LOOKUP)
