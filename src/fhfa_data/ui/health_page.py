"""The Data health page: how old and how sound the figures are, what changed, what would change."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from fhfa_data.charts.health_tables import KEY, build_table, check_table, dataset_table
from fhfa_data.errors import AtlasError
from fhfa_data.model.health_selection import HealthSelection
from fhfa_data.model.locations import warehouse_folder
from fhfa_data.ui import cache, state
from fhfa_data.ui.elements.data_table import data_table
from fhfa_data.ui.elements.share import paper_line, share_row
from fhfa_data.ui.listings import listings
from fhfa_data.ui.notices import plain_errors
from fhfa_data.ui.rehearsal_block import rehearsal_block
from fhfa_data.views.builds import build_history, other_builds
from fhfa_data.views.health import Health, health
from fhfa_data.warehouse.serving import serving

_GUIDE = "The guide for analysts says"


def health_page(chosen: HealthSelection) -> None:
    """Draw the page. Where the figures can't be read, it still tells which builds there are."""
    st.title("Data health", anchor=False)
    with plain_errors():
        atlas = cache.atlas()
        found = health(atlas, cache.in_use(), datetime.now(UTC).date())
        _how_it_stands(found)
        rehearsal_block()
        _what_changed(chosen)
        _checks(found)
    _builds()
    share_row("Print this page")
    paper_line()


def _how_it_stands(found: Health) -> None:
    if note := serving(warehouse_folder()).note:
        st.warning(f"{note} {_GUIDE} how to keep it.", icon=":material/history:")
    st.header(found.finding, anchor=False)
    st.markdown(" ".join(found.sentences))
    if not found.refreshed:
        st.markdown(
            f"{_GUIDE} how to fetch what the publishers have now. It shows here at the next click; "
            "nothing has to be restarted."
        )
    data_table(
        dataset_table(found.datasets),
        key="health_datasets",
        caption=f"{len(found.datasets)} datasets, those that need a look first. {KEY}",
        height=480,
    )


def _checks(found: Health) -> None:
    st.header("What was checked", anchor=False)
    st.markdown(
        f"{found.checks_words} A dataset that fails its checks as it arrives counts as not had: "
        "its last good copy stays. Figures that fail together are never put to use."
    )
    data_table(
        check_table(found.checks, found.titles),
        key="health_checks",
        caption=f"{len(found.checks)} checks, those that failed first",
        height=320,
    )


def _what_changed(chosen: HealthSelection) -> None:
    st.header("What changed between builds", anchor=False)
    others = other_builds(warehouse_folder(), cache.in_use())
    if not others:
        st.markdown(
            "There is no other build to compare with yet: one is kept each time that the figures "
            "change."
        )
        return
    if chosen.build and chosen.build not in others:
        st.warning(
            f"**We don't keep a build “{chosen.build}”.** It may have been removed since this link "
            "was made. The one before is compared instead.",
            icon=":material/search_off:",
        )
    build = chosen.build if chosen.build in others else next(iter(others))
    st.session_state["pick_build"] = build
    st.selectbox(
        "Compare the figures in use with",
        list(others),
        key="pick_build",
        format_func=others.__getitem__,
        on_change=lambda: state.change_health(st.session_state["pick_build"]),
    )
    _compared(build)


def _compared(build: str) -> None:
    try:
        with st.spinner("Comparing the builds"):
            shown = cache.changes(build)
    except AtlasError as error:
        st.error(f"**{error.what}** {error.todo}", icon=":material/error:")
        return
    st.markdown(f"From {build} to {cache.in_use().fingerprint}, in use: {shown.summary}")
    listings(shown.listings, key="changes")
    st.markdown(f"{_GUIDE} how to go back to that build.")


def _builds() -> None:
    st.header("Builds there have been", anchor=False)
    rows = build_history(warehouse_folder())
    if not rows:
        st.markdown("Nothing has been built yet.")
        return
    data_table(
        build_table(rows),
        key="health_builds",
        caption="Each time that a build came into use, the latest first",
        height=320,
        searchable=len(rows) > 10,
    )
    st.markdown(
        f":small[The build in use and the three before it are kept. {_GUIDE} how to go back to "
        "one; a running atlas shows it at the next click.]"
    )
