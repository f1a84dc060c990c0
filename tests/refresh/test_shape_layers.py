"""Shapes of neighbourhoods and boroughs, and rural/urban classes, as a refresh brings them."""

from __future__ import annotations

import csv
import gzip
import shutil
from collections import Counter

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from fhfa_data.api.open_atlas import OpenAtlas
from fhfa_data.catalogue.fetching import Provides
from fhfa_data.model.scope import ENGLAND, GM
from fhfa_data.refresh.layers import finest_shapes
from fhfa_data.refresh.run import fetchable
from fhfa_data.views.geopackage import write_geopackage
from fhfa_data.warehouse.read import Warehouse

FINE, COARSE = "ons_lsoa21_bgc", "ons_lsoa21_bsc"


@pytest.fixture
def opened(refreshed):
    warehouse = Warehouse(refreshed[1].file)
    yield warehouse
    warehouse.close()


def test_the_finer_layer_is_used_where_it_is_whole(opened):
    shapes = opened.lsoa_shapes()
    assert set(shapes["lsoa21_code"]) == set(opened.frame("SELECT lsoa21_code FROM lsoa").squeeze())
    assert set(shapes["source"]) == {FINE}
    assert set(opened.borough_shapes()["source"]) == {"ons_lad23_bgc"}
    assert len(opened.borough_shapes()) == 10


def test_middle_layer_areas_have_shapes_unless_they_were_redrawn(opened, catalogue, shared):
    """Of 346 MSOAs of 2011, those that the layer of 2021 has too."""
    [packed] = (shared / "opendata" / "ons").glob("MSOA_2021_EW_BGC_GM.geojson.gz")
    published = gpd.read_file(f"/vsigzip/{packed}").set_index("MSOA21CD").to_crs(27700)
    rows = OpenAtlas(opened, catalogue).figures(
        "life_expectancy_birth", area_type="msoa", geometry=True
    )
    shapes = rows[rows["sex"] == "Female"].set_index("area_code").to_crs(27700).geometry
    assert set(shapes[shapes.notna()].index) == set(shapes.index) & set(published.index)
    assert 0 < shapes.isna().sum() < 10
    some = shapes.dropna()
    gap = some.area / published.loc[some.index].area - 1
    assert gap.abs().max() < 1e-6


def test_only_the_scopes_neighbourhoods_are_asked_for(refreshed):
    """1,702 codes, 200 at a time: nine lots of one page and its count, not the whole country."""
    [day] = (refreshed[0].raw / COARSE).iterdir()
    assert len(list(day.glob("*page*.geojson"))) == 9


def test_neighbourhoods_and_wards_fill_their_boroughs(opened, catalogue):
    """ONS generalises each layer apart, so areas agree to a small part only."""
    atlas = OpenAtlas(opened, catalogue)
    area = {}
    for kind in ("lsoa", "ward", "borough"):
        rows = atlas.figures("population", area_type=kind, geometry=True).to_crs(27700)
        assert set(rows["shape"]) == {"exact"}
        code = "area_code" if kind == "borough" else "borough_code"
        area[kind] = rows.assign(area=rows.geometry.area).groupby(code)["area"].sum()
    assert len(area["borough"]) == 10
    for kind in ("lsoa", "ward"):
        pd.testing.assert_series_equal(area[kind], area["borough"], rtol=0.002, check_names=False)


def test_classes_are_those_that_ons_publishes(opened, shared):
    path = shared / "opendata" / "ons" / "RUC21_LSOA21_EW.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        published = {row["lsoa21_code"]: row for row in csv.DictReader(file)}
    rows = opened.frame("SELECT * FROM rural_urban")
    assert len(rows) == 1702
    for row in rows.itertuples():
        said = published[row.lsoa21_code]
        assert (row.class_code, row.class_name) == (said["ruc21_code"], said["classification"])
        assert row.is_urban == (said["ruc"] == "Urban")
    assert Counter(rows["is_urban"])[False] == 12


def test_the_coarser_layer_stands_in_for_one_that_cannot_be_had(place):
    shutil.rmtree(place.raw / FINE)
    done = place.refresh()
    opened = Warehouse(done.file)
    assert set(opened.lsoa_shapes()["source"]) == {COARSE}
    assert len(opened.lsoa_shapes()) == 1702
    opened.close()


def test_layers_are_never_mixed(catalogue):
    codes = pd.Series(["E01000002", "E01000001"])
    layer = gpd.GeoDataFrame(
        {"LSOA21CD": codes},
        geometry=[shapely.box(0, 51, 1, 52), shapely.box(1, 51, 2, 52)],
        crs=4326,
    )
    both = {FINE: layer, COARSE: layer}
    one_lacking = {FINE: layer.head(1), COARSE: layer}

    def used(layers):
        by_use = {Provides.LSOA_SHAPES.value: layers}
        return finest_shapes(by_use, Provides.LSOA_SHAPES, codes, catalogue)

    assert list(used(both)["source"]) == [FINE, FINE]
    assert list(used(one_lacking)["source"]) == [COARSE, COARSE]
    assert list(used(one_lacking)["area_code"]) == ["E01000001", "E01000002"]
    assert used(one_lacking).geometry[0].bounds == (1, 51, 2, 52)  # the shape of its own code
    assert len(used({FINE: layer.head(1)})) == 0
    assert len(used({})) == 0


def test_all_england_is_asked_for_in_the_coarser_layer_only(catalogue):
    asked = {scope.text: {one.id for one in fetchable(catalogue, scope)} for scope in (GM, ENGLAND)}
    assert asked["gm"] - asked["england"] == {FINE, "ons_msoa21_bgc"}
    assert asked["england"] - asked["gm"] == {"ons_msoa11_msoa21_lookup"}


def test_the_geopackage_has_neighbourhoods_once_their_shapes_are_there(opened, catalogue, tmp_path):
    write_geopackage(opened, catalogue, tmp_path / "atlas.gpkg")
    rows = gpd.read_file(tmp_path / "atlas.gpkg", layer="neighbourhoods").set_index("area_code")
    known = opened.frame(
        "SELECT area_code, value FROM figure WHERE indicator = 'imd_decile' AND area_type = 'lsoa'"
    ).set_index("area_code")["value"]
    assert len(rows) == 1702
    assert rows.geometry.is_valid.all()
    pd.testing.assert_series_equal(
        rows["imd_decile"].sort_index(), known.sort_index(), check_names=False, check_dtype=False
    )
