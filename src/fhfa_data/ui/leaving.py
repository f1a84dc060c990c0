"""The end of a page of numbers: whom to thank for them, and on paper the day and the link."""

from __future__ import annotations

import streamlit as st

from fhfa_data.ui.elements.share import paper_line


def leaving(attribution: str) -> None:
    """Draw the last lines of a page of numbers."""
    paper_line()
    st.markdown(f":small[{attribution}]")
