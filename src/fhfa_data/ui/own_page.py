"""The Own neighbourhood page: what it is made of, its figures, and how to pass it on."""

from __future__ import annotations

from datetime import date

import streamlit as st

from fhfa_data.charts.profile_table import picture_key, profile_table
from fhfa_data.model.areas import Area
from fhfa_data.model.own_selection import OwnSelection
from fhfa_data.ui import cache
from fhfa_data.ui.elements.data_table import data_table
from fhfa_data.ui.headline import title_row
from fhfa_data.ui.leaving import leaving
from fhfa_data.ui.own_making import make_it
from fhfa_data.ui.report_button import report_buttons
from fhfa_data.views.area_report import AreaReport
from fhfa_data.views.own_area import OwnArea
from fhfa_data.views.own_report import own_report


def own_page(place: Area, chosen: OwnSelection, found: OwnArea | None) -> None:
    """Draw the page; ``found`` is None until it is made of something."""
    title_row("Own neighbourhood", print_words="Print this page")
    st.markdown(
        "Wards are rarely the places people live by. Put wards and neighbourhoods together, such "
        "as the footprint of a neighbourhood team, and see its figures: added up from counts, "
        "never from ratios. It is kept in the link, and nowhere else."
    )
    make_it(place, chosen)
    if found is None:
        st.info("Choose a ward from the list or on the map to begin.")
    else:
        _figures(found)
        _keep(found)
    leaving(cache.atlas().warehouse.meta["attribution"])


def _figures(found: OwnArea) -> None:
    with st.container(key="own_title"):
        st.text(found.area.name)
    st.markdown(found.made_of)
    if found.unknown:
        st.warning("These codes are not installed here, and are left out.")
        st.text(", ".join(found.unknown))
    st.header("Its figures", anchor=False)
    st.markdown(
        f"Beside the areas it lies in. {picture_key(found.groups)} Counts are added up; scores are "
        "averages weighted by residents."
    )
    data_table(
        profile_table(found.groups, cache.atlas().spans),
        key="own_profile",
        caption="Indicators for your own neighbourhood",
    )
    with st.expander("Where these come from"):
        st.markdown("\n".join(f"- {source} *({names})*" for source, names in found.sources))
    st.markdown(f":small[{found.left_out}]")
    st.markdown(
        ":small[Geography: neighbourhoods (LSOA 2021), grouped by you. Each row says its period "
        "and kind of evidence.]"
    )


def _keep(found: OwnArea) -> None:
    st.header("Keep it, pass it on", anchor=False)
    st.markdown("**Copy link to this view** above has all of it. A file does the same.")
    st.download_button(
        "Download it (JSON)",
        found.chosen.to_file(),
        file_name="own-neighbourhood.json",
        mime="application/json",
    )

    def report() -> AreaReport:
        return own_report(cache.atlas(), found, date.today())

    report_buttons(report, "Report on it (PDF)", "own-neighbourhood")
