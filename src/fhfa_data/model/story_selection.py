"""What is chosen of stories, as one frozen object that round-trips through a link."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

USES = ("internal", "partners", "public")
_THEME = re.compile(r"[a-z][a-z0-9_]{0,63}")


@dataclass(frozen=True, slots=True)
class StorySelection:
    """``use``: what stories are read for, empty where nobody chose. ``theme``: empty for all.

    ``large``: whether stories are shown in large type.
    """

    use: str = ""
    theme: str = ""
    large: bool = False

    def to_query(self) -> dict[str, str]:
        """The choice as parameters of the address.

        >>> StorySelection("public", "housing").to_query()
        {'use': 'public', 'theme': 'housing'}
        """
        large = "yes" if self.large else ""
        parts = {"use": self.use, "theme": self.theme, "large": large}
        return {name: value for name, value in parts.items() if value}

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> StorySelection:
        """Read the parameters; what can't be one is left out.

        >>> StorySelection.from_query({"use": "care", "theme": "<b>"})
        StorySelection(use='', theme='', large=False)
        """
        use, theme = query.get("use", ""), query.get("theme", "")
        return cls(
            use if use in USES else "",
            theme if _THEME.fullmatch(theme) else "",
            query.get("large", "") == "yes",
        )
