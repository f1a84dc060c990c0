"""The Reflect page: look at yourselves on the frame and the insights, alone or as a group."""

from __future__ import annotations

from datetime import date

import streamlit as st
from pydantic import ValidationError

from fhfa_data.charts.reflection_table import change_table
from fhfa_data.errors import StoryError
from fhfa_data.model.reflect_selection import ReflectSelection
from fhfa_data.stories.actors import Actor
from fhfa_data.stories.consent import new_id
from fhfa_data.stories.reflecting import Answers, Reflection, answered
from fhfa_data.stories.store.reflections import (
    KeptReflection,
    erase_reflection,
    keep_reflection,
    own_reflections,
)
from fhfa_data.ui import cache
from fhfa_data.ui.elements.data_table import data_table
from fhfa_data.ui.notes_gate import may_be_kept, words_of
from fhfa_data.ui.reflect_form import answer_inputs, pick_questions
from fhfa_data.ui.reflect_group import all_rounds, draw_round
from fhfa_data.ui.reflect_picture import draw_picture
from fhfa_data.ui.who import actor
from fhfa_data.views.reflection import change_over_time, picture
from fhfa_data.views.words import long_day

_TOLD = "reflect_told"


def reflect_page(asked: ReflectSelection) -> None:
    """A round, if its link was opened; else one's own entries, and the rounds."""
    st.title("Reflect", anchor=False)
    person = actor()
    if not person.roles:
        st.info("Self-assessments are for people who have signed in. Sign in to begin.")
        return
    if asked.round:
        draw_round(person, asked.round)
        return
    st.markdown(
        "Where do we act from today, what makes us say so, where do we want to be, and what is one "
        "small thing to try? Look alone first, then as a group."
    )
    st.header("On your own", anchor=False)
    st.markdown("Nobody else reads what you write here. You can erase it at any time.")
    for words in st.session_state.pop(_TOLD, []):
        st.info(words)
    _new_entry(person)
    _entries(person)
    all_rounds(person)
    st.header("More to look at", anchor=False)
    st.page_link("pages/process.py", label="Look at our own process: whom does it leave out?")
    st.page_link("pages/tools.py", label="Tools and resources that have helped here")


def _new_entry(person: Actor) -> None:
    with st.expander("Look now", expanded=not own_reflections(cache.stories(), person)):
        st.markdown("Pick what to look at: three or four are plenty.")
        asked = pick_questions("own_pick")
        if not asked:
            return
        with st.form("own_form", border=False):
            answers = answer_inputs(asked, "own")
            evidence = st.text_area(
                "What makes you say so", key="own_evidence", max_chars=2_000,
                help="What you saw or heard. No names.",
            )  # fmt: skip
            small = st.text_input(
                "One small thing to try", key="own_small", max_chars=300,
                help="Something you can do this week.",
            )  # fmt: skip
            pressed = st.form_submit_button("Keep this")
        typed = {"evidence": evidence, "small_thing": small}
        if pressed and may_be_kept(words_of(Reflection, typed, "own"), "", "own", st.container()):
            _keep(person, answers, typed)


def _keep(person: Actor, answers: Answers, typed: dict[str, str]) -> None:
    name = st.session_state.setdefault("own_id", new_id())
    try:
        values = {"on_day": date.today(), "answers": answered(answers), **typed}
        entry = Reflection.model_validate(values)
        keep_reflection(cache.stories(), person, entry, reflection_id=name)
    except ValidationError:
        st.error("Not kept yet. Answer one question at least; what you typed is still here.")
        return
    except StoryError as error:
        st.error(f"{error.what} {error.todo} What you typed is still here.")
        return
    for key in [str(one) for one in st.session_state if str(one).startswith("own_")]:
        del st.session_state[key]
    st.session_state[_TOLD] = ["Kept. It stands below, for you alone."]
    st.rerun()


def _entries(person: Actor) -> None:
    kept = own_reflections(cache.stories(), person)
    if not kept:
        return
    last = kept[-1].reflection
    st.subheader(f"As you saw it on {long_day(last.on_day)}", anchor=False)
    draw_picture(picture([last.answers]), key="own_picture")
    if len(kept) > 1:
        st.subheader("Over time", anchor=False)
        change = change_over_time(kept)
        st.markdown(change.words)
        data_table(
            change_table(change), key="own_change", caption="What you said", searchable=False
        )
    for number, one in enumerate(reversed(kept), start=1):
        _entry(person, one, number)


def _entry(person: Actor, one: KeptReflection, number: int) -> None:
    with st.expander(f"Entry of {long_day(one.reflection.on_day)} ({number})"):
        st.markdown("**What makes you say so**")
        st.text(one.reflection.evidence or "Nothing written.")
        st.markdown("**One small thing to try**")
        st.text(one.reflection.small_thing or "Nothing written.")
        sure = st.checkbox("Erase this entry; there is no undo", key=f"gone_sure_{one.id}")
        st.button(
            "Erase", key=f"gone_{one.id}", disabled=not sure, on_click=_erase,
            args=(person, one.id),
        )  # fmt: skip


def _erase(person: Actor, name: str) -> None:
    done = erase_reflection(cache.stories(), person, name)
    told = ["Erased."]
    left = [one for one in done.copies if one.id not in done.reached]
    if left:
        told.append(f"{len(left)} backups that were moved may still hold it.")
    st.session_state[_TOLD] = told
