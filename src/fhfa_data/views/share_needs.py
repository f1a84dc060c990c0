"""What may stand for need when a budget is shared between wards, and how much of it each has."""

from __future__ import annotations

from collections.abc import Sequence

from fhfa_data.catalogue.records import Indicator
from fhfa_data.catalogue.roles import roles
from fhfa_data.model.areas import Area, AreaType
from fhfa_data.model.figures import Figure, Polarity, Unit
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.spread import chosen_sex


def measures_of_need(atlas: Atlas) -> tuple[Indicator, ...]:
    """The indicators that can stand for need: wards have figures, and none is below 0.

    A share counts people; where more is better, those left out of it. A ratio counts residents as
    many times as it is high, and so does the IMD score, which is no true scale: whoever chooses it
    is told so. Other scores can't be used. What is neither good nor bad (age, ethnic group) says
    who people are, not what they need.
    """
    return tuple(one for one in atlas.catalogue.headline_indicators if _can_be_need(atlas, one))


def _can_be_need(atlas: Atlas, indicator: Indicator) -> bool:
    if indicator.levels[AreaType.WARD].method is None or indicator.polarity is Polarity.NEUTRAL:
        return False
    if indicator.unit is Unit.PERCENT:
        return True
    if indicator.polarity is not Polarity.LOWER_IS_BETTER:
        return False
    if indicator.unit is not Unit.RATIO and indicator.id != roles().imd_score:
        return False
    return atlas.spans.get(indicator.id, (-1.0, 0.0))[0] >= 0


def need_per_head(indicator: Indicator, figure: Figure | None, residents: float) -> float | None:
    """How much need a resident has: people counted over residents, or the score; None unknown."""
    if figure is None or figure.value is None:
        return None
    if indicator.unit is not Unit.PERCENT:
        return figure.value
    left_out = indicator.polarity is Polarity.HIGHER_IS_BETTER
    if figure.numerator is not None and figure.denominator is not None:
        counted = figure.denominator - figure.numerator if left_out else figure.numerator
        return counted / residents
    if figure.numerator is not None and not left_out:
        return figure.numerator / residents
    return (100 - figure.value if left_out else figure.value) / 100


def need_words(indicator: Indicator) -> str:
    """What counts as need, in words."""
    if indicator.unit is not Unit.PERCENT:
        return f"residents times their ward's {indicator.short_name}"
    if indicator.polarity is Polarity.HIGHER_IS_BETTER:
        return f"those not counted in: {indicator.numerator_label or indicator.name}"
    return indicator.numerator_label or indicator.name.lower()


def ward_figures(atlas: Atlas, indicator: Indicator, boroughs: Sequence[str]) -> dict[str, Figure]:
    """Code of each ward of some boroughs → its latest figure."""
    period = atlas.latest_period(indicator, AreaType.WARD).label
    found = atlas.warehouse.figures_of(indicator.id, AreaType.WARD, period, boroughs)
    sex = chosen_sex(found, "")
    return {one.area_code: one for one in found if one.sex == sex}


def wards_of(atlas: Atlas, place: Area) -> tuple[Area, ...]:
    """The wards that share: those of the place, or of the borough that a ward is in."""
    whole = atlas.nesting.borough_of(place) or place
    boroughs = atlas.nesting.boroughs_in(whole)
    return tuple(ward for code in boroughs for ward in atlas.nesting.wards[code])
