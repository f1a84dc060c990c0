"""ArcGIS services that answer wrongly: each fault ends in words, never in a short table."""

from __future__ import annotations

import json

import pytest
from faulty_server import reply, serving
from samples import PORTAL, a_download, a_source, by_hand

from fhfa_data.errors import SourceError
from fhfa_data.sources import arcgis

LAYER = f"{PORTAL}/LU/FeatureServer/0"
LOOKUP = a_source(
    protocol="arcgis", address=LAYER, form="json", fields=("CODE", "NAME"), order="CODE"
)
SHAPES = a_source(
    protocol="arcgis", address=LAYER, form="geojson", fields=("CODE", "NAME"), order="CODE"
)
SQUARE = [[-2.0, 53.0], [-2.0, 53.1], [-1.9, 53.1], [-1.9, 53.0], [-2.0, 53.0]]
BOW_TIE = [[-2.0, 53.0], [-1.9, 53.1], [-1.9, 53.0], [-2.0, 53.1], [-2.0, 53.0]]
METRES = [[380000, 390000], [380000, 391000], [381000, 391000], [380000, 390000]]


def said(content):
    return reply(json.dumps(content).encode(), Content_Type="application/json")


def count(number):
    return said({"count": number})


def lookup_page(*codes, more=False, **fields):
    features = [{"attributes": {"CODE": code, "NAME": f"Area {code}", **fields}} for code in codes]
    return {"features": features, **({"exceededTransferLimit": True} if more else {})}


def shape_page(rings, more=False):
    features = [
        {
            "type": "Feature",
            "properties": {"CODE": code, "NAME": code},
            "geometry": ring and {"type": "Polygon", "coordinates": [ring]},
        }
        for code, ring in rings.items()
    ]
    inner = {"properties": {"exceededTransferLimit": True}} if more else {}
    return {"type": "FeatureCollection", "features": features, **inner}


def downloaded(tmp_path, *acts, source=LOOKUP):
    with serving(*acts) as server:
        receipt = a_download(arcgis, source, server.url, tmp_path / "one")
    return server.seen, arcgis.read(receipt, source)


def fails(tmp_path, *acts, source=LOOKUP):
    with pytest.raises(SourceError) as caught:
        downloaded(tmp_path, *acts, source=source)
    assert caught.value.where == LAYER
    assert caught.value.todo
    return caught.value


def test_more_is_said_at_the_top_of_json(tmp_path):
    acts = count(3), said(lookup_page("A", "B", more=True)), said(lookup_page("C"))
    seen, table = downloaded(tmp_path, *acts)
    assert table["CODE"].tolist() == ["A", "B", "C"]
    assert "resultOffset=2" in seen[2].target
    assert "orderByFields=CODE" in seen[2].target


def test_more_is_said_inside_geojson(tmp_path):
    first, second = shape_page({"A": SQUARE, "B": SQUARE}, more=True), shape_page({"C": SQUARE})
    _, table = downloaded(tmp_path, count(3), said(first), said(second), source=SHAPES)
    assert table["CODE"].tolist() == ["A", "B", "C"]
    assert table.crs == "EPSG:4326"


def test_pages_go_on_until_the_count_though_none_says_so(tmp_path):
    acts = count(3), said(lookup_page("A", "B")), said(lookup_page("C"))
    assert len(downloaded(tmp_path, *acts)[1]) == 3


@pytest.mark.parametrize("page", [lookup_page("C", more=True), lookup_page("C", "D")])
def test_more_rows_than_were_counted(tmp_path, page):
    acts = count(3), said(lookup_page("A", "B", more=True)), said(page), said(lookup_page("E"))
    assert "it has 3 rows and sent 4" in fails(tmp_path, *acts, said(lookup_page())).what


def test_fewer_rows_than_were_counted(tmp_path):
    acts = count(4), said(lookup_page("A", "B", more=True)), said(lookup_page("C"))
    assert "it has 4 rows and sent 3" in fails(tmp_path, *acts, said(lookup_page())).what


def test_a_page_that_comes_twice(tmp_path):
    acts = count(4), said(lookup_page("A", "B", more=True))  # and again, for ever
    assert "the row 'A' twice: its pages overlap" in fails(tmp_path, *acts).what


def test_a_page_that_is_left_out(tmp_path):
    pages = said(lookup_page("A", "B", more=True)), said(lookup_page("E", "F")), said(lookup_page())
    assert "it has 6 rows and sent 4" in fails(tmp_path, count(6), *pages).what


@pytest.mark.parametrize("first", [True, False], ids=["count", "page"])
def test_an_error_inside_http_200(tmp_path, first):
    error = {"code": 400, "message": "Cannot perform query.", "details": ["'Invalid field: X'"]}
    acts = [said({"error": error})] if first else [count(2), said({"error": error})]
    caught = fails(tmp_path, *acts)
    assert "reports an error (400): Cannot perform query. 'Invalid field: X'" in caught.what
    assert "may have been renamed" in caught.todo


def test_a_service_that_is_busy_inside_http_200(tmp_path):
    assert fails(tmp_path, said({"error": {"code": 503, "message": "Busy"}})).todo.startswith("Try")


@pytest.mark.parametrize(
    "answer", [b"{", b"[]", b'{"count": "3"}', b'{"count": true}', b"{}", b"\xff"]
)
def test_a_count_that_is_none(tmp_path, answer):
    fails(tmp_path, reply(answer))


@pytest.mark.parametrize("answer", [b'{"features": 1}', b'{"features": [1]}', b"{}", b"{"])
def test_a_page_that_is_none(tmp_path, answer):
    fails(tmp_path, count(1), reply(answer))


def test_an_empty_layer(tmp_path):
    assert "no rows for what was asked" in fails(tmp_path, count(0)).what


def test_a_field_that_is_missing(tmp_path):
    page = {"features": [{"attributes": {"CODE": "A", "NAMES": "x"}}]}
    assert "'NAME' (there is 'NAMES')" in fails(tmp_path, count(1), said(page)).what


def test_a_field_in_another_case_and_values_that_are_no_text(tmp_path):
    rows = [{"attributes": {"code": 7, "Name": None}}, {"attributes": {"code": 8, "Name": "x"}}]
    _, table = downloaded(tmp_path, count(2), said({"features": rows}))
    assert table.fillna("?").to_numpy().tolist() == [["7", "?"], ["8", "x"]]


def test_a_row_without_its_unique_value(tmp_path):
    assert "no value in 'CODE'" in fails(tmp_path, count(1), said(lookup_page(None))).what


def test_a_row_that_lacks_a_field(tmp_path):
    page = lookup_page("A", "B")
    del page["features"][1]["attributes"]["NAME"]
    assert "Some rows lack the field 'NAME'" in fails(tmp_path, count(2), said(page)).what


def test_a_shape_that_crosses_itself_is_mended_and_named(tmp_path, caplog):
    page = shape_page({"A": SQUARE, "B": BOW_TIE})
    _, table = downloaded(tmp_path, count(2), said(page), source=SHAPES)
    assert table.is_valid.all()
    assert set(table.geom_type) <= {"Polygon", "MultiPolygon"}
    assert table.geometry[1].area > 0
    assert table.attrs["mended"] == ["B"]
    assert "crossed themselves and were mended: B" in caplog.text


@pytest.mark.parametrize(
    ("ring", "words"),
    [
        (None, "have no shape: B"),
        (METRES, "lie outside the UK: the service did not send degrees: B"),
        ([[-2.0, 53.0], [-2.0, 53.1]], "A shape can't be read"),
        ([["x", "y"]], "A shape can't be read"),
        ([[-2.0, 53.0], [-2.0, 53.1], [-2.0, 53.0], [-2.0, 53.0]], "can't be mended: B"),
    ],
)
def test_a_shape_that_is_none(tmp_path, ring, words):
    page = shape_page({"A": SQUARE, "B": ring})
    assert words in fails(tmp_path, count(2), said(page), source=SHAPES).what


def test_a_file_downloaded_by_hand_needs_no_count(tmp_path):
    data = json.dumps(shape_page({"A": SQUARE})).encode()
    assert by_hand(tmp_path, arcgis, SHAPES, boundaries=data)["CODE"].tolist() == ["A"]
