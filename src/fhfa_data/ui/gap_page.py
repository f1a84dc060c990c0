"""The Gap page: the gap between fifths, the line over the whole gradient, wards, and the trend."""

from __future__ import annotations

import streamlit as st

from fhfa_data.charts.gap_chart import MOST_NAMED, gradient_chart, trend_of_the_gap, ward_dots
from fhfa_data.charts.gap_tables import fifths_table, gap_over_time_table, wards_table
from fhfa_data.model.gap_selection import Groups
from fhfa_data.ui import cache, state
from fhfa_data.ui.elements.data_table import data_table
from fhfa_data.ui.elements.vega import vega
from fhfa_data.ui.headline import title_row
from fhfa_data.ui.leaving import leaving
from fhfa_data.ui.trend_block import trend_block
from fhfa_data.views.by_deprivation import wards_words
from fhfa_data.views.gap import Gap
from fhfa_data.views.gap_page import GapFacts
from fhfa_data.views.gap_trend import GapTrend
from fhfa_data.views.gap_words import say_gap, say_ratio
from fhfa_data.views.headline import Headline

_WHOSE = {Groups.LOCAL: "Its own fifths", Groups.NATIONAL: "England's fifths"}


def gap_page(facts: GapFacts) -> None:
    """Draw the page."""
    found = facts.gap
    title_row(f"The gap inside {found.place.name}", print_words="Print this page")
    if facts.ward:
        st.markdown(
            f"{facts.ward.name} is too small to have fifths of its own: this is {found.place.name}"
            ", the borough it is in."
        )
    words, line = st.columns([1, 1], gap="large") if found.line else (st.container(), None)
    with words:
        _finding(facts)
    if line is not None:
        with line:
            _gradient(facts)
    if found.fifths:
        _fifths(found)
    if facts.published:
        trend_block(facts.published.trend)
    _over_time(facts.over_time)
    _wards(facts)
    leaving(cache.atlas().warehouse.meta["attribution"])


def _finding(facts: GapFacts) -> None:
    found = facts.gap
    if facts.published:
        _published(facts.published.headline, found.why_not)
        return
    if found.fifths and found.has_national:
        _whose_fifths(found)
    if found.absolute is not None:
        size, ratio = st.columns(2, width=560)
        number, _, unit = say_gap(found, found.absolute.value).partition(" ")
        size.metric(f"Gap, {unit}", number)
        if found.relative is not None:
            ratio.metric("Times as high", say_ratio(found.relative).partition(" ")[0])
    st.header(facts.finding, anchor=False)
    for one in facts.words:
        st.markdown(one)
    if not found.why_not:
        st.markdown(f":small[{found.provenance} · by IMD 2025, MHCLG]")
    for one in facts.cautions:
        st.markdown(f":material/info: {one}")


def _whose_fifths(found: Gap) -> None:
    st.session_state["pick_fifths"] = found.groups
    st.segmented_control(
        "Compare",
        list(Groups),
        key="pick_fifths",
        format_func=_WHOSE.__getitem__,
        required=True,
        on_change=lambda: state.change_gap(fifths=Groups(st.session_state["pick_fifths"])),
    )


def _fifths(found: Gap) -> None:
    st.header("The five groups", anchor=False)
    caption = f"{found.indicator.name}, {found.period_text}. {found.provenance}"
    data_table(fifths_table(found), key="fifths", caption=caption, searchable=False)


def _intervals(found: Gap) -> str:
    if all(one.lower is None for one in found.line):
        return "There are no intervals for these figures."
    return "Upright lines are 95% intervals; where none shows, it is narrower than the dot."


def _gradient(facts: GapFacts) -> None:
    found = facts.gap
    st.header("From the most to the least deprived", anchor=False)
    st.markdown(
        f"{len(found.line)} groups of about as many residents each, the most deprived on the left. "
        f"{_intervals(found)} The dashed line is a smooth one through all of them; single groups "
        "can lie well off it."
    )
    alt = f"{facts.finding} {' '.join(facts.words)} {facts.line_words}"
    vega(gradient_chart(found), key="gradient", alt=alt)
    if facts.line_words:
        st.markdown(f":small[For analysts: {facts.line_words}]")


def _published(shown: Headline, why: str) -> None:
    """The gap as its publisher gives it, where nobody else can work it out."""
    st.header(shown.sentence, anchor=False)
    st.markdown(f"{shown.meaning} {why}")
    lines = [one for one in (shown.how_sure, shown.source) if one]
    st.markdown("  \n".join(f":small[{one}]" for one in lines))


def _over_time(found: GapTrend | None) -> None:
    if found is None:
        return
    st.header("Has the gap moved?", anchor=False)
    for one in found.words:
        st.markdown(one)
    chart = trend_of_the_gap(found)
    vega(chart, key="gap_trend", alt=f"{found.title}. {' '.join(found.words)}")
    st.markdown(f":small[{found.provenance}]")
    with st.expander("The same as a table"):
        caption = f"{found.title}: {found.between}"
        table = gap_over_time_table(found)
        data_table(table, key="gap_trend_table", caption=caption, searchable=False)


def _wards(facts: GapFacts) -> None:
    if not facts.wards:
        return
    found = facts.gap
    st.header("Ward by ward", anchor=False)
    why = wards_words(facts.wards, named=len(facts.wards) <= MOST_NAMED)
    st.markdown(why)
    chosen = facts.ward.code if facts.ward else ""
    chart = ward_dots(facts.wards, found.indicator.unit_label, chosen)
    vega(chart, key="ward_dots", alt=f"{found.indicator.name} by ward. {why}")
    caption = f"{found.indicator.name}, {found.period_text}. {found.provenance}"
    with st.expander("The same as a table"):
        table = wards_table(facts.wards, found.indicator.unit_label)
        data_table(table, key="gap_wards", caption=caption, height=480)
