"""The way between the pages on inequality: the bar at the top has room for one of them."""

from __future__ import annotations

import streamlit as st

PAGES = {
    "pages/gap.py": "Gap",
    "pages/compare.py": "Compare",
    "pages/own.py": "Own neighbourhood",
    "pages/core20plus5.py": "Core20PLUS5",
    "pages/share.py": "Share by need",
}


def inequality_links() -> None:
    """Draw a row of links to all of them."""
    with st.container(key="inequality_links", horizontal=True, gap="small"):
        for page, label in PAGES.items():
            st.page_link(page, label=label, width="content")
