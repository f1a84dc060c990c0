"""The block that shows what a refresh would change: a button, honest progress, the answer."""

from __future__ import annotations

import streamlit as st

from fhfa_data.ui import cache
from fhfa_data.ui.listings import listings
from fhfa_data.ui.rehearsal import Run, rehearsal_command
from fhfa_data.views.builds import say_moment
from fhfa_data.views.rehearsal import fetched_titles, how_far, rehearsal_shown

_GUIDE = "The guide for analysts says"


def rehearsal_block() -> None:
    """Draw it."""
    st.header("What a refresh would change", anchor=False)
    st.markdown(
        "Asks the publishers for newer copies, builds and checks them on the side, and compares. "
        "The figures in use stay as they are. It takes a minute or more, and one runs at a time."
    )
    run = cache.rehearsals().latest
    st.button(
        "See what would change",
        icon=":material/difference:",
        on_click=_start,
        disabled=run is not None and run.running,
    )
    if run is None:
        return
    if run.running:
        _progress()
    else:
        _ended(run)


def _start() -> None:
    cache.rehearsals().start(rehearsal_command())


@st.fragment(run_every=1.0)
def _progress() -> None:
    run = cache.rehearsals().latest
    if run is None or not run.running:
        st.rerun()
    far = how_far(run.lines, _titles())
    began = say_moment(run.began.isoformat(timespec="seconds"))
    st.progress(far.share, f"{far.words} ({far.share:.0%}). Begun on {began} (UTC).")
    if said := [line.strip() for line in run.lines if line.startswith(" ")][-3:]:
        st.code("\n".join(said), language=None, wrap_lines=True)
    st.button("Stop", icon=":material/stop_circle:", on_click=cache.rehearsals().stop)


def _ended(run: Run) -> None:
    began = say_moment(run.began.isoformat(timespec="seconds"))
    if run.stopped:
        st.info(f"The look of {began} (UTC) was stopped. Nothing was changed.")
        return
    if run.over_time:
        limit = f"{cache.rehearsals().seconds / 60:.0f} minutes"
        st.error(
            f"**The look of {began} (UTC) was ended after {limit}.** Nothing was changed. "
            f"{_GUIDE} how to look without such a limit.",
            icon=":material/timer_off:",
        )
        return
    catalogue = cache.atlas().catalogue
    shown = rehearsal_shown(run.code or 0, run.output, run.lines, catalogue, _titles())
    if shown.trouble:
        st.error(
            f"**The look of {began} (UTC) found no answer.** {shown.trouble}",
            icon=":material/error:",
        )
        return
    if shown.warning:
        st.warning(shown.warning, icon=":material/cloud_off:")
    st.markdown(f"**Looked on {began} (UTC).** {shown.summary}")
    listings(shown.listings, key="rehearsal")
    st.markdown(f"{_GUIDE} how to put it to use.")


def _titles() -> frozenset[str]:
    return fetched_titles(cache.atlas().catalogue, cache.in_use().scope)
