"""Who looks at a page: whose roles and audiences decide what is shown."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit import runtime
from streamlit.errors import StreamlitSecretNotFoundError

from fhfa_data.catalogue.settings import read_settings
from fhfa_data.model.reach import stays_here
from fhfa_data.stories.actors import VISITOR, Actor, local_user
from fhfa_data.stories.signed_in import person, sign_in_is_over


class SignIn(StrEnum):
    """How somebody came to the page, as far as signing in goes."""

    LOCAL = "local"
    OPEN = "open"
    BROKEN = "broken"
    OUT = "out"
    OVER = "over"
    IN = "in"


def actor() -> Actor:
    """The person in front of the screen.

    With sign-in set up: who signed in, or a visitor. Without: the one user of this machine, or,
    over a network, a visitor.

    Raises
    ------
    CatalogueError
        If somebody signed in, and ``fhfa.toml``, which says what they may do, can't be read.
    """
    how = sign_in()
    if how is SignIn.LOCAL:
        return local_user()
    if how is not SignIn.IN:
        return VISITOR
    return person(_claims(), read_settings().people, datetime.now(UTC))


def sign_in() -> SignIn:
    """How they came; whatever isn't sure gives no role."""
    claims = _claims()
    if claims.get("is_logged_in") is True:
        over = sign_in_is_over(claims, read_settings().people, datetime.now(UTC))
        return SignIn.OVER if over else SignIn.IN
    if "is_logged_in" in claims:
        return SignIn.OUT
    if _secrets_are_broken():
        return SignIn.BROKEN
    return SignIn.OPEN if _over_a_network() else SignIn.LOCAL


def _claims() -> dict[str, Any]:
    """What the provider said of who signed in; without ``is_logged_in`` no sign-in is set up."""
    return dict(st.user.to_dict())


def _secrets_are_broken() -> bool:
    """Whether there is a file of secrets that can't be read: it may be meant to set up sign-in."""
    if not any(Path(one).exists() for one in st.get_option("secrets.files")):
        return False
    try:
        st.secrets.to_dict()
    except (StreamlitSecretNotFoundError, OSError, ValueError):
        return True
    return False


def _over_a_network() -> bool:
    """Whether the app listens to a network, or this request came by way of one (a proxy's)."""
    if not runtime.exists():  # no server: a test, or a script
        return False
    headers = st.context.headers
    asked_for = headers.get("Host") or "localhost"
    passed_on = any(one in headers for one in ("X-Forwarded-For", "X-Real-Ip", "Forwarded"))
    bound = st.get_option("server.address") or ""
    return passed_on or not (stays_here(bound) and stays_here(asked_for))
