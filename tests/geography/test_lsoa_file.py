"""Files of neighbourhoods' shapes: what comes back is what went in, to the grid."""

from __future__ import annotations

import gzip
import json
import re
from itertools import accumulate

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from fhfa_data.geography.lsoa_file import COARSE, FINE, borough_geometry, whole_geometry

SIDE = 8
EAST, NORTH = 380_000.0, 400_000.0


def squares(size):
    """Neighbourhoods in a square of squares, two columns a ward; ``size`` in metres."""
    cells = [(row, column) for row in range(SIDE) for column in range(SIDE)]
    return gpd.GeoDataFrame(
        {
            "code": [f"E01{1000 + row * SIDE + column:06}" for row, column in cells],
            "name": [f"Test 00{row}{column}" for row, column in cells],
            "parent": [f"E0500000{column // 2}" for _, column in cells],
        },
        geometry=[
            shapely.box(
                EAST + size * column, NORTH - size * (row + 1),
                EAST + size * (column + 1), NORTH - size * row,
            )
            for row, column in cells
        ],
        crs=27700,
    )  # fmt: skip


def wards(size):
    """The wards of :func:`squares`, one a kilometre to the east, one far away."""
    places = [0, 1, 2, 3, 3 + 1 + 1000 / (2 * size), 40]
    return gpd.GeoDataFrame(
        {"code": [f"E0500000{at}" for at in range(6)], "name": [f"Ward {at}" for at in range(6)]},
        geometry=[
            shapely.box(
                EAST + 2 * size * at, NORTH - size * SIDE, EAST + 2 * size * (at + 1), NORTH
            )
            for at in places
        ],
        crs=27700,
    )


def codes_of(packed):
    stem, runs = packed
    pairs = [[int(part) for part in f"{run}*1".split("*")[:2]] for run in runs.split()]
    return [f"{stem}{one:06}" for one in accumulate(s for s, times in pairs for _ in range(times))]


def polygon_of(path, content, left, top):
    """Read a path back the slow way, to EPSG:27700."""
    rings = []
    for piece in path.split("M")[1:]:
        numbers = np.array([int(one) for one in re.findall(r"-?\d+", piece)]).reshape(-1, 2)
        points = numbers.cumsum(axis=0) * content["metres_per_unit"]
        rings.append(shapely.Polygon([(left + x, top - y) for x, y in points]))
    return shapely.union_all(rings)


@pytest.fixture(scope="module")
def borough():
    return json.loads(borough_geometry(squares(400.0), wards(400.0), "E08000001").text)


def test_every_neighbourhood_is_in_the_file_with_its_ward(borough):
    layer = borough["lsoas"]
    assert codes_of(layer["codes"]) == squares(400.0)["code"].tolist()
    owners = [borough["wards"]["code"][at] for at in layer["parent"]]
    assert owners == squares(400.0)["parent"].tolist()


def test_wards_close_by_are_outlines_and_far_ones_are_left_out(borough):
    assert borough["outlines"] == "wards"
    assert borough["wards"]["code"] == [f"E0500000{at}" for at in range(5)]


@pytest.mark.parametrize("detail", [FINE, COARSE])
def test_a_path_is_its_neighbourhood_to_the_grid(detail):
    size = 80.0 * detail.unit
    lsoas = squares(size)
    if detail is FINE:
        geometry = borough_geometry(lsoas, wards(size), "E08000001")
    else:
        named = pd.DataFrame({"code": lsoas["parent"].unique()}).assign(name="Somewhere")
        geometry = whole_geometry(lsoas, named)
    content = json.loads(geometry.text)
    assert content["metres_per_unit"] == detail.unit
    top = NORTH + 400
    for path, shape in zip(content["lsoas"]["path"], lsoas.geometry, strict=True):
        drawn = polygon_of(path, content, EAST - 400, top)
        assert shapely.hausdorff_distance(drawn, shape) <= detail.unit


def test_outlines_of_the_whole_are_the_neighbourhoods_joined():
    lsoas = squares(4000.0)
    named = pd.DataFrame({"code": lsoas["parent"].unique()}).assign(name="Somewhere")
    content = json.loads(whole_geometry(lsoas, named).text)
    for at, code in enumerate(content["boroughs"]["code"]):
        drawn = polygon_of(content["boroughs"]["path"][at], content, EAST - 400, NORTH + 400)
        joined = lsoas[lsoas["parent"] == code].union_all()
        assert drawn.symmetric_difference(joined).area < 1e-6 * joined.area


def test_the_order_of_rows_does_not_change_the_file():
    lsoas, around = squares(400.0), wards(400.0)
    shuffled = [one.sample(frac=1, random_state=7) for one in (lsoas, around)]
    first = borough_geometry(lsoas, around, "E08000001")
    assert borough_geometry(*shuffled, "E08000001") == first
    assert first.name.startswith("lsoas-E08000001-")


@pytest.mark.slow
def test_all_england_is_small_enough_to_fetch(shared):
    """ONS's own layer of 33,755 neighbourhoods; the whole file, packed as browsers get it."""
    folder = shared / "opendata" / "ons"
    stem = "Lower_layer_Super_Output_Areas_December_2021_Boundaries_EW_BSC_V4_England"
    with gzip.open(folder / f"{stem}.geojson.gz") as file:
        layer = gpd.read_file(file)
    lookup = pd.read_csv(folder / "LSOA21_WD24_LAD24_EW_LU.csv.gz").set_index("LSOA21CD")
    lsoas = gpd.GeoDataFrame(
        {
            "code": layer["LSOA21CD"],
            "name": layer["LSOA21NM"],
            "parent": lookup.loc[layer["LSOA21CD"], "LAD24CD"].to_numpy(),
        },
        geometry=layer.geometry,
    )
    boroughs = lookup[["LAD24CD", "LAD24NM"]].drop_duplicates().set_axis(["code", "name"], axis=1)
    geometry = whole_geometry(lsoas, boroughs)
    content = json.loads(geometry.text)
    assert len(content["lsoas"]["path"]) == 33_755
    assert len(content["boroughs"]["path"]) == 296
    assert sum(path == "" for path in content["lsoas"]["path"]) <= 1  # a speck under 50 metres
    assert len(gzip.compress(geometry.text.encode(), 6)) < 1_000_000


def test_why_shapes_are_approximate_travels_with_them():
    lsoas, around = squares(400.0), wards(400.0)
    assert json.loads(borough_geometry(lsoas, around, "E08000001").text)["about_shapes"] == ""
    said = json.loads(borough_geometry(lsoas, around, "E08000001", "Roughly.").text)
    assert said["about_shapes"] == "Roughly."
