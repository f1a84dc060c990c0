"""The widget of a declared field, whichever record it is of."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from fhfa_data.stories.fields import Kind, StoryField


def declared_widget(field: StoryField, key: str) -> Any:
    """Ask for one field; what was typed under the key is shown again."""
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
        return st.multiselect(
            label, list(field.choices), format_func=field.choices.__getitem__, **common
        )
    if field.kind is Kind.DATE:
        return st.date_input(field.label, format="DD/MM/YYYY", max_value="today", **common)
    if field.kind is Kind.NUMBER:
        return st.number_input(field.label, min_value=1, step=1, **common)
    box = st.text_area if field.kind is Kind.TEXT else st.text_input
    return box(label, max_chars=field.max_length or None, **common)


def _start(field: StoryField) -> Any:
    if field.kind is Kind.DATE:
        return date.today()
    if field.kind is Kind.CHOICES:
        return list(field.default or ())
    if field.kind is Kind.CHOICE:
        return next((one for one in field.choices if one == field.default), None)
    return field.default if field.default is not None else ""
