"""`fhfa sql`: the answer in four forms, and a slip told in words."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys

import pandas as pd
import pytest

from fhfa_data.cli import main

pytestmark = pytest.mark.process

HARPURHEY = "SELECT name, area_type, NULL AS nothing FROM area WHERE area_code = 'E05011366'"


def test_a_table_by_default(warehouse_file, capsys):
    assert main(["sql", HARPURHEY]) == 0
    printed = capsys.readouterr()
    assert "Harpurhey" in printed.out
    assert printed.err == "1 row\n"


def test_only_the_first_rows_of_a_long_answer_are_shown_and_all_are_counted(warehouse_file, capsys):
    assert main(["sql", "SELECT area_code FROM area WHERE area_type = 'ward'"]) == 0
    printed = capsys.readouterr()
    assert len(printed.out.splitlines()) == 101
    assert printed.err == "The first 100 rows are shown; --csv gives all.\n215 rows\n"


def test_csv_and_json_hold_all_rows(warehouse_file, capsys):
    sql = "SELECT area_code, numerator FROM figure WHERE indicator = 'imd_score' ORDER BY ALL"
    assert main(["sql", sql, "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert main(["sql", sql, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert len(rows) == len(found) > 1900
    assert [row["area_code"] for row in rows] == [row["area_code"] for row in found]
    assert {row["numerator"] for row in found} == {None}


def test_no_rows_still_has_its_columns(warehouse_file, capsys):
    assert main(["sql", "SELECT name FROM area WHERE false", "--csv"]) == 0
    assert capsys.readouterr().out == "name\n"
    assert main(["sql", "SELECT name FROM area WHERE false"]) == 0
    assert capsys.readouterr().out == "No rows.\n"


def test_parquet(warehouse_file, tmp_path, capsys):
    file = tmp_path / "new" / "wards.parquet"
    assert main(["sql", "FROM area WHERE area_type = 'ward'", "--parquet", str(file)]) == 0
    assert len(pd.read_parquet(file)) == 215
    assert main(["sql", "FROM area", "--parquet", "/dev/null/x.parquet"]) == 1
    assert "The file can't be written" in capsys.readouterr().err


def test_a_query_can_come_from_a_file(warehouse_file):
    done = subprocess.run(
        [sys.executable, "-m", "fhfa_data", "sql", "-", "--csv"],
        input="SELECT count(*) AS wards FROM area\nWHERE area_type = 'ward'",
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "wards\n215\n"), done.stderr


def test_a_slip_is_told_with_its_place(warehouse_file, capsys):
    assert main(["sql", "SELECT * FORM area"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("fhfa: The query can't be run: syntax error")
    assert "LINE 1: SELECT * FORM area" in said
    assert "Traceback" not in said


def test_how_long_it_may_take_can_be_said(warehouse_file, capsys):
    sql = "SELECT max(md5(range::VARCHAR)) FROM range(10000000000)"
    assert main(["sql", sql, "--seconds", "1"]) == 1
    assert "longer than 1 seconds" in capsys.readouterr().err


def test_python_gets_a_frame(warehouse_file):
    from fhfa_data import open_atlas
    from fhfa_data.errors import QueryError

    with open_atlas() as atlas:
        rows = atlas.sql("SELECT area_type, count(*) AS areas FROM area GROUP BY ALL")
        assert rows.set_index("area_type")["areas"]["ward"] == 215
        with pytest.raises(QueryError):
            atlas.sql("DROP TABLE area")
