"""Does a story fit the figure? What a contributor says of that, beside the stories of a place."""

from __future__ import annotations

import streamlit as st

from fhfa_data.errors import StoryError
from fhfa_data.stories.actors import Deed, may
from fhfa_data.stories.choices import Says
from fhfa_data.ui import cache
from fhfa_data.views.heard_stories import HeardStories
from fhfa_data.views.speaking import Reader
from fhfa_data.views.tied import say

_KEPT = "_tie_kept"


def tie_form(found: HeardStories, reader: Reader, indicator: str) -> None:
    """A short form for those who may tie stories to figures; nothing for others."""
    if not may(reader.actor, Deed.TIE):
        return
    name = cache.atlas().catalogue.indicator(indicator).short_name
    titles = {one.id: one.title for one in found.stories}
    if st.session_state.pop(_KEPT, False):
        st.success("Kept. The story stands with it from now on.")
    with st.expander("Does a story fit the figure?"), st.form("tie", border=False):
        st.markdown(f"The figure is the one chosen above: **{name}**. Only your choice is kept.")
        story = st.selectbox("Story", list(titles), format_func=titles.__getitem__)
        says = st.radio("What does it do to the figure?", list(Says), format_func=_label)
        if st.form_submit_button("Say so"):
            _say(reader, story, indicator, says)


def _label(says: Says) -> str:
    return says.label


def _say(reader: Reader, story: str, indicator: str, says: Says) -> None:
    try:
        say(cache.stories(), reader, story, indicator, says)
    except StoryError as error:
        st.error(f"{error.what} {error.todo}".strip())
        return
    st.session_state[_KEPT] = True
    st.rerun()
