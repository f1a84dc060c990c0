"""The gate over what is written down in a meeting: nobody is to be known by a note either."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from fhfa_data.model.areas import GREATER_MANCHESTER
from fhfa_data.stories.fields import Kind, fields_of
from fhfa_data.stories.gate import Verdict
from fhfa_data.stories.meetings.records import MeetingRecord
from fhfa_data.ui import cache
from fhfa_data.views.story_check import FieldCheck, check_texts

_NOT_WORDS = ("link", "indicator", "insight", "place", "barrier")


@dataclass(frozen=True, slots=True)
class Words:
    """What was typed into one text field: its Streamlit key, its label, and the text."""

    key: str
    label: str
    text: str


def words_of(record: type[MeetingRecord], typed: Mapping[str, Any], key: str) -> list[Words]:
    """What people typed freely into a record's form, whose fields' keys begin with ``key``."""
    return [
        Words(f"{key}_{one.name}", one.label, str(typed.get(one.name) or ""))
        for one in fields_of(record)
        if one.kind in (Kind.LINE, Kind.TEXT) and one.name in typed and one.name not in _NOT_WORDS
    ]


def may_be_kept(words: Iterable[Words], place: str, key: str, said: Any) -> bool:
    """Whether the words may be saved: if something was found, it is said, and asked about once.

    What could mean a handful of people is not saved at all. To save the same words again says that
    they were read once more, and are meant. ``place`` is an ONS code; empty: the city region.
    """
    typed = {one.key: one for one in words}
    texts = {name: one.text for name, one in typed.items()}
    labels = {name: one.label for name, one in typed.items()}
    warehouse = cache.atlas().warehouse
    check = check_texts(warehouse, texts, place or GREATER_MANCHESTER, labels)
    if check.verdict is Verdict.CLEAR:
        return True
    meant = f"{key}_meant"
    if check.verdict is Verdict.REWORD and st.session_state.get(meant) == texts:
        return True
    st.session_state[meant] = texts
    with said:
        for one in check.fields:
            _found(one)
        if check.verdict is Verdict.STOP:
            st.error(f"**Not saved yet: this may mean a handful of people.** {check.prompt}")
        else:
            st.warning("Not saved yet. Change it, or save again if it is meant as it stands.")
    return False


def _found(one: FieldCheck) -> None:
    for words, instead in one.found:
        # st.text, since what was typed may hold what Markdown would take for links.
        put = f"“{instead}”" if instead else "left out"
        st.text(f"{one.label}: “{words}” may point to a person. It could be {put}.")
    for reason in one.reasons:
        st.text(reason)
