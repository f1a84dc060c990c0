"""A self-assessment's answers: a sentence, a table with pictures, and what to talk about."""

from __future__ import annotations

import streamlit as st

from fhfa_data.charts.reflection_table import reflection_table
from fhfa_data.ui.elements.data_table import data_table
from fhfa_data.views.reflection import Picture


def draw_picture(found: Picture, *, key: str) -> None:
    """Draw the frame, the insights, and conversation starters."""
    st.markdown(found.words)
    for title, lines in (
        ("The frame of attention", found.frame),
        ("The insights", found.insights),
    ):
        if lines:
            st.subheader(title, anchor=False)
            data_table(
                reflection_table(lines), key=f"{key}_{title}", caption=title, searchable=False
            )
    if found.starters:
        st.subheader("To talk about", anchor=False)
        for title, starter in found.starters:
            st.markdown(f"**{title}.** {starter}")
        st.markdown(
            ":small[From the insights' table of what to develop and how, in our own words.]"
        )
