"""What surrounds every page: the style sheet, what a demonstration says, the closing line."""

from __future__ import annotations

from importlib.resources import files

import streamlit as st

from fhfa_data import __version__
from fhfa_data.model.areas import MADE_UP_NAME
from fhfa_data.model.locations import is_demonstration

_ON_PAPER = '@page { @top-center { content: "Made up: a demonstration"; font-weight: 600; } }'


def styles() -> None:
    """Put the one style sheet into the page: how it prints, and less empty space at the top."""
    css = (files("fhfa_data.ui") / "page.css").read_text(encoding="utf-8")
    st.html(f"<style>{css}{_ON_PAPER if is_demonstration() else ''}</style>")


def say_if_made_up() -> None:
    """On every page of a demonstration: that it is one. It prints too."""
    if is_demonstration():
        st.warning(
            f"**A demonstration.** {MADE_UP_NAME.partition(' (')[0]} does not exist: its figures, "
            "stories and meeting are made up. The leaders' insights are real. Whatever you add "
            "here is thrown away when the demonstration is closed.",
            icon=":material/science:",
        )


def closing_line() -> None:
    """Who made this and under which licence the figures are."""
    figures = "made up" if is_demonstration() else "Open Government Licence v3.0"
    st.markdown(
        f":small[Fairer Health Atlas {__version__} · Figures: {figures} · "
        "Insights: leaders in ten boroughs, January to April 2024, in our own words]"
    )
