"""The answer first: title, big number, finding, and how sure we are."""

from __future__ import annotations

import streamlit as st

from fhfa_data.views.headline import Headline


def headline_block(title: str, headline: Headline) -> None:
    """Title; the big number with the finding beside it; the source line."""
    st.title(title, anchor=False)
    number, finding = st.columns([3, 7], vertical_alignment="center")
    with number:
        st.metric(headline.number_words or headline.indicator_name, headline.number)
    with finding:
        st.markdown(f"#### {headline.sentence}")
    source_block(headline)


def source_block(headline: Headline) -> None:
    """How sure we are and where the figure comes from, always in sight; cautions on demand."""
    st.markdown(f":small[{headline.how_sure}]  \n:small[{headline.source}]")
    with st.popover("How is this worked out?", icon=":material/info:"):
        st.markdown(f"**{headline.indicator_name}.** {headline.meaning} {headline.why_it_matters}")
        st.markdown("**Take care**\n" + "\n".join(f"- {one}" for one in headline.caveats))
