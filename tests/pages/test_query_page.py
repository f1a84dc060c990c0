"""The Query page: a link asks, the answer can be taken away, a slip is told in words."""

from __future__ import annotations

import io

import pandas as pd
import pytest
from reading import elements, said

from fhfa_data.catalogue.tables import load_query_schema
from fhfa_data.errors import QueryError
from fhfa_data.views.query_answer import answer_csv, answer_parquet, query_answer

pytestmark = pytest.mark.process

WARDS = "SELECT name, area_code FROM area WHERE area_type = 'ward' ORDER BY ALL"


def answer_of(app, caption):
    return elements(app)[f"table:{caption}"]


def test_every_table_and_column_is_listed_with_its_meaning(open_page):
    count = len(load_query_schema().tables)
    listed = answer_of(open_page("query"), f"{count} tables and their columns")
    names = {(row[0]["note"], row[0]["text"]) for row in listed.rows}
    expected = {
        (table.name, column.name)
        for table in load_query_schema().tables
        for column in table.columns
    }
    assert names == expected
    assert all(row[1]["text"] for row in listed.rows)


def test_a_link_runs_its_query(open_page):
    app = open_page("query", sql=WARDS)
    rows = answer_of(app, "215 rows.").rows
    assert len(rows) == 215
    assert app.text_area[0].value == WARDS
    assert not app.exception


def test_a_typed_query_is_run_and_stands_in_the_link(open_page):
    app = open_page("query")
    app.text_area[0].set_value("  FROM meta WHERE key = 'scope'\n")
    app.button[0].click().run()
    assert answer_of(app, "1 row.").rows[0][1]["text"] == "Greater Manchester"
    assert app.query_params["sql"] == "FROM meta WHERE key = 'scope'"


def test_an_example_is_run(open_page):
    app = open_page("query")
    example = load_query_schema().examples[0]
    app.selectbox[0].select(example.title).run()
    assert answer_of(app, "32 rows.").rows[0][0]["text"]
    assert app.text_area[0].value == example.sql


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("SELECT * FORM figure", "syntax error"),
        ("SELECT * FROM read_csv('/etc/passwd')", "can't read or write files"),
        ("DROP TABLE figure", "DROP is not something a query may do here"),
    ],
)
def test_a_slip_is_told_in_words(open_page, sql, words):
    app = open_page("query", sql=sql)
    assert words in app.error[0].value
    assert not app.exception
    assert "Traceback" not in said(app)


def test_the_place_of_a_slip_is_shown(open_page):
    [place] = open_page("query", sql="SELECT *\nFORM figure").code
    assert "LINE 2: FORM figure" in place.value


def test_a_query_too_long_for_a_link_says_so(open_page):
    app = open_page("query")
    app.text_area[0].set_value(WARDS + " " * 3 + "-- " + "x" * 2000)
    app.button[0].click().run()
    assert "too long for a link" in said(app)
    assert "sql" not in app.query_params


def test_many_rows_are_cut_and_it_is_said(warehouse):
    found = query_answer(warehouse, "SELECT range FROM range(1000000000)")
    assert found.count_words.startswith("More than 100,000 rows: the first 500 are shown")
    assert (len(found.rows), found.table.num_rows) == (500, 100_000)
    found = query_answer(warehouse, "FROM area")
    assert (
        found.count_words
        == f"{found.table.num_rows:,} rows: the first 500 are shown, all can be downloaded."
    )


def test_the_files_hold_all_rows_and_say_where_they_are_from(warehouse):
    import pyarrow.parquet as pq

    found = query_answer(warehouse, "FROM figure WHERE indicator = 'imd_score'")
    csv = pd.read_csv(io.BytesIO(answer_csv(found)))
    file = io.BytesIO(answer_parquet(warehouse, found, "FROM figure"))
    assert len(csv) == len(pq.read_table(file)) == found.table.num_rows > 1900
    assert b"Office for National Statistics" in pq.read_schema(file).metadata[b"attribution"]


def test_two_columns_of_the_same_name(warehouse):
    found = query_answer(warehouse, "SELECT 1 AS a, 2 AS a")
    assert found.rows == ((1, 2),)


def test_a_query_that_fails_is_an_error_not_an_empty_answer(warehouse):
    with pytest.raises(QueryError):
        query_answer(warehouse, "SELECT nothing")
