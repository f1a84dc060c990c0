"""The Stories page: what was told of a place, as far as people agreed, and who wasn't heard yet."""

from __future__ import annotations

import streamlit as st

from fhfa_data.charts.story_cards import whole_cards
from fhfa_data.model.areas import Area
from fhfa_data.model.story_selection import StorySelection
from fhfa_data.stories.access import may_ask
from fhfa_data.stories.fields import Use
from fhfa_data.ui import state
from fhfa_data.ui.elements.voices import voices
from fhfa_data.ui.listening_block import listening_block
from fhfa_data.ui.tie_form import take_back_form, tie_form
from fhfa_data.views.heard_stories import USE_WORDS, HeardStories
from fhfa_data.views.listening import Listening
from fhfa_data.views.speaking import Reader

_ALL = "All themes"
_SHORT = {
    Use.INTERNAL: "Inside the organisation",
    Use.PARTNERS: "With partners",
    Use.PUBLIC: "In public",
}


def stories_page(
    place: Area, found: HeardStories | None, heard: Listening | None, reader: Reader
) -> None:
    """Draw the stories of a place and where we have listened; None where no story was kept yet."""
    st.title(f"Stories of {place.full_name}", anchor=False)
    if found is None or heard is None:
        st.markdown("No story has been kept yet. What teams add will stand on this page.")
        return
    asked = state.stories_selected()
    _choices(found, asked, reader)
    st.header("What people told us", anchor=False)
    st.markdown(found.words)
    if found.stories:
        voices(whole_cards(found.stories, large=asked.large), key="stories")
        tie_form(found, reader, state.selected().indicator)
        take_back_form(found)
    listening_block(heard, place)


def _choices(found: HeardStories, asked: StorySelection, reader: Reader) -> None:
    use, theme, large = st.columns([4, 4, 3], vertical_alignment="bottom")
    may = [one for one in _SHORT if may_ask(reader.actor, one)]
    with use:
        _use_picker(may, reader.use)
    with theme:
        _theme_picker(found, asked)
    with large:
        st.toggle("Large type", value=asked.large, key="stories_large", on_change=_take_large)


def _use_picker(may: list[Use], now: Use) -> None:
    st.selectbox(
        "Show what may be shared",
        may,
        index=may.index(now),
        format_func=_SHORT.__getitem__,
        key="stories_use",
        help=USE_WORDS[now],
        on_change=lambda: state.change_stories(use=st.session_state["stories_use"].value),
    )


def _theme_picker(found: HeardStories, asked: StorySelection) -> None:
    themes = ["", *found.themes]
    st.selectbox(
        "Theme",
        themes,
        index=themes.index(asked.theme) if asked.theme in themes else 0,
        format_func=lambda one: found.themes[one] if one else _ALL,
        key="stories_theme",
        on_change=lambda: state.change_stories(theme=st.session_state["stories_theme"]),
    )


def _take_large() -> None:
    state.change_stories(large=st.session_state["stories_large"])
