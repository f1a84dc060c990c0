"""The slim row of pickers that every page of numbers shares: place, indicator, period."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from fhfa_data.catalogue.records import Indicator
from fhfa_data.model.areas import AreaType
from fhfa_data.model.periods import Period
from fhfa_data.ui import cache, state
from fhfa_data.ui.place_pickers import place_pickers, place_widths
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.provenance import is_local
from fhfa_data.views.words import short_months

_LATEST = "latest"


def pickers(*, place_only: bool = False) -> None:
    """Draw the row. A choice changes the selection before the page is drawn.

    ``place_only``: for a page where the indicator and period would change nothing.
    """
    atlas = cache.atlas()
    state.settle(place=atlas.nesting.home.code, compare=atlas.nesting.widest.code)
    places, widths = place_pickers(atlas.nesting), place_widths(atlas.nesting)
    sexes = _sexes(atlas)
    others = [lambda: _indicator_picker(atlas), lambda: _period_picker(atlas)]
    other_widths = [4.3, 2.4]
    if len(sexes) > 1:
        others, other_widths = [*others, lambda: _sex_picker(sexes)], [4.1, 2, 1.1]
    boxes = [*places, *([] if place_only else others)]
    widths = [*widths, sum(other_widths)] if place_only else [*widths, *other_widths]
    columns = st.columns(widths, vertical_alignment="bottom")
    for column, draw in zip(columns, boxes, strict=not place_only):
        with column:
            draw()


def _indicator_picker(atlas: Atlas) -> None:
    known = {one.id: one for one in atlas.catalogue.headline_indicators}
    chosen = state.selected().indicator
    st.session_state["pick_indicator"] = chosen if chosen in known else None
    st.selectbox(
        "Indicator",
        list(known),
        key="pick_indicator",
        index=_start("pick_indicator"),
        format_func=lambda name: _indicator_label(atlas, known[name]),
        placeholder="Choose an indicator",
        on_change=_take("pick_indicator", "indicator", period=_LATEST, sex=""),
    )


def _indicator_label(atlas: Atlas, indicator: Indicator) -> str:
    label = f"{indicator.short_name} · {atlas.catalogue.themes[indicator.themes[0]].name}"
    return f"{label} · {indicator.evidence.label}" if is_local(indicator) else label


def _period_picker(atlas: Atlas) -> None:
    selection = state.selected()
    if selection.indicator not in atlas.catalogue.indicators:
        return
    periods = _periods(atlas, atlas.catalogue.indicator(selection.indicator), selection.place)
    said = {one.label: short_months(one.plain) for one in periods}
    latest = {_LATEST: f"Latest: {short_months(periods[0].plain)}"} if periods else {}
    options = {**latest, **said} if len(said) > 1 else latest
    st.session_state["pick_period"] = selection.period if selection.period in options else None
    st.selectbox(
        "Period",
        list(options),
        key="pick_period",
        index=_start("pick_period"),
        format_func=options.__getitem__,
        placeholder="Choose a period",
        on_change=_take("pick_period", "period"),
    )


_SEX_WORDS = {"Persons": "All", "Female": "Female", "Male": "Male"}


def _sexes(atlas: Atlas) -> list[str]:
    """The sexes that the chosen indicator is published for, below MSOAs left aside."""
    there = atlas.sexes.get(state.selected().indicator, frozenset())
    return [one for one in _SEX_WORDS if one in there]


def _sex_picker(sexes: list[str]) -> None:
    chosen = state.selected().sex
    st.session_state["pick_sex"] = chosen if chosen in sexes else sexes[0]
    st.selectbox(
        "Sex",
        sexes,
        key="pick_sex",
        format_func=_SEX_WORDS.__getitem__,
        on_change=_take("pick_sex", "sex"),
    )


def _periods(atlas: Atlas, indicator: Indicator, place: str) -> list[Period]:
    """The periods of the narrowest level with figures: newest first, one kind of period only."""
    area = atlas.warehouse.areas.get(place)
    order = [AreaType.WARD, AreaType.BOROUGH, AreaType.ENGLAND]
    if area is not None and area.area_type not in (AreaType.WARD, AreaType.GM):
        order = order[1:]
    level = next((one for one in order if indicator.levels[one].method is not None), order[-1])
    latest = atlas.latest_period(indicator, level)
    return [one for one in atlas.periods(indicator, level) if one.kind is latest.kind]


def _start(key: str) -> int | None:
    """Where a picker starts: empty for a name nobody knows, else chosen and not to be emptied."""
    return None if st.session_state[key] is None else 0


def _take(key: str, part: str, **also: str) -> Callable[[], None]:
    def take() -> None:
        if (value := st.session_state.get(key)) is not None:
            state.change(**{part: value}, **also)

    return take
