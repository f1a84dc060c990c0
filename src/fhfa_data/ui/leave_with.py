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
_HOLDER_HELP = (
    "It is written down, so that they can be told if somebody takes a story back. They must "
    f"delete the slides within {EXPORT_DAYS} days."
)


def leave_with(person: Actor, noted: Noted) -> None:
    """The buttons under what was decided; on paper they don't show."""
    with_stories, holder = _stories(noted)
    with st.container(key="leave_with", horizontal=True, vertical_alignment="center"):
        _slides(person, noted, with_stories=with_stories, holder=holder)
        _actions(person, noted)


def _stories(noted: Noted) -> tuple[bool, str]:
    """Whether the slides are to hold stories' words, and who keeps them then."""
    if not noted.stories:
        return False, ""
    label = "Put the stories' words on the slides"
    if not st.checkbox(label, key="slides_with_stories"):
        return False, ""
    asks = "Who keeps these slides: a team or a role"
    return True, st.text_input(asks, key="slides_holder", max_chars=200, help=_HOLDER_HELP).strip()


def _slides(person: Actor, noted: Noted, *, with_stories: bool, holder: str) -> None:
    atlas, store = cache.atlas(), cache.stories()
    link = f"{st.context.url}?agenda={noted.id}" if st.context.url else ""

    def made() -> bytes:
        """Made when it is pressed: a story that was taken back meanwhile is not in it."""
        found, copy = take_away(
            atlas,
            store,
            person,
            noted,
            date.today(),
            with_stories=with_stories,
            path=_FILE,
            holder=holder,
        )
        return meeting_slides(found, link=link, copy=copy)

    st.download_button(
        "Slides (PowerPoint)",
        made,
        file_name=_FILE,
        mime=_PPTX,
        on_click="ignore",
        disabled=with_stories and not holder,
    )


def _actions(person: Actor, noted: Noted) -> None:
    atlas, store = cache.atlas(), cache.stories()

    def made() -> bytes:
        kept = all_actions(store, person, agenda=noted.id)
        return actions_csv(kept, {o.action.place: place_name(atlas, o.action.place) for o in kept})

    st.download_button(
        "Actions (CSV)", made, file_name="actions.csv", mime="text/csv", on_click="ignore"
    )
