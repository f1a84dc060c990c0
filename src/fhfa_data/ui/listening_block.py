"""Where have we listened: in words, on a map, and as tables."""

from __future__ import annotations

from functools import partial

import streamlit as st

from fhfa_data.charts.listening_map import listening_payload
from fhfa_data.charts.listening_table import coverage_table, listening_table
from fhfa_data.model.areas import Area
from fhfa_data.model.selection import Selection
from fhfa_data.ui import cache, map_cache, state
from fhfa_data.ui.elements.atlas_map import atlas_map
from fhfa_data.ui.elements.data_table import data_table
from fhfa_data.views.frame import frame_of
from fhfa_data.views.listening import CORE20, Listening
from fhfa_data.views.listening_map import listening_spread

_HEIGHT_PX = 420


def listening_block(heard: Listening, place: Area) -> None:
    """Draw it for a place: its borough's wards, or what a wider place's map shows."""
    st.header("Where have we listened?", anchor=False)
    st.markdown(heard.words)
    _map(heard, place)
    data_table(
        listening_table(heard, place),
        key="listening",
        caption="People heard beside residents in Core20, places where nobody is heard first",
    )
    st.markdown(f":small[{heard.source} {heard.rule}]")
    with st.expander("Who was heard"):
        data_table(coverage_table(heard), key="coverage", caption="Who was heard", searchable=False)
        if heard.note:
            st.markdown(f":small[{heard.note}]")


def _map(heard: Listening, place: Area) -> None:
    atlas = cache.atlas()
    frame = frame_of(atlas.nesting, place, atlas.catalogue.indicator(CORE20))
    core20 = map_cache.spread(place.code, Selection(place=place.code, indicator=CORE20))
    payload = listening_payload(
        listening_spread(heard, core20),
        geometry_url=map_cache.geometry_url(frame.drawing),
        selected=place.code if place.code in {one.area.code for one in core20.values} else None,
        focus=frame.focus,
        whole=frame.whole,
    )
    atlas_map(
        payload,
        key="listening_map",
        height=_HEIGHT_PX,
        geometry_text=partial(map_cache.geometry_text, frame.drawing),
        on_pick=lambda code: state.change(place=code),
    )
