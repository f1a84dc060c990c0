"""Shapes: shared borders stay shared, paths come back as the polygons they were."""

from __future__ import annotations

import json
import re

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from fhfa_data.errors import StarterError
from fhfa_data.geography.map_file import map_geometry
from fhfa_data.geography.shapes import GRID_METRES, Grid, grid_over, simplified, svg_paths
from fhfa_data.geography.static_file import write_once


@pytest.fixture(scope="module")
def starter(repository):
    folder = repository / "data" / "starter"
    return {
        "footprints": gpd.read_parquet(folder / "ward_footprints.parquet"),
        "areas": pd.read_parquet(folder / "areas.parquet"),
        "places": pd.read_parquet(folder / "places.parquet"),
    }


@pytest.fixture(scope="module")
def geometry(starter):
    return map_geometry(**starter)


@pytest.fixture(scope="module")
def content(geometry):
    return json.loads(geometry.text)


def rings_of(path: str) -> list[list[tuple[int, int]]]:
    """Read a path back the slow way: numbers, added up."""
    rings = []
    for piece in path.split("M")[1:]:
        numbers = [int(text) for text in re.findall(r"-?\d+", piece)]
        x, y = numbers[:2]
        ring = [(x, y)]
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x, y))
        rings.append(ring)
    return rings


def test_simplified_wards_still_share_their_borders(starter):
    shapes = np.asarray(simplified(starter["footprints"]).geometry.values)
    assert shapely.coverage_is_valid(shapes)


def test_footprints_without_a_reference_system_are_refused():
    bare = gpd.GeoDataFrame({"ward24_code": ["E05000001"]}, geometry=[shapely.box(0, 0, 1, 1)])
    with pytest.raises(StarterError, match="coordinates"):
        simplified(bare)


@given(
    st.integers(0, 40_000),
    st.integers(0, 40_000),
    st.integers(200, 9_000),
    st.integers(200, 9_000),
)
def test_a_path_is_its_polygon_to_the_grid(left, bottom, width, height):
    box = shapely.box(left, bottom, left + width, bottom + height)
    grid = grid_over((0.0, 0.0, 50_000.0, 50_000.0))
    (ring,) = rings_of(*svg_paths(np.array([box]), grid))
    metres = [(x * GRID_METRES + grid.left, grid.top - y * GRID_METRES) for x, y in ring]
    assert shapely.hausdorff_distance(shapely.Polygon(metres), box) <= GRID_METRES


def test_a_hole_becomes_a_second_ring():
    ring = shapely.box(0, 0, 900, 900).difference(shapely.box(300, 300, 600, 600))
    assert svg_paths(np.array([ring]), Grid(0.0, 900.0, 45, 45))[0].count("M") == 2


def test_a_shape_smaller_than_the_grid_draws_nothing():
    assert svg_paths(np.array([shapely.box(0, 0, 4, 4)]), Grid(0.0, 4.0, 1, 1)) == [""]


def test_every_ward_and_borough_is_in_the_file(content):
    assert len(set(content["wards"]["code"])) == 215
    assert len(content["boroughs"]["code"]) == 10
    assert all(content["wards"]["path"])
    assert all(content["boroughs"]["path"])
    assert all(content["boroughs"]["hex_path"])


def test_everything_lies_on_the_grid(content):
    for path in content["wards"]["path"]:
        for ring in rings_of(path):
            assert all(0 <= x <= content["width"] for x, _ in ring)
            assert all(0 <= y <= content["height"] for _, y in ring)


def test_a_label_stands_inside_its_ward(content):
    wards = content["wards"]
    for at, path in enumerate(wards["path"]):
        rings = [shapely.Polygon(ring).buffer(0) for ring in rings_of(path)]
        point = shapely.Point(wards["point"][2 * at], wards["point"][2 * at + 1])
        assert any(ring.contains(point) for ring in rings), wards["name"][at]


def test_how_far_drawings_are_from_the_true_wards_is_said(content, starter):
    overlaps = starter["footprints"]["overlap_pct"]
    said = f"{overlaps.mean():.0f}% on average, {overlaps.min()}% at least"
    assert said in content["about_shapes"]


def test_exact_wards_are_not_called_approximate(starter):
    exact = starter["footprints"].assign(overlap_pct=100.0)
    content = json.loads(map_geometry(exact, starter["areas"], starter["places"]).text)
    assert content["about_shapes"] == ""


def test_a_place_outside_its_wards_drawing_is_counted_not_drawn(content, starter):
    drawn = sum(len(kind["name"]) for kind in content["places"])
    left_out = sum(kind["left_out"] for kind in content["places"])
    assert drawn + left_out == len(starter["places"])
    assert left_out / len(starter["places"]) == pytest.approx(0.02, abs=0.005)
    assert [kind["as_of"] for kind in content["places"]] == ["2016", "March 2025", "2022", "2021"]


def test_the_file_is_written_once_and_named_by_its_content(geometry, tmp_path):
    first = write_once(tmp_path / "atlas", geometry.name, geometry.text)
    stamp = first.stat().st_mtime_ns
    again = write_once(tmp_path / "atlas", geometry.name, geometry.text)
    assert first == again
    assert again.stat().st_mtime_ns == stamp
    assert first.name == geometry.name
    assert [path.name for path in first.parent.iterdir()] == [first.name]


def test_row_order_does_not_change_the_file(starter, geometry):
    shuffled = {name: frame.sample(frac=1, random_state=7) for name, frame in starter.items()}
    assert map_geometry(**shuffled).fingerprint == geometry.fingerprint


def test_it_is_small(geometry):
    assert len(geometry.text) < 100_000


def test_a_nameless_ward_is_refused(starter):
    lacking = starter["areas"].query("ward24_code != 'E05011366'")
    with pytest.raises(StarterError, match="E05011366"):
        map_geometry(starter["footprints"], lacking, starter["places"])
