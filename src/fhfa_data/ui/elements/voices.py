"""The voices element: insights as cards on warm paper, so nobody mistakes them for numbers."""

from __future__ import annotations

from typing import Any

from fhfa_data.ui.elements.assets import register

_ELEMENT = register(
    "voices", ("parts/dom.js", "voices/main.js"), "voices/voices.css", {}, hold_px=240
)


def voices(payload: dict[str, Any], *, key: str) -> str | None:
    """Draw the cards; returns the id of the insight whose link was followed just now, if any."""
    return _ELEMENT.mount(payload, key=key, on_open_change=lambda: None).get("open")
