"""The answer first: title, big number, finding, how sure we are, and the ways on from there."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from fhfa_data.ui.elements.share import share_row
from fhfa_data.views.headline import Headline


def title_row(title: str, *, print_words: str, way_on: Callable[[], object] | None = None) -> None:
    """The page's subject, and beside it what one does with a page: go on, copy its link, print it.

    Parameters
    ----------
    print_words
        What the print button says.
    way_on
        Draws a button or link to the page that comes next, if there is one.
    """
    with st.container(
        key="title_row",
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
    ):
        st.title(title, anchor=False, width="content")
        with st.container(horizontal=True, width="content", vertical_alignment="center"):
            if way_on:
                way_on()
            share_row(print_words)


def headline_block(headline: Headline) -> None:
    """Big number and finding; the finding alone where no number is known."""
    if not headline.is_known:
        st.markdown(f":small[{headline.indicator_name}]")
        st.header(headline.sentence, anchor=False)
        st.markdown(headline.reading)
        return
    with st.container(key="answer"):
        number, finding = st.columns([35, 65], vertical_alignment="center")
    with number:
        st.markdown(f":small[{headline.indicator_name}]")
        st.metric(headline.short_name, headline.number, label_visibility="collapsed")
    with finding:
        st.header(headline.sentence, anchor=False)
        if headline.reading:
            st.markdown(f":small[{headline.reading}]")


def source_block(headline: Headline, *, table: str = "", say_how_sure: bool = True) -> None:
    """How sure we are and where the figure comes from, always in sight; the rest on demand.

    ``table`` is the anchor of the table that holds the same figures, if one stands on the page.
    """
    lines = [headline.how_sure, headline.source] if say_how_sure else [headline.source]
    if headline.two_ways.far_apart:
        st.markdown(f"**It depends on the method.** {headline.two_ways.words}")
    st.markdown("  \n".join(f":small[{line}]" for line in lines if line))
    with st.container(horizontal=True, vertical_alignment="center", key="more_on_this"):
        with st.popover("How is this worked out?", icon=":material/info:"):
            _worked_out(headline)
        if table:
            st.markdown(f"[:material/table: Table](#{table})", width="content")
        st.page_link("pages/about.py", label="Download", icon=":material/download:")


def _worked_out(headline: Headline) -> None:
    cautions = "\n".join(f"- {one}" for one in headline.caveats)
    st.markdown(
        f"**{headline.indicator_name}.** {headline.meaning} {headline.why_it_matters}\n\n"
        f"**Take care**\n{cautions}"
    )
    if headline.two_ways.words:
        st.markdown(f"**Two ways to reckon a ward.** {headline.two_ways.words}")
    # Something to focus on, so that the keyboard can scroll what is too long for the window.
    st.page_link("pages/about.py", label="About the data")
