"""`fhfa export`: files that other engines read, with the same numbers and their provenance."""

from __future__ import annotations

import json
import re

import duckdb
import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pyogrio
import pytest

from fhfa_data.cli import main
from fhfa_data.cli.commands import _parser

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def exported(warehouse_file, tmp_path_factory):
    folder = tmp_path_factory.mktemp("export")
    asked = ["--parquet", str(folder / "atlas"), "--geopackage", str(folder / "atlas.gpkg")]
    assert main(["export", *asked]) == 0
    return folder


def test_another_engine_reads_the_folder_and_adds_up_the_same(exported, repository):
    """Arrow's own engine over the folder, against the embedded file's rows."""
    figures = ds.dataset(exported / "atlas" / "figure")
    asked = (pc.field("indicator") == "population") & (pc.field("area_type") == "ward")
    people = pc.sum(figures.to_table(filter=asked)["value"]).as_py()
    starter = pd.read_parquet(repository / "data" / "starter" / "figures.parquet")
    lsoas = starter.query("indicator == 'population' and area_type == 'lsoa21'")
    assert people == lsoas["value"].sum()


def test_every_figure_in_the_folder_is_the_warehouses_own(exported, warehouse_file):
    """Row by row and each as often, read back by DuckDB and by Arrow."""
    columns = "indicator, area_type, area_code, period, sex, value, ci95_low, ci95_high, "
    columns += "numerator, denominator, status, reason, method, source, geography_vintage"
    in_arrow = ds.dataset(exported / "atlas" / "figure").to_table()
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{warehouse_file}' AS w (READ_ONLY)")
        connection.register("arrow", in_arrow)
        ours = f"SELECT {columns} FROM w.figure"
        for theirs in (f"read_parquet('{exported}/atlas/figure/*.parquet')", "arrow"):
            read = f"SELECT {columns} FROM {theirs}"
            assert connection.execute(f"{ours} EXCEPT ALL {read}").fetchall() == []
            assert connection.execute(f"{read} EXCEPT ALL {ours}").fetchall() == []
    assert in_arrow.num_rows > 100_000


def test_the_guides_own_lines_work(exported, repository, monkeypatch):
    """The SQL and the Python of docs/scaling.md, run beside the exported folder."""
    guide = (repository / "docs" / "scaling.md").read_text("utf-8")
    [sql] = re.findall(r"```sql\n(.*?)```", guide, re.DOTALL)
    [python] = re.findall(r"```python\n(.*?)```", guide, re.DOTALL)
    monkeypatch.chdir(exported)
    rows = duckdb.sql(sql).fetchall()
    assert len(rows) == 215
    assert rows[0][1] == 100
    found: dict[str, pa.Table] = {}
    exec(python, found)
    assert found["wards"].num_rows == 215


def test_scheduled_commands_are_commands(repository):
    """Each `fhfa …` in the recipes for schedulers is one that the command line takes."""
    guide = (repository / "docs" / "analysts.md").read_text("utf-8")
    recipes = guide.split("## Refresh by itself")[1].split("\n## ")[0]
    lines = re.findall(
        r"(?:/fhfa |run: fhfa |-Argument \")([\w -]+?)(?: >>|\"|$)", recipes, re.MULTILINE
    )
    assert len(lines) == 3
    for line in [*lines, "export --parquet atlas --geopackage atlas.gpkg"]:
        _parser().parse_args(line.split())


def test_no_figure_is_left_out_and_gaps_say_why(exported, warehouse):
    figures = ds.dataset(exported / "atlas" / "figure").to_table().to_pandas()
    [(rows, known)] = warehouse._rows(
        "SELECT count(*), count(*) FILTER (status = 'ok') FROM figure"
    )
    assert len(figures) == rows
    assert figures["value"].notna().sum() == known
    gaps = figures[figures["status"] != "ok"]
    assert (gaps["reason"] != "").all()
    assert gaps["value"].isna().all()


def test_every_row_says_where_it_is_from(exported, catalogue):
    path = exported / "atlas" / "figure" / "ward.parquet"
    rows = pd.read_parquet(path)
    assert (rows["source_title"].str.len() > 0).all()
    assert rows["licence"].str.startswith("Open Government").all()
    assert set(rows["source"]) <= set(catalogue.sources)
    assert b"Office for National Statistics" in pq.read_schema(path).metadata[b"attribution"]


def test_the_list_of_files_is_true(exported):
    import hashlib

    said = json.loads((exported / "atlas" / "provenance.json").read_text("utf-8"))
    found = {p.relative_to(exported / "atlas").as_posix() for p in exported.rglob("*.parquet")}
    assert set(said["files"]) == found
    for name, facts in said["files"].items():
        data = (exported / "atlas" / name).read_bytes()
        assert hashlib.sha256(data).hexdigest() == facts["sha256"]
        assert pq.read_metadata(exported / "atlas" / name).num_rows == facts["rows"]


def test_shapes_open_with_their_coordinates(exported):
    wards = gpd.read_parquet(exported / "atlas" / "shape" / "ward.parquet")
    assert (len(wards), wards.crs.to_epsg()) == (215, 4326)
    assert set(wards["shape"]) == {"approximate"}


def test_the_geopackage_opens_layer_by_layer(exported, warehouse):
    path = exported / "atlas.gpkg"
    assert dict(pyogrio.list_layers(path)).keys() == {
        "wards",
        "boroughs",
        "neighbourhoods",
        "greater_manchester",
        "figures",
        "indicators",
        "sources",
        "about",
    }
    wards = gpd.read_file(path, layer="wards").set_index("area_name")
    assert wards.crs.to_epsg() == 4326
    assert wards.loc["Harpurhey", "core20_pct"] == pytest.approx(100)
    assert "life_expectancy_birth" not in wards  # wards have none: no column full of gaps
    boroughs = gpd.read_file(path, layer="boroughs").set_index("area_name")
    lives = {sex: boroughs.loc["Manchester", f"life_expectancy_birth_{sex}"]
             for sex in ("female", "male")}  # fmt: skip
    assert lives == {"female": 80.5, "male": 76.0}
    assert "life_expectancy_birth" not in boroughs
    figures = pyogrio.read_dataframe(path, layer="figures")
    [(rows,)] = warehouse._rows("SELECT count(*) FROM figure WHERE area_type <> 'lsoa'")
    assert len(figures) == rows
    about = pyogrio.read_dataframe(path, layer="about").set_index("key")["value"]
    assert about["warehouse_fingerprint"] == warehouse.fingerprint


def test_an_earlier_export_is_replaced_and_nothing_else_ever(exported, tmp_path, capsys):
    target = tmp_path / "mine"
    target.mkdir()
    (target / "thesis.docx").write_text("years of work", "utf-8")
    assert main(["export", "--parquet", str(target)]) == 1
    assert "The folder holds something else." in capsys.readouterr().err
    assert [one.name for one in target.iterdir()] == ["thesis.docx"]

    again = exported / "atlas"
    (again / "figure" / "ward.parquet").write_bytes(b"damaged")
    assert main(["export", "--parquet", str(again)]) == 0
    assert pq.read_metadata(again / "figure" / "ward.parquet").num_rows > 1000
    assert not [one for one in exported.iterdir() if one.name.startswith(".")]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ([], "Nothing was asked for."),
        (["--geopackage", "atlas.shp"], "A GeoPackage's name ends in .gpkg."),
        (["--parquet", "/dev/null/atlas"], "The files can't be written"),
        (["--geopackage", "/dev/null/atlas.gpkg"], "The GeoPackage can't be written"),
    ],
)
def test_what_cannot_be_done_is_said(warehouse_file, capsys, asked, words):
    assert main(["export", *asked]) == 1
    printed = capsys.readouterr()
    assert words in printed.err
    assert "Traceback" not in printed.err
