"""The Python door: the same rows as everywhere else, shapes that say how exact they are."""

from __future__ import annotations

import subprocess
import sys

import geopandas as gpd
import pandas as pd
import pytest

from fhfa_data import open_atlas
from fhfa_data.errors import AtlasError, UnknownName

HARPURHEY = "E05011366"


@pytest.fixture
def atlas(warehouse_file):
    with open_atlas() as opened:
        yield opened


def test_figures_are_the_rows_of_the_starter_added_up(atlas, repository):
    """An independent sum over the embedded neighbourhoods, not the atlas's own."""
    starter = repository / "data" / "starter"
    figures = pd.read_parquet(starter / "figures.parquet").set_index("indicator")
    areas = pd.read_parquet(starter / "areas.parquet").set_index("lsoa21_code")
    people = figures.loc["population"].query("area_type == 'lsoa21'").set_index("area_code")
    decile = figures.loc["imd_decile"].query("area_type == 'lsoa21'").set_index("area_code")
    inside = areas.index[areas["ward24_code"] == "E05014818"]
    most = inside[decile.loc[inside, "value"] <= 2]
    expected = 100 * people.loc[most, "value"].sum() / people.loc[inside, "value"].sum()
    wards = atlas.figures("core20_pct", area_type="ward").set_index("area_code")
    assert len(wards) == 215
    assert wards.loc["E05014818", "value"] == pytest.approx(expected)


def test_within_and_period(atlas):
    rows = atlas.figures(
        "smoking_adults_pct", area_type="borough", within="E08000003", period="all"
    )
    assert set(rows["area_name"]) == {"Manchester"}
    assert rows["period"].nunique() > 5


def test_without_an_indicator_all_of_them_come(atlas):
    assert atlas.figures(area_type="gm")["indicator"].nunique() == len(atlas.indicators())


def test_with_geometry_each_shape_says_whether_it_is_exact(atlas):
    wards = atlas.figures("core20_pct", area_type="ward", geometry=True)
    assert isinstance(wards, gpd.GeoDataFrame)
    assert wards.crs.to_epsg() == 4326
    assert wards.geometry.notna().all()
    assert set(wards["shape"]) == {"approximate"}
    west, south, east, north = wards.total_bounds
    assert -2.8 < west < east < -1.8
    assert 53.3 < south < north < 53.8


def test_a_boroughs_shape_is_its_wards_joined(atlas):
    boroughs = atlas.figures("core20_pct", area_type="borough", geometry=True)
    wards = atlas.figures("core20_pct", area_type="ward", geometry=True, within="E08000006")
    salford = boroughs.set_index("area_code").to_crs(27700).geometry["E08000006"]
    assert salford.area == pytest.approx(wards.to_crs(27700).union_all().area, rel=1e-6)
    assert len(boroughs) == 10


def test_a_kind_of_area_without_shapes_says_so(atlas):
    with pytest.raises(AtlasError, match=r"No shape of a larger neighbourhood \(MSOA\)"):
        atlas.figures("life_expectancy_birth", area_type="msoa", geometry=True)


def test_neighbourhoods_have_shapes_that_say_they_are_approximate(atlas):
    found = atlas.figures("imd_score", area_type="lsoa", within=HARPURHEY, geometry=True)
    assert len(found) > 1
    assert found.geometry.notna().all()
    assert set(found["shape"]) == {"approximate"}


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ({"indicator": "core2_pct"}, "core20_pct"),
        ({"indicator": "core20_pct", "area_type": "wards"}, "ward"),
        ({"indicator": "core20_pct", "within": "E05011360X"}, "E0501136"),
        ({"indicator": "core20_pct", "period": "1066"}, "2025"),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest(atlas, asked, hint):
    with pytest.raises(UnknownName) as caught:
        atlas.figures(**asked)
    assert any(hint in one for one in caught.value.nearest)


def test_lists_of_indicators_sources_areas_and_periods(atlas, catalogue):
    embedded = {one.id for one in catalogue.indicators.values() if one.embedded}
    assert set(atlas.indicators()["indicator"]) == embedded
    sources = atlas.sources()
    assert set(sources["source"]) == set(catalogue.sources)
    assert (sources["digest"] == "").all()  # nothing was fetched: these are the embedded figures
    assert atlas.areas("ward")["area_code"].is_unique
    assert HARPURHEY in set(atlas.areas()["area_code"])
    assert set(atlas.periods("population")["period"]) == {"2021"}
    assert "Open Government Licence" in atlas.attribution


def test_postcodes_are_those_inside_an_area(atlas):
    ward, borough = atlas.postcodes(HARPURHEY), atlas.postcodes("E08000003")
    assert set(ward["ward24_code"]) == {HARPURHEY}
    assert set(ward["postcode"]) < set(borough["postcode"]) < set(atlas.postcodes()["postcode"])
    lsoa = ward["lsoa21_code"].iloc[0]
    assert set(atlas.postcodes(lsoa)["lsoa21_code"]) == {lsoa}
    with pytest.raises(UnknownName):
        atlas.postcodes("E05999999")


def test_ages_of_an_area_are_in_order_and_add_up_to_its_residents(atlas):
    ages = atlas.ages()
    residents = atlas.figures("population", area_type="lsoa").set_index("area_code")["value"]
    added = ages.groupby("area_code")["residents"].sum()
    assert added.drop("E92000001").to_dict() == residents.to_dict()
    bands = ages.loc[ages["area_code"] == residents.index[0], "age_band"].tolist()
    assert (bands[:3], bands[-1], len(bands)) == (["0-4", "5-9", "10-14"], "85+", 18)


def test_retired_wards_lead_to_wards_of_today(atlas):
    changes = atlas.ward_changes()
    assert set(changes["ward24_code"]) <= set(atlas.areas("ward")["area_code"])
    first = changes.drop_duplicates("ward22_code")["share_pct"]
    assert (first >= changes.groupby("ward22_code")["share_pct"].max().to_numpy()).all()


def test_middle_layer_areas_have_the_names_that_people_use(atlas):
    areas = atlas.areas()
    msoas = areas["area_type"] == "msoa"
    assert (areas.loc[msoas, "local_name"] != "").all()
    assert (areas.loc[~msoas, "local_name"] == "").all()


@pytest.mark.parametrize(("kind", "count"), [("lsoa", 1702), ("ward", 215), ("borough", 10)])
def test_shapes_are_tables_of_their_own(atlas, kind, count):
    shapes = atlas.shapes(kind)
    assert len(shapes) == count
    assert set(shapes["area_code"]) == set(atlas.areas(kind)["area_code"])
    assert set(shapes["shape"]) == {"approximate"}


def test_the_publishers_verdict_stands_beside_its_figures(atlas):
    rows = atlas.figures("smoking_adults_pct", area_type="borough", period="all")
    assert set(rows["compared_to_england"].dropna()) <= {"Better", "Similar", "Worse"}
    assert rows["compared_to_england"].notna().any()
    assert atlas.figures("core20_pct", area_type="ward")["compared_to_england"].isna().all()


@pytest.mark.process
def test_importing_the_package_loads_nothing_heavy():
    heavy = "{'duckdb', 'pandas', 'numpy', 'geopandas', 'pydantic', 'streamlit', 'requests'}"
    code = f"import sys, fhfa_data; sys.exit(', '.join({heavy} & set(sys.modules)) or 0)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.process
def test_the_example_script_works(repository, tmp_path, warehouse_file):
    script = repository / "docs" / "examples" / "core20_by_ward.py"
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "215 wards" in done.stdout
    assert "Manchester" in done.stdout
    assert len(gpd.read_file(tmp_path / "core20_wards.gpkg")) == 215
