"""What insight packs quote, as the Wisdom page draws it: plain text, never read as markup."""

from __future__ import annotations

import streamlit as st

from fhfa_data.catalogue.wisdom_model import Insight
from fhfa_data.errors import StoryError
from fhfa_data.ui import cache
from fhfa_data.views.pack_voices import PackVoices, pack_voices


def quoted_in_packs(insight: Insight) -> None:
    """Quotations beside an insight; nothing where no pack that was brought in has any."""
    try:
        found = pack_voices(cache.kept_packs(), insight)
    except StoryError as error:
        st.warning(f"Quotations from packs can't be shown: {error.what}")
        return
    if found:
        st.header("In their own words", anchor=False)
    for number, pack in enumerate(found):
        with st.container(key=f"pack_{number}"):
            _draw(pack, number)


def _draw(pack: PackVoices, number: int) -> None:
    # st.text, since a pack's words may hold what Markdown would take for links or pictures.
    st.text(pack.label)
    if pack.unsure:
        st.text(pack.unsure)
    for place, voice in enumerate(pack.voices):
        with st.container(key=f"pack_said_{number}_{place}", gap=None):
            st.text(voice.words)
            st.text(voice.under)
