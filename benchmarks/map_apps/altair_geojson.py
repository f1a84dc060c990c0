"""Altair's geoshape with its shapes inline."""

from __future__ import annotations

import json

import altair as alt
import made_up
import streamlit as st


@st.cache_data
def features(indicator: str) -> list[dict]:
    """Shapes with their values, as GeoJSON features."""
    joined = made_up.shapes().merge(made_up.values(indicator)[made_up.SHOWN], on="ward24_code")
    return json.loads(joined.to_json())["features"]


st.set_page_config(layout="wide")
indicator = "second" if st.toggle("Second indicator") else "first"
colours = alt.Scale(domain=list(range(made_up.BANDS)), range=list(made_up.PALETTES[indicator]))
chart = (
    alt.Chart(alt.InlineData(values=features(indicator)))
    .mark_geoshape(stroke="white", strokeWidth=0.7)
    .encode(
        color=alt.Color("properties.band:O", scale=colours),
        tooltip=["properties.ward24_name:N", "properties.value:Q"],
    )
    .project("identity", reflectY=True)
    .properties(height=500)
)
st.altair_chart(chart, width="stretch")
made_up.settle()
