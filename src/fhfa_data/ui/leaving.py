"""The end of a page of numbers: ways on, the link, print, and whom to thank for the figures."""

from __future__ import annotations

import streamlit as st

from fhfa_data.ui.elements.share import share_row


def leaving(attribution: str, *, print_words: str, to_map: str = "") -> None:
    """Draw the ways on from here; ``to_map`` is the label of a link to the map, if there is one."""
    with st.container(horizontal=True):
        if to_map:
            st.page_link("pages/overview.py", label=to_map, icon=":material/map:")
        st.page_link("pages/about.py", label="Download these figures", icon=":material/download:")
    share_row(print_words)
    st.markdown(f":small[{attribution}]")
