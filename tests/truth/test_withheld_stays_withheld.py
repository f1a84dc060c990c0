"""A figure that a publisher withholds can't be worked out from anything the atlas gives away."""

from __future__ import annotations

import io
from dataclasses import replace

import pandas as pd
import pyogrio
import pytest

from fhfa_data.api.open_atlas import OpenAtlas
from fhfa_data.catalogue.wisdom import load_wisdom
from fhfa_data.indicators.holdings import from_starter
from fhfa_data.model.areas import AreaType
from fhfa_data.model.gap_selection import Groups
from fhfa_data.model.own_selection import own
from fhfa_data.model.share_selection import ShareSelection
from fhfa_data.sources.starter import read_starter
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.downloads import Asked, csv_file
from fhfa_data.views.gap import gap
from fhfa_data.views.geopackage import geopackage_file
from fhfa_data.views.own_area import own_area
from fhfa_data.views.parquet_folder import write_parquet_folder
from fhfa_data.views.sharing import share_by_need
from fhfa_data.views.sharing_words import sharing_csv
from fhfa_data.warehouse.build import install
from fhfa_data.warehouse.installed import catalogue_of
from fhfa_data.warehouse.read import Warehouse

NAME = "overcrowded_pct"
KEY = ["indicator", "area_type", "period", "sex"]


@pytest.fixture(scope="module")
def secret():
    """The neighbourhood whose figure is withheld here: its row of the embedded areas."""
    return read_starter().areas.iloc[0]


@pytest.fixture(scope="module")
def spoilt(secret, tmp_path_factory):
    """The embedded figures with that one withheld."""
    held = from_starter(read_starter())
    figures = held.figures.assign(status="ok")
    rows = (figures["indicator"] == NAME) & (figures["area_code"] == secret["lsoa21_code"])
    assert rows.sum() == 1
    figures.loc[rows, ["value", "numerator", "denominator"]] = None
    figures.loc[rows, "status"] = "suppressed"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FHFA_WAREHOUSE_DIR", str(tmp_path_factory.mktemp("spoilt")))
        opened = Warehouse(install(replace(held, figures=figures)))
    yield Atlas(opened, catalogue_of(opened), load_wisdom())
    opened.close()


def worked_out(rows: pd.DataFrame, lsoas: pd.DataFrame, code: str) -> list[str]:
    """Every total from which the one neighbourhood's count follows: total less all its others."""
    own = rows[rows["indicator"] == NAME]
    counts = own.set_index("area_code")["numerator"]
    parents = {"ward24_code": None, "borough_code": None}
    found = []
    for column in parents:
        parent = lsoas.set_index("lsoa21_code")[column][code]
        others = lsoas.loc[(lsoas[column] == parent) & (lsoas["lsoa21_code"] != code)]
        known = counts.reindex(others["lsoa21_code"]).notna().all()
        if known and pd.notna(counts.get(parent)):
            found.append(parent)
        # Nor from a total of totals: the borough's wards, Greater Manchester's boroughs.
    boroughs = counts.reindex(lsoas["borough_code"].unique())
    if pd.notna(counts.get("E47000001")) and boroughs.isna().sum() <= 1:
        found.append("E47000001")
    return found


@pytest.fixture(scope="module")
def lsoas(spoilt):
    return spoilt.warehouse.frame("SELECT * FROM lsoa")


def in_csv(atlas, _folder):
    parts = [csv_file(atlas, Asked(NAME, kind)) for kind in AreaType]
    return pd.concat(pd.read_csv(io.BytesIO(one)) for one in parts)


def in_api(atlas, _folder):
    return OpenAtlas(atlas.warehouse, atlas.catalogue).figures(NAME)


def in_parquet(atlas, folder):
    write_parquet_folder(atlas.warehouse, atlas.catalogue, folder / "parquet")
    return pd.read_parquet(folder / "parquet" / "figure")


WAYS = {"csv": in_csv, "api": in_api, "parquet": in_parquet}


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_no_total_in_any_export_gives_it_away(spoilt, secret, lsoas, tmp_path, way):
    rows = WAYS[way](spoilt, tmp_path)
    own_row = rows[(rows["area_code"] == secret["lsoa21_code"]) & (rows["indicator"] == NAME)]
    assert own_row["status"].tolist() == ["suppressed"]
    assert own_row[["value", "numerator"]].isna().all(axis=None)
    assert worked_out(rows, lsoas, secret["lsoa21_code"]) == []


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_the_search_for_it_would_find_it_were_it_there(atlas, secret, lsoas, tmp_path, way):
    """With nothing withheld, the same search works it out three times over."""
    rows = WAYS[way](atlas, tmp_path)
    assert len(worked_out(rows, lsoas, secret["lsoa21_code"])) == 3


@pytest.mark.slow
def test_no_shape_file_gives_it_away(spoilt, secret, tmp_path):
    path = tmp_path / "wards.gpkg"
    path.write_bytes(geopackage_file(spoilt, Asked(NAME, AreaType.WARD)))
    layer = pyogrio.read_dataframe(path, layer="wards").set_index("area_code")
    assert pd.isna(layer.loc[secret["ward24_code"], NAME])
    assert layer[NAME].notna().sum() == len(layer) - 1
    rows = pyogrio.read_dataframe(path, layer="figures", read_geometry=False)
    own_row = rows[rows["area_code"] == secret["ward24_code"]]
    assert own_row[["value", "numerator"]].isna().all(axis=None)


@pytest.mark.slow
def test_no_gap_group_share_or_own_area_gives_it_away(spoilt, secret):
    borough = spoilt.place(secret["borough_code"])
    for groups in Groups:
        found = gap(spoilt, borough, spoilt.catalogue.indicator(NAME), groups)
        assert found.fifths == ()
        assert "has no figure" in found.why_not
    shared = share_by_need(spoilt, borough, ShareSelection(need=NAME))
    (ward,) = [one for one in shared.wards if not one.need_known]
    assert ward.area.code == secret["ward24_code"]
    assert b"Not available" in sharing_csv(shared)
    alone = own_area(spoilt, own("x", [secret["lsoa21_code"]]))
    whole = own_area(spoilt, own("x", [secret["ward24_code"]]))
    for area in (alone, whole):
        (figure,) = [one for one in area.figures if one.indicator == NAME]
        assert (figure.value, figure.numerator) == (None, None)
        assert figure.reason


def test_nothing_that_is_withheld_in_the_embedded_figures_can_be_worked_out(atlas):
    """No parent with a count has exactly one withheld child: checked over all there is."""
    rows = atlas.warehouse.frame(
        """SELECT child.indicator, child.borough_code, count(*) AS withheld
        FROM (SELECT figure.*, area.borough_code FROM figure JOIN area USING (area_code, area_type)
              WHERE status = 'suppressed' AND area_type IN ('lsoa', 'ward')) AS child
        JOIN figure AS parent ON parent.area_code = child.borough_code
            AND parent.indicator = child.indicator AND parent.period = child.period
            AND parent.sex = child.sex AND parent.numerator IS NOT NULL
        GROUP BY ALL HAVING count(*) = 1"""
    )
    assert rows.empty
