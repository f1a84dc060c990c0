"""What must hold of a dataset beyond its columns: the ``[contract]`` table of a source's TOML.

What every dataset must be (columns there, no area twice, as many areas as ``rows`` says, values
that the unit allows) needs no entry; see ``docs/data-checks.md``.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PartsAddUp(_Part):
    """A published column that is the exact sum of others."""

    total: str
    parts: tuple[str, ...]


class Ranked(_Part):
    """Indicators of one ranking of all areas: 1 is the highest score.

    ``ties`` says whether two areas may share a rank. ``decile`` is the rank's tenth of all areas.
    """

    rank: str
    decile: str = ""
    score: str = ""
    ties: bool = False


class Contract(_Part):
    """What must hold of the published rows, and of the figures read from them.

    ``codes``: column → the form of its cells (a regular expression). ``parents``: column → another
    that each of its cells has one cell of. ``sums`` are exact. ``plausible``: indicator → the least
    and most a value can be without somebody looking at it.
    """

    codes: dict[str, str] = {}
    parents: dict[str, str] = {}
    sums: tuple[PartsAddUp, ...] = ()
    ranked: tuple[Ranked, ...] = ()
    plausible: dict[str, tuple[float, float]] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """Every published column that is named."""
        named = [*self.codes, *self.parents, *self.parents.values(), *self.summed]
        return tuple(dict.fromkeys(named))

    @property
    def summed(self) -> tuple[str, ...]:
        """Every published column that is added up, or is a sum."""
        return tuple(dict.fromkeys(name for one in self.sums for name in (one.total, *one.parts)))
