"""The screen object behind the mosaic: a ward's neighbourhoods (LSOAs), one square each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MosaicCell:
    """One neighbourhood (LSOA).

    ``decile`` is its IMD decile among all of England's, 1 (most deprived) to 10; ``residents`` are
    usual residents at Census 2021; ``in_core20`` says whether it is among the most deprived fifth.
    """

    code: str
    name: str
    decile: int
    residents: int
    in_core20: bool
