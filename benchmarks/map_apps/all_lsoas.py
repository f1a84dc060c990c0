"""All installed neighbourhoods on the canvas, with real figures: two indicators in two hues."""

from __future__ import annotations

from pathlib import Path

import made_up
import streamlit as st

from fhfa_data.catalogue.wisdom import load_wisdom
from fhfa_data.charts.many_payload import many_payload
from fhfa_data.ui.elements import assets
from fhfa_data.ui.elements.atlas_map import atlas_map
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.lsoa_geometry import all_lsoas, write_lsoas
from fhfa_data.views.lsoa_values import LsoaValues, lsoa_values
from fhfa_data.warehouse.installed import catalogue_of
from fhfa_data.warehouse.read import open_current

STATIC = Path(__file__).parent / "static" / "atlas"


@st.cache_resource
def atlas() -> Atlas:
    """The installed figures."""
    warehouse = open_current()
    return Atlas(warehouse, catalogue_of(warehouse), load_wisdom())


@st.cache_resource
def address() -> str:
    """Write what the browser fetches once; its address."""
    assets.publish(STATIC)
    return assets.served_url(write_lsoas(all_lsoas(atlas()), STATIC))


@st.cache_data
def values(indicator: str) -> LsoaValues:
    """The screen object that feeds the element."""
    return lsoa_values(atlas(), indicator)


st.set_page_config(layout="wide")
# The first says need, the second is neutral: a pixel tells which of them is on screen.
indicator = "disabled_pct" if st.toggle("Second indicator") else "imd_score"
payload = many_payload(values(indicator), geometry_url=address(), whole="England")
atlas_map(payload, key="map", height=500)
made_up.settle()
