"""The names a person may have meant when they typed one that doesn't exist."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(typed: str, known: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """Up to ``limit`` known names, the most alike first.

    >>> nearest("core2_pct", ["core20_pct", "core10_pct", "white_pct"])
    ('core20_pct', 'core10_pct')
    >>> nearest("smoking", ["smoking_adults_pct", "white_pct"])
    ('smoking_adults_pct',)
    """
    names = list(dict.fromkeys(known))
    folded = {name.casefold(): name for name in names}
    alike = [folded[one] for one in get_close_matches(typed.casefold(), folded, limit, cutoff=0.6)]
    inside = [name for name in names if typed.casefold() in name.casefold()]
    return tuple(dict.fromkeys([*alike, *inside]))[:limit]
