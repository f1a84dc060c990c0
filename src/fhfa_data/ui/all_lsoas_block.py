"""All installed neighbourhoods at once: the map on a canvas, and a table by borough beside it."""

from __future__ import annotations

import streamlit as st

from fhfa_data.charts.lsoa_table import lsoa_table
from fhfa_data.charts.many_payload import many_payload
from fhfa_data.model.selection import View
from fhfa_data.ui import cache, map_cache, state
from fhfa_data.ui.elements.atlas_map import atlas_map
from fhfa_data.ui.elements.data_table import data_table
from fhfa_data.views.lsoa_values import LsoaValues


def all_lsoas_map(values: LsoaValues) -> None:
    """The map with how many have which value, what it shows in words, and where it is from."""
    whole = cache.atlas().nesting.home
    atlas_map(
        many_payload(values, geometry_url=map_cache.lsoa_geometry_url(), whole=whole.name),
        key="all_lsoas",
        height=520,
        geometry_text=map_cache.lsoa_geometry_text,
        on_pick=_go_to_its_ward,
    )
    st.markdown(
        f"{values.summary} Choose a neighbourhood to see it among its ward's; the table below "
        "leads there too, through a borough."
    )
    st.markdown(f":small[{values.provenance}]")


def all_lsoas_table(values: LsoaValues, *, anchor: str) -> None:
    """A row a borough; choosing one leads to its wards and from there to their neighbourhoods."""
    st.header("The same neighbourhoods by borough", anchor=anchor)
    data_table(
        lsoa_table(values),
        key="lsoas_by_borough",
        caption=f"{values.title}, {values.period_text}, in neighbourhoods (LSOAs). "
        f"{values.provenance}",
        height=480,
        on_pick=lambda code: state.change(place=code, view=View.MAP),
    )


def _go_to_its_ward(code: str) -> None:
    for ward in cache.atlas().ward_of(code):
        state.change(place=ward.code, lsoa=code, view=View.NEIGHBOURHOODS)
