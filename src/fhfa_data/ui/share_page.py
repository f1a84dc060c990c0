"""The Share by need page: the choices, the finding, before and after, and every ward's share."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from fhfa_data.charts.share_chart import MOST_DRAWN, share_chart, share_table
from fhfa_data.model.share_selection import FIRST_TOTALS, What
from fhfa_data.ui import cache, state
from fhfa_data.ui.elements.data_table import data_table
from fhfa_data.ui.elements.vega import vega
from fhfa_data.ui.headline import title_row
from fhfa_data.ui.leaving import leaving
from fhfa_data.views.sharing import Sharing
from fhfa_data.views.sharing_words import CAUTIONS, sharing_csv, sharing_finding, sharing_words

_NOT_OFFERED = (
    "Age, ethnic group and other descriptions are not offered: they say who people are, not what "
    "they need. Nor are scores of the index's domains: a score twice as high is not twice the need."
)
_LEANS = {0: "0: by residents alone", 50: "0.5: leaning a little", 100: "1: in proportion to need",
          150: "1.5: leaning more", 200: "2: leaning a lot"}  # fmt: skip


def share_page(found: Sharing) -> None:
    """Draw the page."""
    title_row(f"Share by need in {found.place.name}", print_words="Print this page")
    st.markdown(
        "Something for everybody, and more where need is greater: that is called proportionate "
        "universalism. Choose how, and see what it does. Nothing here is a recommendation."
    )
    _choices(found)
    st.header(sharing_finding(found), anchor=False)
    for one in sharing_words(found):
        st.markdown(one)
    for one in CAUTIONS:
        st.markdown(f":material/info: {one}")
    _picture(found)
    st.header("Every ward's share", anchor=False)
    caption = f"Shares of {found.place.whose} wards, before and after"
    data_table(share_table(found), key="shares", caption=caption, height=560)
    st.download_button(
        "Download these shares (CSV)",
        sharing_csv(found),
        file_name=f"share-by-need-{found.place.code}.csv",
        mime="text/csv",
    )
    st.markdown("  \n".join(f":small[{one}]" for one in found.provenance))
    leaving(cache.atlas().warehouse.meta["attribution"])


def _choices(found: Sharing) -> None:
    chosen = found.chosen
    what, total, need = st.columns([1.2, 1.2, 2])
    with what:
        _box("What is shared", "what", list(What), chosen.what, lambda one: one.plain)
    with total:
        _number(
            "How much, in pounds" if chosen.what is What.POUNDS else "How many",
            "total",
            chosen.total,
            1,
            10_000_000_000,
        )
    with need:
        names = {one.id: one.name for one in found.measures}
        _box("Need is measured by", "need", list(names), found.measure.id, names.__getitem__)
    floor, lean, cap = st.columns([1.2, 1.2, 2])
    with floor:
        _number("Shared equally first, %", "floor", chosen.floor, 0, 100)
    with lean:
        options = list(dict.fromkeys([*_LEANS, chosen.intensity]))
        _box("How far it follows need", "intensity", options, chosen.intensity,
             lambda one: _LEANS.get(one, f"{one / 100:g}"))  # fmt: skip
    with cap:
        words = "Most a ward may get, % of an equal share per head (0: no limit)"
        _number(words, "cap", chosen.cap, 0, 1_000)


def _box(label: str, part: str, options: list, chosen: object, say: Callable[..., str]) -> None:
    key = f"pick_share_{part}"
    st.session_state[key] = chosen
    why = _NOT_OFFERED if part == "need" else None
    st.selectbox(label, options, key=key, format_func=say, on_change=_take(key, part), help=why)


def _number(label: str, part: str, chosen: int, least: int, most: int) -> None:
    key = f"pick_share_{part}"
    st.session_state[key] = chosen
    st.number_input(
        label, min_value=least, max_value=most, step=1, key=key, on_change=_take(key, part)
    )


def _take(key: str, part: str) -> Callable[[], None]:
    def take() -> None:
        if (value := st.session_state.get(key)) is not None:
            total = {"total": FIRST_TOTALS[value]} if part == "what" else {}
            state.change_share(**{part: value, **total})

    return take


def _picture(found: Sharing) -> None:
    if len(found.wards) > MOST_DRAWN:
        st.markdown(
            f"{len(found.wards)} wards are too many to draw: the table below has them all. Choose "
            "a borough to see the picture."
        )
        return
    st.header("Before and after, for each resident", anchor=False)
    st.markdown(
        "Ring: an equal share for every resident. Dot: by need. Line: from the least to the most "
        "over all choices that were worked out."
    )
    alt = f"{sharing_finding(found)} The table below has each ward's share."
    vega(share_chart(found), key="share_chart", alt=alt)
