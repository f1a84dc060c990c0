"""Core20PLUS5 for a place: what open data can show of each part here, and what it can't."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fhfa_data.catalogue.core20plus5_parts import Part, Published, Whom, core20plus5_parts
from fhfa_data.catalogue.records import Indicator
from fhfa_data.catalogue.roles import roles
from fhfa_data.model.areas import Area
from fhfa_data.model.figures import Evidence, Figure
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.beside import Beside, beside
from fhfa_data.views.certainty import how_sure, say_interval
from fhfa_data.views.core20_wards import Core20Wards, core20_wards
from fhfa_data.views.headline import headline
from fhfa_data.views.plus_groups import (
    NOT_SHOWN,
    TOO_FEW,
    PlusRow,
    care_words,
    plus_rows,
    plus_words,
    say_counted,
)
from fhfa_data.views.provenance import source_line
from fhfa_data.views.words import say_figure, with_sex

PLUS = "plus"
_COUNTED = (Evidence.CENSUS, Evidence.OFFICIAL)


@dataclass(frozen=True, slots=True)
class PartFigure:
    """One indicator beside a part. ``is_direct``: it measures the part, or only something nearby.

    ``own`` and ``wider``: (area's name, value as said); ``count`` of people in words; ``caution``
    where they are few. ``reason``: why the place has no figure. ``numbers``: area's code → value,
    of what is shown. ``people``: the count, where it is shown.
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
    numbers: dict[str, float]
    people: float | None

    @property
    def is_gap(self) -> bool:
        """Whether no value stands here: there is none, or its count is too small to show."""
        return bool(self.reason) or self.own == NOT_SHOWN


@dataclass(frozen=True, slots=True)
class PartHere:
    """A part of the approach and its figures here. ``verdict``: in words what can be shown.

    ``near_because``: how what is only near it is related. ``levels``: for which kinds of area open
    data exist, in this atlas or elsewhere.
    """

    id: str
    name: str
    text: str
    whom: Whom
    figures: tuple[PartFigure, ...]
    verdict: str
    near_because: str
    levels: tuple[Published, ...]
    elsewhere: str


@dataclass(frozen=True, slots=True)
class Core20Plus5:
    """The approach for a place. ``sentence``: its Core20 residents; ``shown``: what is measured.

    ``reasons`` and ``how_sure``: of all parts' figures, each once. ``beside``: the wider areas,
    narrowest first. ``groups``: PLUS, and in words.
    """

    area: Area
    sentence: str
    shown: str
    parts: tuple[PartHere, ...]
    reasons: tuple[str, ...]
    how_sure: tuple[str, ...]
    beside: tuple[Area, ...]
    wards: Core20Wards
    groups: tuple[PlusRow, ...]
    groups_words: str


def core20plus5(atlas: Atlas, area: Area) -> Core20Plus5:
    """Each part of Core20PLUS5 for a place."""
    core20, groups = atlas.catalogue.indicator(roles().core20), plus_rows(atlas, area)
    found = (_part(atlas, area, name, one) for name, one in core20plus5_parts().items())
    counted = f"Partly measured: {say_counted(groups)}."
    parts = tuple(replace(one, verdict=counted) if one.id == PLUS else one for one in found)
    return Core20Plus5(
        area=area,
        sentence=headline(atlas, area, core20, "latest").sentence,
        shown=_shown(parts),
        parts=parts,
        reasons=_each_once(parts, "reason"),
        how_sure=_each_once(parts, "how_sure"),
        beside=atlas.nesting.wider_areas(area),
        wards=core20_wards(atlas, area),
        groups=groups,
        groups_words=plus_words(area, groups),
    )


def _shown(parts: Sequence[PartHere]) -> str:
    five = [one for one in parts if one.whom is not Whom.ALL]
    near = sum(bool(one.figures) for one in five)
    return (
        "None of the ten clinical areas, nor stopping smoking, is measured by open data in this "
        f"atlas. For {near} of the {len(five)} something near it is, and is shown. Who publishes "
        "the rest, and for which areas, stands in the last table. We estimate nothing."
    )


def _each_once(parts: Sequence[PartHere], what: str) -> tuple[str, ...]:
    said = (str(getattr(one, what)) for part in parts for one in part.figures)
    return tuple(dict.fromkeys(one for one in said if one))


def _part(atlas: Atlas, area: Area, name: str, part: Part) -> PartHere:
    named = atlas.catalogue.core20plus5[name]
    known = atlas.catalogue.indicators
    figures = tuple(
        _figure(atlas, area, known[one], is_direct=one in part.direct)
        for one in (*part.direct, *part.nearby)
        if one in known
    )
    return PartHere(
        id=name,
        name=named.name,
        text=named.text,
        whom=part.whom,
        figures=figures,
        verdict=_verdict(area, figures),
        near_because=part.near_because if any(not one.is_direct for one in figures) else "",
        levels=part.levels,
        elsewhere=part.elsewhere,
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
    caution = care_words(indicator, own)
    hidden = caution == TOO_FEW
    shown = {one.code: f.value for one, f in found.known if not (hidden and one == area)}
    return PartFigure(
        indicator_id=indicator.id,
        name=with_sex(indicator.short_name, found.sex),
        unit=indicator.unit_label,
        is_direct=is_direct,
        own=NOT_SHOWN if hidden else say_figure(indicator, own),
        interval_text=say_interval(indicator, own) if own is not None and not hidden else "",
        wider=tuple(
            (one.name, say_figure(indicator, f)) for one, f in found.wider if f.value is not None
        ),
        count=NOT_SHOWN if hidden else _count(indicator, own),
        caution=caution,
        reason="" if known else _reason(found),
        provenance=source_line(atlas.catalogue, indicator, found.source_type, found.when.plain),
        how_sure="" if hidden else how_sure(indicator, own, found.wider),
        numbers={code: value for code, value in shown.items() if value is not None},
        people=None if hidden or own is None else own.numerator,
    )


def _reason(found: Beside) -> str:
    own = found.own
    return own.reason if own is not None and own.reason else "Not published for this kind of area."


def _count(indicator: Indicator, own: Figure | None) -> str:
    """People counted, in words; empty where no count is published."""
    if own is None or own.numerator is None or indicator.evidence not in _COUNTED:
        return ""
    return f"{own.numerator:,.0f}"
