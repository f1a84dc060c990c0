"""Share and print: two buttons that do what they say, in the browser."""

from __future__ import annotations

from fhfa_data.ui.elements.assets import register

_WORDS = {
    "copy": "Copy link to this view",
    "copied": "Link copied",
    "by_hand": "Copy this link by hand:",
    "print": "Print two pages",
}

_ELEMENT = register(
    "share", ("parts/dom.js", "share/share.js"), "share/share.css", _WORDS, hold_px=48
)


def share_row() -> None:
    """Draw the buttons."""
    _ELEMENT.mount({}, key="share")
