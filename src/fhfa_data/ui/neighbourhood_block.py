"""A ward's neighbourhoods on a map of their own, coloured by decile or by the chosen indicator."""

from __future__ import annotations

import streamlit as st

from fhfa_data.charts.map_payload import map_payload
from fhfa_data.charts.neighbourhood_table import neighbourhood_table
from fhfa_data.model.selection import Colour, Selection
from fhfa_data.ui import map_cache, state
from fhfa_data.ui.elements.atlas_map import atlas_map
from fhfa_data.ui.elements.data_table import data_table
from fhfa_data.views.neighbourhoods import Neighbourhoods

NO_SHAPES = "The shapes of these neighbourhoods are not installed."
_KEY = "neighbourhood_map"


def colours_picker(shown: Neighbourhoods) -> None:
    """Whether colours say deciles or the indicator; nothing where it has no values to choose."""
    if not shown.can_show_value:
        return
    options = {Colour.VALUE: shown.indicator_name, Colour.DECILE: "Deprivation (IMD decile)"}
    st.session_state["pick_inside"] = Colour.VALUE if shown.by_value else Colour.DECILE
    st.selectbox(
        "Colours show",
        list(options),
        key="pick_inside",
        format_func=options.__getitem__,
        on_change=lambda: state.change(colour=st.session_state["pick_inside"]),
    )


def neighbourhood_map(shown: Neighbourhoods, asked: Selection, *, height: int = 420) -> None:
    """The map with its plot."""
    borough = shown.ward.borough_code
    payload = map_payload(
        shown.spread,
        geometry_url=map_cache.lsoa_geometry_url(borough),
        selected=chosen_lsoa(shown, asked),
        home=shown.ward.code,
        whole=shown.ward.name,
    )
    atlas_map(
        payload,
        key=_KEY,
        height=height,
        geometry_text=lambda: map_cache.lsoa_geometry_text(borough),
        on_pick=_choose,
    )


def neighbourhood_words(shown: Neighbourhoods) -> None:
    """What the map shows in a sentence, and where it is from."""
    st.markdown(f"{shown.spread.summary} {shown.edges}")
    st.markdown(f":small[{shown.spread.provenance}]")


def neighbourhood_rows(shown: Neighbourhoods, asked: Selection) -> None:
    """The same neighbourhoods as a table that can be sorted; a row can be chosen like a shape."""
    data_table(
        neighbourhood_table(shown),
        key="neighbourhoods",
        caption=f"Neighbourhoods of {shown.ward.full_name}: {shown.spread.title}; residents as of "
        "Census 2021",
        selected=chosen_lsoa(shown, asked),
        searchable=False,
        on_pick=_choose,
    )


def chosen_lsoa(shown: Neighbourhoods, asked: Selection) -> str | None:
    """The chosen neighbourhood, if it is one of these."""
    return asked.lsoa if asked.lsoa in {one.code for one in shown.cells} else None


def _choose(code: str) -> None:
    # Choosing again what is chosen lets go of it.
    state.change(lsoa="" if state.selected().lsoa == code else code)
