"""How a budget is shared by need, as one frozen object for the address bar."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

_ID = re.compile(r"[a-z0-9_]{1,60}")
_MOST = 10_000_000_000


class What(StrEnum):
    """What is shared."""

    POUNDS = "pounds"
    STAFF = "staff"
    PLACES = "places"

    @property
    def plain(self) -> str:
        """How people say it.

        >>> What.STAFF.plain
        'Staff (full-time equivalents)'
        """
        return {"pounds": "Pounds", "staff": "Staff (full-time equivalents)", "places": "Places"}[
            self.value
        ]


FIRST_TOTALS = {What.POUNDS: 1_000_000, What.STAFF: 100, What.PLACES: 100}
"""How much is shared until somebody says how much."""


@dataclass(frozen=True, slots=True)
class ShareSelection:
    """``total`` in units of ``what``; ``need``: an indicator's id, empty until one is chosen;
    ``floor`` in percent of the total; ``intensity`` in hundredths; ``cap`` in percent of an equal
    share per head, 0 for none.
    """

    what: What = What.POUNDS
    total: int = 1_000_000
    need: str = ""
    floor: int = 20
    intensity: int = 100
    cap: int = 0

    @property
    def follows_need(self) -> bool:
        """Whether need makes any difference to the shares."""
        return self.intensity > 0 and self.floor < 100

    def to_query(self) -> dict[str, str]:
        """What is chosen as parameters of the address.

        >>> ShareSelection(What.STAFF, 40).to_query()["total"]
        '40'
        """
        return {
            "what": self.what.value,
            "total": str(self.total),
            "need": self.need,
            "floor": str(self.floor),
            "intensity": str(self.intensity),
            "cap": str(self.cap),
        }

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> ShareSelection:
        """Read the parameters; what is out of its range keeps its default.

        >>> ShareSelection.from_query({"total": "-5", "floor": "30", "what": "x"})
        ShareSelection(what=<What.POUNDS: 'pounds'>, total=1000000, need='', floor=30, \
intensity=100, cap=0)
        """
        first = cls()
        what, need = query.get("what", ""), query.get("need", "")
        return cls(
            What(what) if what in set(What) else first.what,
            _number(query, "total", 1, _MOST, first.total),
            need if _ID.fullmatch(need) else first.need,
            _number(query, "floor", 0, 100, first.floor),
            _number(query, "intensity", 0, 200, first.intensity),
            _number(query, "cap", 0, 1_000, first.cap),
        )


def _number(query: Mapping[str, str], name: str, least: int, most: int, first: int) -> int:
    text = query.get(name, "")
    known = text.isascii() and text.isdigit() and len(text) <= 11 and least <= int(text) <= most
    return int(text) if known else first
