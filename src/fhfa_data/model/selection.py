"""What a visitor has selected, as one frozen object that round-trips through the address bar."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from fhfa_data.model.areas import GREATER_MANCHESTER

_SAFE = re.compile(r"^[A-Za-z0-9 _/.,'()–-]{0,80}$")


class View(StrEnum):
    """How the wards are drawn."""

    MAP = "map"
    HEX = "hex"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Selection:
    """Place, indicator, period, view and comparison.

    ``place`` and ``compare`` are area codes; ``period`` is a publisher's label or ``latest``.
    """

    place: str = GREATER_MANCHESTER
    indicator: str = "core20_pct"
    period: str = "latest"
    view: View = View.MAP
    compare: str = GREATER_MANCHESTER

    def to_query(self) -> dict[str, str]:
        """The selection as query parameters; every part stands in the link, defaults too.

        >>> Selection(place="E05011368").to_query()["place"]
        'E05011368'
        """
        return {field.name: str(getattr(self, field.name)) for field in fields(self)}

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Selection:
        """Read query parameters; anything absent or of an impossible form keeps its default.

        Whether the place, indicator or period exists is for the page to say.

        >>> Selection.from_query({"view": "hex", "place": "<script>"}).view.value
        'hex'
        """
        kept = {
            field.name: query[field.name]
            for field in fields(cls)
            if query.get(field.name) and _SAFE.match(query[field.name])
        }
        view = kept.pop("view", View.MAP)
        return cls(view=View(view) if view in set(View) else View.MAP, **kept)
