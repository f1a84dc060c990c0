"""Tables that say what differs between builds, those that exist and those there would be."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from fhfa_data.charts.health_tables import listing_table
from fhfa_data.ui.elements.data_table import data_table
from fhfa_data.views.changes import Listing


def listings(found: Sequence[Listing], *, key: str) -> None:
    """Draw the tables; those with nothing to say in a line each. ``key`` sets apart two lots."""
    for at, one in enumerate(found):
        if not one.rows:
            st.markdown(f"**{one.title}.** {one.nothing}")
            continue
        data_table(
            listing_table(one),
            key=f"{key}_{at}",
            caption=one.title,
            height=320,
            searchable=len(one.rows) > 10,
        )
