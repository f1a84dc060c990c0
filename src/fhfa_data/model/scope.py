"""Which part of England is installed: Greater Manchester, a list of boroughs, an ICB, or all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from fhfa_data.errors import UnknownName

GM_BOROUGHS = tuple(f"E080000{number:02d}" for number in range(1, 11))
"""LAD 2024 codes of Greater Manchester's ten boroughs, E08000001 (Bolton) to E08000010 (Wigan)."""

_BOROUGH = re.compile(r"E0[6-9]\d{6}")
_ICB = re.compile(r"E54\d{6}")


class ScopeKind(StrEnum):
    """The ways to say which part of England is wanted."""

    GM = "gm"
    BOROUGHS = "boroughs"
    ICB = "icb"
    ENGLAND = "england"


@dataclass(frozen=True, slots=True)
class Scope:
    """What was asked for. ``codes``: LAD 2024 codes, or one ICB code; empty for all England."""

    kind: ScopeKind
    codes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What ``--scope`` takes to mean the same again."""
        named = self.kind in (ScopeKind.GM, ScopeKind.ENGLAND)
        return self.kind.value if named else ",".join(self.codes)


GM = Scope(ScopeKind.GM, GM_BOROUGHS)
ENGLAND = Scope(ScopeKind.ENGLAND)


def read_scope(text: str) -> Scope:
    """What ``--scope`` means.

    Raises
    ------
    UnknownName
        If it is neither ``gm``, ``england``, borough codes with commas between them, nor an ICB.

    >>> read_scope("gm").kind.value, read_scope("E08000003, E08000006").codes
    ('gm', ('E08000003', 'E08000006'))
    >>> read_scope("E54000057").kind.value
    'icb'
    """
    plain = text.strip().lower()
    if plain == "gm":
        return GM
    if plain == "england":
        return ENGLAND
    codes = tuple(dict.fromkeys(code.strip().upper() for code in text.split(",") if code.strip()))
    if len(codes) == 1 and _ICB.fullmatch(codes[0]):
        return Scope(ScopeKind.ICB, codes)
    if codes and all(_BOROUGH.fullmatch(code) for code in codes):
        return Scope(ScopeKind.BOROUGHS, tuple(sorted(codes)))
    raise UnknownName("scope", text, ("gm", "england", "E08000003,E08000006", "E54000057"))
