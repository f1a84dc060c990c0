"""The map with its ordered dot plot, as one Streamlit element."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from fhfa_data.ui.elements.assets import register

_WORDS = {
    "views": "How areas are drawn",
    "view_map": "Map",
    "view_hex": "Equal hexagons",
    "zoom_in": "Zoom in",
    "zoom_out": "Zoom out",
    "zoom_whole": "Show the whole of",
    "zoom_to": "Zoom to",
    "drawing": "Drawing the map…",
    "tallest": "Neighbourhoods with this value; tallest bar:",
    "not_shown": "not among the areas shown",
    "about_shapes": "Shapes are approximate: why",
    "places": "Show places",
    "places_left_out": (
        "A place that would stand outside its own ward's approximate drawing is not drawn; "
        "tables list it."
    ),
    "wheel": "Hold Ctrl (or ⌘) and scroll to zoom",
    "keys_short": "Arrows move · letters find · Enter chooses · + and − zoom · Esc leaves",
    "no_name": "No area shown begins with",
    "keys": (
        "Arrow keys move to the nearest area in that direction. Home and End go to the highest "
        "and lowest value, Page Up and Page Down to the next higher and lower. Type a name to "
        "find it. Enter chooses. Plus, minus and zero zoom. Escape leaves. "
        "The table holds the same values."
    ),
}

_PARTS = (
    *("model", "boxes", "camera", "frame", "tiles", "canvas"),
    *("labels", "places", "legend", "plot", "counts", "paint", "tip"),
)
_ACTING = ("pointer", "keys", "morph", "main")

_ELEMENT = register(
    "map",
    ("parts/dom.js", *(f"map/{part}.js" for part in (*_PARTS, *_ACTING))),
    "map/map.css",
    _WORDS,
    hold_px=640,
)


def atlas_map(
    payload: dict[str, Any],
    *,
    key: str,
    height: int = 520,
    geometry_text: Callable[[], str] | None = None,
    on_pick: Callable[[str], None] | None = None,
    on_view: Callable[[str], None] | None = None,
) -> str | None:
    """Draw the map; return the code of the area the visitor chose just now, else None.

    Parameters
    ----------
    payload
        From :func:`fhfa_data.charts.map_payload.map_payload`, or for more than 2,000 areas, which
        are drawn on a canvas, from :func:`fhfa_data.charts.many_payload.many_payload`.
    key
        Streamlit key; keep it the same for every indicator, so that the map keeps its zoom.
    height
        Height of the map on a desk, CSS pixels; on a phone it follows the width.
    geometry_text
        Gives the shapes as JSON where no file could be served; called only when a browser asks.
    on_pick, on_view
        Called with the chosen area's code, or ``"map"`` or ``"hex"``, before the script runs
        again. Without ``on_view`` the element shows no switch between the two.
    """
    needs = st.session_state.get(key) or {}
    data = {**payload, "height": height, "can_switch_view": on_view is not None}
    if geometry_text is not None and needs.get("needs_geometry"):
        data["geometry_text"] = geometry_text()
    result = _ELEMENT.mount(
        data,
        key=key,
        on_pick_change=_told(key, "pick", on_pick),
        on_view_change=_told(key, "view", on_view),
        on_needs_geometry_change=_nothing,
    )
    return result.get("pick")


def _told(key: str, event: str, listener: Callable[[str], None] | None) -> Callable[[], None]:
    def tell() -> None:
        value = (st.session_state.get(key) or {}).get(event)
        if listener is not None and value:
            listener(str(value))

    return tell


def _nothing() -> None:
    """Streamlit tells us of an event only if it has a listener."""
