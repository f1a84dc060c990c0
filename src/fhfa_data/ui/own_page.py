"""The Own neighbourhood page: what it is made of, its figures, and how to pass it on."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from fhfa_data.charts.own_map import membership_payload
from fhfa_data.charts.profile_table import picture_key, profile_table
from fhfa_data.errors import AtlasError
from fhfa_data.model.areas import Area
from fhfa_data.model.own_selection import LONGEST_NAME, OwnSelection, codes_in, own
from fhfa_data.model.selection import Selection
from fhfa_data.ui import cache, map_cache, state
from fhfa_data.ui.elements.atlas_map import atlas_map
from fhfa_data.ui.elements.data_table import data_table
from fhfa_data.ui.headline import title_row
from fhfa_data.ui.leaving import leaving
from fhfa_data.ui.report_button import report_buttons
from fhfa_data.views.area_report import AreaReport
from fhfa_data.views.frame import frame_of
from fhfa_data.views.own_area import OwnArea
from fhfa_data.views.own_map import membership_spread
from fhfa_data.views.own_report import own_report

_SAID = "own_said"
_BIGGEST_FILE = 200_000


def own_page(place: Area, chosen: OwnSelection, found: OwnArea | None) -> None:
    """Draw the page; ``found`` is None until it is made of something."""
    title_row("Own neighbourhood", print_words="Print this page")
    st.markdown(
        "Wards are rarely the places people live by. Put wards and neighbourhoods together, such "
        "as the footprint of a neighbourhood team, and see its figures: added up from counts, "
        "never from ratios. It is kept in the link, and nowhere else."
    )
    if said := st.session_state.pop(_SAID, ""):
        st.warning(said)
    _make(place, chosen)
    if found is None:
        st.info("Choose a ward on the map, or paste codes, to begin.")
    else:
        _figures(found)
        _keep(found)
    leaving(cache.atlas().warehouse.meta["attribution"])


def _make(place: Area, chosen: OwnSelection) -> None:
    the_map, boxes = st.columns([3, 2], gap="large")
    with the_map:
        _map(place, chosen)
    with boxes:
        st.session_state["own_name"] = chosen.name
        st.text_input("Its name", key="own_name", max_chars=LONGEST_NAME, on_change=_rename)
        _neighbourhoods(place, chosen)
        st.text_area(
            "Or paste codes of wards (E05…) or neighbourhoods (LSOAs, E01…)",
            key="own_pasted",
            height=90,
            max_chars=8_000,
            help="Postcodes can't be read: no lookup of postcodes is installed.",
        )
        st.button("Add these codes", on_click=_paste)
        st.file_uploader(
            "Or open a file that was kept", type="json", key="own_file", on_change=_open_file
        )
        if chosen.codes:
            st.button("Start again", on_click=partial(state.change_own, OwnSelection()))


def _map(place: Area, chosen: OwnSelection) -> None:
    atlas = cache.atlas()
    frame = frame_of(atlas.nesting, place, atlas.catalogue.indicator("core20_pct"))
    core20 = map_cache.spread(place.code, Selection(place=place.code))
    payload = membership_payload(
        membership_spread(core20, chosen),
        geometry_url=map_cache.geometry_url(frame.drawing),
        focus=frame.focus,
        whole=frame.whole,
    )
    atlas_map(
        payload,
        key="own_map",
        height=420,
        geometry_text=partial(map_cache.geometry_text, frame.drawing),
        on_pick=_toggle,
    )


def _neighbourhoods(place: Area, chosen: OwnSelection) -> None:
    borough = cache.atlas().nesting.borough_of(place)
    if borough is None:
        st.markdown("Choose a borough above to pick single neighbourhoods from a list.")
        return
    rows = cache.atlas().warehouse.lsoas_of(borough.code)
    names = {
        code: f"{name}, decile {decile}"
        for code, name, decile in zip(
            rows["lsoa21_code"], rows["lsoa21_name"], rows["imd_decile"], strict=True
        )
    }
    st.session_state["own_lsoas"] = [code for code in chosen.codes if code in names]
    st.multiselect(
        f"Single neighbourhoods (LSOAs) of {borough.name}",
        sorted(names, key=names.__getitem__),
        key="own_lsoas",
        format_func=names.__getitem__,
        on_change=partial(_take_lsoas, frozenset(names)),
    )


def _take_lsoas(listed: frozenset[str]) -> None:
    chosen = state.own_selected()
    others = [code for code in chosen.codes if code not in listed]
    state.change_own(own(chosen.name, [*others, *st.session_state["own_lsoas"]]))


def _toggle(code: str) -> None:
    chosen = state.own_selected()
    left = [one for one in chosen.codes if one != code]
    codes = left if code in chosen.codes else [*left, code]
    state.change_own(own(chosen.name, codes))


def _rename() -> None:
    state.change_own(own(st.session_state["own_name"], state.own_selected().codes))


def _paste() -> None:
    codes, others = codes_in(st.session_state.get("own_pasted", ""))
    chosen = state.own_selected()
    state.change_own(own(chosen.name, [*chosen.codes, *codes]))
    st.session_state["own_pasted"] = ""
    if others:
        st.session_state[_SAID] = (
            f"{len(others)} of what you pasted is no code of a ward or neighbourhood, and is left "
            "out. Postcodes can't be read: no lookup of postcodes is installed."
        )


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


def _figures(found: OwnArea) -> None:
    with st.container(key="own_title"):
        st.text(found.area.name)
    st.markdown(found.made_of)
    if found.unknown:
        st.warning("These codes are not installed here, and are left out.")
        st.text(", ".join(found.unknown))
    st.header("Its figures", anchor=False)
    st.markdown(
        f"Beside the areas it lies in. {picture_key(found.groups)} Counts are added up; scores are "
        "averages weighted by residents. No confidence intervals are published for these, so "
        "higher or lower is not a verdict."
    )
    data_table(
        profile_table(found.groups, cache.atlas().spans),
        key="own_profile",
        caption="Indicators for your own neighbourhood",
        height=560,
    )
    with st.expander("Where these come from"):
        st.markdown("\n".join(f"- {source} *({names})*" for source, names in found.sources))
    st.markdown(f":small[{found.left_out}]")
    st.markdown(
        ":small[Geography: neighbourhoods (LSOA 2021), grouped by you. Each row says its period "
        "and kind of evidence.]"
    )


def _keep(found: OwnArea) -> None:
    st.header("Keep it, pass it on", anchor=False)
    st.markdown("**Copy link to this view** above has all of it. A file does the same.")
    st.download_button(
        "Download it (JSON)",
        found.chosen.to_file(),
        file_name="own-neighbourhood.json",
        mime="application/json",
    )

    def report() -> AreaReport:
        return own_report(cache.atlas(), found, date.today())

    report_buttons(report, "Report on it (PDF)", "own-neighbourhood")
