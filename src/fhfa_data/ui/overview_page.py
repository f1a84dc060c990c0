"""The Overview page: the answer, the map beside the ordered wards, the table, what was heard."""

from __future__ import annotations

import streamlit as st

from fhfa_data.charts.map_payload import map_payload
from fhfa_data.charts.ward_table import ward_table
from fhfa_data.model.areas import Area
from fhfa_data.model.figures import Unit
from fhfa_data.model.selection import Colour, Selection, View
from fhfa_data.ui import cache, state
from fhfa_data.ui.elements.atlas_map import atlas_map
from fhfa_data.ui.elements.data_table import data_table
from fhfa_data.ui.headline import headline_block, source_block
from fhfa_data.ui.heard import heard, numbers_and_wisdom
from fhfa_data.ui.leaving import leaving
from fhfa_data.ui.trend_block import trend_block
from fhfa_data.views.answer import Answer
from fhfa_data.views.overview import OverviewFacts
from fhfa_data.views.spread_model import Spread


def overview_page(
    facts: OverviewFacts, answer: Answer, spread: Spread, asked: Selection, chosen: Area | None
) -> None:
    """Draw Greater Manchester or one borough; ``chosen`` is the ward picked on it, if any."""
    numbers, wisdom = numbers_and_wisdom()
    with numbers:
        headline_block(facts.area.name, answer.headline)
        _map_block(facts.area, spread, asked, chosen)
        source_block(answer.headline, say_how_sure=False)
        trend_block(answer.trend)
        _other_numbers(facts)
    with wisdom:
        heard(facts.pairs)
    _table_block(spread, chosen)
    leaving(facts.attribution, print_words="Print this page")


def _chosen_ward(ward: Area, spread: Spread) -> None:
    """The ward picked on the map, and the way to its page."""
    value = next((one.text for one in spread.values if one.area.code == ward.code), "")
    label = f"Open {ward.name}" + (f": {value}" if value else "")
    if st.button(label, icon=":material/arrow_forward:"):
        st.switch_page("pages/ward.py")


def _map_block(area: Area, spread: Spread, asked: Selection, chosen: Area | None) -> None:
    colours, way_on = st.columns(2, vertical_alignment="bottom")
    with colours:
        shown = _coloured(spread, asked)
    if chosen:
        with way_on:
            _chosen_ward(chosen, spread)
    payload = map_payload(
        shown,
        geometry_url=cache.geometry_url(),
        view=asked.view,
        selected=chosen.code if chosen else None,
        focus_borough=area.borough_code or None,
        difference=shown is not spread,
    )
    atlas_map(
        payload,
        key="atlas_map",
        height=420,
        geometry_text=cache.geometry_text,
        on_pick=lambda code: state.change(place=code),
        on_view=lambda name: state.change(view=View(name)),
    )
    st.markdown(spread.summary)


def _coloured(spread: Spread, selection: Selection) -> Spread:
    """The spread, or the same coloured by difference where that is asked for and can be had."""
    options = {"": f"Each {spread.level.plain}'s own value"}
    options |= {one.area.code: f"Difference from {one.area.name}" for one in spread.benchmarks}
    asked = selection.compare if selection.colour is Colour.DIFFERENCE else ""
    st.session_state["pick_colour"] = asked if asked in options else ""
    st.selectbox(
        "Colours show",
        list(options),
        key="pick_colour",
        format_func=options.__getitem__,
        on_change=_take_colour,
    )
    return cache.difference(spread, asked) if asked and asked in options else spread


def _take_colour() -> None:
    code = st.session_state["pick_colour"]
    if code:
        state.change(colour=Colour.DIFFERENCE, compare=code)
    else:
        state.change(colour=Colour.VALUE)


def _other_numbers(facts: OverviewFacts) -> None:
    st.header(f"{facts.area.name} at a glance", anchor=False)
    for column, row in zip(st.columns(len(facts.numbers)), facts.numbers, strict=True):
        own, *wider = row.cells
        counts = row.unit_kind is Unit.PEOPLE
        beside = " · ".join(
            f"{one.area.name} {one.text}"
            for one in wider
            if one.figure.value is not None and not counts
        )
        with column:
            notes = " · ".join(one for one in (beside, row.period_text) if one)
            st.markdown(f"**{own.text}**  \n{row.name}\n\n:small[{notes}]")


def _table_block(spread: Spread, chosen: Area | None) -> None:
    st.header(f"The same {spread.level.plain}s as a table", anchor=False)
    data_table(
        ward_table(spread),
        key="wards",
        caption=f"{spread.title}, {spread.period_text}. {spread.provenance}",
        selected=chosen.code if chosen else None,
        height=480,
        on_pick=lambda code: state.change(place=code),
    )
