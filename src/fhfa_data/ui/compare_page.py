"""The Compare page: places side by side, wards alike, two indicators together, trends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from fhfa_data.charts.compare_charts import spine_chart, together_chart, trends_chart
from fhfa_data.charts.compare_table import alike_table, heat_table
from fhfa_data.model.compare_selection import MOST_INDICATORS, MOST_PLACES
from fhfa_data.model.own_selection import OWN
from fhfa_data.ui import cache, state
from fhfa_data.ui.elements.data_table import data_table
from fhfa_data.ui.elements.vega import vega
from fhfa_data.ui.headline import title_row
from fhfa_data.ui.leaving import leaving
from fhfa_data.views.compare_page import CompareFacts, not_in_scatter
from fhfa_data.views.own_area import UNNAMED
from fhfa_data.views.spine import shapes_key, spines

_LIST: dict[str, Any] = {"filter_mode": "contains", "select_all": False, "wrap": True}
"""Of a list: what is typed finds names that hold it, nothing takes all, and every choice shows."""


def compare_page(facts: CompareFacts) -> None:
    """Draw the page."""
    title_row("Compare places", print_words="Print this page")
    _pickers(facts)
    if facts.unknown:
        st.warning("Some of this link is not known here and is left out.")
        st.text(", ".join(facts.unknown))
    st.markdown(facts.summary)
    if facts.places and facts.rows:
        _spine(facts)
        _heat(facts)
    _together(facts)
    _trends(facts)
    _alike(facts)
    leaving(cache.atlas().warehouse.meta["attribution"])


def _pickers(facts: CompareFacts) -> None:
    areas = cache.atlas().warehouse.areas
    labels = {code: areas[code].full_name for code in cache.place_labels()}
    if state.own_selected().codes:
        labels[OWN] = state.own_selected().name or UNNAMED
    names = {one.id: one.short_name for one in cache.atlas().catalogue.headline_indicators}
    st.session_state["pick_compare_places"] = [one.code for one in facts.places]
    st.session_state["pick_compare_indicators"] = [one.id for one in facts.indicators]
    places, indicators = st.columns(2)
    places.multiselect(
        f"Places, up to {MOST_PLACES}",
        list(labels),
        key="pick_compare_places",
        format_func=labels.__getitem__,
        max_selections=MOST_PLACES,
        **_LIST,
        on_change=_take("pick_compare_places", "places"),
    )
    indicators.multiselect(
        f"Indicators, up to {MOST_INDICATORS}",
        list(names),
        key="pick_compare_indicators",
        format_func=names.__getitem__,
        max_selections=MOST_INDICATORS,
        **_LIST,
        on_change=_take("pick_compare_indicators", "indicators"),
    )


def _take(key: str, part: str) -> Callable[[], None]:
    return lambda: state.change_compare(**{part: tuple(st.session_state[key])})


def _one(key: str, part: str) -> Callable[[], None]:
    return lambda: state.change_compare(**{part: st.session_state[key]})


def _spine(facts: CompareFacts) -> None:
    st.header("Where each place stands", anchor=False)
    st.markdown(
        "Letters are the places. Lines beside them are 95% intervals, where there are some. "
        f"{shapes_key(facts.rows)} The table below says it all."
    )
    for number, spine in enumerate(spines(facts.rows)):
        st.subheader(spine.title, anchor=False)
        alt = f"{spine.title}. {facts.summary} The table below has each value."
        chart = spine_chart(spine, facts.places)
        vega(chart, key=f"spine_{number}", alt=alt)


def _heat(facts: CompareFacts) -> None:
    st.header("The same as a table", anchor=False)
    st.markdown(
        "Deeper shade: a fifth with more need, or with more of it where neither way is better. "
        "Each cell says which fifth of all wards, or boroughs, it is in, from the lowest values to "
        "the highest. A fifth is a class, not a verdict."
    )
    caption = "Latest figures, each with its period and kind of evidence"
    data_table(heat_table(facts.rows, facts.places), key="heat", caption=caption)
    sources = "\n".join(f"- {one.name}: {one.provenance}" for one in facts.rows)
    with st.expander("Where these come from"):
        st.markdown(sources)


def _together(facts: CompareFacts) -> None:
    found = facts.together
    if found is None:
        return
    st.header("Two indicators together", anchor=False)
    names = {one.id: one.name for one in cache.atlas().catalogue.headline_indicators}
    chosen = {"along": ("Across", found.along.id), "up": ("Up", found.up.id)}
    for column, (part, (label, name)) in zip(st.columns(2), chosen.items(), strict=True):
        key = f"pick_{part}"
        st.session_state[key] = name
        column.selectbox(
            label, list(names), key=key, format_func=names.__getitem__, on_change=_one(key, part)
        )
    st.markdown(found.words)
    if found.spots and (missing := not_in_scatter(facts.places, found)):
        st.markdown(missing)
    if found.spots:
        chart = together_chart(found, facts.places)
        vega(chart, key="together", alt=found.words)


def _trends(facts: CompareFacts) -> None:
    if not facts.trends:
        return
    st.header("Over time", anchor=False)
    first = facts.trends[0][1]
    st.markdown(f"{facts.trends_of}. A ward has its borough's figures here.")
    chart = trends_chart(facts.trends, first.unit_label)
    alt = " ".join(one.summary for _, one in facts.trends)
    vega(chart, key="trends", alt=alt)
    with st.expander("In words"):
        for _, one in facts.trends:
            st.markdown(one.summary)
    st.markdown(f":small[{first.provenance}]")


def _alike(facts: CompareFacts) -> None:
    if not facts.alike:
        return
    st.header(f"Wards most like {facts.places[0].name}", anchor=False)
    st.markdown(facts.alike_words)
    data_table(
        alike_table(facts.alike),
        key="alike",
        caption="Nearest wards; choose one to add it above",
        searchable=False,
        on_pick=lambda code: state.change_compare(
            places=tuple(dict.fromkeys([*(one.code for one in facts.places), code]))[:MOST_PLACES]
        ),
    )
