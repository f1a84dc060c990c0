"""A snapshot is a starter: built from it, every figure is the same."""

from __future__ import annotations

import os
import subprocess
import sys

import duckdb
import pandas as pd
import pytest

from fhfa_data.cli import main
from fhfa_data.sources.starter import read_starter

TABLES = (
    *("area", "lsoa", "place", "period", "ward_shape", "lsoa_shape"),
    *("postcode", "age", "ward_change"),
)
KEY = "indicator, area_type, area_code, period, sex"


def fhfa(*arguments, **folders):
    """Run a command in a process of its own, with folders of its own."""
    env = os.environ | {name: str(folder) for name, folder in folders.items()}
    done = subprocess.run(
        [sys.executable, "-m", "fhfa_data", *arguments],
        capture_output=True,
        text=True,
        env=env,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def rebuilt(refreshed, tmp_path_factory):
    """The refreshed warehouse ``a`` beside one built from its snapshot ``b``."""
    root = tmp_path_factory.mktemp("snapshot")
    fhfa("snapshot", str(root / "data" / "starter"), FHFA_WAREHOUSE_DIR=refreshed[0].warehouses)
    fhfa("build", FHFA_DATA_DIR=root / "data", FHFA_WAREHOUSE_DIR=root / "warehouse")
    [built] = (root / "warehouse").glob("atlas-*.duckdb")
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{refreshed[1].file}' AS a (READ_ONLY)")
        connection.execute(f"ATTACH '{built}' AS b (READ_ONLY)")
        yield root, connection


def test_every_figure_comes_back(rebuilt):
    _, both = rebuilt
    [(rows, differing, lost)] = both.execute(
        f"""SELECT count(*), count(*) FILTER (
                x.status IS DISTINCT FROM y.status OR x.method IS DISTINCT FROM y.method
                OR x.reason IS DISTINCT FROM y.reason OR x.source IS DISTINCT FROM y.source
                OR x.numerator IS DISTINCT FROM y.numerator
                OR abs(coalesce(x.value, 0) - coalesce(y.value, 0)) > 1e-9
                OR x.ci95_low IS DISTINCT FROM y.ci95_low
                OR x.compared_to_england IS DISTINCT FROM y.compared_to_england),
            count(*) FILTER (x.indicator IS NULL OR y.indicator IS NULL)
        FROM a.figure x FULL JOIN b.figure y USING ({KEY})"""
    ).fetchall()
    assert rows > 150_000
    assert (differing, lost) == (0, 0)


@pytest.mark.parametrize("table", TABLES)
def test_areas_places_periods_and_shapes_come_back(rebuilt, table):
    _, both = rebuilt
    for one, other in (("a", "b"), ("b", "a")):
        query = f"SELECT count(*) FROM (FROM {one}.{table} EXCEPT FROM {other}.{table})"
        assert both.execute(query).fetchone() == (0,), table


def test_the_layout_is_that_of_the_starter(rebuilt, repository):
    root, _ = rebuilt
    for path in (repository / "data" / "starter").glob("*.parquet"):
        ours = pd.read_parquet(root / "data" / "starter" / path.name)
        assert set(pd.read_parquet(path).columns) <= set(ours.columns), path.name


def test_it_says_what_it_was_made_from(rebuilt, refreshed):
    root, _ = rebuilt
    said = (root / "data" / "starter" / "provenance.toml").read_text("utf-8")
    assert refreshed[1].fingerprint in said
    assert '[datasets."mhclg_iod2025_file7"]' in said
    starter = read_starter(root / "data" / "starter")
    assert starter.attribution.startswith("Contains public sector information")
    assert "fhfa build" in (root / "data" / "starter" / "README.md").read_text("utf-8")


def test_a_folder_with_something_else_is_left_alone(warehouse_file, tmp_path, capsys):
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    assert main(["snapshot", str(tmp_path)]) == 1
    assert "The folder holds something else." in capsys.readouterr().err
    assert [one.name for one in tmp_path.iterdir()] == ["notes.txt"]


def test_a_changed_snapshot_is_refused_by_a_build(rebuilt, tmp_path):
    import shutil

    root, _ = rebuilt
    copy = shutil.copytree(root / "data", tmp_path / "data")
    (copy / "starter" / "areas.parquet").write_bytes(b"damaged")
    env = os.environ | {"FHFA_DATA_DIR": str(copy), "FHFA_WAREHOUSE_DIR": str(tmp_path / "w")}
    done = subprocess.run(
        [sys.executable, "-m", "fhfa_data", "build"],
        capture_output=True, text=True, env=env, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "An embedded file is damaged" in done.stderr
