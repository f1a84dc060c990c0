"""Which places and indicators are set side by side, as one frozen object for the address bar."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from fhfa_data.model.areas import is_area_code
from fhfa_data.model.own_selection import OWN

MOST_PLACES = 8
MOST_INDICATORS = 12
_ID = re.compile(r"[a-z0-9_]{1,60}")


@dataclass(frozen=True, slots=True)
class CompareSelection:
    """Area codes and ids of indicators, in order; empty until chosen. ``along`` and ``up``: the
    two indicators that are drawn against each other, empty for the first two."""

    places: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    along: str = ""
    up: str = ""

    def to_query(self) -> dict[str, str]:
        """What is chosen as parameters of the address.

        >>> CompareSelection(("E05011366", "E05011376"), ("core20_pct",)).to_query()
        {'places': 'E05011366,E05011376', 'indicators': 'core20_pct'}
        """
        parts = {
            "places": ",".join(self.places),
            "indicators": ",".join(self.indicators),
            "along": self.along,
            "up": self.up,
        }
        return {name: text for name, text in parts.items() if text}

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> CompareSelection:
        """Read the parameters; what can't be a code or an id is left out, and what is too many.

        >>> CompareSelection.from_query({"places": "E05011366,<b>", "along": "x y"}).places
        ('E05011366',)
        """
        asked = query.get("places", "").split(",")
        places = [one for one in asked if is_area_code(one) or one == OWN]
        ids = [one for one in query.get("indicators", "").split(",") if _ID.fullmatch(one)]
        along, up = (query.get(name, "") for name in ("along", "up"))
        return cls(
            tuple(dict.fromkeys(places))[:MOST_PLACES],
            tuple(dict.fromkeys(ids))[:MOST_INDICATORS],
            along if _ID.fullmatch(along) else "",
            up if _ID.fullmatch(up) else "",
        )
