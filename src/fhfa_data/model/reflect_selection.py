"""Which round of self-assessment is open, as one frozen object for the address bar."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


@dataclass(frozen=True, slots=True)
class ReflectSelection:
    """The round by its id; empty for none: then one looks alone."""

    round: str = ""

    def to_query(self) -> dict[str, str]:
        """What is chosen as parameters of the address.

        >>> ReflectSelection("a1").to_query(), ReflectSelection().to_query()
        ({'round': 'a1'}, {})
        """
        return {"round": self.round} if self.round else {}

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> ReflectSelection:
        """Read the parameter; what can't be an id is left out.

        >>> ReflectSelection.from_query({"round": "<script>"})
        ReflectSelection(round='')
        """
        found = query.get("round", "")
        return cls(found if _ID.fullmatch(found) else "")
