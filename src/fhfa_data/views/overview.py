"""A borough or a wider area: headline numbers, how it is spread inside, what was heard."""

from __future__ import annotations

from dataclasses import dataclass

from fhfa_data.catalogue.roles import roles
from fhfa_data.model.areas import Area, AreaType
from fhfa_data.pairing.engine import Pair
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.pairs import paired_insights
from fhfa_data.views.profile import ProfileRow, all_rows, profile_groups


@dataclass(frozen=True, slots=True)
class OverviewFacts:
    """What the Overview page shows whichever indicator is chosen; an ``Answer`` is the rest."""

    area: Area
    numbers: tuple[ProfileRow, ...]
    pairs: tuple[Pair, ...]
    attribution: str


def overview_facts(atlas: Atlas, code: str) -> OverviewFacts:
    """What is said of a borough or a wider area whichever indicator is chosen.

    Raises
    ------
    UnknownName
        If there is no such place.
    """
    area = atlas.warehouse.area(code)
    rows = all_rows(profile_groups(atlas, (area, *atlas.nesting.wider_areas(area))))
    by_id = {row.indicator_id: row for row in rows}
    return OverviewFacts(
        area=area,
        numbers=tuple(by_id[one] for one in roles().overview),
        pairs=paired_insights(atlas, area),
        attribution=atlas.warehouse.meta["attribution"],
    )


def overview_code(place: Area) -> str:
    """The borough a place is in; what is wider is its own."""
    return place.borough_code or place.code


def chosen_ward(place: Area) -> Area | None:
    """The ward picked on the overview, if the place is one."""
    return place if place.area_type is AreaType.WARD else None
