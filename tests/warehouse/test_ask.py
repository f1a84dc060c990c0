"""An analyst's query reads the atlas's tables and nothing else, and never takes the machine."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pyarrow as pa
import pytest

from fhfa_data.catalogue.tables import load_query_schema
from fhfa_data.errors import QueryError
from fhfa_data.warehouse.ask import Limits, ask

pytestmark = pytest.mark.process

SMALL = Limits(seconds=5, memory_mb=256)

MEASURED = """
import resource, sys
from pathlib import Path
from fhfa_data.errors import QueryError
from fhfa_data.warehouse.ask import Limits, ask
try:
    with ask(Path(sys.argv[1]), sys.argv[2], Limits(seconds=5, memory_mb=256)) as found:
        list(found.batches)
except QueryError as error:
    print(error, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, sep="|")
"""


@pytest.fixture
def answer(warehouse_file):
    def run(sql, limits=SMALL):
        with ask(warehouse_file, sql, limits) as found:
            return pa.Table.from_batches(found.batches, found.schema)

    return run


def refusal(answer, sql):
    with pytest.raises(QueryError) as caught:
        answer(sql)
    return str(caught.value)


def test_a_query_is_answered(answer):
    rows = answer("SELECT count(*) AS wards FROM area WHERE area_type = 'ward'")
    assert rows.to_pylist() == [{"wards": 215}]


@pytest.mark.parametrize(
    "sql", ["FROM area LIMIT 2", "WITH x AS (SELECT 1 AS a) FROM x", "VALUES (1)"]
)
def test_other_ways_to_read(answer, sql):
    assert answer(sql).num_rows


@pytest.mark.parametrize("sql", ["DESCRIBE figure", "SUMMARIZE area", "SHOW TABLES"])
def test_questions_about_the_tables(answer, sql):
    assert answer(sql).num_rows


@pytest.fixture
def secret(tmp_path):
    path = tmp_path / "secret.csv"
    path.write_text("name,salary\nA,1\n", "utf-8")
    return path


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('{file}')",
        "SELECT * FROM '{file}'",
        "SELECT * FROM read_text('{file}')",
        "SELECT * FROM read_blob('{folder}/*')",
        "SELECT * FROM glob('{folder}/*')",
        "SELECT * FROM read_parquet('https://example.org/x.parquet')",
        "SELECT * FROM parquet_scan('{file}')",
        "SELECT * FROM sniff_csv('{file}')",
        "SELECT * FROM query('FROM read_text(''{file}'')')",
        "SELECT * FROM query_table('{file}')",
        "SELECT getenv('HOME')",
        "SELECT * FROM sys",
        "SELECT * FROM asked",
    ],
)
def test_nothing_but_the_tables_can_be_read(answer, secret, sql):
    said = refusal(answer, sql.format(file=secret, folder=secret.parent))
    assert "salary" not in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    "sql",
    [
        "COPY figure TO '{folder}/out.csv'",
        "EXPORT DATABASE '{folder}/out'",
        "ATTACH '{folder}/new.db'",
        "CREATE TABLE mine AS SELECT 1",
        "CREATE TEMP TABLE mine AS SELECT 1",
        "DELETE FROM figure",
        "UPDATE figure SET value = 0",
        "INSERT INTO meta VALUES ('a', 'b')",
        "DROP TABLE figure",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "RESET memory_limit",
        "PRAGMA enable_profiling",
        "PRAGMA database_list",
        "CALL pragma_version()",
        "INSTALL httpfs",
        "LOAD httpfs",
        "CHECKPOINT",
        "USE memory",
        "EXPLAIN ANALYZE COPY figure TO '{folder}/out.csv'",
        "PREPARE a AS SELECT 1",
        "VACUUM",
    ],
)
def test_nothing_can_be_written_set_or_loaded(answer, warehouse_file, tmp_path, sql):
    before = warehouse_file.read_bytes()
    assert "not something a query may do here" in refusal(answer, sql.format(folder=tmp_path))
    assert list(tmp_path.iterdir()) == []
    assert warehouse_file.read_bytes() == before


def test_one_query_at_a_time(answer):
    assert "There are 2 queries here." in refusal(answer, "SELECT 1; DROP TABLE figure")
    assert "The query is empty." in refusal(answer, " -- nothing\n")


def test_a_slip_is_shown_in_its_place(answer):
    said = refusal(answer, "SELECT *\nFORM figure")
    assert 'syntax error at or near "figure"' in said
    assert "LINE 2: FORM figure" in said
    assert "^" in said
    said = refusal(answer, "SELECT vlue FROM figure")
    assert '"value"' in said
    assert "LINE 1: SELECT vlue FROM figure" in said
    assert 'Did you mean "figure"?' in refusal(answer, "FROM figur")


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT count(*) FROM figure a, figure b, figure c WHERE a.value < b.value + c.value",
        "SELECT max(md5(range::VARCHAR)) FROM range(10000000000)",
    ],
)
def test_what_takes_too_long_is_stopped(answer, sql):
    started = time.monotonic()
    said = refusal(answer, sql)
    assert time.monotonic() - started < 15
    assert "was stopped" in said
    assert "Ask for less" in said


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT range(1000000000)",
        "SELECT repeat('x', 1000000) FROM range(3000)",
        "SELECT list(range) FROM range(1000000000)",
        "SELECT * FROM range(100000) a, range(100000) b ORDER BY random()",
        "SELECT repeat(repeat('x', 30000), 100000)",
    ],
)
def test_what_needs_too_much_memory_is_stopped(warehouse_file, sql):
    # In a small process: a child of this one counts as large as this one, which may be larger.
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(warehouse_file), sql],
        capture_output=True,
        text=True,
        check=True,
    )
    said, largest = done.stdout.split("|")
    assert "was stopped" in said
    assert float(largest) / 1024 < 256 + 1536 + 100  # MB on Linux


def test_leaving_early_ends_the_query(warehouse_file):
    started = time.monotonic()
    with ask(warehouse_file, "SELECT range FROM range(100000000000)", Limits(seconds=60)) as found:
        first = next(found.batches)
    assert first.num_rows
    assert time.monotonic() - started < 20


def test_a_path_with_quotes_and_spaces_works(warehouse_file, tmp_path):
    odd = tmp_path / "an analyst's folder"
    odd.mkdir()
    os.link(warehouse_file, odd / "atlas 'x'.duckdb")
    with ask(odd / "atlas 'x'.duckdb", "SELECT 1 AS a", SMALL) as found:
        assert next(found.batches).to_pylist() == [{"a": 1}]


def test_the_tables_are_declared_as_they_are(warehouse):
    rows = warehouse._rows(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() "
        "WHERE database_name = 'atlas' AND schema_name = 'main' ORDER BY ALL"
    )
    declared = [
        (table.name, column.name, column.type)
        for table in load_query_schema().tables
        for column in table.columns
    ]
    assert sorted(declared) == rows
    columns = {f"{table}.{column}" for table, column, _ in declared}
    for table in load_query_schema().tables:
        assert all(one.leads_to in columns for one in table.columns if one.leads_to)


@pytest.mark.parametrize("example", load_query_schema().examples, ids=lambda one: one.title)
def test_every_example_finds_rows(answer, example):
    assert answer(example.sql).num_rows > 0
