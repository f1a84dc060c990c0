"""The Core20PLUS5 page: each part of the approach with the place's figures, or why none."""

from __future__ import annotations

import streamlit as st

from fhfa_data.catalogue.core20plus5_parts import Whom
from fhfa_data.charts.core20plus5_table import parts_table
from fhfa_data.ui import cache
from fhfa_data.ui.elements.data_table import data_table
from fhfa_data.ui.headline import title_row
from fhfa_data.ui.leaving import leaving
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
    Whom.ALL: "Core20 and PLUS",
    Whom.ADULTS: "Five for adults, and stopping smoking",
    Whom.CHILDREN: "Five for children and young people",
}


def core20plus5_page(found: Core20Plus5) -> None:
    """Draw the page."""
    title_row(f"Core20PLUS5 in {found.area.name}", print_words="Print this page")
    st.header(found.sentence, anchor=False)
    st.markdown(_WHAT)
    st.markdown(f"**{found.shown}**")
    for whom, heading in _HEADINGS.items():
        st.header(heading, anchor=False)
        parts = [one for one in found.parts if one.whom is whom]
        for at in range(0, len(parts), 2):
            for column, part in zip(st.columns(2, gap="large"), parts[at : at + 2], strict=False):
                with column:
                    _part(part)
    st.header("All of it as a table", anchor=False)
    caption = f"Core20PLUS5 in {found.area.name}, part by part"
    data_table(parts_table(found), key="core20plus5", caption=caption, height=480)
    leaving(cache.atlas().warehouse.meta["attribution"])


def _part(part: PartHere) -> None:
    name = part.name.partition(": ")[2] if part.whom is not Whom.ALL else part.name
    st.subheader(f"{name[:1].upper()}{name[1:]}", anchor=False)
    st.markdown(f"{part.text}\n\n**{part.verdict}** {part.elsewhere}")
    for one in part.figures:
        _figure(one)
    for words in dict.fromkeys(one.how_sure for one in part.figures):
        st.markdown(f":small[{words}]")


def _figure(one: PartFigure) -> None:
    near = "" if one.is_direct else "Near it: "
    unit = one.unit.removeprefix("%").strip()
    value = f"{one.own} {unit}".strip() if not one.reason else one.own
    more = [one.interval_text and f"95% interval {one.interval_text}", one.count and
            f"{one.count} counted"]  # fmt: skip
    brackets = [text for text in more if text]
    wider = "; ".join(f"{name} {text}" for name, text in one.wider)
    said = f"- {near}**{one.name}**: {value}"
    said += f" ({', '.join(brackets)})" if brackets else ""
    said += f". Beside it: {wider}." if wider else "."
    notes = " ".join(text for text in (one.reason, one.caution) if text)
    st.markdown(f"{said} {notes}  \n  :small[{one.provenance}]")
