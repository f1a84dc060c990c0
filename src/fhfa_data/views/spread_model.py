"""The screen object behind the map, the dot plot and their table: one indicator over many areas."""

from __future__ import annotations

from dataclasses import dataclass

from fhfa_data.model.areas import Area, AreaType
from fhfa_data.model.figures import Figure, Polarity
from fhfa_data.model.selection import Classes
from fhfa_data.views.certainty import Limits


@dataclass(frozen=True, slots=True)
class AreaValue:
    """One area's figure and how it is said.

    ``band`` is the class on the map, from 0 (lowest values) up, or None without a value. ``limits``
    are its 95% limits, as published or from its counts.
    """

    area: Area
    figure: Figure
    text: str
    interval_text: str
    band: int | None
    limits: Limits | None = None


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A wider area's value to compare with: borough, Greater Manchester or England.

    ``band`` is its class on the map, None where classes are of something else. ``mark`` is what the
    legend says of it there.
    """

    area: Area
    value: float
    text: str
    band: int | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Spread:
    """One indicator and period over the areas shown, all of the kind ``level``.

    ``values`` is ordered by value, lowest first, then areas without a value by name.
    ``band_texts`` says the classes in words, lowest first ("4.8% to 18.2%"). ``worst_band`` is the
    band to mark as the areas that fare worst, or None where polarity is neutral. ``classes_text``
    says what the classes are; empty where there are none by value.
    ``summary`` is one paragraph in plain English. ``provenance`` is the source line.
    ``deciles``: the classes are the ten national deciles of deprivation.
    """

    indicator_id: str
    title: str
    unit_label: str
    polarity: Polarity
    level: AreaType
    period_label: str
    period_text: str
    sex: str
    values: tuple[AreaValue, ...]
    benchmarks: tuple[Benchmark, ...]
    band_texts: tuple[str, ...]
    worst_band: int | None
    summary: str
    provenance: str
    caveats: tuple[str, ...]
    classes: Classes = Classes.EQUAL
    classes_text: str = ""
    deciles: bool = False
