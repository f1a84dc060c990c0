"""Who is trusted here: beside a ward's places, with a form for those who may add and review."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st
from pydantic import ValidationError

from fhfa_data.errors import StoryError
from fhfa_data.model.areas import Area
from fhfa_data.stories.anchors import Anchor
from fhfa_data.stories.consent import twelve_months_after
from fhfa_data.stories.fields import Kind, StoryField, Use, fields_of
from fhfa_data.stories.store import there_is_a_store
from fhfa_data.stories.store.anchors import KeptAnchor, keep_anchor, remove_anchor
from fhfa_data.ui import cache
from fhfa_data.ui.who import actor
from fhfa_data.views.trusted import trusted
from fhfa_data.views.words import plain_day

_ASKED = ("kind", "name", "role", "strong", "shown")


def trusted_block(ward: Area) -> None:
    """Draw the register's entries for this ward, what is due for review, and the form."""
    st.header("Who is trusted here", anchor=False)
    try:
        store = cache.stories() if there_is_a_store() else None
        found = trusted(store, actor(), Use.PUBLIC, date.today(), ward)
    except StoryError as error:
        st.warning(f"Who is trusted here can't be shown: {error.what}")
        return
    for number, line in enumerate(found.lines):
        with st.container(gap=None, key=f"trusted_line_{number}"):
            st.text(line.name)
            st.text(line.strong)
            st.text(line.under)
    st.markdown(f":small[{found.note}]" if found.lines else found.empty)
    if found.may_change:
        _due(found.due)
        _form(ward)
        if found.entries:
            _take_out(found.entries)


def _due(due: tuple[KeptAnchor, ...]) -> None:
    """Entries that nobody else sees any more: still agreed, or to be taken out."""
    for one in due:
        with st.container(border=True):
            day = plain_day(one.anchor.review_on.isoformat())
            st.text(f"Review was due on {day}: {one.anchor.name}")
            with st.container(horizontal=True):
                st.button(
                    "They still agree",
                    key=f"agree_{one.id}",
                    on_click=_try,
                    args=(_agreed_again, one),
                )
                st.button("Take out for good", key=f"out_{one.id}", on_click=_try, args=(_out, one))


def _agreed_again(one: KeptAnchor) -> None:
    today = date.today()
    again = {"agreed_on": today, "review_on": twelve_months_after(today)}
    keep_anchor(
        cache.stories(),
        actor(),
        one.anchor.model_copy(update=again),
        anchor_id=one.id,
        revision=one.revision,
    )


def _out(one: KeptAnchor) -> None:
    remove_anchor(cache.stories(), actor(), one.id)


def _try(deed: Callable[[KeptAnchor], None], one: KeptAnchor) -> None:
    try:
        deed(one)
    except StoryError as error:
        st.session_state["trusted_said"] = f"{error.what} {error.todo}"


def _form(ward: Area) -> None:
    places = {ward.code: ward.name, ward.borough_code: f"All of {ward.borough_name}"}
    if words := st.session_state.pop("trusted_said", ""):
        st.warning(words)
    with st.expander("Add who is trusted here"), st.form("trusted", border=False):
        typed = {one.name: _asked(one) for one in fields_of(Anchor) if one.name in _ASKED}
        typed["place"] = st.selectbox("Where", list(places), format_func=places.__getitem__)
        typed["agreed_on"] = st.date_input("Agreed on", "today", format="DD/MM/YYYY")
        if st.form_submit_button("Add to the register"):
            _add(typed)


def _take_out(entries: tuple[KeptAnchor, ...]) -> None:
    """Whoever is named may change their mind at any time, not only when a review is due."""
    names = {one.id: one for one in entries}
    with st.expander("Take someone out"):
        st.markdown("For good: out of this atlas, and out of its backups where they still are.")
        chosen = st.selectbox(
            "Whom to take out",
            list(names),
            index=None,
            format_func=lambda one: names[one].anchor.name,
            placeholder="Choose an entry",
        )
        if chosen:
            st.button("Take out", on_click=_try, args=(_out, names[chosen]))


def _asked(field: StoryField) -> object:
    """The widget of a declared field."""
    key, words = f"trusted_{field.name}", field.help or None
    if field.kind is Kind.CHOICE:
        return st.selectbox(
            field.label, list(field.choices), format_func=field.choices.__getitem__,
            key=key, help=words,
        )  # fmt: skip
    box = st.text_area if field.kind is Kind.TEXT else st.text_input
    return box(field.label, key=key, max_chars=field.max_length or None, help=words)


def _add(typed: dict[str, object]) -> None:
    """Keep it, or say why not; what was typed stays in the form."""
    try:
        keep_anchor(cache.stories(), actor(), Anchor.model_validate(typed))
    except ValidationError as error:
        names = {one.name: one.label for one in fields_of(Anchor)}
        for one in error.errors(include_input=False):
            field = names.get(str(one["loc"][0]), "") if one["loc"] else ""
            st.warning(f"{field}: {one['msg']}." if field else f"{one['msg']}.")
    except StoryError as error:
        st.warning(f"{error.what} {error.todo}")
    else:
        for name in ("name", "role", "strong"):
            st.session_state.pop(f"trusted_{name}", None)
        st.rerun()
