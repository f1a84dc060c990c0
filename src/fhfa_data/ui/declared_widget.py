"""The widget of a declared field, whichever record it is of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st
from pydantic import BaseModel

from fhfa_data.stories.consent import MAX_LIST
from fhfa_data.stories.fields import Kind, StoryField, Unscreened, fields_of, free_text


def declared_widget(field: StoryField, key: str) -> Any:
    """Ask for one field; what was typed under the key is shown again."""
    if field.record is not None:
        st.markdown(f"**{field.label}**", help=field.help or None)
        return _entries(field.record, field.max_length or MAX_LIST, key)
    if key not in st.session_state:
        st.session_state[key] = _start(field)
    common = {"key": key, "help": field.help or None}
    label = field.label if field.required else f"{field.label} (if you know)"
    if field.kind is Kind.CHOICE:
        choices = list(field.choices)
        return st.selectbox(
            field.label, choices, format_func=field.choices.__getitem__, index=None, **common
        )
    if field.kind is Kind.CHOICES:
        return _several(field, label, common)
    if field.kind is Kind.DATE:
        return st.date_input(field.label, format="DD/MM/YYYY", max_value="today", **common)
    if field.kind is Kind.NUMBER:
        return st.number_input(field.label, min_value=field.least, step=1, **common)
    box = st.text_area if field.kind is Kind.TEXT else st.text_input
    return box(label, max_chars=field.max_length or None, **common)


def fill(key: str, value: Any) -> None:
    """Put a value into the widget of a field, or of the fields of its entries."""
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        for at, entry in enumerate(value):
            for name, inner in entry.items():
                fill(f"{key}_{at}_{name}", inner)
    elif value is not None:
        st.session_state[key] = value


def _several(field: StoryField, label: str, common: dict[str, Any]) -> list[str]:
    """Some of a list; where the field has no list, words of one's own."""
    words = field.choices
    return st.multiselect(
        label,
        list(words),
        format_func=lambda one: words.get(one, one),
        accept_new_options=not words,
        **common,
    )


def _entries(record: type[BaseModel], most: int, key: str) -> list[dict[str, Any]]:
    """The entries of a field of records, and a blank one for the next; a code comes by itself."""
    asked = [one for one in fields_of(record) if one.unscreened is not Unscreened.CODE]
    found: list[dict[str, Any]] = []
    for at in range(most):
        with st.container(border=True):
            entry = {one.name: declared_widget(one, f"{key}_{at}_{one.name}") for one in asked}
        if not any(free_text(record, entry).values()):
            break
        found.append({name: value for name, value in entry.items() if value is not None})
    return found


def _start(field: StoryField) -> Any:
    if field.kind is Kind.DATE:
        return date.today() if field.required else field.default
    if field.kind is Kind.CHOICES:
        return list(field.default or ())
    if field.kind is Kind.CHOICE:
        return next((one for one in field.choices if one == field.default), None)
    if field.kind is Kind.NUMBER:
        return field.least if field.default is None and field.required else field.default
    return field.default if field.default is not None else ""
