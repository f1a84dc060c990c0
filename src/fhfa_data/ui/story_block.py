"""Stories beside the figures of Ward and Overview: the first few, above the insights."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from fhfa_data.charts.story_cards import short_cards
from fhfa_data.errors import StoryError
from fhfa_data.model.areas import Area
from fhfa_data.model.selection import Selection
from fhfa_data.ui import state, story_cache
from fhfa_data.ui.elements.voices import voices
from fhfa_data.views.heard_stories import HeardStories

_MOST = 2


def stories_here(place: Area, asked: Selection) -> int:
    """The stories that speak to a place and indicator, and how many of them are drawn.

    Nothing is drawn where no story was ever kept.
    """
    try:
        found = story_cache.heard(place.code, asked.indicator)
    except StoryError as error:
        st.warning(f"Stories can't be shown just now. {error.what}")
        return 0
    if found is None:
        return 0
    with st.container(key="stories_beside" if found.stories else "no_stories"):
        st.header("Stories", anchor=False)
        _draw(found, place)
    return min(len(found.stories), _MOST)


def _draw(found: HeardStories, place: Area) -> None:
    if not found.stories:
        st.markdown(f"{found.words} :small[{found.use}]")
        st.page_link("pages/stories.py", label="Stories")
        return
    st.markdown(f":small[{found.use}]")
    href = f"stories?{urlencode({'place': place.code})}"
    first = short_cards(found.stories[:_MOST], place=place.name, href=href)
    if voices(first, key="stories_here"):
        state.change(place=place.code)
        st.switch_page("pages/stories.py")
