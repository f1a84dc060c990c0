"""Files to take away: CSV with its metadata, and GeoPackages, opened again with other tools."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile

import geopandas as gpd
import pyogrio
import pytest

from fhfa_data.catalogue.wisdom import load_wisdom
from fhfa_data.model.areas import AreaType
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.csvw import csvw_file
from fhfa_data.views.downloads import Asked
from fhfa_data.views.geopackage import geopackage_file

# W3C, Metadata Vocabulary for Tabular Data, sections 5.3, 5.6 and 5.11.
TABLE = {"@context", "@type", "url", "dialect", "tableSchema"}
COLUMN = {"name", "titles", "datatype", "null", "required"}
DATATYPES = {"string", "double", "anyURI", "date", "integer", "boolean"}
PREFIXES = ("dc:", "schema:")  # of the initial context
ASKED = {
    "wards": Asked("core20_pct", AreaType.WARD, "E08000003"),
    "gaps": Asked("life_expectancy_birth", period="all"),
    "a ward": Asked(within="E05011366"),
}


@pytest.fixture(scope="module")
def atlas(warehouse, catalogue):
    return Atlas(warehouse, catalogue, load_wisdom())


@pytest.fixture(scope="module", params=ASKED)
def opened(request, atlas):
    """The CSV's rows and what the metadata says, of one file."""
    asked = ASKED[request.param]
    with zipfile.ZipFile(io.BytesIO(csvw_file(atlas, asked))) as archive:
        assert set(archive.namelist()) == {
            f"{asked.stem}.csv",
            f"{asked.stem}.csv-metadata.json",
            "README.txt",
        }
        said = json.loads(archive.read(f"{asked.stem}.csv-metadata.json"))
        assert said["url"] == f"{asked.stem}.csv"
        text = archive.read(said["url"]).decode("utf-8")
    return list(csv.reader(io.StringIO(text, newline=""))), said


def test_the_metadata_uses_the_vocabulary_only(opened):
    _, said = opened
    assert said["@context"][0] == "http://www.w3.org/ns/csvw"
    assert said["@type"] == "Table"
    for key in said:
        assert key in TABLE or key.startswith(PREFIXES), key
    for column in said["tableSchema"]["columns"]:
        assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", column["name"])
        assert all(key in COLUMN or key.startswith(PREFIXES) for key in column)
        kind = column["datatype"]
        assert (kind["base"] if isinstance(kind, dict) else kind) in DATATYPES
        assert column["dc:description"]


def test_header_cells_and_keys_are_as_the_metadata_says(opened):
    (header, *rows), said = opened
    columns = said["tableSchema"]["columns"]
    assert header == [column["titles"] for column in columns]
    assert rows
    for place, column in enumerate(columns):
        for cell in {row[place] for row in rows}:
            assert cell or not column.get("required")
            check_cell(cell, column["datatype"])
    places = [header.index(name) for name in said["tableSchema"]["primaryKey"]]
    keys = [tuple(row[place] for place in places) for row in rows]
    assert len(set(keys)) == len(keys)


def check_cell(cell, kind):
    if cell and kind == "double":
        float(cell)
    if cell and isinstance(kind, dict):
        assert re.fullmatch(kind["format"], cell), cell


def test_licence_source_unit_and_period_are_said(atlas):
    asked = ASKED["wards"]
    with zipfile.ZipFile(io.BytesIO(csvw_file(atlas, asked))) as archive:
        said = json.loads(archive.read(f"{asked.stem}.csv-metadata.json"))
    assert ["open-government-licence" in one["@id"] for one in said["dc:license"]] == [True]
    assert [one["dc:identifier"] for one in said["dc:source"]] == ["mhclg_iod2025_file7"]
    assert said["dc:temporal"] == ["2025"]
    assert said["dc:title"].endswith(", wards, Manchester")
    units = {one["name"]: one.get("schema:unitText") for one in said["tableSchema"]["columns"]}
    assert units["value"] == "% of residents"
    assert units["area_code"] is None


def opened_again(atlas, asked, tmp_path):
    path = tmp_path / "taken.gpkg"
    path.write_bytes(geopackage_file(atlas, asked))
    return path, set(dict(pyogrio.list_layers(path)))


def test_a_geopackage_of_wards(atlas, tmp_path):
    path, layers = opened_again(atlas, ASKED["wards"], tmp_path)
    assert layers == {"wards", "figures", "indicators", "sources", "about"}
    wards = gpd.read_file(path, layer="wards")
    assert (len(wards), wards.crs.to_epsg()) == (32, 4326)
    assert wards.geometry.notna().all()
    named = wards.set_index("area_name")
    assert named.loc["Harpurhey", "core20_pct"] == 100
    assert named.loc["Harpurhey", "shape"] == "approximate"
    figures = pyogrio.read_dataframe(path, layer="figures")
    assert len(figures) == 32
    assert (figures["licence"] != "").all()


def test_a_geopackage_of_every_period_shows_the_latest(atlas, tmp_path):
    path, layers = opened_again(atlas, Asked("smoking_adults_pct", period="all"), tmp_path)
    assert {"wards", "boroughs"} <= layers
    figures = pyogrio.read_dataframe(path, layer="figures")
    known = figures[(figures["area_code"] == "E08000003") & (figures["status"] == "ok")]
    latest = known[known["sex"] == "Persons"].sort_values("period").iloc[-1]
    boroughs = gpd.read_file(path, layer="boroughs").set_index("area_code")
    assert boroughs.loc["E08000003", "smoking_adults_pct"] == latest["value"]
    assert "smoking_adults_pct" not in gpd.read_file(path, layer="wards")
