"""What a page says of a place for the chosen indicator; all else on it is the same for any."""

from __future__ import annotations

from dataclasses import dataclass

from fhfa_data.model.areas import Area
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.headline import Headline, headline
from fhfa_data.views.trend import Trend, trend


@dataclass(frozen=True, slots=True)
class Answer:
    """The finding, and its trend where there is one."""

    headline: Headline
    trend: Trend | None


def answer(atlas: Atlas, area: Area, indicator_id: str, period: str, sex: str = "") -> Answer:
    """The chosen indicator for a place.

    Raises
    ------
    UnknownName
        If there is no such indicator or period.
    """
    indicator = atlas.catalogue.indicator(indicator_id)
    return Answer(headline(atlas, area, indicator, period, sex), trend(atlas, indicator, area, sex))
