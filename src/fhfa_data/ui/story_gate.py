"""What the gate found, in words, with one press to put it right; says whether it may be sent."""

from __future__ import annotations

import streamlit as st

from fhfa_data.stories.choices import PlaceLevel
from fhfa_data.stories.gate import Verdict
from fhfa_data.views.story_check import FieldCheck, StoryCheck


def gate_block(check: StoryCheck, level: PlaceLevel, levels: list[PlaceLevel]) -> bool:
    """Draw what was found; True once the writer presses send and nothing stops it."""
    if check.verdict is Verdict.CLEAR:
        st.success("Nothing was found that would point to a person. Read it once more yourself.")
    for one in check.fields:
        _field(one)
    if check.verdict is Verdict.STOP:
        st.error(f"**This can't be sent as it is.** {check.prompt}")
        _wider(check, level, levels)
        return False
    if check.note:
        st.markdown(f":small[{check.note}]")
    as_it_is = check.verdict is Verdict.REWORD
    words = "Send it as it is to a moderator" if as_it_is else "Send it to a moderator"
    return st.button(words)


def _field(one: FieldCheck) -> None:
    with st.container(border=True, key=f"found_{one.name}"):
        st.markdown(f"**{one.label}: this may point to a person**")
        for words, instead in one.found:
            # st.text, since what was typed may hold what Markdown would take for links.
            st.text(f"“{words}” could be {f'“{instead}”' if instead else 'left out'}.")
        for reason in one.reasons:
            st.text(reason)
        if isinstance(st.session_state.get(f"tell_{one.name}"), str):  # one box, not several
            st.button(
                "Use the suggested words", key=f"mend_{one.name}", on_click=_mend, args=(one,)
            )


def _mend(one: FieldCheck) -> None:
    st.session_state[f"tell_{one.name}"] = one.mended


def _wider(check: StoryCheck, level: PlaceLevel, levels: list[PlaceLevel]) -> None:
    # A ward holds the same people as its neighbourhood may, so it is no wider place for this.
    wider = [one for one in levels[levels.index(level) + 1 :] if one is not PlaceLevel.WARD]
    if check.wider and wider:
        st.markdown(f"There would be enough people in {check.wider}.")
        st.button("Name a wider place", on_click=_widen, args=(wider[0],))


def _widen(level: PlaceLevel) -> None:
    st.session_state["tell_place_level"] = level
