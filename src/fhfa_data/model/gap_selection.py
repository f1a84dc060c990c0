"""Which groups a gap is measured between, as one frozen object for the address bar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Groups(StrEnum):
    """Whose fifths: the place's own, each with a fifth of its residents, or England's."""

    LOCAL = "local"
    NATIONAL = "national"


@dataclass(frozen=True, slots=True)
class GapSelection:
    """The groups; the place and the indicator are those of every page of numbers."""

    fifths: Groups = Groups.LOCAL

    def to_query(self) -> dict[str, str]:
        """What is chosen as parameters of the address.

        >>> GapSelection(Groups.NATIONAL).to_query(), GapSelection().to_query()
        ({'fifths': 'national'}, {})
        """
        return {} if self.fifths is Groups.LOCAL else {"fifths": self.fifths.value}

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> GapSelection:
        """Read the parameter; anything else than England's fifths means the place's own.

        >>> GapSelection.from_query({"fifths": "<script>"}).fifths.value
        'local'
        """
        asked = query.get("fifths", "")
        return cls(Groups(asked) if asked in set(Groups) else Groups.LOCAL)
