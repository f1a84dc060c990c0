"""The selection in the session and in the address bar, kept the same in both.

The address wins when a visitor opens a link or goes back; otherwise the session does, so that the
chosen ward stays chosen from page to page.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Protocol, TypeVar

import streamlit as st

from fhfa_data.model.selection import Selection
from fhfa_data.model.wisdom_selection import WisdomSelection

_WRITTEN = "_address_written"


class _Addressable(Protocol):
    def to_query(self) -> dict[str, str]: ...


SelectionT = TypeVar("SelectionT", Selection, WisdomSelection)


def read_address() -> None:
    """Take the selections from the address if a person changed it since we last wrote it."""
    query = st.query_params.to_dict()
    if query and query != st.session_state.get(_WRITTEN):
        _keep(Selection.from_query(query))
        _keep(WisdomSelection.from_query(query))
    st.session_state[_WRITTEN] = query


def write_address(*selections: _Addressable) -> None:
    """Put the selections that the page uses into the address."""
    query: dict[str, str] = {}
    for one in selections:
        query |= one.to_query()
    if query != st.query_params.to_dict():
        st.query_params.from_dict(query)
    st.session_state[_WRITTEN] = query


def selected() -> Selection:
    """Place, indicator, period, view and comparison."""
    return _kept(Selection)


def wisdom_selected() -> WisdomSelection:
    """What is chosen on the Wisdom page."""
    return _kept(WisdomSelection)


def change(**parts: Any) -> None:
    """Change parts of the selection; for callbacks."""
    _keep(replace(selected(), **parts))


def change_wisdom(**parts: Any) -> None:
    """Change parts of what is chosen on the Wisdom page; for callbacks."""
    _keep(replace(wisdom_selected(), **parts))


def _kept(kind: type[SelectionT]) -> SelectionT:
    return st.session_state.setdefault(f"_{kind.__name__}", kind())


def _keep(selection: Selection | WisdomSelection) -> None:
    st.session_state[f"_{type(selection).__name__}"] = selection
