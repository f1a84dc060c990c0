"""Share and print: two buttons that do what they say, and the line that only paper shows."""

from __future__ import annotations

from fhfa_data.ui.elements.assets import register

_BUTTON_WORDS = {
    "copy": "Copy link to this view",
    "copied": "Link copied",
    "by_hand": "Copy this link by hand:",
}
_PAPER_WORDS = {"printed": "Printed on", "same_view": "Open this view:"}

_BUTTONS = register(
    "share", ("parts/dom.js", "share/share.js"), "share/share.css", _BUTTON_WORDS, hold_px=44
)
_PAPER = register(
    "paper", ("parts/dom.js", "share/paper.js"), "share/paper.css", _PAPER_WORDS, hold_px=0
)


def share_row(print_words: str) -> None:
    """Draw the buttons that copy the link and print.

    Parameters
    ----------
    print_words
        What the print button says, such as "Print two pages".
    """
    _BUTTONS.mount({"print": print_words}, key="share", width="content")


def paper_line() -> None:
    """Draw the day and the link, which only a printed page shows."""
    _PAPER.mount({}, key="paper")
