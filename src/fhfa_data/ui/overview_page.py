"""The Overview page: the answer, the map beside the ordered wards, the table, what was heard."""

from __future__ import annotations

from functools import partial

import streamlit as st

from fhfa_data.charts.map_payload import map_payload
from fhfa_data.charts.ward_table import ward_table
from fhfa_data.model.areas import Area
from fhfa_data.model.figures import Unit
from fhfa_data.model.selection import Classes, Colour, Selection, View
from fhfa_data.ui import cache, map_cache, state
from fhfa_data.ui.all_lsoas_block import all_lsoas_map, all_lsoas_table
from fhfa_data.ui.elements.atlas_map import atlas_map
from fhfa_data.ui.elements.data_table import data_table
from fhfa_data.ui.headline import headline_block, source_block, title_row
from fhfa_data.ui.heard import heard, numbers_and_wisdom
from fhfa_data.ui.neighbourhood_block import (
    NO_SHAPES,
    colours_picker,
    neighbourhood_map,
    neighbourhood_rows,
    neighbourhood_words,
)
from fhfa_data.ui.report_button import leaving_with_report
from fhfa_data.ui.story_block import stories_here
from fhfa_data.ui.trend_block import trend_block
from fhfa_data.views.answer import Answer
from fhfa_data.views.frame import frame_of
from fhfa_data.views.lsoa_values import LsoaValues
from fhfa_data.views.neighbourhoods import Neighbourhoods
from fhfa_data.views.overview import OverviewFacts
from fhfa_data.views.spread_model import Spread

_TABLE = "table"
_MAP_HEIGHT_PX = 360  # so that all of it is above the fold at 1366 by 768


def overview_page(
    facts: OverviewFacts,
    answer: Answer,
    spread: Spread,
    asked: Selection,
    chosen: Area | None,
    inside: Neighbourhoods | LsoaValues | None,
) -> None:
    """Draw a borough or a wider area; ``chosen`` is the ward picked on it, if any.

    ``inside``: that ward's neighbourhoods, or all there are, drawn instead if that is asked for.
    """
    leads_on = chosen is not None or map_cache.can_show_all(facts.area)
    way_on = partial(_ways_on, chosen, spread, inside) if leads_on else None
    title_row(facts.area.name, print_words="Print this page", way_on=way_on)
    numbers, wisdom, rest = numbers_and_wisdom()
    with numbers:
        headline_block(answer.headline)
        if inside:
            _inside_block(inside, asked)
        else:
            _map_block(facts.area, spread, asked, chosen)
        source_block(answer.headline, table=_TABLE, say_how_sure=False)
    with wisdom:
        stories = stories_here(facts.area, asked)
        heard(facts.pairs, beside=stories)
    with rest:
        trend_block(answer.trend)
        _other_numbers(facts)
    if inside:
        _inside_table(inside, asked)
    else:
        _table_block(spread, chosen)
    leaving_with_report(facts.area, facts.attribution)


def _ways_on(ward: Area | None, spread: Spread, inside: Neighbourhoods | LsoaValues | None) -> None:
    """Into the neighbourhoods of the ward picked on the map, or all; or back out; to its page."""
    if inside:
        st.button(
            f"Back to all {spread.level.plural}",
            icon=":material/arrow_back:",
            on_click=lambda: state.change(view=View.MAP),
        )
    else:
        _inside_button("Show its neighbourhoods" if ward else "Show all neighbourhoods")
    if ward:
        _to_the_ward(ward, spread)


def _inside_button(words: str) -> None:
    """The way to the chosen ward's neighbourhoods, or to all; or why there is none."""
    there = cache.atlas().warehouse.has_lsoa_shapes
    st.button(
        words,
        icon=":material/zoom_in_map:",
        disabled=not there,
        help=None if there else NO_SHAPES,
        on_click=lambda: state.change(view=View.NEIGHBOURHOODS),
    )


def _to_the_ward(ward: Area, spread: Spread) -> None:
    """The way to the page of the ward picked on the map, with its value."""
    value = next((one.text for one in spread.values if one.area.code == ward.code), "")
    label = f"Open {ward.name}" + (f": {value}" if value else "")
    if st.button(label, icon=":material/arrow_forward:"):
        st.switch_page("pages/ward.py")


def _inside_block(inside: Neighbourhoods | LsoaValues, asked: Selection) -> None:
    if isinstance(inside, LsoaValues):
        all_lsoas_map(inside)
        return
    st.subheader(f"The neighbourhoods of {inside.ward.name}", anchor=False)
    the_map, its_colours = st.container(), st.container()
    with its_colours:
        colours, classes = st.columns(2, vertical_alignment="bottom")
        with colours:
            colours_picker(inside)
        if inside.by_value:
            with classes:
                _classes_picker(asked)
    with the_map:
        neighbourhood_map(inside, asked, height=_MAP_HEIGHT_PX)
    neighbourhood_words(inside)


def _inside_table(inside: Neighbourhoods | LsoaValues, asked: Selection) -> None:
    if isinstance(inside, LsoaValues):
        all_lsoas_table(inside, anchor=_TABLE)
        return
    st.header(f"{inside.ward.whose} neighbourhoods as a table", anchor=_TABLE)
    neighbourhood_rows(inside, asked)


def _map_block(area: Area, spread: Spread, asked: Selection, chosen: Area | None) -> None:
    the_map, its_colours = st.container(), st.container()
    with its_colours:
        shown = _colours_and_classes(spread, asked)
    with the_map:
        _draw_map(area, shown, asked, chosen, difference=shown is not spread)
    st.markdown(spread.summary)


def _colours_and_classes(spread: Spread, asked: Selection) -> Spread:
    """Draw the two pickers under the map; the spread as they say it is to be coloured."""
    colours, classes = st.columns(2, vertical_alignment="bottom")
    with colours:
        shown = _coloured(spread, asked)
    if shown is spread:
        with classes:
            _classes_picker(asked)
    return shown


def _draw_map(
    area: Area, shown: Spread, asked: Selection, chosen: Area | None, *, difference: bool
) -> None:
    atlas = cache.atlas()
    frame = frame_of(atlas.nesting, area, atlas.catalogue.indicator(shown.indicator_id))
    payload = map_payload(
        shown,
        geometry_url=map_cache.geometry_url(frame.drawing),
        view=asked.view,
        selected=chosen.code if chosen else None,
        focus_borough=frame.focus,
        whole=frame.whole,
        difference=difference,
    )
    atlas_map(
        payload,
        key="atlas_map",
        height=_MAP_HEIGHT_PX,
        geometry_text=partial(map_cache.geometry_text, frame.drawing),
        on_pick=lambda code: state.change(place=code),
        on_view=lambda name: state.change(view=View(name)),
    )


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
    return map_cache.difference(spread, asked) if asked and asked in options else spread


def _classes_picker(selection: Selection) -> None:
    st.session_state["pick_classes"] = selection.classes
    st.selectbox(
        "Classes",
        list(Classes),
        key="pick_classes",
        format_func=lambda one: one.plain,
        on_change=lambda: state.change(classes=st.session_state["pick_classes"]),
    )


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
    for row in facts.numbers:
        if row.cells[0].figure.value is None:
            st.markdown(f":small[**{row.name}.** {row.cells[0].note}]")


def _table_block(spread: Spread, chosen: Area | None) -> None:
    st.header(f"The same {spread.level.plain}s as a table", anchor=_TABLE)
    data_table(
        ward_table(spread),
        key="wards",
        caption=f"{spread.title}, {spread.period_text}. {spread.provenance}",
        selected=chosen.code if chosen else None,
        height=480,
        on_pick=lambda code: state.change(place=code),
    )
