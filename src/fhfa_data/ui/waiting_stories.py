"""Stories that wait for a moderator: read, approved on a lawful basis, or returned."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from fhfa_data.errors import StoryError
from fhfa_data.stories.actors import Actor, Role
from fhfa_data.stories.choices import Article6, Article9, State
from fhfa_data.stories.fields import Use, fields_of
from fhfa_data.stories.gate import Verdict
from fhfa_data.stories.records import Kept, Standing, Story
from fhfa_data.stories.store.deciding import approve, send_back
from fhfa_data.stories.store.reading import visible
from fhfa_data.ui import cache
from fhfa_data.ui.notes_gate import may_be_kept, words_of
from fhfa_data.views.moderation import check_waiting, edited, story_lines, texts_of
from fhfa_data.views.story_check import StoryCheck
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
        return
    at = 0
    if len(waiting) > 1:
        names = [f"Story {number} of {len(waiting)}" for number in range(1, len(waiting) + 1)]
        at = names.index(st.selectbox("Which one", names, key="waiting_which"))
    with st.container(border=True, key="waiting_story"):
        _story(waiting[at])
        _decide(who, waiting[at])


def story_words(one: Kept) -> None:
    """A story's own words and what is said of it; as text, never as markup."""
    story = one.story
    st.text(story.title)
    st.text(story.text)
    for quote in story.quotes:
        st.text(f"“{quote.text}” ({quote.speaker.label})")
    st.text(f"{story.speaker.label} · {story.place_name or 'Greater Manchester'}")
    st.text(f"{story.method.label} · {story.people} heard · {story.group}".strip(" ·"))
    for line in story_lines(story):
        st.text(line)


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
    revision = _revision_seen(one)
    story = _with_its_words(one)
    check = check_waiting(cache.atlas().warehouse, story)
    _found(check)
    six, nine = _bases(one)
    is_stopped = check.verdict is Verdict.STOP
    is_edited = story != one.story
    words = "Approve with your words" if is_edited else "Approve"
    if st.button(words, key=f"approve_{name}", disabled=is_stopped):
        based = story.model_copy(update={"article_6": six, "article_9": nine})
        _try(lambda: approve(cache.stories(), who, name, revision, based))
    _return(who, one, revision)


def _return(who: Actor, one: Kept, revision: int) -> None:
    name, place = one.standing.id, one.story.ward or one.story.borough
    reason = st.text_input("Reason for returning it", key=f"reason_{name}", max_chars=2_000)
    pressed = st.button("Return it", key=f"return_{name}")
    words = words_of(Standing, {"reason": reason}, name)
    if pressed and may_be_kept(words, place, f"return_{name}", st.container()):
        _try(lambda: send_back(cache.stories(), who, name, revision, reason))


def _bases(one: Kept) -> tuple[Article6, Article9]:
    """What the organisation chooses as its lawful basis; what was chosen already stands there."""
    name, sixes, nines = one.standing.id, list(Article6), list(Article9)
    six = st.selectbox(
        "Lawful basis",
        sixes,
        sixes.index(one.story.article_6),
        format_func=_label,
        key=f"six_{name}",
    )
    nine = st.selectbox(
        "Condition for special categories",
        nines,
        nines.index(one.story.article_9),
        format_func=_label,
        key=f"nine_{name}",
    )
    return six, nine


def _revision_seen(one: Kept) -> int:
    """The revision that this moderator read; if the teller has changed it since, it is said."""
    name = one.standing.id
    seen = st.session_state.setdefault(f"waiting_seen_{name}", one.standing.revision)
    if seen == one.standing.revision:
        return seen
    st.warning(
        "This story was changed while you looked at it. Above is what it says now; the words that "
        "you may have edited are still below."
    )
    st.button("Go on with the story as it is now", on_click=_look_anew, args=(one, True))
    st.button("Go on with my words", on_click=_look_anew, args=(one, False))
    return seen


def _look_anew(one: Kept, drop_words: bool) -> None:
    name = one.standing.id
    st.session_state[f"waiting_seen_{name}"] = one.standing.revision
    if drop_words:
        for key in [str(o) for o in st.session_state if str(o).startswith(f"edit_{name}_")]:
            del st.session_state[key]


def _with_its_words(one: Kept) -> Story:
    """The story as the moderator has edited it, or as it is."""
    name, fields = one.standing.id, {field.name: field for field in fields_of(Story)}
    with st.expander("Edit its words"):
        st.markdown("The teller sees what you change. Take out what points to a person.")
        words = {
            field: st.text_area(
                fields[field].label, text, key=f"edit_{name}_{field}",
                max_chars=fields[field].max_length or None,
            )
            for field, text in texts_of(one.story).items()
        }  # fmt: skip
        quotes = [
            st.text_area(f"Quote {at}; without words it is left out", quote.text,
                         key=f"edit_{name}_{quote.id}")
            for at, quote in enumerate(one.story.quotes, start=1)
        ]  # fmt: skip
    try:
        return edited(one.story, words, quotes)
    except StoryError as error:
        st.error(f"{error.what} {error.where}. {error.todo}")
        return one.story


def _found(check: StoryCheck) -> None:
    """What the gate says of the words as they stand now."""
    if check.verdict is Verdict.CLEAR:
        st.markdown("The check found nothing that would point to a person. Read it yourself too.")
    for field in check.fields:
        st.markdown(f"**{field.label}: this may point to a person**")
        for words, instead in field.found:
            st.text(f"“{words}” could be {f'“{instead}”' if instead else 'left out'}.")
        for reason in field.reasons:
            st.text(reason)
    if check.verdict is Verdict.STOP:
        wider = f" There would be enough people in {check.wider}." if check.wider else ""
        st.error(
            f"**It can't be approved as it is.** {check.prompt}{wider} Edit its words, or return "
            "it and ask for a wider place."
        )
    elif check.note:
        st.markdown(f":small[{check.note}]")


def _label(one: Article6 | Article9) -> str:
    return one.label


def _try(deed: Callable[[], Kept]) -> None:
    try:
        deed()
    except StoryError as error:
        st.error(f"{error.what} {error.todo}")
        return
    st.rerun()
