"""A form for any declared record: its inputs derive from its fields; what was typed stays."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import streamlit as st
from pydantic import ValidationError

from fhfa_data.errors import StaleSave, StoryError
from fhfa_data.stories.consent import new_id
from fhfa_data.stories.fields import Kind, StoryField, fields_of
from fhfa_data.stories.meetings.records import MeetingRecord
from fhfa_data.stories.store.meetings import Noted
from fhfa_data.ui.elements.unsent import unsent
from fhfa_data.ui.notes_gate import Words, may_be_kept, words_of

Choices = Mapping[str, Mapping[str, str]]
Save = Callable[[MeetingRecord, int], Noted]


def record_form(
    record: type[MeetingRecord],
    key: str,
    save: Save,
    *,
    button: str,
    start: Noted | None = None,
    fixed: Mapping[str, Any] | None = None,
    choices: Choices | None = None,
    leave_out: Collection[str] = (),
    more: Callable[[], Sequence[Words]] | None = None,
) -> Noted | None:
    """Draw the form; returns what was saved just now, if anything.

    Parameters
    ----------
    save
        Given the record and the revision that this person saw; 0 where they saw none.
    start
        What is kept already: its values are filled in when the form is first drawn.
    fixed
        Field → value for what the page knows; these are not asked for.
    choices
        Field → code → words, for fields whose choices only the page knows.
    more
        Draws what else belongs into the form, above its button; returns the words typed there.
    """
    shown = [one for one in fields_of(record) if one.name not in {*(fixed or {}), *leave_out}]
    revision = st.session_state.setdefault(f"{key}_rev", start.revision if start else 0)
    before, listed = start.record.model_dump() if start else {}, choices or {}
    with st.form(key, border=False):
        typed = {o.name: _input(o, f"{key}_{o.name}", before, listed.get(o.name)) for o in shown}
        beside = more() if more else ()
        pressed = st.form_submit_button(button)
    boxes = [f"{key}_{one.name}" for one in shown if one.is_box and one.name not in listed]
    unsent(key, [*boxes, *(one.key for one in beside)], taken=[revision])
    said = st.container()
    kept_out = {name: before[name] for name in leave_out if name in before}
    place = str({**typed, **(fixed or {})}.get("place") or "")
    words = [*words_of(record, typed, key, listed), *beside]
    if pressed and may_be_kept(words, place, key, said):
        return _saved(record, {**kept_out, **typed, **(fixed or {})}, key, save, revision, said)
    return None


def fresh_id(key: str) -> str:
    """The id of the record that a form makes: to save it twice changes it, and adds no other."""
    return st.session_state.setdefault(f"{key}_id", new_id())


def add_another(key: str) -> None:
    """Once the form's record is saved, offer to empty the form for the next one."""
    if st.session_state.get(f"{key}_rev"):
        st.button("Add another", key=f"{key}_more", on_click=_empty, args=(key,))


def _empty(key: str) -> None:
    for name in [str(one) for one in st.session_state if str(one).startswith(f"{key}_")]:
        del st.session_state[name]


def _saved(
    record: type[MeetingRecord],
    values: dict[str, Any],
    key: str,
    save: Save,
    revision: int,
    said: Any,
) -> Noted | None:
    try:
        kept = save(record.model_validate(values), revision)
    except ValidationError as error:
        said.error(_faults(record, error))
        return None
    except StaleSave as error:
        st.session_state[f"{key}_rev"] = error.current
        said.warning(
            f"{error.what} What you typed is still here. Look at what is kept now, "
            "then save again to put yours in its place."
        )
        return None
    except StoryError as error:
        said.error(f"{error.what} {error.todo} What you typed is still here.")
        return None
    st.session_state[f"{key}_rev"] = kept.revision
    said.success(f"Saved {datetime.now().astimezone():%H:%M}")
    return kept


def _faults(record: type[MeetingRecord], error: ValidationError) -> str:
    labels = {one.name: one.label for one in fields_of(record)}
    named = {labels[str(one["loc"][0])] for one in error.errors() if one["loc"]}
    if named:
        return f"Not saved yet. Please fill in or shorten: {', '.join(sorted(named))}."
    return "Not saved yet. Please choose one from the list, or write your own words."


def _input(
    field: StoryField, key: str, before: Mapping[str, Any], words: Mapping[str, str] | None
) -> Any:
    value = before.get(field.name, field.default)
    choices = words or field.choices
    more: dict[str, Any] = {"key": key, "help": field.help or None}
    if field.kind is Kind.CHOICES:
        picked = [one for one in value or () if one in choices]
        found = st.multiselect(
            field.label, list(choices), picked, format_func=choices.__getitem__, **more
        )
        return tuple(found)
    if field.kind is Kind.CHOICE or words is not None:
        return _one_of(field, choices, value, more)
    if field.kind is Kind.DATE:
        return st.date_input(field.label, value, format="DD/MM/YYYY", **more)
    if field.kind is Kind.NUMBER:
        return int(st.number_input(field.label, value=value, step=5, **more))
    longest = field.max_length or None
    if field.kind is Kind.TEXT:
        return st.text_area(field.label, value or "", max_chars=longest, **more)
    return st.text_input(field.label, value or "", max_chars=longest, **more)


def _one_of(field: StoryField, choices: Mapping[str, str], value: Any, more: dict[str, Any]) -> Any:
    options = list(choices) if field.required else ["", *(o for o in choices if o)]
    if not field.required and field.default:
        options.remove("")
    if field.required:
        # Nothing is chosen beforehand: a default would answer for the room.
        at = options.index(value) if value in options else None
        return st.radio(
            field.label, options, at, format_func=choices.__getitem__, horizontal=True, **more
        )
    at = options.index(value) if value in options else 0
    return st.selectbox(
        field.label, options, at, format_func=lambda one: choices.get(one, "None chosen"), **more
    )
