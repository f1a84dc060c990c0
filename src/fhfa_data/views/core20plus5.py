"""Core20PLUS5 for a place: what open data can show of each part here, and what it can't."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fhfa_data.catalogue.core20plus5_parts import Part, Whom, core20plus5_parts
from fhfa_data.catalogue.records import Indicator
from fhfa_data.model.areas import Area
from fhfa_data.model.figures import Evidence, Figure
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.beside import Beside, beside
from fhfa_data.views.headline import headline
from fhfa_data.views.provenance import source_line, uncertainty_words
from fhfa_data.views.words import say_figure, say_interval, say_list, with_sex

HANDFUL, FEW = 10, 100
"""Below these a count has a caution: the census changes some small counts to protect people."""


@dataclass(frozen=True, slots=True)
class PartFigure:
    """One indicator beside a part. ``is_direct``: it measures the part, or only something nearby.

    ``own`` and ``wider``: (area's name, value as said); ``count`` of people in words; ``caution``
    where they are few. ``reason``: why the place has no figure.
    """

    indicator_id: str
    name: str
    unit: str
    is_direct: bool
    own: str
    interval_text: str
    wider: tuple[tuple[str, str], ...]
    count: str
    caution: str
    reason: str
    provenance: str
    how_sure: str


@dataclass(frozen=True, slots=True)
class PartHere:
    """A part of the approach and its figures here. ``verdict``: in words what can be shown."""

    id: str
    name: str
    text: str
    whom: Whom
    figures: tuple[PartFigure, ...]
    verdict: str
    elsewhere: str


@dataclass(frozen=True, slots=True)
class Core20Plus5:
    """The approach for a place. ``sentence``: its Core20 residents; ``shown``: what is measured."""

    area: Area
    sentence: str
    shown: str
    parts: tuple[PartHere, ...]


def core20plus5(atlas: Atlas, area: Area) -> Core20Plus5:
    """Each part of Core20PLUS5 for a place."""
    parts = tuple(_part(atlas, area, name, one) for name, one in core20plus5_parts().items())
    core20 = atlas.catalogue.indicator("core20_pct")
    return Core20Plus5(
        area=area,
        sentence=headline(atlas, area, core20, "latest").sentence,
        shown=_shown(area, parts),
        parts=parts,
    )


def _shown(area: Area, parts: Sequence[PartHere]) -> str:
    five = [one for one in parts if one.id.startswith(("adult_", "children_"))]
    here = [one for one in five if any(f.is_direct and not f.reason for f in one.figures)]
    named = say_list([one.name.partition(": ")[2] for one in here])
    said = (
        f"Of the ten clinical areas and stopping smoking, this atlas measures {named} for "
        f"{area.name} itself."
        if here
        else "Neither the ten clinical areas nor stopping smoking are measured for "
        f"{area.name} itself in this atlas."
    )
    return (
        f"{said} We say what stands near, and who publishes what for which areas. We estimate "
        "nothing."
    )


def _part(atlas: Atlas, area: Area, name: str, part: Part) -> PartHere:
    named = atlas.catalogue.core20plus5[name]
    known = atlas.catalogue.indicators
    figures = tuple(
        _figure(atlas, area, known[one], is_direct=one in part.direct)
        for one in (*part.direct, *part.nearby)
        if one in known
    )
    return PartHere(
        name, named.name, named.text, part.whom, figures, _verdict(area, figures), part.elsewhere
    )


def _verdict(area: Area, figures: Sequence[PartFigure]) -> str:
    direct = [one for one in figures if one.is_direct]
    if any(not one.reason for one in direct):
        return f"Measured for {area.name}."
    if direct:
        return f"Measured, but not for {area.name} itself: the nearest wider area stands beside."
    if figures:
        return "Not measured here. What stands below is near it, and is not the same."
    return "Nothing in this atlas measures this, and we estimate nothing."


def _figure(atlas: Atlas, area: Area, indicator: Indicator, *, is_direct: bool) -> PartFigure:
    found = beside(atlas, area, indicator, "latest")
    own = found.own
    known = own is not None and own.value is not None
    count, caution = _count(indicator, own)
    return PartFigure(
        indicator_id=indicator.id,
        name=with_sex(indicator.short_name, found.sex),
        unit=indicator.unit_label,
        is_direct=is_direct,
        own=say_figure(indicator, own),
        interval_text=say_interval(indicator, own) if own is not None else "",
        wider=tuple(
            (one.name, say_figure(indicator, f)) for one, f in found.wider if f.value is not None
        ),
        count=count,
        caution=caution,
        reason="" if known else _reason(found),
        provenance=source_line(atlas.catalogue, indicator, found.source_type, found.when.plain),
        how_sure=uncertainty_words(indicator, has_interval=bool(own and own.has_interval)),
    )


def _reason(found: Beside) -> str:
    own = found.own
    return own.reason if own is not None and own.reason else "Not published for this kind of area."


def _count(indicator: Indicator, own: Figure | None) -> tuple[str, str]:
    """People counted, in words, and a caution where they are few."""
    people = None if own is None else own.numerator
    if people is None or indicator.evidence not in (Evidence.CENSUS, Evidence.OFFICIAL):
        return "", ""
    caution = ""
    if people < FEW:
        caution = "Small: a few people more or less would change it."
    if 0 < people < HANDFUL:
        caution = "A handful: the census changes such counts to protect people. Don't read it."
    return f"{people:,.0f}", caution
