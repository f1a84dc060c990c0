"""The Tools page: what helps people to think and act in other ways, kept by the team."""

from __future__ import annotations

import streamlit as st

from fhfa_data.catalogue.shared_language import shared_language
from fhfa_data.errors import StoryError
from fhfa_data.model.locations import own_catalogue_folder
from fhfa_data.stories.actors import Actor, Deed, may
from fhfa_data.stories.meetings.choices import insight_words
from fhfa_data.stories.meetings.records import MeetingKind, MeetingRecord
from fhfa_data.stories.meetings.tools import Tool, support_words
from fhfa_data.stories.store.meetings import Noted, records, remove_record, save_record
from fhfa_data.ui import cache
from fhfa_data.ui.record_form import add_another, fresh_id, record_form
from fhfa_data.ui.who import actor
from fhfa_data.views.tools import KeptTool, found_tools

_SAID = "tools_said"


def tools_page() -> None:
    """The list, for people with a role; contributors and moderators add to it."""
    st.title("Tools and resources", anchor=False)
    person = actor()
    if not person.roles:
        st.info("The list is for people who have signed in. Sign in to see it.")
        return
    st.markdown(
        "What has helped people here to listen, to decide and to act in another way, by insight "
        "and by the kinds of support that leaders asked for."
    )
    kept = records(cache.stories(), person, MeetingKind.TOOL)
    if words := st.session_state.pop(_SAID, ""):
        st.info(words)
    if not kept:
        st.markdown("Nothing is listed yet.")
    else:
        _list(person, kept)
    if may(person, Deed.MEET):
        st.header("Add one", anchor=False)
        _add(person)


def _list(person: Actor, kept: tuple[Noted, ...]) -> None:
    typed = st.text_input("Search the list", key="tools_words")
    by_insight, by_support = st.columns(2)
    insight = by_insight.selectbox(
        "Insight",
        ["", *insight_words()],
        format_func=lambda one: insight_words().get(one, "Any"),
        key="tools_insight",
    )
    support = by_support.selectbox(
        "Kind of support",
        ["", *support_words()],
        format_func=lambda one: support_words().get(one, "Any"),
        key="tools_support",
    )
    language = shared_language(own_catalogue_folder())
    found = found_tools(
        kept, typed, [insight] if insight else [], [support] if support else [], language
    )
    st.markdown(f"{len(found)} of {len(kept)}")
    for one in found:
        _one(person, one)


def _one(person: Actor, one: KeptTool) -> None:
    name = one.noted.id
    with st.container(border=True, key=f"tool_{name}"):
        # Words that people typed are shown as text, never as markup.
        st.text(one.tool.name)
        st.text(one.tool.good_for)
        if one.tool.link:
            st.text(one.tool.link)
            st.link_button("Open it in a new tab", one.tool.link)
        if one.labels:
            st.markdown(f":small[{one.labels}]")
        if may(person, Deed.MEET):
            with st.expander("Change it"):
                _form(person, f"tool_{name}", name, one.noted)
        if one.noted.by == person.id or may(person, Deed.MODERATE):
            st.button("Take it out", key=f"out_{name}", on_click=_take_out, args=(person, one))


def _take_out(person: Actor, one: KeptTool) -> None:
    try:
        remove_record(cache.stories(), person, one.noted.id, one.noted.revision)
        st.session_state[_SAID] = "Taken out."
    except StoryError as error:
        st.session_state[_SAID] = f"{error.what} {error.todo}"


def _add(person: Actor) -> None:
    _form(person, "new_tool", fresh_id("new_tool"), None)
    add_another("new_tool")


def _form(person: Actor, key: str, name: str, start: Noted | None) -> None:
    def save(record: MeetingRecord, revision: int) -> Noted:
        return save_record(cache.stories(), person, record, record_id=name, revision=revision)

    record_form(Tool, key, save, button="Save", start=start)
