"""A field that a service calls by another name is the field all the same."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from faulty_server import reply, serving
from samples import PORTAL, a_download, a_source

from fhfa_data.errors import SourceError
from fhfa_data.sources import arcgis

SOURCE = a_source(
    protocol="arcgis",
    address=f"{PORTAL}/LSOA11_LSOA21_LAD22_EW_LU/FeatureServer/0",
    form="json",
    fields=("ObjectId", "LSOA11CD", "LSOA21CD"),
    aliases={"F_LSOA11CD": "LSOA11CD"},
    order="ObjectId",
)


def downloaded(tmp_path, row):
    count = reply(json.dumps({"count": 1}).encode())
    page = reply(json.dumps({"features": [{"attributes": row}]}).encode())
    with serving(count, page) as server:
        receipt = a_download(arcgis, SOURCE, server.url, tmp_path / "one")
    asked = parse_qs(urlsplit(server.seen[1].target).query)
    return arcgis.read(receipt, SOURCE), asked["outFields"]


@pytest.mark.parametrize("name", ["F_LSOA11CD", "f_lsoa11cd", "LSOA11CD", "lsoa11cd"])
def test_either_name_will_do(tmp_path, name):
    row = {"ObjectId": 7, name: "E01000001", "LSOA21CD": "E01000009", "Shape__Area": 3.0}
    table, asked = downloaded(tmp_path, row)
    assert table.to_dict("records") == [
        {"ObjectId": "7", "LSOA11CD": "E01000001", "LSOA21CD": "E01000009"}
    ]
    assert asked == ["*"]  # asked for by our name, a service that has another would refuse


def test_neither_name_is_a_missing_column(tmp_path):
    with pytest.raises(SourceError, match="LSOA11CD"):
        downloaded(tmp_path, {"ObjectId": 7, "OLD": "E01000001", "LSOA21CD": "E01000009"})
