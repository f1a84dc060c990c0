"""What a page says of a place for the chosen indicator; all else on it is the same for any."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, TypeVar

from fhfa_data.model.areas import Area
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.headline import Headline, headline
from fhfa_data.views.trend import Trend, trend

ViewT = TypeVar("ViewT")


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


def with_answer(kind: type[ViewT], facts: Any, found: Answer, **more: Any) -> ViewT:
    """The page's whole view: what is the same for any indicator, and the answer for this one."""
    same = {one.name: getattr(facts, one.name) for one in fields(facts)}
    return kind(**same, headline=found.headline, trend=found.trend, **more)
