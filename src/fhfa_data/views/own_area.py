"""A neighbourhood of one's own: figures added up from its LSOAs, never from ratios."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from fhfa_data.indicators.aggregate import aggregated
from fhfa_data.indicators.deprivation import deprivation_counts
from fhfa_data.indicators.movement import moved_lsoa_counts
from fhfa_data.indicators.weights import with_weights
from fhfa_data.model.areas import ENGLAND, Area, AreaType
from fhfa_data.model.figures import FROM_LSOAS, Figure, Status
from fhfa_data.model.own_selection import OWN, OwnSelection
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.profile import ProfileGroup, profile_groups, row_sources
from fhfa_data.views.words import say_list, say_people, say_times

VINTAGE = "LSOA 2021, grouped by you"
UNNAMED = "Your own neighbourhood"
RATIOS_ONLY = (
    "Not worked out, since they are published only as ratios, or for areas that can't be cut"
)
_ROWS = """
SELECT indicator, area_code, period, sex, status, value, numerator, denominator
FROM figure JOIN period USING (indicator, area_type, period)
WHERE area_type = 'lsoa' AND is_latest AND area_code IN (SELECT unnest($codes))
"""
_MEMBERS = """
SELECT lsoa21_code, lsoa21_name, ward24_code, borough_code, residents FROM lsoa
WHERE lsoa21_code IN (SELECT unnest($codes)) OR ward24_code IN (SELECT unnest($codes))
ORDER BY lsoa21_code
"""


@dataclass(frozen=True, slots=True)
class OwnArea:
    """``area`` has no ONS code; ``lsoas`` are its members' codes, ``boroughs`` theirs.

    ``wider``: the borough if it lies in one, what is wider, and England. ``figures``: what can be
    worked out from its members. ``made_of``: in words what it is made of. ``unknown``: codes that
    are not installed. ``groups``: its profile beside wider areas. ``left_out_names``: indicators
    that can't be worked out.
    """

    area: Area
    chosen: OwnSelection
    lsoas: tuple[str, ...]
    boroughs: tuple[str, ...]
    wider: tuple[Area, ...]
    unknown: tuple[str, ...]
    figures: tuple[Figure, ...]
    groups: tuple[ProfileGroup, ...]
    made_of: str
    left_out_names: str
    sources: tuple[tuple[str, str], ...]

    @property
    def left_out(self) -> str:
        """Which indicators are not worked out, and why."""
        return f"{RATIOS_ONLY}: {self.left_out_names}. Choose a borough for those."


def own_area(atlas: Atlas, chosen: OwnSelection) -> OwnArea | None:
    """Work out an own neighbourhood; None where none of its codes is installed."""
    members = atlas.warehouse.frame(_MEMBERS, {"codes": list(chosen.codes)})
    known = {*members["lsoa21_code"], *members["ward24_code"]}
    unknown = tuple(code for code in chosen.codes if code not in known)
    if members.empty:
        return None
    figures = _figures(atlas, members)
    boroughs = tuple(sorted(members["borough_code"].unique()))
    area = _area(atlas, chosen.name or UNNAMED, boroughs)
    wider = _wider(atlas, boroughs)
    groups = profile_groups(atlas, (area, *wider), more=figures)
    return OwnArea(
        area=area,
        chosen=chosen,
        lsoas=tuple(members["lsoa21_code"]),
        boroughs=boroughs,
        wider=wider,
        unknown=unknown,
        figures=figures,
        groups=groups,
        made_of=_made_of(atlas, members),
        left_out_names=_left_out(atlas),
        sources=row_sources(groups),
    )


def _area(atlas: Atlas, name: str, boroughs: tuple[str, ...]) -> Area:
    if len(boroughs) > 1:
        return Area(OWN, name, AreaType.WARD)
    return Area(OWN, name, AreaType.WARD, boroughs[0], atlas.warehouse.areas[boroughs[0]].name)


def _wider(atlas: Atlas, boroughs: tuple[str, ...]) -> tuple[Area, ...]:
    areas = atlas.warehouse.areas
    first = areas[boroughs[0]]
    own = (first,) if len(boroughs) == 1 else ()
    parents = {atlas.nesting.parent(areas[code]) for code in boroughs}
    parent = parents.pop() if len(parents) == 1 else None
    return (*own, *((parent,) if parent else ()), areas[ENGLAND])


def _figures(atlas: Atlas, members: pd.DataFrame) -> tuple[Figure, ...]:
    """Counts added up and scores averaged by residents, exactly as wards' are."""
    rows = atlas.warehouse.frame(_ROWS, {"codes": members["lsoa21_code"].tolist()})
    lsoas = members[["lsoa21_code", "residents"]].assign(ward24_code=OWN)
    lsoas = with_weights(lsoas, rows, atlas.catalogue.indicators.values())
    counts = deprivation_counts(rows, lsoas, atlas.catalogue)
    moved = moved_lsoa_counts(rows, lsoas)
    every = pd.concat([rows, counts, moved], ignore_index=True)
    found = aggregated(every, lsoas, atlas.catalogue, (AreaType.WARD,))
    return tuple(_figure(atlas, row) for row in found.to_dict("records"))


def _figure(atlas: Atlas, row: dict[str, Any]) -> Figure:
    indicator = atlas.catalogue.indicators[row["indicator"]]
    numbers = {
        name: None if pd.isna(row[name]) else float(row[name])
        for name in ("value", "numerator", "denominator")
    }
    return Figure(
        indicator=indicator.id,
        area_code=OWN,
        period=row["period"],
        sex=row["sex"],
        ci95_low=None,
        ci95_high=None,
        status=Status(row["status"]),
        method=indicator.levels[AreaType.WARD].method,
        source=indicator.source_of(AreaType.WARD),
        geography_vintage=VINTAGE,
        reason=row["reason"] or "",
        **numbers,
    )


def _made_of(atlas: Atlas, members: pd.DataFrame) -> str:
    areas = atlas.warehouse.areas
    names = say_list([areas[code].name for code in sorted(members["borough_code"].unique())])
    whole, part = _wards(atlas, members)
    wards = [f"all of {say_list(whole)}"] if whole else []
    wards += [f"part of {say_list(part)}"] if part else []
    people = say_people(float(members["residents"].sum()))
    bracket = "(LSOA)" if len(members) == 1 else "(LSOAs)"
    return (
        f"{say_times(len(members), 'neighbourhood')} {bracket} in {names}: {say_list(wards)}. "
        f"{people} residents in 2021."
    )


def _wards(atlas: Atlas, members: pd.DataFrame) -> tuple[list[str], list[str]]:
    """Names of the wards that are in it whole, and of those that are in it in part."""
    whole, part = [], []
    for code, own in members.groupby("ward24_code"):
        every = len(atlas.warehouse.lsoas_of(str(code)))
        name = atlas.warehouse.areas[str(code)].name
        (whole if len(own) == every else part).append(name)
    return whole, part


def _left_out(atlas: Atlas) -> str:
    """Which indicators can't be worked out, since only ratios of larger areas are published."""
    return "; ".join(
        one.short_name
        for one in atlas.catalogue.headline_indicators
        if one.levels[AreaType.WARD].method not in FROM_LSOAS
    )
