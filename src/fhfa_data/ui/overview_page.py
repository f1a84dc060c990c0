"""The Overview page: the answer, the map beside the ordered wards, the table, what was heard."""

from __future__ import annotations

import streamlit as st

from fhfa_data.charts.map_payload import map_payload
from fhfa_data.charts.ward_table import ward_table
from fhfa_data.model.selection import Selection, View
from fhfa_data.ui import cache, state
from fhfa_data.ui.elements.atlas_map import atlas_map
from fhfa_data.ui.elements.data_table import data_table
from fhfa_data.ui.elements.share import share_row
from fhfa_data.ui.headline import headline_block
from fhfa_data.ui.heard import heard
from fhfa_data.views.overview import OverviewView
from fhfa_data.views.spread_model import Spread


def overview_page(view: OverviewView, spread: Spread, selection: Selection) -> None:
    """Draw Greater Manchester or one borough."""
    numbers, wisdom = st.columns([62, 38], gap="large")
    with numbers:
        headline_block(view.area.name, view.headline)
        _map_block(view, spread, selection)
        _other_numbers(view)
    with wisdom:
        heard(view.pairs)
    _table_block(view, spread)
    share_row()
    st.markdown(f":small[{view.attribution}]")


def _other_numbers(view: OverviewView) -> None:
    for column, row in zip(st.columns(len(view.numbers)), view.numbers, strict=True):
        own, *wider = row.cells
        beside = " · ".join(f"{one.area.name} {one.text}" for one in wider)
        with column:
            st.markdown(f"**{own.text}**  \n{row.name}  \n:small[{beside} · {row.period_text}]")


def _map_block(view: OverviewView, spread: Spread, selection: Selection) -> None:
    st.markdown(spread.summary)
    focus = view.area.code if view.area.borough_code else None
    payload = map_payload(
        spread,
        geometry_url=cache.geometry_url(),
        view=selection.view,
        selected=view.chosen.code if view.chosen else None,
        focus_borough=focus,
    )
    atlas_map(
        payload,
        key="atlas_map",
        on_pick=lambda code: state.change(place=code),
        on_view=lambda name: state.change(view=View(name)),
    )
    st.markdown(f":small[{spread.provenance}]")


def _table_block(view: OverviewView, spread: Spread) -> None:
    st.subheader(f"The same wards as a table: {view.area.name}", anchor=False)
    data_table(
        ward_table(spread),
        key="wards",
        caption=f"{spread.title}, {spread.period_text}",
        selected=view.chosen.code if view.chosen else None,
        height=480,
        on_pick=lambda code: state.change(place=code),
    )
