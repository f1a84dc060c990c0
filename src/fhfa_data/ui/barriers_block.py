"""Barriers and what became of actions over time, above the board."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from fhfa_data.stories.actors import Actor
from fhfa_data.stories.meetings.choices import Progress
from fhfa_data.stories.meetings.records import MeetingKind
from fhfa_data.stories.store.actions import NotedAction, action_lines
from fhfa_data.stories.store.meetings import records
from fhfa_data.ui import cache
from fhfa_data.ui.elements.data_table import data_table
from fhfa_data.views.barriers import barrier_lines, months


def barriers_block(person: Actor, actions: Sequence[NotedAction], names: Mapping[str, str]) -> None:
    """Draw the barriers of the places shown, open ones first; nothing where none was named."""
    named = records(cache.stories(), person, MeetingKind.BARRIER)
    begun: dict[str, str] = {}
    for one in action_lines(cache.stories(), person):
        begun.setdefault(one.record_id, one.at)
    lines = barrier_lines(named, actions, names, begun)
    if not lines:
        return
    st.header("What stands in the way", anchor=False)
    for one in lines:
        st.text(f"{one.name}\n{one.words}")


def over_time_block(person: Actor, actions: Sequence[NotedAction]) -> None:
    """How actions stood month by month; nothing before there are two months."""
    shown = {one.noted.id for one in actions}
    lines = [one for one in action_lines(cache.stories(), person) if one.record_id in shown]
    found = months(lines)
    if len(found) < 2:
        return
    columns = [{"id": "month", "label": "End of"}]
    columns += [{"id": o.value, "label": o.label, "numeric": True} for o in Progress]
    rows = [
        [{"text": o.month}, *({"text": str(o.counts[state])} for state in Progress)] for o in found
    ]
    with st.expander("How actions stood, month by month"):
        data_table(
            {"columns": columns, "rows": rows},
            key="actions_over_time",
            caption="Actions at the end of each month in which any changed",
            searchable=False,
        )
