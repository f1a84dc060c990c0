"""A ward's neighbourhoods (LSOAs) one by one: by deprivation decile or by an indicator's value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from fhfa_data.catalogue.records import Indicator
from fhfa_data.catalogue.roles import roles
from fhfa_data.errors import UnknownName
from fhfa_data.model.areas import Area, AreaType
from fhfa_data.model.figures import Figure, Polarity, Unit
from fhfa_data.model.periods import Period
from fhfa_data.model.selection import Classes
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.mosaic_model import MosaicCell
from fhfa_data.views.scale import ScaleOf, scale_of
from fhfa_data.views.sentences import deprivation_words
from fhfa_data.views.spread import area_values, benchmarks_of, chosen_sex, classes_of, said_of
from fhfa_data.views.spread_model import AreaValue, Spread
from fhfa_data.views.spread_words import spread_summary
from fhfa_data.views.words import say_people

IMD_DECILE = roles().imd_decile
DECILES = tuple(range(1, 11))
DECILE_TEXTS = tuple(str(decile) for decile in DECILES)
DECILES_WORDS = (
    "Deciles of the Index of Multiple Deprivation (IMD) 2025: 1 is the most deprived tenth of "
    "England's neighbourhoods, 10 the least deprived."
)
_LSOA = AreaType.LSOA
_BEST_FIT = (
    "A neighbourhood is given whole to the ward that its residents are centred in (best fit), so "
    "its edge may run beyond the ward's own dotted line."
)


@dataclass(frozen=True, slots=True)
class Neighbourhoods:
    """The neighbourhoods of one ward: as a map with its plot, and as squares or table rows.

    ``by_value``: whether the colours say the chosen indicator's values rather than deciles.
    ``can_show_value``: whether the indicator has values for neighbourhoods at all.
    """

    ward: Area
    spread: Spread
    cells: tuple[MosaicCell, ...]
    by_value: bool
    can_show_value: bool
    indicator_name: str
    edges: str = _BEST_FIT


def ward_cells(atlas: Atlas, ward_code: str) -> tuple[MosaicCell, ...]:
    """A ward's neighbourhoods with decile and residents, most deprived first."""
    rows = atlas.warehouse.lsoas_of(ward_code)
    return tuple(
        MosaicCell(
            code=row.lsoa21_code,
            name=row.lsoa21_name,
            decile=int(row.decile),
            residents=int(row.residents),
            in_core20=row.decile <= 2,
        )
        for row in rows.itertuples()
    )


def neighbourhoods(
    atlas: Atlas,
    ward_code: str,
    indicator_id: str,
    *,
    by_value: bool = True,
    period: str = "latest",
    sex: str = "",
    classes: Classes = Classes.EQUAL,
    scale: ScaleOf | None = None,
    cells: tuple[MosaicCell, ...] = (),
) -> Neighbourhoods:
    """A ward's neighbourhoods by the indicator's value where it has any, else by decile.

    A period that neighbourhoods have no figures for is answered with their latest. ``cells``: those
    of the ward, if they are at hand.

    Raises
    ------
    UnknownName
        If there is no such ward or indicator.
    """
    ward = _ward(atlas, ward_code)
    asked = atlas.catalogue.indicator(indicator_id)
    can_show = has_lsoa_values(asked)
    cells = cells or ward_cells(atlas, ward_code)
    if by_value and can_show:
        made_by = scale or partial(scale_of, atlas)
        spread = _by_value(atlas, ward, asked, cells, period, sex, classes, made_by)
    else:
        spread = _by_decile(atlas, ward, cells)
    return Neighbourhoods(
        ward=ward,
        spread=spread,
        cells=cells,
        by_value=by_value and can_show,
        can_show_value=can_show,
        indicator_name=asked.short_name,
    )


def _ward(atlas: Atlas, code: str) -> Area:
    area = atlas.warehouse.area(code)
    if area.area_type is not AreaType.WARD:
        raise UnknownName("ward", code, atlas.warehouse.nearest_areas(code))
    return area


def has_lsoa_values(indicator: Indicator) -> bool:
    """Whether neighbourhoods have values that can be set side by side: ranks and deciles aside."""
    ordinal = indicator.unit in (Unit.RANK, Unit.DECILE)
    return indicator.levels[_LSOA].method is not None and not ordinal


def _by_value(
    atlas: Atlas,
    ward: Area,
    indicator: Indicator,
    cells: Sequence[MosaicCell],
    period: str,
    sex: str,
    classes: Classes,
    scale: ScaleOf,
) -> Spread:
    when = lsoa_period(atlas, indicator, period)
    own = atlas.warehouse.lsoa_figures([indicator.id], [one.code for one in cells])
    of_period = [one for one in own if one.period == when.label]
    chosen = chosen_sex(of_period, sex)
    figures = sorted((one for one in of_period if one.sex == chosen), key=_by_size)
    made = scale(indicator, _LSOA, when.label, chosen, classes)
    values = area_values(atlas, indicator, figures, made.breaks)
    wider = [ward.code, *(one.code for one in atlas.nesting.wider_areas(ward))]
    benchmarks = benchmarks_of(atlas, indicator, when, chosen, wider, made)
    return Spread(
        **said_of(atlas, indicator, _LSOA, when, chosen),
        **classes_of(made, classes),
        values=values,
        benchmarks=benchmarks,
        summary=spread_summary(indicator, ward, when, values, benchmarks, figures),
    )


def lsoa_period(atlas: Atlas, indicator: Indicator, asked: str) -> Period:
    """The period asked for if neighbourhoods have figures for it, else their latest."""
    try:
        return atlas.period(indicator, _LSOA, asked)
    except UnknownName:
        return atlas.latest_period(indicator, _LSOA)


def _by_size(figure: Figure) -> tuple[bool, float, str]:
    return figure.value is None, figure.value or 0.0, figure.area_code


def _by_decile(atlas: Atlas, ward: Area, cells: Sequence[MosaicCell]) -> Spread:
    indicator = atlas.catalogue.indicator(IMD_DECILE)
    when = atlas.latest_period(indicator, _LSOA)
    by_code = {one.code: one for one in cells}
    own = atlas.warehouse.lsoa_figures([IMD_DECILE], list(by_code))
    figures = sorted((one for one in own if one.period == when.label), key=_by_size)
    plain = area_values(atlas, indicator, figures, list(DECILES[:-1]))
    counts = Counter(one.decile for one in cells)
    parts = said_of(atlas, indicator, _LSOA, when, "Persons")
    return Spread(
        **{**parts, "polarity": Polarity.HIGHER_IS_BETTER},
        values=tuple(_with_residents(one, by_code[one.area.code]) for one in plain),
        benchmarks=(),
        band_texts=DECILE_TEXTS,
        worst_band=None,
        summary=f"{ward.whose} {deprivation_words(dict(counts))}",
        classes_text=DECILES_WORDS,
        deciles=True,
    )


def _with_residents(value: AreaValue, cell: MosaicCell) -> AreaValue:
    residents = f"{say_people(cell.residents)} residents (Census 2021)"
    return replace(value, text=f"Decile {cell.decile}", interval_text=residents)
