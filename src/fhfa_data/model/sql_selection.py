"""The query on the Query page, as one frozen object that round-trips through the address bar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

LONGEST_LINK = 1500
"""Characters of SQL that still go into a link; longer addresses break in some mail programs."""


@dataclass(frozen=True, slots=True)
class SqlSelection:
    """The query that was last run; empty before the first."""

    sql: str = ""

    @property
    def fits_link(self) -> bool:
        """Whether a link can hold the query."""
        return len(self.sql) <= LONGEST_LINK

    def to_query(self) -> dict[str, str]:
        """The query as a parameter of the address, if it is there and short enough.

        >>> SqlSelection("FROM area").to_query()
        {'sql': 'FROM area'}
        """
        return {"sql": self.sql} if self.sql and self.fits_link else {}

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> SqlSelection:
        """Read the parameter; what can't be in a query (control characters) is left out.

        >>> SqlSelection.from_query({"sql": "FROM area\\x00"}).sql
        'FROM area'
        """
        typed = query.get("sql", "")[:LONGEST_LINK]
        return cls("".join(one for one in typed if one.isprintable() or one in "\n\t"))
