"""A chart by Vega-Lite in our inks: Streamlit's own grey is too pale for words (3.7 to 1)."""

from __future__ import annotations

from typing import Any

import streamlit as st

_QUIET = {"light": "#50565e", "dark": "#b4bac2"}
_INK = {"light": "#1b1f24", "dark": "#ece9e3"}
"""Inks of words around a chart and in it: at least 7 to 1 on the paper of its theme."""


def vega(chart: dict[str, Any], *, key: str, alt: str) -> None:
    """Draw a chart's specification. ``alt``: what it shows, for who can't see it."""
    theme = "dark" if st.context.theme.type == "dark" else "light"
    ink = _QUIET[theme]
    words = {"labelColor": ink, "titleColor": ink}
    config = chart.get("config", {})
    ours = {
        "axis": {**words, "labelFlush": False, **config.get("axis", {})},
        "legend": words,
        "header": words,
        "text": {"color": _INK[theme]},
    }
    st.vega_lite_chart({**chart, "config": {**config, **ours}}, key=key, alt=alt)
