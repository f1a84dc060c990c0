"""Making one's own neighbourhood: from lists, on the map, by pasting, or from a file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from fhfa_data.catalogue.roles import roles
from fhfa_data.charts.own_map import membership_payload
from fhfa_data.errors import AtlasError
from fhfa_data.model.areas import Area, AreaType
from fhfa_data.model.locations import warehouse_folder
from fhfa_data.model.own_selection import LONGEST_NAME, OwnSelection, own
from fhfa_data.model.selection import Colour, Selection
from fhfa_data.ui import cache, map_cache, state
from fhfa_data.ui.elements.atlas_map import atlas_map
from fhfa_data.views.frame import frame_of
from fhfa_data.views.own_making import inside, take_in, toggled, wards_to_choose
from fhfa_data.views.own_map import membership_spread
from fhfa_data.warehouse import postcodes

_SAID, _LEFT = "own_said", "own_left"
_BIGGEST_FILE = 200_000
_Drawn = tuple[dict[str, Any], Callable[[], str]]
_WARDS, _LSOAS = "Wards", "Neighbourhoods (LSOAs)"


def make_it(place: Area, chosen: OwnSelection) -> None:
    """Names and lists first, the map beside."""
    if said := st.session_state.pop(_SAID, ""):
        st.warning(said)
    # First on a phone, where a map's wards are too small to touch.
    boxes, the_map = st.columns([2, 3], gap="large")
    with the_map:
        _map(place, chosen)
    with boxes:
        st.session_state["own_name"] = chosen.name
        st.text_input("Its name", key="own_name", max_chars=LONGEST_NAME, on_change=_rename)
        atlas = cache.atlas()
        if wards := wards_to_choose(atlas, place):
            _list("Wards in it", "own_wards", wards, chosen)
        _neighbourhoods(place, chosen)
        has_lookup = postcodes.can_look_up(warehouse_folder(), atlas.warehouse)
        what = "codes, postcodes" if has_lookup else "codes"
        with st.expander(f"I have {what} or a file", expanded=_LEFT in st.session_state):
            _pasting(has_lookup=has_lookup)
        if chosen.codes:
            st.button("Start again", on_click=partial(state.change_own, OwnSelection()))


def _map(place: Area, chosen: OwnSelection) -> None:
    can_zoom = place.area_type is AreaType.WARD and cache.atlas().warehouse.has_lsoa_shapes
    level = _WARDS
    if can_zoom:
        options = [_WARDS, _LSOAS]
        level = st.segmented_control(
            "The map shows", options, key="own_level", default=_WARDS, required=True
        )
    payload, text = _of_lsoas(place, chosen) if level == _LSOAS else _of_wards(place, chosen)
    atlas_map(payload, key=f"own_map_{level}", height=420, geometry_text=text, on_pick=_toggle)


def _of_wards(place: Area, chosen: OwnSelection) -> _Drawn:
    atlas = cache.atlas()
    frame = frame_of(atlas.nesting, place, atlas.catalogue.indicator(roles().core20))
    asked = Selection(place=place.code, indicator=roles().core20)
    core20 = map_cache.spread(place.code, asked)
    title = "Wards in your own neighbourhood"
    shown = membership_spread(core20, chosen.codes, title, "{} of residents in Core20")
    url = map_cache.geometry_url(frame.drawing)
    payload = membership_payload(
        shown,
        axis_title="% of residents in Core20, ward by ward",
        geometry_url=url,
        focus=frame.focus,
        whole=frame.whole,
    )
    return payload, partial(map_cache.geometry_text, frame.drawing)


def _of_lsoas(ward: Area, chosen: OwnSelection) -> _Drawn:
    asked = Selection(indicator=roles().core20, colour=Colour.DECILE)
    there = map_cache.neighbourhoods(ward.code, asked)
    if there is None:  # their shapes are gone with another build
        return _of_wards(ward, chosen)
    held = inside(cache.atlas(), chosen, ward)
    title = "Neighbourhoods in your own neighbourhood"
    shown = membership_spread(there.spread, held, title, "decile {}")
    borough = ward.borough_code
    payload = membership_payload(
        shown,
        axis_title="Decile of deprivation, 1 the most deprived",
        geometry_url=map_cache.lsoa_geometry_url(borough),
        whole=ward.name,
        home=ward.code,
    )
    return payload, partial(map_cache.lsoa_geometry_text, borough)


def _toggle(code: str) -> None:
    state.change_own(toggled(cache.atlas(), state.own_selected(), code))


def _neighbourhoods(place: Area, chosen: OwnSelection) -> None:
    borough = cache.atlas().nesting.borough_of(place)
    if borough is None:
        st.markdown(
            ":small[Choose a borough above to pick its neighbourhoods (and wards) by name.]"
        )
        return
    rows = cache.atlas().warehouse.lsoas_of(borough.code)
    names = {
        code: f"{name}, decile {decile}"
        for code, name, decile in zip(
            rows["lsoa21_code"], rows["lsoa21_name"], rows["decile"], strict=True
        )
    }
    _list(f"Single neighbourhoods (LSOAs) of {borough.name}", "own_lsoas", names, chosen)


def _list(label: str, key: str, names: dict[str, str], chosen: OwnSelection) -> None:
    """A box of areas; those in it that the box doesn't list stay in it."""
    st.session_state[key] = [code for code in chosen.codes if code in names]
    st.multiselect(
        label,
        sorted(names, key=names.__getitem__),
        key=key,
        format_func=names.__getitem__,
        placeholder="Type a name",
        filter_mode="contains",
        select_all=False,
        wrap=True,
        on_change=partial(_take_list, key, frozenset(names)),
    )


def _take_list(key: str, listed: frozenset[str]) -> None:
    chosen = state.own_selected()
    others = [code for code in chosen.codes if code not in listed]
    state.change_own(own(chosen.name, [*others, *st.session_state[key]]))


def _rename() -> None:
    state.change_own(own(st.session_state["own_name"], state.own_selected().codes))


def _pasting(*, has_lookup: bool) -> None:
    if _LEFT in st.session_state:
        st.session_state["own_pasted"] = st.session_state.pop(_LEFT)
    more = ", or postcodes" if has_lookup else ""
    st.text_area(
        f"Codes of wards (E05…) or neighbourhoods (LSOAs, E01…){more}",
        key="own_pasted",
        height=90,
        max_chars=8_000,
    )
    st.button("Add these", on_click=_paste)
    st.file_uploader(
        "Or open a file that was kept", type="json", key="own_file", on_change=_open_file
    )


def _paste() -> None:
    text = st.session_state.get("own_pasted", "")
    made, said, left = take_in(cache.atlas(), state.own_selected(), text, warehouse_folder())
    state.change_own(made)
    st.session_state["own_pasted"] = left
    if said:
        st.session_state[_SAID], st.session_state[_LEFT] = said, left


def _open_file() -> None:
    file = st.session_state.get("own_file")
    if file is None:
        return
    try:
        if file.size > _BIGGEST_FILE:
            raise ValueError
        state.change_own(OwnSelection.from_file(file.getvalue()))
    except (ValueError, AtlasError):
        st.session_state[_SAID] = "This file is no neighbourhood that was kept here."
