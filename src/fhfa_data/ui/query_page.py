"""The Query page: ask the figures your own question in SQL, take the answer away."""

from __future__ import annotations

import streamlit as st

from fhfa_data.catalogue.tables import load_query_schema
from fhfa_data.charts.query_tables import answer_table, schema_table
from fhfa_data.charts.schema_drawing import schema_drawing
from fhfa_data.errors import QueryError
from fhfa_data.model.sql_selection import SqlSelection
from fhfa_data.ui import cache, state
from fhfa_data.ui.elements.data_table import data_table
from fhfa_data.ui.elements.schema import schema_picture
from fhfa_data.ui.elements.share import share_row
from fhfa_data.views.query_answer import QueryAnswer, answer_csv, answer_parquet
from fhfa_data.views.schema_joins import joins_words

_TYPED = "typed_sql"


def query_page(chosen: SqlSelection) -> None:
    """Draw the question, its answer, and what there is to ask about."""
    st.title("Query the figures", anchor=False)
    st.markdown(
        "For analysts: ask your own question in SQL. A query can only read, and only the tables "
        "listed below. It may take 15 seconds."
    )
    _question(chosen)
    if chosen.sql:
        _answer(chosen)
    schema = load_query_schema()
    st.header("What there is to query", anchor=False)
    st.markdown(
        f"{joins_words(schema)} A line goes from a column to the one that holds its values; the "
        "table below the drawing names each pair."
    )
    schema_picture(schema_drawing(schema), key="query_drawing")
    data_table(
        schema_table(schema),
        key="query_schema",
        caption=f"{len(schema.tables)} tables and their columns",
        height=520,
    )


def _question(chosen: SqlSelection) -> None:
    examples = {one.title: one.sql for one in load_query_schema().examples}
    if state.take_once("sql_shown", chosen.sql) or _TYPED not in st.session_state:
        st.session_state[_TYPED] = chosen.sql
    st.selectbox(
        "Start from an example",
        list(examples),
        key="pick_example",
        index=None,
        placeholder="Choose one to run it",
        on_change=lambda: _run_example(examples),
    )
    with st.form("query_form", border=False):
        st.text_area("Your query", key=_TYPED, height=150, placeholder="SELECT …")
        st.form_submit_button("Run the query", icon=":material/play_arrow:", on_click=_run_typed)


def _run_example(examples: dict[str, str]) -> None:
    if picked := st.session_state.get("pick_example"):
        state.change_sql(examples[picked])


def _run_typed() -> None:
    state.change_sql(st.session_state.get(_TYPED, ""))


def _answer(chosen: SqlSelection) -> None:
    try:
        with st.spinner("Running the query"):
            found = cache.query_answer(chosen.sql)
    except QueryError as error:
        st.error(f"**{error.what}** {error.todo}", icon=":material/error:")
        if error.extract:
            st.code(error.extract, language=None)
        return
    st.header("The answer", anchor=False)
    data_table(
        answer_table(found),
        key="query_answer",
        caption=found.count_words,
        height=480,
        searchable=len(found.rows) > 10,
    )
    _take_away(found, chosen)


def _take_away(found: QueryAnswer, chosen: SqlSelection) -> None:
    csv, parquet, _ = st.columns([2, 2, 6], vertical_alignment="center")
    csv.download_button(
        "CSV",
        data=lambda: answer_csv(found),
        file_name="fairer-health-atlas_query.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        width="stretch",
    )
    parquet.download_button(
        "Parquet",
        data=lambda: answer_parquet(cache.atlas().warehouse, found, chosen.sql),
        file_name="fairer-health-atlas_query.parquet",
        mime="application/vnd.apache.parquet",
        on_click="ignore",
        icon=":material/download:",
        width="stretch",
    )
    if chosen.fits_link:
        share_row("Print this answer")
    else:
        st.markdown(":small[This query is too long for a link: keep it in a file.]")
