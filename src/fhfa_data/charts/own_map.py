"""What the map of one's own neighbourhood is sent."""

from __future__ import annotations

from typing import Any

from fhfa_data.charts.map_payload import map_payload
from fhfa_data.views.own_map import READING
from fhfa_data.views.spread_model import Spread


def membership_payload(
    shown: Spread,
    *,
    axis_title: str,
    geometry_url: str,
    whole: str,
    focus: str | None = None,
    home: str = "",
) -> dict[str, Any]:
    """The data of the map, from :func:`~fhfa_data.views.own_map.membership_spread`.

    ``focus``: the borough to zoom to; ``home``: the ward whose neighbourhoods these are.
    """
    payload = map_payload(
        shown, geometry_url=geometry_url, focus_borough=focus, home=home, whole=whole
    )
    legend = [{**one, "marks": []} for one in payload["legend"] if one["key"] != "worst"]
    axis = {**payload["axis"], "title": axis_title}
    return {**payload, "legend": legend, "axis": axis, "reading": READING}
