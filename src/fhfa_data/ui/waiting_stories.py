"""Stories that wait for a moderator: read, approved on a lawful basis, or returned."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from fhfa_data.errors import StoryError
from fhfa_data.stories.actors import Actor, Role
from fhfa_data.stories.choices import Article6, Article9, State
from fhfa_data.stories.fields import Use
from fhfa_data.stories.records import Kept
from fhfa_data.stories.store.deciding import approve, send_back
from fhfa_data.stories.store.reading import visible
from fhfa_data.ui import cache
from fhfa_data.views.words import long_day


def waiting_stories(who: Actor) -> None:
    """Draw what waits, for moderators; nothing for others."""
    if not who.is_a(Role.MODERATOR):
        return
    seen = visible(cache.stories(), who, Use.CARE, date.today())
    waiting = [one for one in seen if one.standing.state is State.WAITING]
    st.header("Waiting for a moderator", anchor=False)
    if not waiting:
        st.markdown("Nothing waits.")
    for number, one in enumerate(waiting, start=1):
        with st.expander(f"Story {number} of {len(waiting)}", expanded=number == 1):
            _story(one)
            _decide(who, one)


def story_words(one: Kept) -> None:
    """A story's own words and what is said of it; as text, never as markup."""
    story = one.story
    st.text(story.title)
    st.text(story.text)
    for quote in story.quotes:
        st.text(f"“{quote.text}” ({quote.speaker.label})")
    st.text(f"{story.speaker.label} · {story.place_name or 'Greater Manchester'}")
    st.text(f"{story.method.label} · {story.people} heard · {story.group}".strip(" ·"))


def _story(one: Kept) -> None:
    story_words(one)
    agreed = [
        f"For: {', '.join(o.label for o in c.purposes)}. Read by: "
        f"{', '.join(o.label for o in c.audiences)}. Until {long_day(c.expires_on)}."
        for c in one.story.consents
    ]
    st.text("\n".join(agreed) or "No consent is recorded: approved, it is still shown to nobody.")


def _decide(who: Actor, one: Kept) -> None:
    name = one.standing.id
    six = st.selectbox("Lawful basis", list(Article6), format_func=_label, key=f"six_{name}")
    nine = st.selectbox(
        "Condition for special categories", list(Article9), format_func=_label, key=f"nine_{name}"
    )
    if st.button("Approve", key=f"approve_{name}"):
        based = one.story.model_copy(update={"article_6": six, "article_9": nine})
        _try(lambda: approve(cache.stories(), who, name, one.standing.revision, based))
    reason = st.text_input("Reason for returning it", key=f"reason_{name}", max_chars=2_000)
    if st.button("Return it", key=f"return_{name}"):
        _try(lambda: send_back(cache.stories(), who, name, one.standing.revision, reason))


def _label(one: Article6 | Article9) -> str:
    return one.label


def _try(deed: Callable[[], Kept]) -> None:
    try:
        deed()
    except StoryError as error:
        st.error(f"{error.what} {error.todo}")
        return
    st.rerun()
