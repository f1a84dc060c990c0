"""Does a story fit the figure? What people say of that beside the stories, and take back."""

from __future__ import annotations

import streamlit as st

from fhfa_data.errors import StoryError
from fhfa_data.stories.actors import Deed, may
from fhfa_data.stories.choices import Says
from fhfa_data.stories.store.ties import Tie, untie
from fhfa_data.ui import cache, story_cache
from fhfa_data.views.heard_stories import HeardStories
from fhfa_data.views.speaking import Reader
from fhfa_data.views.tied import say

_KEPT = "_tie_kept"
_TAKEN_BACK = "_tie_taken_back"


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


def take_back_form(found: HeardStories) -> None:
    """What was said of these stories, for whoever may take it back; nothing for others."""
    if words := st.session_state.pop(_TAKEN_BACK, ""):
        st.info(words)
    shown = {one.id for one in found.stories}
    said = [one for one in story_cache.to_take_back() if one.tie.story_id in shown]
    if not said:
        return
    with st.expander("Take back what was said of a story and a figure"):
        chosen = st.selectbox(
            "What to take back",
            range(len(said)),
            index=None,
            format_func=lambda at: said[at].words,
            placeholder="Choose what was said",
        )
        if chosen is not None:
            st.button("Take it back", on_click=_take_back, args=(said[chosen].tie,))


def _take_back(tie: Tie) -> None:
    reader = story_cache.reader()  # who presses, which need not be who the page was drawn for
    try:
        untie(cache.stories(), reader.actor, reader.use, reader.on_day, tie)
        told = "Taken back. It can be said anew above."
    except StoryError as error:
        told = f"{error.what} {error.todo}".strip()
    st.session_state[_TAKEN_BACK] = told


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
