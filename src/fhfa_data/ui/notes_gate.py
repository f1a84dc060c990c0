"""The gate over what is written down in a meeting: nobody is to be known by a note either."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from fhfa_data.model.areas import GREATER_MANCHESTER
from fhfa_data.stories.consent import Record
from fhfa_data.stories.fields import fields_of, free_text
from fhfa_data.stories.gate import Verdict
from fhfa_data.ui import cache
from fhfa_data.views.story_check import FieldCheck, check_texts


@dataclass(frozen=True, slots=True)
class Words:
    """What was typed into one field: its Streamlit key, its label, and the text."""

    key: str
    label: str
    text: str


def words_of(
    record: type[Record],
    typed: Mapping[str, Any],
    key: str,
    lists: Mapping[str, Collection[str]] | None = None,
) -> list[Words]:
    """What people typed freely into a record's form, whose fields' keys begin with ``key``.

    ``lists``: field → choices, where only the page knows them.
    """
    labels = {one.name: one.label for one in fields_of(record)}
    texts = free_text(record, typed, lists)
    return [Words(f"{key}_{name}", labels[name], text) for name, text in texts.items()]


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
