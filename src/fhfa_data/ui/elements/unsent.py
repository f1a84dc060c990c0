"""What is typed while the line is down: kept in the browser's tab until the server has it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from fhfa_data.ui.elements.assets import register

_WORDS = {
    "found": "Some of what you typed before had not reached us.",
    "back": "Put it back",
    "away": "Throw it away",
}
_ELEMENT = register(
    "unsent", ("parts/dom.js", "unsent/main.js"), "unsent/unsent.css", _WORDS, hold_px=0
)


def unsent(
    name: str, fields: Collection[str], *, taken: Collection[object], emptied: bool = False
) -> None:
    """Watch text fields of the page, and offer again what a reload would have lost.

    It stays in this tab's own storage, which the browser empties with the tab, and only until the
    server has it.

    Parameters
    ----------
    name
        Names the form.
    fields
        Streamlit keys of its text fields.
    taken
        What the server has of them now: the browser is told whenever that changes, not what it is.
    emptied
        Whether all of it was just kept, and the fields begin anew.
    """
    print_of = hashlib.sha256(repr(tuple(taken)).encode()).hexdigest()[:12]
    data = {"name": name, "fields": list(fields), "taken": print_of, "emptied": emptied}
    _ELEMENT.mount(data, key=f"unsent_{name}")
