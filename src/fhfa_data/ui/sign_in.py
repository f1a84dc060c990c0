"""Signing in and out, above every page; and the warning where nobody can be known."""

from __future__ import annotations

import streamlit as st

from fhfa_data.stories.actors import Actor, Role
from fhfa_data.ui.who import SignIn, actor, sign_in

_GUIDE = "docs/sign-in.md"
_OPEN = (
    "**This atlas is open to a network, and sign-in isn't set up.** You see what is public, and "
    f"can't add or change anything. {_GUIDE} says how to set up sign-in."
)
_BROKEN = (
    "**Sign-in can't be used: its file of secrets can't be read.** Until it is mended you see what "
    f"is public only. {_GUIDE} says what the file holds."
)


def sign_in_row() -> None:
    """Draw what this visitor needs of it: nothing at all for the one user of this machine."""
    how = sign_in()
    if how is SignIn.LOCAL:
        return
    with st.container(key="sign_in", horizontal=True, horizontal_alignment="right"):
        if how is SignIn.OPEN:
            st.markdown(_OPEN)
        elif how is SignIn.BROKEN:
            st.markdown(_BROKEN)
        elif how is SignIn.IN:
            _signed_in(actor())
        else:
            _signed_out(over=how is SignIn.OVER)


def words_for(person: Actor) -> str:
    """What a person is here, by role: never a name, the screen may be a projector.

    >>> words_for(Actor("p-1", frozenset({Role.MODERATOR, Role.VIEWER}), frozenset()))
    'Signed in as viewer, moderator'
    >>> words_for(Actor("p-1", frozenset(), frozenset()))
    'Signed in, without a role here. Ask whoever looks after this atlas for one.'
    """
    roles = [one.label.lower() for one in Role if person.is_a(one)]
    if not roles:
        return "Signed in, without a role here. Ask whoever looks after this atlas for one."
    return f"Signed in as {', '.join(roles)}"


def _signed_in(person: Actor) -> None:
    st.markdown(words_for(person))
    st.button("Sign out", key="sign_out", on_click=st.logout, type="tertiary")


def _signed_out(*, over: bool) -> None:
    if over:
        st.markdown("Your sign-in has ended. Sign in again to go on.")
    for provider in _providers():
        words = f"Sign in with {provider}" if provider else "Sign in"
        st.button(
            words,
            key=f"sign_in_{provider or 'here'}",
            on_click=st.login,
            args=(provider or None,),
            type="tertiary",
        )


def _providers() -> list[str]:
    """The named providers of the file of secrets; one without a name if it sets up just one."""
    auth = st.secrets.get("auth", {})
    named = [name for name, one in auth.items() if hasattr(one, "keys") and "client_id" in one]
    return named or [""]
