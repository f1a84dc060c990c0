"""What the map of where we have listened is sent."""

from __future__ import annotations

from typing import Any

from fhfa_data.charts.map_payload import map_payload
from fhfa_data.views.listening_map import READING, SILENT_TEXT
from fhfa_data.views.spread_model import Spread


def listening_payload(
    shown: Spread, *, geometry_url: str, selected: str | None, focus: str | None, whole: str
) -> dict[str, Any]:
    """The data of the map, from :func:`~fhfa_data.views.listening_map.listening_spread`.

    As :func:`~fhfa_data.charts.map_payload.map_payload` makes it, with words that fit: no class
    fares worst here, the outline says where nobody was heard.
    """
    payload = map_payload(
        shown,
        geometry_url=geometry_url,
        selected=selected,
        focus_borough=focus,
        whole=whole,
    )
    legend = [
        {**one, "text": SILENT_TEXT} if one["key"] == "worst" else {**one, "marks": []}
        for one in payload["legend"]
    ]
    return {**payload, "legend": legend, "reading": READING}
