"""An area's report: all that its pages say of it that can be put on paper, as one frozen object.

No story is in it: consent to a story ends, and paper doesn't.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from fhfa_data.catalogue.roles import roles
from fhfa_data.catalogue.wisdom_model import EVIDENCE_LABEL
from fhfa_data.model.areas import Area, AreaType
from fhfa_data.model.gap_selection import Groups
from fhfa_data.model.locations import is_demonstration
from fhfa_data.pairing.engine import Pair
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.beside import beside
from fhfa_data.views.gap_page import gap_facts
from fhfa_data.views.headline import Headline, headline
from fhfa_data.views.life_expectancy import LifeExpectancy, life_expectancy
from fhfa_data.views.neighbourhoods import IMD_DECILE
from fhfa_data.views.outcome import Bars, bars_of
from fhfa_data.views.pairs import paired_insights
from fhfa_data.views.places import PlaceKind, places_of
from fhfa_data.views.profile import (
    ProfileGroup,
    gap_reasons,
    profile_groups,
    row_sources,
)
from fhfa_data.views.sentences import deprivation_words


@dataclass(frozen=True, slots=True)
class Asked:
    """One insight paired with the figures: why, what leaders said, what to ask."""

    title: str
    reason: str
    said: str
    ask: str


@dataclass(frozen=True, slots=True)
class AreaReport:
    """``wider``: the areas beside, narrowest first. ``gap``: of the borough it is or lies in.

    ``bars`` are of the findings, in their order. ``life`` and ``places`` are of wards alone.
    ``cautions``: each once, after the names of the findings that it is about.
    """

    area: Area
    title: str
    made_on: date
    edition: str
    wider: tuple[Area, ...]
    findings: tuple[Headline, ...]
    bars: tuple[Bars | None, ...]
    neighbourhoods: str
    gap_place: str
    gap_finding: str
    gap: tuple[str, ...]
    gap_source: str
    groups: tuple[ProfileGroup, ...]
    reasons: tuple[tuple[str, str], ...]
    life: LifeExpectancy | None
    places: tuple[PlaceKind, ...]
    insights: tuple[Asked, ...]
    evidence: str
    cautions: tuple[tuple[str, str], ...]
    sources: tuple[tuple[str, str], ...]
    attribution: str
    made_up: bool


def area_report(atlas: Atlas, area: Area, made_on: date) -> AreaReport:
    """Everything for one ward, borough or wider area."""
    wider = atlas.nesting.wider_areas(area)
    groups = profile_groups(atlas, (area, *wider))
    asked = [atlas.catalogue.indicator(one) for one in roles().report]
    found = [headline(atlas, area, one, "latest") for one in asked]
    is_ward = area.area_type is AreaType.WARD
    return AreaReport(
        area=area,
        title=area.full_name,
        made_on=made_on,
        edition=atlas.warehouse.fingerprint,
        wider=wider,
        findings=tuple(found),
        bars=tuple(bars_of(one, beside(atlas, area, one, "latest")) for one in asked),
        neighbourhoods=deciles_words(atlas, [area.code, *atlas.nesting.boroughs_in(area)]),
        **gap_parts(atlas, area),
        groups=groups,
        reasons=gap_reasons(groups, area.code),
        life=life_expectancy(atlas, area) if is_ward else None,
        places=places_of(atlas, area) if is_ward else (),
        insights=as_asked(paired_insights(atlas, area)),
        evidence=EVIDENCE_LABEL,
        cautions=cautions_of(found),
        sources=row_sources(groups),
        attribution=atlas.warehouse.meta["attribution"],
        made_up=is_demonstration(),
    )


def gap_parts(atlas: Atlas, area: Area) -> dict[str, Any]:
    """The report's parts about the gap inside the borough, or the wider area."""
    inside = gap_facts(atlas, area, roles().first_of_gap, Groups.LOCAL, "latest", "")
    analysts = [f"For analysts: {inside.line_words}"] if inside.line_words else []
    return {
        "gap_place": inside.gap.place.name,
        "gap_finding": inside.finding,
        "gap": (*inside.words, *inside.cautions, *analysts),
        "gap_source": inside.gap.provenance,
    }


def as_asked(found: Sequence[Pair]) -> tuple[Asked, ...]:
    """Paired insights as the report has them."""
    return tuple(
        Asked(one.insight.title, one.reason, one.point.text.strip(), one.ask) for one in found
    )


def deciles_words(atlas: Atlas, codes: Sequence[str]) -> str:
    """How the neighbourhoods of some areas are spread over England's deciles of deprivation.

    ``codes``: of wards, boroughs or neighbourhoods (LSOAs).
    """
    counts: dict[int, int] = {}
    for row in atlas.warehouse.records(_DECILES, {"codes": codes, "indicator": IMD_DECILE}):
        counts[int(row["decile"])] = row["lsoas"]
    return deprivation_words(counts) if counts else ""


_DECILES = """
SELECT value AS decile, count(*) AS lsoas
FROM lsoa JOIN figure ON area_code = lsoa21_code AND area_type = 'lsoa'
WHERE indicator = $indicator
  AND (ward24_code IN (SELECT unnest($codes)) OR borough_code IN (SELECT unnest($codes))
    OR lsoa21_code IN (SELECT unnest($codes)))
GROUP BY value
"""


def cautions_of(found: Sequence[Headline]) -> tuple[tuple[str, str], ...]:
    """What to take care with: each once, after the names of the findings that it is about."""
    about: dict[str, list[str]] = {}
    for one in found:
        for words in one.caveats:
            about.setdefault(words, []).append(one.short_name)
    return tuple(
        ("All of these" if len(names) == len(found) else "; ".join(names), words)
        for words, names in about.items()
    )
