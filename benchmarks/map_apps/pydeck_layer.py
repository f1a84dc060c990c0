"""pydeck's GeoJSON layer, without a base map (there may be no network)."""

from __future__ import annotations

import json

import made_up
import pydeck as pdk
import streamlit as st


def channels(colour: str) -> list[int]:
    """A colour as pydeck wants it."""
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


@st.cache_data
def features(indicator: str) -> dict:
    """Shapes with their colours, as a GeoJSON collection."""
    joined = made_up.shapes().merge(made_up.values(indicator)[made_up.SHOWN], on="ward24_code")
    joined["colour"] = [channels(made_up.PALETTES[indicator][band]) for band in joined["band"]]
    return json.loads(joined.to_json())


st.set_page_config(layout="wide")
indicator = "second" if st.toggle("Second indicator") else "first"
layer = pdk.Layer(
    "GeoJsonLayer",
    features(indicator),
    get_fill_color="properties.colour",
    get_line_color=[255, 255, 255],
    get_line_width=30,
    pickable=True,
)
view = pdk.ViewState(longitude=-2.33, latitude=53.5, zoom=8.6)
st.pydeck_chart(
    pdk.Deck([layer], initial_view_state=view, map_provider=None, map_style=None), height=500
)
made_up.settle()
