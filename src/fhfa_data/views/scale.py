"""The classes of one indicator, made from all installed areas of a kind, whichever are shown.

So a colour means the same on every map. Of England's wards that is 6,900 values, read once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fhfa_data.catalogue.records import Indicator
from fhfa_data.model.areas import AreaType
from fhfa_data.model.selection import Classes
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.bands import band_texts, breaks_of, worst_band


@dataclass(frozen=True, slots=True)
class Scale:
    """The classes: the highest number said in each but the last; in words; which fares worst.

    ``ends``: the lowest and the highest value; none where no area has one.
    """

    breaks: tuple[float, ...]
    band_texts: tuple[str, ...]
    worst_band: int | None
    ends: tuple[float, float] | None = None


ScaleOf = Callable[[Indicator, AreaType, str, str, Classes], Scale]
"""Indicator, kind of area, period's label, sex, classes → scale; it may keep what it found."""


def scale_of(
    atlas: Atlas, indicator: Indicator, level: AreaType, period: str, sex: str, classes: Classes
) -> Scale:
    """The scale of an indicator over every installed area of the kind ``level``."""
    known = atlas.warehouse.values_of(indicator.id, level, period, sex)
    breaks = breaks_of(indicator, known, classes)
    return Scale(
        tuple(breaks),
        band_texts(indicator, known, breaks),
        worst_band(indicator.polarity, breaks),
        (float(known.min()), float(known.max())) if len(known) else None,
    )
