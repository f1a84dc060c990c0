"""The Core20PLUS5 page: each part of the approach with the place's figures, or why none."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from fhfa_data.catalogue.core20plus5_parts import Whom
from fhfa_data.charts.core20plus5_table import (
    groups_table,
    levels_table,
    parts_table,
    wards_table,
)
from fhfa_data.model.areas import Area
from fhfa_data.model.selection import Selection
from fhfa_data.ui import cache, state
from fhfa_data.ui.elements.data_table import data_table
from fhfa_data.ui.headline import title_row
from fhfa_data.ui.leaving import leaving
from fhfa_data.views.core20_wards import Core20Wards
from fhfa_data.views.core20plus5 import Core20Plus5, PartFigure, PartHere

_WHAT = (
    "Core20PLUS5 is NHS England's approach to fairer healthcare. It looks first at the residents "
    "of England's most deprived fifth of neighbourhoods (Core20), then at groups that the local "
    "health and care system chooses (PLUS), and at five clinical areas (5): five for adults, five "
    "others for children and young people. [NHS England says more](https://www.england.nhs.uk/"
    "about/equality/equality-hub/national-healthcare-inequalities-improvement-programme/"
    "core20plus5/)."
)
_HEADINGS = {
    Whom.ADULTS: "Five for adults, and stopping smoking",
    Whom.CHILDREN: "Five for children and young people",
}


def core20plus5_page(found: Core20Plus5, asked: Selection) -> None:
    """Draw the page."""
    title_row(f"Core20PLUS5 in {found.area.name}", print_words="Print this page")
    st.header(found.sentence, anchor=False)
    st.markdown(_WHAT)
    st.markdown(f"**{found.shown}**")
    for part in (one for one in found.parts if one.whom is Whom.ALL):
        if part.id == "plus":
            _plus(found, part, asked)
        else:
            _part(part, asked)
            _wards(found.wards, found.area)
    for whom, heading in _HEADINGS.items():
        st.header(heading, anchor=False)
        _in_twos([one for one in found.parts if one.whom is whom], asked)
    if found.reasons:
        st.markdown(f":small[Why some are not available: {' '.join(found.reasons)}]")
    for words in found.how_sure:
        st.markdown(f":small[{words}]")
    _all_of_it(found)
    leaving(cache.atlas().warehouse.meta["attribution"])


def _in_twos(parts: list[PartHere], asked: Selection) -> None:
    for at in range(0, len(parts), 2):
        for column, part in zip(st.columns(2, gap="large"), parts[at : at + 2], strict=False):
            with column:
                _part(part, asked)


def _all_of_it(found: Core20Plus5) -> None:
    with st.expander("All of it as a table"):
        caption = f"Core20PLUS5 in {found.area.name}, part by part"
        data_table(parts_table(found), key="core20plus5", caption=caption)
    st.header("Where open data exist", anchor=False)
    st.markdown(
        "For which areas we know of open data on a part, or on a piece of it, and who publishes "
        "it. Where there is nothing for wards we show none, and work none out from wider areas."
    )
    caption = "Kinds of area with open data, part by part"
    data_table(levels_table(found), key="core20plus5_levels", caption=caption)


def _wards(wards: Core20Wards, area: Area) -> None:
    st.markdown(f"**Where residents in Core20 live.** {wards.words}")
    if not wards.wards:
        return
    data_table(
        wards_table(wards),
        key="core20_wards",
        caption=f"Wards of {wards.around.name} by residents in Core20",
        selected=area.code,
        searchable=False,
        on_pick=lambda code: state.change(place=code),
    )
    st.markdown(f":small[{wards.source}]")


def _plus(found: Core20Plus5, part: PartHere, asked: Selection) -> None:
    _title(part)
    st.markdown(f"{part.text}\n\n**{found.groups_words}** {part.elsewhere}")
    caption = f"PLUS groups in {found.area.name}: residents and shares"
    data_table(groups_table(found), key="plus_groups", caption=caption)
    links = {one.indicator_id: one.name for one in found.groups if one.indicator_id}
    with st.container(horizontal=True):
        for indicator_id, name in links.items():
            _link(indicator_id, name, asked)


def _link(indicator_id: str, name: str, asked: Selection) -> None:
    there = replace(asked, indicator=indicator_id, period="latest", sex="")
    st.page_link(
        "pages/overview.py",
        label=f"Map: {name}",
        icon=":material/map:",
        query_params=there.to_query(),
    )


def _title(part: PartHere) -> None:
    name = part.name.partition(": ")[2] if part.whom is not Whom.ALL else part.name
    st.subheader(f"{name[:1].upper()}{name[1:]}", anchor=False)


def _part(part: PartHere, asked: Selection) -> None:
    _title(part)
    st.markdown(f"{part.text}\n\n**{part.verdict}**")
    for one in part.figures:
        _figure(one, "" if one.is_direct else part.near_because)
        _link(one.indicator_id, one.name, asked)


def _figure(one: PartFigure, near_because: str) -> None:
    near = "" if one.is_direct else "Near it: "
    unit = one.unit.removeprefix("%").strip()
    value = one.own if one.is_gap else f"{one.own} {unit}".strip()
    more = [one.interval_text and f"95% interval {one.interval_text}", one.count and
            f"{one.count} counted"]  # fmt: skip
    brackets = [text for text in more if text]
    wider = "; ".join(f"{name} {text}" for name, text in one.wider)
    said = f"- {near}**{one.name}**: {value}"
    said += f" ({', '.join(brackets)})" if brackets else ""
    said += f". Beside it: {wider}." if wider else "."
    notes = " ".join(text for text in (near_because, one.caution) if text)
    st.markdown(f"{said} {notes}  \n  :small[{one.provenance}]")
