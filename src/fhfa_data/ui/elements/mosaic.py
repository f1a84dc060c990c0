"""A ward's neighbourhoods (LSOAs) as a mosaic of squares, coloured by IMD decile."""

from __future__ import annotations

from typing import Any

from fhfa_data.ui.elements.assets import register

_ELEMENT = register(
    "mosaic", ("parts/dom.js", "mosaic/mosaic.js"), "mosaic/mosaic.css", {}, hold_px=96
)


def mosaic(payload: dict[str, Any], *, key: str) -> None:
    """Draw a mosaic; ``payload`` is from :func:`fhfa_data.charts.mosaic_payload.mosaic_payload`."""
    _ELEMENT.mount(payload, key=key)
