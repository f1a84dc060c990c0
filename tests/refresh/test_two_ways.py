"""Core20 two ways after a refresh: worked out a second time, and said where they are far apart."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO

import geopandas as gpd
import pandas as pd
import pytest

from fhfa_data.catalogue.wisdom import load_wisdom
from fhfa_data.cli import main
from fhfa_data.model.areas import AreaType
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.csvw import csvw_file
from fhfa_data.views.downloads import Asked, rows_to_take
from fhfa_data.views.headline import headline
from fhfa_data.warehouse.installed import catalogue_of
from fhfa_data.warehouse.read import Warehouse

KINGSWAY, HARPURHEY = "E05014040", "E05011366"


@pytest.fixture(scope="module")
def atlas(refreshed):
    opened = Warehouse(refreshed[1].file)
    yield Atlas(opened, catalogue_of(opened), load_wisdom())
    opened.close()


@pytest.fixture(scope="module")
def both(atlas):
    """Ward → its Core20 by best fit and shared out."""
    rows = atlas.warehouse.frame(
        "SELECT area_code, indicator, value, denominator FROM figure WHERE area_type = 'ward' "
        "AND indicator IN ('core20_pct', 'core20_apportioned_pct') AND status = 'ok'"
    )
    return rows.pivot(index="area_code", columns="indicator", values="value")


def test_every_ward_has_both(both):
    assert len(both) == 215
    assert both.notna().all(axis=None)


def test_shared_out_as_a_second_way_says(both, atlas, shared):
    """GeoPandas' own overlay of the published shapes, with the residents of the warehouse."""
    ons = shared / "opendata" / "ons"
    wards = gpd.read_file(ons / "Wards_December_2024_Boundaries_UK_BGC_GM.geojson").to_crs(27700)
    [packed] = ons.glob("Lower_layer*BGC_V5_GM.geojson.gz")
    lsoas = gpd.read_file(f"/vsigzip/{packed}").to_crs(27700).set_index("LSOA21CD")
    pieces = gpd.overlay(wards[["WD24CD", "geometry"]], lsoas.reset_index(), how="intersection")
    facts = atlas.warehouse.frame(
        "SELECT lsoa21_code, residents, value AS decile FROM lsoa JOIN figure "
        "ON area_code = lsoa21_code AND indicator = 'imd_decile'"
    ).set_index("lsoa21_code")
    share = pieces.area.to_numpy() / lsoas.area.loc[pieces["LSOA21CD"]].to_numpy()
    people = share * facts["residents"].loc[pieces["LSOA21CD"]].to_numpy()
    deprived = facts["decile"].loc[pieces["LSOA21CD"]].to_numpy() <= 2
    sums = pd.DataFrame({"ward": pieces["WD24CD"], "all": people, "core": people * deprived})
    sums = sums.groupby("ward").sum()
    gap = (100 * sums["core"] / sums["all"] - both["core20_apportioned_pct"]).abs()
    assert gap.max() < 0.01
    assert abs(sums["all"].sum() / facts["residents"].sum() - 1) < 0.001


def test_a_ward_where_they_are_far_apart_says_so_beside_the_number(atlas, both):
    core20 = atlas.catalogue.indicator("core20_pct")
    said = headline(atlas, atlas.warehouse.area(KINGSWAY), core20, "latest").two_ways
    ours = both.loc[KINGSWAY]
    assert said.far_apart
    assert "With neighbourhoods shared out by area it would be" in said.words
    assert f"{ours['core20_apportioned_pct']:.1f}%, not {ours['core20_pct']:.1f}%" in said.words


def test_where_they_are_close_both_are_told_and_nothing_is_warned_of(atlas, both):
    close = (both["core20_pct"] - both["core20_apportioned_pct"]).abs().idxmin()
    core20 = atlas.catalogue.indicator("core20_pct")
    said = headline(atlas, atlas.warehouse.area(close), core20, "latest").two_ways
    assert not said.far_apart
    assert f"(best fit): {both.loc[close, 'core20_pct']:.1f}%" in said.words
    assert f"by area: {both.loc[close, 'core20_apportioned_pct']:.1f}%" in said.words


@pytest.mark.parametrize(
    ("indicator", "code"), [("core10_pct", KINGSWAY), ("core20_pct", "E08000005")]
)
def test_other_figures_and_areas_have_nothing_to_say_of_it(atlas, indicator, code):
    known = atlas.catalogue.indicator(indicator)
    assert headline(atlas, atlas.warehouse.area(code), known, "latest").two_ways.words == ""


def test_the_embedded_copy_says_why_it_has_one_way_only(warehouse):
    own = Atlas(warehouse, catalogue_of(warehouse), load_wisdom())
    core20 = own.catalogue.indicator("core20_pct")
    said = headline(own, own.warehouse.area(HARPURHEY), core20, "latest").two_ways
    assert not said.far_apart
    assert "once a refresh has brought" in said.words


def test_downloads_note_the_wards_that_depend_on_it(atlas, both):
    apart = (both["core20_pct"] - both["core20_apportioned_pct"]).abs() > 5
    rows = rows_to_take(atlas, Asked("core20_pct", AreaType.WARD)).set_index("area_code")
    assert set(rows.index[rows["note"] != ""]) == set(apart.index[apart])
    value = both.loc[KINGSWAY, "core20_apportioned_pct"]
    assert rows.loc[KINGSWAY, "note"].startswith(f"{value:.1f}% with neighbourhoods shared out by")
    other = rows_to_take(atlas, Asked("core10_pct", AreaType.WARD))
    assert set(other["note"]) == {""}
    with zipfile.ZipFile(BytesIO(csvw_file(atlas, Asked("core20_pct", AreaType.WARD)))) as archive:
        [name] = [one for one in archive.namelist() if one.endswith("json")]
        columns = json.loads(archive.read(name))["tableSchema"]["columns"]
    assert columns[-1]["name"] == "note"


def test_the_command_line_says_how_many_depend_on_it(place, both, capsys):
    count = int(((both["core20_pct"] - both["core20_apportioned_pct"]).abs() > 5).sum())
    assert main(["figures", "--indicator", "core20_pct", "--area-type", "ward"]) == 0
    said = capsys.readouterr().err
    assert f"{count} of 215 rows would differ by more than 5 points" in said
    assert "see --indicator core20_apportioned_pct" in said


def test_a_figure_shared_out_can_be_traced_without_a_fault(place, monkeypatch, capsys):
    monkeypatch.setenv("FHFA_RAW_DIR", str(place.raw))
    assert main(["trace", "core20_apportioned_pct", KINGSWAY]) == 0
    assert "shared out" in capsys.readouterr().out
