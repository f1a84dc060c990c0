"""What was heard: the voices column that Overview and Ward share."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from fhfa_data.charts.voice_cards import voice_cards
from fhfa_data.pairing.engine import Pair
from fhfa_data.ui import state
from fhfa_data.ui.elements.voices import voices


def numbers_and_wisdom() -> list[DeltaGenerator]:
    """Two columns, numbers and voices; ``page.css`` finds them by their key to print them."""
    return st.container(key="numbers_and_wisdom").columns([62, 38], gap="large")


def heard(pairs: Sequence[Pair]) -> None:
    """The paired insights; following one opens it on the Wisdom page."""
    st.header("What was heard", anchor=False)
    if opened := voices(voice_cards(pairs), key="voices"):
        state.change_wisdom(insight=opened, part="")
        st.switch_page("pages/wisdom.py")
