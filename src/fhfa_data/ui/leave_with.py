"""What a meeting leaves with, besides paper: slides and a table of actions, made when asked for."""

from __future__ import annotations

from datetime import date

import streamlit as st

from fhfa_data.charts.slides.meeting_deck import meeting_slides
from fhfa_data.stories.actors import Actor
from fhfa_data.stories.store.actions import all_actions
from fhfa_data.stories.store.exchanging import EXPORT_DAYS
from fhfa_data.stories.store.meetings import Noted
from fhfa_data.ui import cache
from fhfa_data.views.actions import actions_csv
from fhfa_data.views.meeting import place_name
from fhfa_data.views.take_away import take_away

_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_FILE = "meeting.pptx"


def leave_with(person: Actor, noted: Noted) -> None:
    """The buttons under what was decided; on paper they don't show."""
    atlas, store = cache.atlas(), cache.stories()
    link = f"{st.context.url}?agenda={noted.id}" if st.context.url else ""
    with_stories = bool(noted.stories) and _asks_for_stories()

    def slides() -> bytes:
        """Made when it is pressed: a story that was taken back meanwhile is not in it."""
        found, copy = take_away(
            atlas, store, person, noted, date.today(), with_stories=with_stories, path=_FILE
        )
        return meeting_slides(found, link=link, copy=copy)

    def actions() -> bytes:
        kept = all_actions(store, person, agenda=noted.id)
        return actions_csv(kept, {o.action.place: place_name(atlas, o.action.place) for o in kept})

    with st.container(key="leave_with", horizontal=True, vertical_alignment="center"):
        st.download_button(
            "Slides (PowerPoint)", slides, file_name=_FILE, mime=_PPTX, on_click="ignore"
        )
        st.download_button(
            "Actions (CSV)", actions, file_name="actions.csv", mime="text/csv", on_click="ignore"
        )


def _asks_for_stories() -> bool:
    return st.checkbox(
        "Put the stories' words on the slides",
        key="slides_with_stories",
        help="Your copy is written down with your name, so that you can be told if somebody takes "
        f"a story back. You must delete it within {EXPORT_DAYS} days.",
    )
