"""Look at our own process: walk a service or a decision through questions on whom it leaves out."""

from __future__ import annotations

import streamlit as st
from pydantic import ValidationError

from fhfa_data.catalogue.process import process_questions
from fhfa_data.errors import StoryError
from fhfa_data.model.areas import Area
from fhfa_data.stories.actors import Actor, Deed, may
from fhfa_data.stories.consent import new_id
from fhfa_data.stories.fields import fields_of
from fhfa_data.stories.meetings.records import MeetingKind
from fhfa_data.stories.meetings.tools import Look
from fhfa_data.stories.store.meetings import Noted, records, remove_record, save_record
from fhfa_data.ui import cache
from fhfa_data.ui.elements.share import paper_line, share_row
from fhfa_data.ui.elements.unsent import unsent
from fhfa_data.ui.notes_gate import Words, may_be_kept, words_of
from fhfa_data.ui.who import actor
from fhfa_data.views.meeting import place_name
from fhfa_data.views.tools import asked_here

_SAID = "look_said"
_KEPT = "Kept. Everybody with a role can read it below."
_LAST = ("left_out", "unknown", "small_thing")


def process_page(area: Area) -> None:
    """The questions with the place's figures, and the looks that are kept."""
    st.title("Look at our own process", anchor=False)
    person = actor()
    if not person.roles:
        st.info("This is for people who have signed in. Sign in to begin.")
        return
    st.markdown(
        f"Take a service or a decision, and ask whom it leaves out. The figures beside are of "
        f"**{area.full_name}**; choose another place above. They make one think, and "
        "answer nothing by themselves."
    )
    words = st.session_state.pop(_SAID, "")
    if words:
        st.info(words)
    if may(person, Deed.MEET):
        _form(person, area, emptied=words == _KEPT)
    else:
        _questions(area)
    _kept(person)
    share_row("Print this page")
    paper_line()


def _questions(area: Area) -> None:
    """For who only reads: to talk about, nothing to write."""
    for one in asked_here(cache.atlas(), area):
        st.markdown(f"**{one.question.title}** {one.question.text}")


def _form(person: Actor, area: Area, *, emptied: bool) -> None:
    fields = {one.name: one for one in fields_of(Look) if one.name in ("what", *_LAST)}
    with st.form("look", border=False):
        what = st.text_input(
            fields["what"].label, key="look_what", max_chars=200, help=fields["what"].help
        )
        answers: dict[str, str] = {}
        for one in asked_here(cache.atlas(), area):
            st.header(one.question.title, anchor=False)
            st.markdown(one.question.text)
            for figure in one.figures:
                st.markdown(f"{figure.sentence}  \n:small[{figure.source}]")
            key = f"look_q_{one.question.id}"
            answers[one.question.id] = st.text_area(
                f"{one.question.title} Your answer", key=key, max_chars=1_000, height=90
            )
        last = {
            name: st.text_area(fields[name].label, key=f"look_{name}", max_chars=1_000, height=90)
            for name in _LAST
        }
        pressed = st.form_submit_button("Keep this")
    words = _words(what, answers, last)
    unsent("look", [one.key for one in words], taken=(), emptied=emptied)
    if pressed and may_be_kept(words, area.code, "look", st.container()):
        _keep(person, area, what, answers, last)


def _words(what: str, answers: dict[str, str], last: dict[str, str]) -> list[Words]:
    """All that was typed, as the gate takes it."""
    asked = process_questions()
    return [
        *(Words(f"look_q_{one}", asked[one].title, text) for one, text in answers.items()),
        *words_of(Look, {"what": what, **last}, "look"),
    ]


def _keep(
    person: Actor, area: Area, what: str, answers: dict[str, str], last: dict[str, str]
) -> None:
    name = st.session_state.setdefault("look_id", new_id())
    said = {question: text for question, text in answers.items() if text.strip()}
    try:
        look = Look.model_validate({"what": what, "place": area.code, "answers": said, **last})
        save_record(cache.stories(), person, look, record_id=name)
    except ValidationError as error:
        wrong = {str(one["loc"][0]) for one in error.errors() if one["loc"]}
        labels = {one.name: one.label for one in fields_of(Look) if one.name in ("what", *_LAST)}
        named = ", ".join(labels[one] for one in labels if one in wrong)
        todo = f"Please fill in or shorten: {named}." if named else "Answer one question at least."
        st.error(f"Not kept yet. {todo} What you typed is still here.")
        return
    except StoryError as error:
        st.error(f"{error.what} {error.todo} What you typed is still here.")
        return
    for key in [str(one) for one in st.session_state if str(one).startswith("look_")]:
        del st.session_state[key]
    st.session_state[_SAID] = _KEPT
    st.rerun()


def _kept(person: Actor) -> None:
    kept = records(cache.stories(), person, MeetingKind.LOOK)
    if not kept:
        return
    st.header("Looks that were kept", anchor=False)
    for number, one in enumerate(kept, start=1):
        if isinstance(one.record, Look):
            with st.expander(f"Look {number} of {len(kept)}, {one.changed_at[:10]}"):
                _look(person, one, one.record)


def _look(person: Actor, noted: Noted, look: Look) -> None:
    where = place_name(cache.atlas(), look.place) if look.place else "No place"
    st.text(f"{look.what} · {where}")
    for name, question in process_questions().items():
        if text := look.answers.get(name):
            st.markdown(f"**{question.title}**")
            st.text(text)
    labels = {one.name: one.label for one in fields_of(Look) if one.name in _LAST}
    for name, label in labels.items():
        st.markdown(f"**{label}**")
        st.text(getattr(look, name) or "Nothing written.")
    if noted.by == person.id or may(person, Deed.MODERATE):
        st.button("Take it out", key=f"out_{noted.id}", on_click=_take_out, args=(person, noted))


def _take_out(person: Actor, noted: Noted) -> None:
    try:
        remove_record(cache.stories(), person, noted.id, noted.revision)
        st.session_state[_SAID] = "Taken out."
    except StoryError as error:
        st.session_state[_SAID] = f"{error.what} {error.todo}"
