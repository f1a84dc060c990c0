"""Share and print: two buttons that do what they say, and the line that only paper shows."""

from __future__ import annotations

from fhfa_data.ui.elements.assets import register

_WORDS = {
    "copy": "Copy link to this view",
    "copied": "Link copied",
    "by_hand": "Copy this link by hand:",
    "printed": "Printed on",
    "same_view": "Open this view:",
}

_ELEMENT = register(
    "share", ("parts/dom.js", "share/share.js"), "share/share.css", _WORDS, hold_px=48
)


def share_row(print_words: str) -> None:
    """Draw the buttons.

    Parameters
    ----------
    print_words
        What the print button says, such as "Print two pages".
    """
    _ELEMENT.mount({"print": print_words}, key="share")
