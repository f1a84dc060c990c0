"""No map at all: one coloured block. What remains is Streamlit, the browser and the measuring."""

from __future__ import annotations

import made_up
import streamlit as st

st.set_page_config(layout="wide")
indicator = "second" if st.toggle("Second indicator") else "first"
colour = made_up.PALETTES[indicator][3]
st.html(f'<div style="height: 500px; background: {colour}"></div>')
made_up.settle()
