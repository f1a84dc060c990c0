"""Where we have listened, as tables: people heard in bands, silence as silence."""

from __future__ import annotations

from typing import Any

from fhfa_data.model.areas import Area
from fhfa_data.views.listening import SILENCE, Listened, Listening


def listening_table(heard: Listening, place: Area) -> dict[str, Any]:
    """A row a ward of the place's borough, or a borough where the place is wider."""
    own = [one for one in heard.wards if one.area.borough_code == place.borough_code]
    columns = [
        {"id": "place", "label": "Place"},
        {"id": "voices", "label": "People heard"},
        {"id": "core20", "label": "Residents in Core20", "numeric": True},
    ]
    return {"columns": columns, "rows": [_row(one) for one in own or heard.boroughs]}


def _row(one: Listened) -> list[dict[str, Any]]:
    known = one.core20 is not None
    return [
        {"text": one.area.full_name},
        {"text": _people(one.voices)},
        {"text": f"{one.core20:,}" if known else "Not known", "sort": one.core20},
    ]


def _people(voices: str) -> str:
    return "Nobody yet" if voices == SILENCE else voices


def coverage_table(heard: Listening) -> dict[str, Any]:
    """A row a role, language or group, and how many of them were heard, in bands."""
    columns = [
        {"id": "kind", "label": "What"},
        {"id": "name", "label": "Who"},
        {"id": "voices", "label": "People heard"},
    ]
    rows = [
        [
            {"text": one.kind},
            {"text": one.name},
            {"text": _people(one.voices)},
        ]
        for one in heard.coverage
    ]
    return {"columns": columns, "rows": rows}
