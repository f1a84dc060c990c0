"""What surrounds every page: the style sheet and the closing line."""

from __future__ import annotations

from importlib.resources import files

import streamlit as st

from fhfa_data import __version__


def styles() -> None:
    """Put the one style sheet into the page: how it prints, and less empty space at the top."""
    css = (files("fhfa_data.ui") / "page.css").read_text(encoding="utf-8")
    st.html(f"<style>{css}</style>")


def closing_line() -> None:
    """Who made this and under which licence the figures are."""
    st.markdown(
        f":small[Fairer Health Atlas {__version__} · Figures: Open Government Licence v3.0 · "
        "Insights: leaders in ten boroughs, January to April 2024, in our own words]"
    )
