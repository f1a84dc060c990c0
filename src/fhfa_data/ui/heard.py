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
    """Numbers, voices, and what of the numbers can wait: in that order on a phone.

    On a desk ``page.css``, which finds them by their key, puts the third under the first and the
    voices beside both.
    """
    return st.container(key="numbers_and_wisdom").columns([62, 38, 62], gap="large")


def heard(pairs: Sequence[Pair], *, beside: int = 0) -> None:
    """The paired insights, fewer beside stories; following one opens it on the Wisdom page."""
    shown = pairs[: max(1, len(pairs) - beside)]
    with st.container(key="heard"):
        st.header("What was heard", anchor=False)
        opened = voices(voice_cards(shown), key="voices")
    if opened:
        state.change_wisdom(insight=opened, part="")
        st.switch_page("pages/wisdom.py")
