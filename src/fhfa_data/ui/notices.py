"""What a page says when something is wrong: what happened, and the way out. Never a traceback."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import streamlit as st

from fhfa_data.errors import AtlasError, UnknownName
from fhfa_data.ui import cache, state
from fhfa_data.views.builds import say_in_use

_log = logging.getLogger(__name__)


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn errors into notices; one we did not foresee is logged and said to be our fault."""
    try:
        yield
    except UnknownName as error:
        _unknown(error)
    except AtlasError as error:
        st.error(f"**{error.what}** {error.todo}", icon=":material/error:")
        if error.where:
            st.markdown(f":small[Where: {error.where}]")
    except Exception:
        _log.exception("A page failed")
        st.error(
            "**Something went wrong on our side.** Nothing you did is lost. Reload the page. If "
            "it happens again, tell whoever looks after this atlas: the details are in its log.",
            icon=":material/error:",
        )


def say_if_refreshed() -> None:
    """Say once a session that other figures have come into use, over the page and not in it.

    A visitor who has just come has seen no others, so nothing is said then. If the figures can't
    be opened, the page says that.
    """
    with suppress(AtlasError):
        pointer = cache.in_use()
        if state.replaced("figures", pointer.fingerprint):
            st.toast(say_in_use(pointer), icon=":material/update:", duration="long")


def _unknown(error: UnknownName) -> None:
    st.warning(
        f"**We don't know the {error.kind} “{error.name}” in this link.** It may be mistyped, or "
        "from another edition of the data.",
        icon=":material/search_off:",
    )
    if error.nearest:
        st.markdown("Did you mean: " + "; ".join(error.nearest) + "?")
    if error.kind in ("place", "ward", "indicator", "period"):
        st.markdown("Choose a place and an indicator above to go on.")
