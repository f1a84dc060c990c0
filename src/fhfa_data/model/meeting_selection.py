"""Which agenda and which of its cards is open, as one frozen object for the address bar."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_STEP = re.compile(r"[0-9]{1,3}")


@dataclass(frozen=True, slots=True)
class MeetingSelection:
    """The agenda by its id, empty for none, and the card: 0 is the first."""

    agenda: str = ""
    step: int = 0

    def to_query(self) -> dict[str, str]:
        """What is chosen as parameters of the address.

        >>> MeetingSelection("a1", 3).to_query(), MeetingSelection().to_query()
        ({'agenda': 'a1', 'step': '3'}, {})
        """
        if not self.agenda:
            return {}
        return {"agenda": self.agenda} | ({"step": str(self.step)} if self.step else {})

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> MeetingSelection:
        """Read the parameters; what can't be an id or a number is left out.

        >>> MeetingSelection.from_query({"agenda": "<script>", "step": "2"})
        MeetingSelection(agenda='', step=2)
        """
        agenda, step = query.get("agenda", ""), query.get("step", "")
        return cls(
            agenda if _ID.fullmatch(agenda) else "", int(step) if _STEP.fullmatch(step) else 0
        )
