"""What a page says when something is wrong: what happened, and the way out. Never a traceback."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from fhfa_data.errors import AtlasError, UnknownName

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
