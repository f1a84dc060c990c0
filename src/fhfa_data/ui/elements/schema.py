"""The tables to query, drawn: boxes and the lines between them."""

from __future__ import annotations

from typing import Any

from fhfa_data.ui.elements.assets import register

_WORDS = {"region": "The tables and their joins, drawn"}

_ELEMENT = register(
    "schema", ("parts/dom.js", "schema/schema.js"), "schema/schema.css", _WORDS, hold_px=420
)


def schema_picture(payload: dict[str, Any], *, key: str) -> None:
    """Draw it; ``payload`` is from :func:`fhfa_data.charts.schema_drawing.schema_drawing`."""
    _ELEMENT.mount(payload, key=key)
