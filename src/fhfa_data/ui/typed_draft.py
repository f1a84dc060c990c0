"""What is being typed: kept as a draft at every pause, and offered again to its writer alone."""

from __future__ import annotations

import json
from datetime import date
from types import SimpleNamespace
from typing import Any

import streamlit as st

from fhfa_data.errors import StoryError
from fhfa_data.stories.actors import Actor
from fhfa_data.stories.choices import PlaceLevel
from fhfa_data.stories.consent import new_id
from fhfa_data.stories.fields import Kind, StoryField, fields_of, free_text
from fhfa_data.stories.records import Story
from fhfa_data.stories.store.drafts import Draft, discard_typed, keep_typed, typed_drafts
from fhfa_data.ui import cache, state
from fhfa_data.ui.declared_widget import fill
from fhfa_data.views.words import long_day

KEYS = SimpleNamespace(story="tell_story_id", revision="tell_revision", kept="tell_kept")
_TICKED = ("purposes", "audiences")


def keep_draft(who: Actor, typed: dict[str, Any]) -> None:
    """Keep what was typed, if any of it is words, and is other than what was kept last."""
    if not any(free_text(Story, typed).values()):
        return
    name = st.session_state.setdefault(KEYS.story, new_id())
    plain = json.loads(json.dumps(typed, default=str))
    if st.session_state.get(KEYS.kept) != plain:
        try:
            keep_typed(cache.stories(), who, name, st.session_state.get(KEYS.revision, 0), plain)
        except StoryError as error:
            st.warning(f"This is not kept as a draft yet: {error.what}")
            return
        st.session_state[KEYS.kept] = plain
    st.markdown(":small[Kept as a draft, for you alone, until it is sent.]")


def offer_drafts(who: Actor) -> None:
    """Offer what this person typed before and never sent; nothing while they are writing."""
    if st.session_state.get(KEYS.story):
        return
    try:
        drafts = typed_drafts(cache.stories(), who)
    except StoryError as error:
        st.warning(error.what)
        return
    for number, draft in enumerate(drafts[:3]):
        with st.container(border=True, key=f"draft_{number}"):
            day = date.fromisoformat(draft.at[:10])
            st.markdown(f"On {long_day(day)} you were writing something and did not send it.")
            go_on, throw_away = st.columns(2)
            go_on.button("Continue", key=f"go_on_{number}", on_click=_take_up, args=(draft,))
            throw_away.button(
                "Throw it away", key=f"away_{number}", on_click=_throw_away, args=(who, draft)
            )


def forget_typed() -> None:
    """Empty the form, once what was in it is saved."""
    for key in [one for one in st.session_state if str(one).startswith("tell_")]:
        del st.session_state[key]


def take_up(story_id: str, typed: dict[str, Any]) -> None:
    """Put values into the form."""
    forget_typed()
    st.session_state[KEYS.story] = story_id
    for name, value in typed.items():
        if name in _TICKED:
            st.session_state.update({f"tell_{name}_{one}": True for one in value})
        else:
            fill(f"tell_{name}", value)


def _take_up(draft: Draft) -> None:
    fields = {one.name: one for one in fields_of(Story)}
    typed = {name: _read(fields.get(name), value) for name, value in draft.typed.items()}
    if place := typed.pop("place", ""):
        state.change(place=place)
    take_up(draft.story_id, typed | {"revision": draft.revision})


def _read(field: StoryField | None, value: Any) -> Any:
    """A value from a draft as its widget wants it; a draft is JSON."""
    if field is None or not value:
        return value
    if field.name == "place_level":
        return PlaceLevel(value)
    if field.record is not None and isinstance(value, list):
        inside = {one.name: one for one in fields_of(field.record)}
        return [{o: _read(inside.get(o), typed) for o, typed in entry.items()} for entry in value]
    return date.fromisoformat(value) if field.kind is Kind.DATE else value


def _throw_away(who: Actor, draft: Draft) -> None:
    discard_typed(cache.stories(), who, draft.story_id)
