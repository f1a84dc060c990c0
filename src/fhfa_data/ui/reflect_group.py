"""A group's self-assessment: started by one, answered by each on a device of their own."""

from __future__ import annotations

import streamlit as st
from pydantic import ValidationError

from fhfa_data.errors import StoryError
from fhfa_data.stories.actors import Actor, Deed, may
from fhfa_data.stories.consent import new_id
from fhfa_data.stories.reflecting import MOST_ASKED, Reply, Round, answered
from fhfa_data.stories.store.check_ins import BATCH
from fhfa_data.stories.store.rounds import (
    KeptRound,
    end_round,
    one_round,
    replies,
    reply,
    rounds,
    start_round,
)
from fhfa_data.ui import cache, state
from fhfa_data.ui.elements.share import share_row
from fhfa_data.ui.notes_gate import may_be_kept, words_of
from fhfa_data.ui.reflect_form import answer_inputs, pick_questions
from fhfa_data.ui.reflect_picture import draw_picture
from fhfa_data.views.reflection import picture

_HOW = (
    f"No name and no time is kept, and no words, only steps. Replies are shown {BATCH} at a time, "
    "so that one more gives nobody away."
)


def all_rounds(person: Actor) -> None:
    """The rounds there are, and a form to start one."""
    st.header("As a group", anchor=False)
    st.markdown(f"Each answers on a device of their own, from one link. {_HOW}")
    kept = rounds(cache.stories(), person)
    for one in kept:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(one.round.title, width="content")
            st.button("Open", key=f"round_{one.id}", on_click=_open, args=(one.id,))
    if not kept:
        st.markdown("No round yet.")
    if may(person, Deed.MEET):
        with st.expander("Start a round"):
            _start(person)


def _open(name: str) -> None:
    state.change_reflect(name)


def _start(person: Actor) -> None:
    title = st.text_input("What the group is", key="round_title", max_chars=200)
    st.markdown(f"What to ask, up to {MOST_ASKED}:")
    asked = pick_questions("round_pick")
    if len(asked) > MOST_ASKED:
        st.warning(f"These are {len(asked)}. Please leave {MOST_ASKED} at most.")
    pressed = st.button("Start the round", disabled=not 0 < len(asked) <= MOST_ASKED)
    words = words_of(Round, {"title": title}, "round")
    if pressed and may_be_kept(words, "", "round", st.container()):
        name = st.session_state.setdefault("round_id", new_id())
        try:
            made = start_round(
                cache.stories(), person, Round(title=title, asked=tuple(asked)), round_id=name
            )
        except ValidationError:
            st.error("Not started yet. Please say what the group is.")
            return
        del st.session_state["round_id"]
        _open(made.id)
        st.rerun()


def draw_round(person: Actor, name: str) -> None:
    """One round: the form for whoever hasn't replied in this session, and what is told so far."""
    try:
        kept = one_round(cache.stories(), person, name)
    except StoryError as error:
        st.error(f"{error.what} {error.todo}")
        st.button("All rounds", on_click=_open, args=("",))
        return
    st.text(kept.round.title)
    st.markdown(_HOW)
    _reply(person, kept)
    _told(person, kept)
    with st.container(horizontal=True):
        st.button("All rounds", on_click=_open, args=("",))
        share_row("Print this page")
    if kept.by == person.id or may(person, Deed.MODERATE):
        _end(person, kept)


def _reply(person: Actor, kept: KeptRound) -> None:
    done = f"_replied_{kept.id}"
    if st.session_state.get(done):
        st.success("Thank you. Your reply is kept.")
        return
    st.header("Your reply", anchor=False)
    with st.form("reply_form", border=False):
        answers = answer_inputs(kept.round.asked, "reply")
        pressed = st.form_submit_button("Reply")
    if not pressed:
        return
    try:
        reply(cache.stories(), person, kept.id, Reply(answers=answered(answers)))
    except ValidationError:
        st.error("Not kept yet. Answer one question at least.")
        return
    except StoryError as error:
        st.error(f"{error.what} {error.todo}")
        return
    st.session_state[done] = True
    st.rerun()


def _told(person: Actor, kept: KeptRound) -> None:
    st.header("What the group says", anchor=False)
    given = replies(cache.stories(), person, kept.id)
    if not given:
        st.markdown(f"Shown once {BATCH} people have replied.")
        return
    st.markdown(f"Of {len(given)} replies:")
    draw_picture(picture([one.answers for one in given]), key="round_picture")


def _end(person: Actor, kept: KeptRound) -> None:
    sure = st.checkbox("End this round and delete its replies; there is no undo", key="end_sure")
    if st.button("End the round", disabled=not sure):
        end_round(cache.stories(), person, kept.id)
        _open("")
        st.rerun()
