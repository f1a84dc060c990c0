"""What a visitor has chosen on the Wisdom page, as one frozen object for the address bar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from fhfa_data.model.query import safe_parts

LONGEST_SEARCH = 80


@dataclass(frozen=True, slots=True)
class WisdomSelection:
    """The part of the page, one insight opened by its id, and the filters of the list."""

    part: str = ""
    insight: str = ""
    way: str = ""
    theme: str = ""
    search: str = ""

    def to_query(self) -> dict[str, str]:
        """Only what is chosen stands in the link.

        >>> WisdomSelection(insight="deep-listening").to_query()
        {'insight': 'deep-listening'}
        """
        return {name: value for name, value in asdict(self).items() if value}

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> WisdomSelection:
        """Read query parameters; anything absent or of an impossible form is left empty.

        What is searched for may be any text: it is only ever compared and shown as text.
        """
        words = query.get("search", "")
        kept = words if words.isprintable() and len(words) <= LONGEST_SEARCH else ""
        return cls(**{**safe_parts(query, cls), "search": kept})
