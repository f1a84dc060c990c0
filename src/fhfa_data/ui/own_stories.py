"""Your stories: how each stands, and taking it back: deleted with undo, withdrawn, or erased."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

import streamlit as st

from fhfa_data.errors import StoryError
from fhfa_data.model.areas import GREATER_MANCHESTER
from fhfa_data.stories.access import withdrawn
from fhfa_data.stories.actors import Actor
from fhfa_data.stories.choices import State
from fhfa_data.stories.fields import Use
from fhfa_data.stories.records import Kept
from fhfa_data.stories.store.copies import Copy
from fhfa_data.stories.store.deciding import delete, undo_delete, withdraw
from fhfa_data.stories.store.erasing import erase
from fhfa_data.stories.store.reading import (
    brought_in,
    deleted_stories,
    due_for_renewal,
    visible,
)
from fhfa_data.stories.store.saving import save
from fhfa_data.ui import cache, state
from fhfa_data.ui.typed_draft import take_up
from fhfa_data.ui.waiting_stories import story_words
from fhfa_data.views.typed_story import renewed, typed_of
from fhfa_data.views.words import plain_day

_TOLD = "own_told"
_WHY = {"expired": ", consent has run out", "expiring": ", consent runs out soon"}


def own_stories(who: Actor) -> None:
    """Draw this person's own stories and those they may bring back."""
    store = cache.stories()
    st.header("Your stories", anchor=False)
    for words in st.session_state.pop(_TOLD, []):
        st.info(words)
    due = _due(who)
    own = [one for one in visible(store, who, Use.CARE, date.today()) if _is_own(one, who)]
    if not own:
        st.markdown("None yet.")
    for number, one in enumerate(own, start=1):
        why = _WHY.get(due.get(one.standing.id, ""), "")
        with st.expander(f"Your story {number} of {len(own)}: {one.standing.state.label}{why}"):
            _own(who, one, is_due=bool(why))
    deleted = _deleted(who)
    for number, one in enumerate(deleted, start=1):
        st.button(
            f"Bring back deleted story {number}",
            key=f"back_{one.standing.id}",
            on_click=_try,
            args=(lambda one=one: _undo(who, one),),
        )
    kept_out(who, {one.standing.id for one in (*own, *deleted)})


def _own(who: Actor, one: Kept, *, is_due: bool) -> None:
    story_words(one)
    if one.standing.reason:
        st.text(f"Why it was returned: {one.standing.reason}")
    if is_due:
        st.button(
            "They agreed again today",
            key=f"again_{one.standing.id}",
            on_click=_try,
            args=(lambda: _agreed_again(who, one),),
        )
    _ways(who, one)


def kept_out(who: Actor, shown: Collection[str] = ()) -> None:
    """What the store keeps of this person's and shows nowhere above, to take back or erase.

    That is what was taken back whole, and everything of somebody who may add stories no more.
    """
    held = [one for one in brought_in(cache.stories(), who) if one.id not in shown]
    if not held:
        return
    st.subheader("What is still kept of yours", anchor=False)
    st.markdown("Its words stay in the store until they are erased, also where nobody sees them.")
    for one in held:
        with st.container(border=True, key=f"held_{one.id}"):
            how = "Taken back" if one.is_withdrawn else "Not taken back"
            st.text(f"{how}. Last changed on {plain_day(one.changed_at[:10])}.")
            if not one.is_withdrawn:
                st.button(
                    "Take consent back",
                    key=f"withdraw_{one.id}",
                    on_click=_try,
                    args=(lambda one=one: _withdraw(who, one.id, ()),),
                )
            _erase_button(who, one.id)


def _is_own(one: Kept, who: Actor) -> bool:
    return one.standing.contributor == who.id


def _deleted(who: Actor) -> list[Kept]:
    return [one for one in deleted_stories(cache.stories(), who) if _is_own(one, who)]


def _due(who: Actor) -> dict[str, str]:
    """Story → why it is to be asked about; said in short above the list."""
    due = due_for_renewal(cache.stories(), who, date.today())
    for why, words in (("expired", "has run out"), ("expiring", "runs out within 30 days")):
        number = sum(one.why == why for one in due)
        if number:
            stories = "1 story" if number == 1 else f"{number} stories"
            st.warning(f"Consent for {stories} {words}. Ask again; until then it is hidden.")
    return {one.id: one.why for one in due}


def _ways(who: Actor, one: Kept) -> None:
    name = one.standing.id
    st.button("Change it", key=f"change_{name}", on_click=_change, args=(one,))
    st.button("Delete", key=f"delete_{name}", on_click=_try, args=(lambda: _delete(who, one),))
    if one.story.ledger and not withdrawn(one.story.consents):
        st.button(
            "Take consent back",
            key=f"withdraw_{name}",
            on_click=_try,
            args=(lambda: _withdraw(who, name, ()),),
        )
    for number, quote in enumerate(one.story.quotes, start=1):
        st.button(
            f"Take back quote {number}",
            key=f"quote_{quote.id}",
            on_click=_try,
            args=(lambda quote=quote: _withdraw(who, name, [o.id for o in quote.consents]),),
        )
    _erase_button(who, name)


def _erase_button(who: Actor, name: str) -> None:
    sure = st.checkbox("I want it erased for good; there is no undo", key=f"sure_{name}")
    st.button(
        "Erase for good",
        key=f"erase_{name}",
        disabled=not sure,
        on_click=_try,
        args=(lambda: _erase(who, name),),
    )


def _change(one: Kept) -> None:
    story = one.story
    state.change(place=story.ward or story.borough or GREATER_MANCHESTER)
    take_up(one.standing.id, typed_of(story) | {"revision": one.standing.revision})


def _delete(who: Actor, one: Kept) -> list[str]:
    delete(cache.stories(), who, one.standing.id, one.standing.revision)
    return ["Deleted. It can be brought back below."]


def _undo(who: Actor, one: Kept) -> list[str]:
    undo_delete(cache.stories(), who, one.standing.id, one.standing.revision)
    return ["It is back."]


def _withdraw(who: Actor, name: str, consents: tuple[str, ...] | list[str]) -> list[str]:
    copies = withdraw(cache.stories(), who, name, date.today(), consents)
    return ["Taken back: it is gone from every page at the next look.", *_holders(copies)]


def _agreed_again(who: Actor, one: Kept) -> list[str]:
    story, standing = renewed(one.story, date.today()), one.standing
    kept = save(
        cache.stories(), who, story, story_id=standing.id, revision=standing.revision, submit=True
    )
    told = "Renewed from today, for 12 months."
    if kept.standing.state is State.WAITING:
        told += " A moderator looks at it once more."
    return [told]


def _erase(who: Actor, name: str) -> list[str]:
    done = erase(cache.stories(), who, name)
    return ["Erased from the store, its history and drafts.", *_holders(done.copies)]


def _holders(copies: tuple[Copy, ...]) -> list[str]:
    if not copies:
        return ["No export or backup holds it."]
    return [
        f"A copy of {one.at[:10]} is with {one.holder or one.by or 'whoever took it'}: tell them."
        for one in copies
    ]


def _try(deed: Callable[[], list[str]]) -> None:
    try:
        told = deed()
    except StoryError as error:
        told = [f"{error.what} {error.todo}"]
    st.session_state[_TOLD] = told
