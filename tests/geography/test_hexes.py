"""Hexagons: each ward one cell, no two the same, boroughs whole, the same every time."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from fhfa_data.geography.hexes import hex_layout, silhouette
from fhfa_data.geography.lattice import components, neighbours
from fhfa_data.geography.mending import along_a_path, in_one_piece
from fhfa_data.geography.shapes import simplified

coordinate = st.floats(0, 50_000, allow_nan=False, width=32)
ward = st.tuples(st.sampled_from("ABCD"), coordinate, coordinate)


def frame_of(wards) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "ward24_code": [f"E{number:08}" for number in range(len(wards))],
            "borough_code": [borough for borough, _, _ in wards],
            "x": [x for _, x, _ in wards],
            "y": [y for _, _, y in wards],
        }
    )


def outline_of(frame: pd.DataFrame) -> shapely.Geometry:
    return shapely.MultiPoint(frame[["x", "y"]].to_numpy()).convex_hull.buffer(1_000)


def cells_by_borough(frame: pd.DataFrame, cells) -> dict[str, set]:
    owners = dict(zip(frame["ward24_code"], frame["borough_code"], strict=True))
    found: dict[str, set] = {}
    for code, cell in cells.items():
        found.setdefault(owners[code], set()).add(cell)
    return found


def is_connected(cells):
    """Whether one can walk from any of the cells to any other without leaving them."""
    return len(components(cells)) <= 1


@settings(max_examples=40, deadline=None)
@given(st.lists(ward, min_size=1, max_size=40))
def test_any_wards_get_a_cell_each_and_boroughs_stay_whole(wards):
    frame = frame_of(wards)
    layout = hex_layout(frame, outline_of(frame))
    assert sorted(layout.cells) == sorted(frame["ward24_code"])
    assert len(set(layout.cells.values())) == len(frame)
    for borough, cells in cells_by_borough(frame, layout.cells).items():
        assert is_connected(cells), borough


@settings(max_examples=15, deadline=None)
@given(st.lists(ward, min_size=2, max_size=25), st.randoms(use_true_random=False))
def test_the_layout_does_not_depend_on_row_order(wards, random):
    frame = frame_of(wards)
    order = list(range(len(frame)))
    random.shuffle(order)
    first = hex_layout(frame, outline_of(frame))
    assert hex_layout(frame.iloc[order], outline_of(frame)) == first


@pytest.mark.parametrize("count", [1, 7, 60, 215])
def test_a_silhouette_has_exactly_the_cells_asked_for_and_is_whole(count):
    cells, _ = silhouette(shapely.box(0, 0, 30_000, 18_000), count)
    assert len(set(cells)) == count
    assert is_connected(cells)


def test_a_stray_cell_is_swapped_home():
    owners = {(q, 0): "A" for q in range(4)} | {(q, 1): "B" for q in range(4)}
    owners |= {(0, 0): "B", (3, 1): "A", (1, 0): "A"}
    mended = in_one_piece(owners)
    assert mended is not None
    for borough in "AB":
        assert is_connected({cell for cell, owner in mended.items() if owner == borough})
        assert list(mended.values()).count(borough) == list(owners.values()).count(borough)


def test_where_swaps_fail_says_so():
    assert in_one_piece({(0, 0): "A", (1, 0): "B", (2, 0): "C", (3, 0): "A"}) is None


@given(st.lists(st.integers(1, 12), min_size=1, max_size=9))
def test_a_path_keeps_every_borough_whole(counts):
    wanted = {f"borough {at}": count for at, count in enumerate(counts)}
    owners = along_a_path(wanted, (3, -2))
    for borough, count in wanted.items():
        cells = [cell for cell, owner in owners.items() if owner == borough]
        assert len(cells) == count
        assert is_connected(cells)


@pytest.fixture(scope="module")
def greater_manchester(repository):
    folder = repository / "data" / "starter"
    shapes = simplified(gpd.read_parquet(folder / "ward_footprints.parquet"))
    areas = pd.read_parquet(folder / "areas.parquet").drop_duplicates("ward24_code")
    wards = shapes.merge(areas, on="ward24_code")
    centroid = wards.geometry.centroid
    frame = wards[["ward24_code", "borough_code", "borough_name"]].assign(
        x=centroid.x, y=centroid.y
    )
    return frame, shapely.union_all(wards.geometry.values)


def test_greater_manchester_stays_recognisable(greater_manchester):
    frame, outline = greater_manchester
    layout = hex_layout(frame, outline)
    boroughs = cells_by_borough(frame, layout.cells)
    assert is_connected(layout.cells.values())
    assert all(is_connected(cells) for cells in boroughs.values())
    drawn = shapely.union_all(list(layout.hexagons().values()))
    overlap = drawn.intersection(outline).area / drawn.union(outline).area
    assert overlap > 0.85


def test_neighbouring_boroughs_stay_neighbours(greater_manchester):
    frame, outline = greater_manchester
    boroughs = cells_by_borough(frame, hex_layout(frame, outline).cells)
    names = dict(zip(frame["borough_name"], frame["borough_code"], strict=True))

    def touch(one: str, other: str) -> bool:
        cells = boroughs[names[other]]
        return any(n in cells for cell in boroughs[names[one]] for n in neighbours(cell))

    for one, other in [
        ("Manchester", "Salford"),
        ("Manchester", "Trafford"),
        ("Manchester", "Stockport"),
        ("Manchester", "Tameside"),
        ("Wigan", "Bolton"),
        ("Rochdale", "Oldham"),
        ("Bury", "Rochdale"),
    ]:
        assert touch(one, other), f"{one} no longer touches {other}"
    assert not touch("Wigan", "Stockport")
