"""The meeting's clock and its arrow keys: both work in the browser; only a turned card is told."""

from __future__ import annotations

from fhfa_data.ui.elements.assets import register

_WORDS = {
    "left": "Time left",
    "start": "Start the clock",
    "pause": "Pause the clock",
    "over": "Time is up.",
    "keys": "Arrow keys ← → turn the cards.",
    "full": "Full screen",
    "small": "Leave full screen",
}
_ELEMENT = register(
    "meeting", ("parts/dom.js", "meeting/main.js"), "meeting/meeting.css", _WORDS, hold_px=44
)


def meeting_bar(agenda: str, minutes: int) -> int:
    """Draw the clock; returns 1 or -1 if an arrow key turned the card just now, else 0."""
    told = _ELEMENT.mount(
        {"agenda": agenda, "minutes": minutes}, key="meeting_bar", on_move_change=lambda: None
    ).get("move")
    return int(told) if told in (1, -1) else 0
