"""What is chosen on the Data health page, as one frozen object that round-trips through a link."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_FINGERPRINT = re.compile(r"[0-9a-f]{4,64}")


@dataclass(frozen=True, slots=True)
class HealthSelection:
    """The earlier build to compare with, by fingerprint; empty for the one before."""

    build: str = ""

    def to_query(self) -> dict[str, str]:
        """The choice as a parameter of the address.

        >>> HealthSelection("9f171a160894").to_query()
        {'build': '9f171a160894'}
        """
        return {"build": self.build} if self.build else {}

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> HealthSelection:
        """Read the parameter; what can't be a fingerprint is left out.

        >>> HealthSelection.from_query({"build": "<script>"})
        HealthSelection(build='')
        """
        asked = query.get("build", "").lower()
        return cls(asked if _FINGERPRINT.fullmatch(asked) else "")
