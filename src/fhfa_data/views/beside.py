"""A place's figure with those of the wider areas around it, for one period and sex."""

from __future__ import annotations

from dataclasses import dataclass

from fhfa_data.catalogue.records import Indicator
from fhfa_data.model.areas import Area, AreaType
from fhfa_data.model.figures import Figure
from fhfa_data.model.periods import Period
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.spread import chosen_sex


@dataclass(frozen=True, slots=True)
class Beside:
    """``own`` is None where the publisher gives nothing at all for the place.

    ``wider``: only the areas that have a line for this period and sex, narrowest first.
    """

    area: Area
    own: Figure | None
    wider: tuple[tuple[Area, Figure], ...]
    when: Period
    sex: str
    source_type: AreaType

    @property
    def known(self) -> tuple[tuple[Area, Figure], ...]:
        """The areas that have a value, narrowest first."""
        own = ((self.area, self.own),) if self.own else ()
        return tuple((area, one) for area, one in (*own, *self.wider) if one.value is not None)


def beside(atlas: Atlas, area: Area, indicator: Indicator, period: str, sex: str = "") -> Beside:
    """The figures to compare.

    Where the place has no figure of its own, the wider areas' latest period is used.

    Raises
    ------
    UnknownName
        If there is no such period.
    """
    wider = atlas.nesting.wider_areas(area)
    source_type = _narrowest_with_figures(indicator, (area, *wider))
    when = atlas.period(indicator, source_type, period)
    series = atlas.warehouse.series(indicator.id, [area.code, *(one.code for one in wider)])
    sex = chosen_sex(series, sex)
    by_code = {one.area_code: one for one in series if one.period == when.label and one.sex == sex}
    own = by_code.get(area.code) or _any_gap(series, area.code)
    found = tuple((one, by_code[one.code]) for one in wider if one.code in by_code)
    return Beside(area, own, found, when, sex, source_type)


def _narrowest_with_figures(indicator: Indicator, areas: tuple[Area, ...]) -> AreaType:
    """The first of the areas' kinds that has figures, else any that has, else the first."""
    kinds = [*(area.area_type for area in areas), *AreaType]
    found = (one for one in kinds if indicator.levels[one].method is not None)
    return next(found, kinds[0])


def _any_gap(series: list[Figure], code: str) -> Figure | None:
    return next((one for one in reversed(series) if one.area_code == code), None)
