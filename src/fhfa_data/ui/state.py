"""The selection in the session and in the address bar, kept the same in both.

The address wins when a visitor opens a link or goes back; otherwise the session does, so that the
chosen ward stays chosen from page to page.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Protocol, TypeVar

import streamlit as st

from fhfa_data.catalogue.roles import roles
from fhfa_data.model.compare_selection import CompareSelection
from fhfa_data.model.gap_selection import GapSelection
from fhfa_data.model.health_selection import HealthSelection
from fhfa_data.model.meeting_selection import MeetingSelection
from fhfa_data.model.own_selection import OwnSelection
from fhfa_data.model.reflect_selection import ReflectSelection
from fhfa_data.model.selection import Selection
from fhfa_data.model.share_selection import ShareSelection
from fhfa_data.model.sql_selection import SqlSelection
from fhfa_data.model.story_selection import StorySelection
from fhfa_data.model.wisdom_selection import WisdomSelection

_WRITTEN = "_address_written"
_INDICATOR_CHOSEN = "_indicator_chosen"


class _Addressable(Protocol):
    def to_query(self) -> dict[str, str]: ...


SelectionT = TypeVar(
    "SelectionT",
    Selection,
    WisdomSelection,
    SqlSelection,
    HealthSelection,
    MeetingSelection,
    StorySelection,
    ReflectSelection,
    GapSelection,
    CompareSelection,
    ShareSelection,
    OwnSelection,
)
_KINDS = SelectionT.__constraints__


def read_address() -> None:
    """Take the selections from the address if a person changed it since we last wrote it."""
    query = st.query_params.to_dict()
    if query and query != st.session_state.get(_WRITTEN):
        for kind in _KINDS:
            _keep(kind.from_query(query))
        if "indicator" in query:
            st.session_state[_INDICATOR_CHOSEN] = True
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
    """Place, indicator, period, view and comparison; the first indicator until one is chosen."""
    kept = _kept(Selection)
    return kept if kept.indicator else replace(kept, indicator=roles().first)


def wisdom_selected() -> WisdomSelection:
    """What is chosen on the Wisdom page."""
    return _kept(WisdomSelection)


def sql_selected() -> SqlSelection:
    """The query on the Query page."""
    return _kept(SqlSelection)


def health_selected() -> HealthSelection:
    """The earlier build chosen on the Data health page."""
    return _kept(HealthSelection)


def meeting_selected() -> MeetingSelection:
    """The agenda that is open, and its card."""
    return _kept(MeetingSelection)


def change_meeting(**parts: Any) -> None:
    """Open another agenda or card; for callbacks."""
    _keep(replace(meeting_selected(), **parts))


def reflect_selected() -> ReflectSelection:
    """The round of self-assessment that is open."""
    return _kept(ReflectSelection)


def change_reflect(round_id: str) -> None:
    """Open another round, or none; for callbacks."""
    _keep(ReflectSelection(round_id))


def gap_selected() -> GapSelection:
    """Whose fifths a gap is measured between."""
    return _kept(GapSelection)


def change_gap(**parts: Any) -> None:
    """Change whose fifths; for callbacks."""
    _keep(replace(gap_selected(), **parts))


def compare_selected() -> CompareSelection:
    """Which places and indicators are set side by side."""
    return _kept(CompareSelection)


def change_compare(**parts: Any) -> None:
    """Choose others; for callbacks."""
    _keep(replace(compare_selected(), **parts))


def share_selected() -> ShareSelection:
    """How a budget is shared by need; the first measure of it until one is chosen."""
    kept = _kept(ShareSelection)
    return kept if kept.need else replace(kept, need=roles().first_need)


def change_share(**parts: Any) -> None:
    """Share otherwise; for callbacks."""
    _keep(replace(share_selected(), **parts))


def own_selected() -> OwnSelection:
    """What one's own neighbourhood is made of."""
    return _kept(OwnSelection)


def change_own(chosen: OwnSelection) -> None:
    """Make it of something else; for callbacks."""
    _keep(chosen)


def stories_selected() -> StorySelection:
    """What stories are read for, which theme, and how large."""
    return _kept(StorySelection)


def settle(*, place: str, compare: str) -> None:
    """Fill in the place and the comparison where a visitor has chosen none yet."""
    _keep(selected().settled(place=place, compare=compare))


def change(**parts: Any) -> None:
    """Change parts of the selection; for callbacks. Another place leaves its neighbourhood."""
    if "place" in parts:
        parts = {"lsoa": "", **parts}
    if "indicator" in parts:
        st.session_state[_INDICATOR_CHOSEN] = True
    _keep(replace(selected(), **parts))


def begin_with(indicator: str) -> None:
    """The indicator that a page begins with where a visitor has chosen none yet."""
    if _INDICATOR_CHOSEN not in st.session_state:
        _keep(replace(selected(), indicator=indicator))


def change_wisdom(**parts: Any) -> None:
    """Change parts of what is chosen on the Wisdom page; for callbacks."""
    _keep(replace(wisdom_selected(), **parts))


def change_sql(sql: str) -> None:
    """Take another query; for callbacks."""
    _keep(SqlSelection(sql.strip()))


def change_health(build: str) -> None:
    """Compare with another build; for callbacks."""
    _keep(HealthSelection(build))


def change_stories(**parts: Any) -> None:
    """Change parts of what is chosen of stories; for callbacks."""
    _keep(replace(stories_selected(), **parts))


def take_once(name: str, value: object) -> bool:
    """Whether ``value`` is another than at the last call with this name in the session."""
    key = f"_once_{name}"
    changed = key not in st.session_state or st.session_state[key] != value
    st.session_state[key] = value
    return changed


def replaced(name: str, value: object) -> bool:
    """Whether ``value`` stands in the place of another one; no at the session's first call."""
    first = f"_once_{name}" not in st.session_state
    return take_once(name, value) and not first


def _kept(kind: type[SelectionT]) -> SelectionT:
    return st.session_state.setdefault(f"_{kind.__name__}", kind())


def _keep(selection: _Addressable) -> None:
    st.session_state[f"_{type(selection).__name__}"] = selection
