"""Tell a story: a form made from declared fields, kept as it is typed, looked over, then sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from fhfa_data.errors import StoryError
from fhfa_data.model.areas import GREATER_MANCHESTER, Area
from fhfa_data.stories.actors import Actor, Deed, may
from fhfa_data.stories.choices import Audience, PlaceLevel, Purpose
from fhfa_data.stories.consent import new_id
from fhfa_data.stories.fields import Use, fields_of
from fhfa_data.stories.records import Story
from fhfa_data.stories.store.reading import visible_story
from fhfa_data.stories.store.saving import save
from fhfa_data.ui import cache
from fhfa_data.ui.declared_widget import declared_widget
from fhfa_data.ui.elements.unsent import unsent
from fhfa_data.ui.own_stories import kept_out, own_stories
from fhfa_data.ui.story_gate import gate_block
from fhfa_data.ui.typed_draft import KEYS, forget_typed, keep_draft, offer_drafts
from fhfa_data.ui.waiting_stories import waiting_stories
from fhfa_data.views.story_check import check_story
from fhfa_data.views.typed_story import as_agreed, consent_of, form_fields, levels_of, story_from

_SENT = "tell_sent"


def tell_page(area: Area, who: Actor) -> None:
    """Draw the form, what waits for a moderator, and one's own stories."""
    st.title("Tell a story", anchor=False)
    if not may(who, Deed.CREATE):
        st.markdown("Only contributors and moderators add stories. Sign in, or ask for that role.")
        kept_out(who)
        return
    if st.session_state.pop(_SENT, False):
        st.success("Kept. A moderator looks at it before anybody else sees it.")
    offer_drafts(who)
    above = st.container()
    typed = _form(area)
    keep_draft(who, typed | {"place": area.code})
    boxes = ["quotes", *(one.name for one in fields_of(Story) if one.is_box and one.name in typed)]
    with above:
        unsent("tell", [f"tell_{one}" for one in boxes], taken=[typed[one] for one in boxes])
    _check_and_send(area, who, typed)
    waiting_stories(who)
    own_stories(who)


def _form(area: Area) -> dict[str, Any]:
    first, rest = form_fields()
    st.markdown(f"It is about **{area.full_name}**. Choose another place above.")
    levels = list(levels_of(area))
    if st.session_state.get("tell_place_level") not in levels:
        st.session_state["tell_place_level"] = levels[min(1, len(levels) - 1)]
    typed = {one.name: declared_widget(one, f"tell_{one.name}") for one in first}
    typed["place_level"] = st.selectbox(
        "How wide a place it is about", levels, format_func=_label, key="tell_place_level"
    )
    _consent(typed)
    with st.expander("More about it"):
        typed["quotes"] = st.text_area(
            "Words as they were said, one quote a line",
            key="tell_quotes",
            help="By the same speaker, under the same consent.",
        )
        typed |= {one.name: declared_widget(one, f"tell_{one.name}") for one in rest}
    return typed


def _consent(typed: dict[str, Any]) -> None:
    st.markdown("**What was agreed?** Without consent it is kept, but shown to nobody.")
    used, read = st.columns(2)
    with used:
        typed["purposes"] = _several("It may be used", list(Purpose), "tell_purposes")
    with read:
        typed["audiences"] = _several("It may be read by", list(Audience), "tell_audiences")
    is_changed = bool(st.session_state.get(KEYS.revision))
    typed["again"] = is_changed and st.checkbox("They agreed again today", key="tell_again")
    since = "From the day they agreed" if is_changed else "From today"
    st.markdown(f":small[{since}, for 12 months. It can be taken back at any time.]")


def _several(words: str, options: Sequence[Purpose | Audience], key: str) -> list[str]:
    """Boxes to tick: on a phone a list to choose several from is hard to open and close."""
    st.markdown(f"{words}:")
    return [one.value for one in options if st.checkbox(one.label, key=f"{key}_{one.value}")]


def _label(one: PlaceLevel) -> str:
    return one.label


def _check_and_send(area: Area, who: Actor, typed: dict[str, Any]) -> None:
    if st.button("Check it"):
        st.session_state["tell_checking"] = True
    if not st.session_state.get("tell_checking"):
        return
    try:
        story = _story(area, who, typed)
    except StoryError as error:
        st.error(f"{error.what} {error.todo}")
        return
    place = story.ward or story.borough or GREATER_MANCHESTER
    check = check_story(cache.atlas().warehouse, typed, place)
    if gate_block(check, story.place_level, list(levels_of(area))):
        _send(who, story)


def _story(area: Area, who: Actor, typed: dict[str, Any]) -> Story:
    apart = ("place_level", "purposes", "audiences", "again", "quotes")
    quotes = [" ".join(line.split()) for line in (typed["quotes"] or "").splitlines()]
    quotes = [line for line in quotes if line]
    consent = consent_of(typed["purposes"], typed["audiences"], date.today())
    values = {name: value for name, value in typed.items() if name not in apart}
    story = story_from(values, area, typed["place_level"], consent, quotes)
    if not st.session_state.get(KEYS.revision):
        return story
    name = st.session_state[KEYS.story]
    before = visible_story(cache.stories(), who, Use.CARE, date.today(), name)
    return as_agreed(story, before.story, again=typed["again"])


def _send(who: Actor, story: Story) -> None:
    name = st.session_state.setdefault(KEYS.story, new_id())
    revision = st.session_state.get(KEYS.revision, 0)
    try:
        save(cache.stories(), who, story, story_id=name, revision=revision, submit=True)
    except StoryError as error:
        st.error(f"{error.what} {error.todo} What you typed is still here.")
        return
    forget_typed()
    st.session_state[_SENT] = True
    st.rerun()
