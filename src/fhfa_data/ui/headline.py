"""The answer first: title, big number, finding, and how sure we are."""

from __future__ import annotations

import streamlit as st

from fhfa_data.views.headline import Headline


def headline_block(title: str, headline: Headline) -> None:
    """Title, big number and finding; the finding alone where no number is known."""
    st.title(title, anchor=False)
    if not headline.is_known:
        st.markdown(f":small[{headline.short_name}]")
        st.header(headline.sentence, anchor=False)
        return
    number, finding = st.columns([4, 6], vertical_alignment="center")
    with number:
        st.markdown(f":small[{headline.short_name}]")
        st.metric(headline.short_name, headline.number, label_visibility="collapsed")
    finding.header(headline.sentence, anchor=False)


def source_block(headline: Headline, *, say_how_sure: bool = True) -> None:
    """How sure we are and where the figure comes from, always in sight; cautions on demand."""
    said, more = st.columns([6, 4], vertical_alignment="center")
    lines = [headline.how_sure, headline.source] if say_how_sure else [headline.source]
    said.markdown("  \n".join(f":small[{line}]" for line in lines))
    with more, st.popover("How is this worked out?", icon=":material/info:"):
        cautions = "\n".join(f"- {one}" for one in headline.caveats)
        st.markdown(
            f"**{headline.indicator_name}.** {headline.meaning} {headline.why_it_matters}\n\n"
            f"**Take care**\n{cautions}"
        )
