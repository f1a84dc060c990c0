"""The trend of the chosen indicator, as Overview and Ward show it."""

from __future__ import annotations

import streamlit as st

from fhfa_data.charts.trend_chart import trend_table
from fhfa_data.ui import cache
from fhfa_data.ui.elements.data_table import data_table
from fhfa_data.ui.elements.vega import vega
from fhfa_data.views.trend import Trend


def trend_block(trend: Trend | None) -> None:
    """Sentence, chart and table; nothing where there is no series."""
    if trend is None:
        return
    with st.container(key="over_time"):
        _draw(trend)


def _draw(trend: Trend) -> None:
    st.header("Over time", anchor=False)
    st.markdown(f"{trend.title}. {trend.summary}")
    vega(cache.trend_chart(trend), key="trend", alt=trend.summary)
    st.markdown(f":small[{trend.provenance}]")
    with st.expander("The same figures as a table"):
        data_table(trend_table(trend), key="trend_table", caption=trend.title, searchable=False)
