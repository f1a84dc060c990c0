"""Places side by side: each indicator for each, beside England, with what can be said of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from fhfa_data.catalogue.records import Indicator
from fhfa_data.model.areas import ENGLAND, Area, AreaType
from fhfa_data.model.figures import Figure, Polarity, Status, Unit
from fhfa_data.model.selection import Classes
from fhfa_data.stats.compare import Judgement
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.bands import band_of, breaks_of
from fhfa_data.views.certainty import judged, limits_of, say_interval
from fhfa_data.views.gap_refusals import is_part_of_the_index
from fhfa_data.views.provenance import source_line
from fhfa_data.views.spread import chosen_sex
from fhfa_data.views.words import say_figure, say_value, with_sex

LETTERS = "ABCDEFGH"
_LEVELS = (AreaType.WARD, AreaType.BOROUGH)
_PART = "Part of the index: it is one of the measures of deprivation itself."


@dataclass(frozen=True, slots=True)
class PlaceFigure:
    """One place's figure. ``letter`` stands for the place in charts.

    ``position``: where the value stands from the worst (−1) to the best (1) installed area of the
    row's kind, England (or, without it, the middle area) at 0; for a neutral indicator from the
    lowest to the highest. ``low`` and ``high`` are its limits there. ``fifth``: which fifth of the
    installed areas of its own kind it is in, 1 being those with the lowest values; None without
    one. ``other_period``: its period in words, if it isn't the row's.
    """

    area: Area
    letter: str
    figure: Figure
    text: str
    interval_text: str
    position: float | None
    low: float | None
    high: float | None
    fifth: int | None
    judgement: Judgement
    other_period: str


@dataclass(frozen=True, slots=True)
class WiderFigure:
    """A wider area's value to compare with, and where it stands on the same line."""

    area: Area
    text: str
    position: float


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One indicator over the places.

    ``level``: the kind of area that the line is made of, wards or boroughs. ``worst`` and ``best``:
    its ends, as said. ``is_england_known``: whether England stands at its centre.
    """

    indicator_id: str
    name: str
    unit: str
    polarity: Polarity
    level: AreaType
    is_england_known: bool
    period_text: str
    provenance: str
    worst: str
    best: str
    england: str
    places: tuple[PlaceFigure, ...]
    wider: tuple[WiderFigure, ...]
    note: str


def comparison(
    atlas: Atlas,
    places: Sequence[Area],
    indicators: Sequence[Indicator],
    more: Iterable[Figure] = (),
) -> tuple[ComparedRow, ...]:
    """One row an indicator, for its latest period; places of any kind may stand together.

    ``more``: figures of places that the warehouse has not, such as one's own neighbourhood.
    """
    wider = _wider(atlas, places)
    codes = list(dict.fromkeys([*(one.code for one in (*places, *wider)), ENGLAND]))
    figures: dict[str, list[Figure]] = {}
    for one in (*atlas.warehouse.latest_figures(codes), *more):
        figures.setdefault(one.indicator, []).append(one)
    return tuple(_row(atlas, one, places, wider, figures.get(one.id, [])) for one in indicators)


def _wider(atlas: Atlas, places: Sequence[Area]) -> list[Area]:
    """The boroughs and the city region or region that the places lie in, each once."""
    found = [area for one in places for area in atlas.nesting.wider_areas(one)]
    return [one for one in dict.fromkeys(found) if one.code != ENGLAND and one not in places]


def _row(
    atlas: Atlas,
    indicator: Indicator,
    places: Sequence[Area],
    wider: Sequence[Area],
    figures: Sequence[Figure],
) -> ComparedRow:
    sex = chosen_sex([one for one in figures if one.value is not None], "")
    own = {one.area_code: one for one in figures if one.sex == sex}
    lines = _Lines.of(atlas, indicator, places, own, sex)
    line = lines.row
    label = next((own[one.code].period for one in places if one.code in own), "")
    period = indicator.read_period(label).plain if label else ""
    return ComparedRow(
        indicator_id=indicator.id,
        name=with_sex(indicator.short_name, sex),
        unit=indicator.unit_label,
        polarity=indicator.polarity,
        level=line.level,
        is_england_known=line.has_england,
        period_text=period,
        provenance=source_line(atlas.catalogue, indicator, _level(indicator, places, own), period),
        worst=line.worst_text,
        best=line.best_text,
        england=say_figure(indicator, own.get(ENGLAND)),
        places=_in_order(indicator, places, own, lines, label),
        wider=_wider_figures(indicator, (*wider, atlas.warehouse.areas[ENGLAND]), own, lines.row),
        note=_PART if is_part_of_the_index(indicator) else "",
    )


def _level(indicator: Indicator, places: Sequence[Area], own: dict[str, Figure]) -> AreaType:
    """The narrowest kind of a place with a value, else the narrowest that is published."""
    known = [one.area_type for one in places if _has_value(own, one)]
    published = (one for one in _LEVELS if indicator.levels[one].method is not None)
    return min(known, key=list(AreaType).index) if known else next(published, AreaType.ENGLAND)


def _has_value(own: dict[str, Figure], area: Area) -> bool:
    return area.code in own and own[area.code].value is not None


@dataclass(frozen=True, slots=True)
class _Line:
    """From the worst installed value to the best, bent so that England stands at the centre.

    Without England, or where it is beyond all areas, the middle area of its kind does (the median).
    A count has no such line: a place with more residents has more of everything.
    """

    indicator: Indicator
    level: AreaType
    worst: float
    best: float
    middle: float | None
    has_england: bool
    breaks: tuple[float, ...]
    worst_text: str
    best_text: str

    @classmethod
    def of(
        cls, atlas: Atlas, indicator: Indicator, level: AreaType, sex: str, england: Figure | None
    ) -> _Line:
        kind = level if level in _LEVELS else AreaType.BOROUGH
        known: list[float] = []
        if indicator.levels[kind].method is not None:
            period = atlas.latest_period(indicator, kind).label
            known = atlas.warehouse.values_of(indicator.id, kind, period, sex).tolist()
        if not known:
            known = [england.value] if england and england.value is not None else [0.0]
        low, high = min(known), max(known)
        worst, best = (high, low) if indicator.polarity is Polarity.LOWER_IS_BETTER else (low, high)
        value = england.value if england else None
        inside = value is not None and low <= value <= high
        middle = value if inside else float(np.median(known))
        middle = None if indicator.unit is Unit.PEOPLE else middle
        texts = (say_value(indicator, worst), say_value(indicator, best))
        breaks = tuple(breaks_of(indicator, known, Classes.EQUAL))
        return cls(indicator, kind, worst, best, middle, inside, breaks, *texts)

    def place(self, value: float | None) -> float | None:
        """−1 at the worst, 0 at the middle, 1 at the best; beyond the ends at the ends."""
        if value is None or self.middle is None:
            return None
        towards_best = (value - self.middle) * (self.best - self.worst) >= 0
        end = self.best if towards_best else self.worst
        reach = abs(end - self.middle)
        share = min(abs(value - self.middle) / reach, 1.0) if reach else 0.0
        return share if towards_best else -share


@dataclass(frozen=True, slots=True)
class _Lines:
    """The row's line, and that of each kind of place in it, for its fifths."""

    row: _Line
    by_kind: dict[AreaType, _Line]

    @classmethod
    def of(
        cls,
        atlas: Atlas,
        indicator: Indicator,
        places: Sequence[Area],
        own: dict[str, Figure],
        sex: str,
    ) -> _Lines:
        level = _level(indicator, places, own)
        kinds = {level, *(one.area_type for one in places)}
        england = own.get(ENGLAND)
        lines = {kind: _Line.of(atlas, indicator, kind, sex, england) for kind in kinds}
        return cls(lines[level], lines)

    def fifth(self, area: Area, value: float | None) -> int | None:
        line = self.by_kind[area.area_type]
        band = band_of(line.indicator, value, line.breaks)
        has_fifths = len(line.breaks) >= 4 and area.area_type in _LEVELS
        return band + 1 if band is not None and has_fifths else None


def _in_order(
    indicator: Indicator,
    places: Sequence[Area],
    own: dict[str, Figure],
    lines: _Lines,
    row_period: str,
) -> tuple[PlaceFigure, ...]:
    lettered = zip(LETTERS, places, strict=False)
    return tuple(_place(indicator, letter, one, own, lines, row_period) for letter, one in lettered)


def _place(
    indicator: Indicator,
    letter: str,
    area: Area,
    own: dict[str, Figure],
    lines: _Lines,
    row_period: str,
) -> PlaceFigure:
    shown = own.get(area.code) or _nothing(indicator, area)
    line, england = lines.row, own.get(ENGLAND)
    low, high = limits_of(indicator, shown) or (None, None)
    other = shown.period if shown.period and shown.period != row_period else ""
    return PlaceFigure(
        area=area,
        letter=letter,
        figure=shown,
        text=say_figure(indicator, shown),
        interval_text=say_interval(indicator, shown),
        position=line.place(shown.value),
        low=line.place(low),
        high=line.place(high),
        fifth=lines.fifth(area, shown.value),
        judgement=judged(indicator, shown, england),
        other_period=indicator.read_period(other).plain if other else "",
    )


def _nothing(indicator: Indicator, area: Area) -> Figure:
    level = indicator.levels[area.area_type]
    return Figure(
        indicator.id, area.code, "", "Persons", None, None, None, None, None,
        level.status or Status.NOT_AVAILABLE, None, indicator.source, "", "",
    )  # fmt: skip


def _wider_figures(
    indicator: Indicator, areas: Sequence[Area], own: dict[str, Figure], line: _Line
) -> tuple[WiderFigure, ...]:
    placed = ((one, line.place(own[one.code].value)) for one in areas if one.code in own)
    return tuple(
        WiderFigure(one, say_figure(indicator, own[one.code]), at)
        for one, at in placed
        if at is not None
    )
