"""The questions of a self-assessment as a form: where we are, and where we want to be."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from fhfa_data.stories.reflecting import STEPS, Answer, Answers, Question, questions

_NOT_SAID = "Not said"


def pick_questions(key: str) -> list[str]:
    """The ids of what is to be asked; nothing is ticked beforehand."""
    picked: list[str] = []
    frame = [one for one in questions().values() if one.of_frame]
    insights = [one for one in questions().values() if not one.of_frame]
    for title, some in (("The frame of attention", frame), ("The 14 insights", insights)):
        st.markdown(f"**{title}**")
        picked += [o.id for o in some if st.checkbox(_label(o), key=f"{key}_{o.id}")]
    return picked


def _label(question: Question) -> str:
    return f"{question.title}. {question.meaning}"


def answer_inputs(asked: Sequence[str], key: str) -> Answers:
    """Draw two choices a question, inside a form; returns what is chosen, if anything."""
    found: Answers = {}
    for name in asked:
        question = questions().get(name)
        if question is None:  # it has left the catalogue since
            continue
        st.markdown(f":small[{question.meaning}]")
        here, there = st.columns(2)
        with here:
            now = _step(f"{question.title}: now", question, f"{key}_now_{name}")
        with there:
            wanted = _step(
                f"{question.title}: where we want to be", question, f"{key}_wanted_{name}"
            )
        found[name] = Answer(now=now, wanted=wanted)
    return found


def _step(label: str, question: Question, key: str) -> int | None:
    words = {at: f"{at}. {said}" for at, said in zip(STEPS, question.steps, strict=True)}
    chosen = st.selectbox(
        label, [0, *STEPS], format_func=lambda at: words.get(at, _NOT_SAID), key=key
    )
    return chosen or None
