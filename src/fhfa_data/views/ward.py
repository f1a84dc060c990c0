"""One ward: how its residents fare, how sure we are, and what was heard."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from fhfa_data.catalogue.roles import roles
from fhfa_data.errors import UnknownName
from fhfa_data.model.areas import Area, AreaType
from fhfa_data.pairing.engine import Pair
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.headline import Headline, headline
from fhfa_data.views.life_expectancy import LifeExpectancy, life_expectancy
from fhfa_data.views.mosaic_model import MosaicCell
from fhfa_data.views.neighbourhoods import ward_cells
from fhfa_data.views.pairs import paired_insights
from fhfa_data.views.places import PlaceKind, places_of
from fhfa_data.views.profile import ProfileGroup, gap_reasons, profile_groups, row_sources
from fhfa_data.views.provenance import source_line
from fhfa_data.views.rural_urban import rural_urban_words
from fhfa_data.views.sentences import deprivation_words


@dataclass(frozen=True, slots=True)
class WardFacts:
    """What a ward's page shows whichever indicator is chosen; an ``Answer`` is the rest of it."""

    area: Area
    title: str
    core20: Headline
    mosaic: tuple[MosaicCell, ...]
    mosaic_sentence: str
    mosaic_source: str
    rural_urban: str
    groups: tuple[ProfileGroup, ...]
    gaps: tuple[tuple[str, str], ...]
    sources: tuple[tuple[str, str], ...]
    spans: dict[str, tuple[float, float]]
    life: LifeExpectancy
    places: tuple[PlaceKind, ...]
    pairs: tuple[Pair, ...]
    attribution: str


def ward_facts(atlas: Atlas, ward_code: str) -> WardFacts:
    """What is said of a ward whichever indicator is chosen.

    Raises
    ------
    UnknownName
        If there is no such ward.
    """
    area = atlas.warehouse.area(ward_code)
    if area.area_type is not AreaType.WARD:
        raise UnknownName("ward", ward_code, atlas.warehouse.nearest_areas(ward_code))
    core20 = atlas.catalogue.indicator(roles().core20)
    deciles = atlas.catalogue.indicator(roles().imd_decile)
    edition = atlas.latest_period(deciles, AreaType.LSOA)
    mosaic = ward_cells(atlas, area.code)
    groups = profile_groups(atlas, (area, *atlas.nesting.wider_areas(area)))
    return WardFacts(
        area=area,
        title=area.full_name,
        core20=headline(atlas, area, core20, "latest"),
        mosaic=mosaic,
        mosaic_sentence=deprivation_words(dict(Counter(one.decile for one in mosaic))),
        mosaic_source=source_line(atlas.catalogue, deciles, AreaType.LSOA, edition.plain),
        rural_urban=rural_urban_words(atlas, area.code),
        groups=groups,
        gaps=gap_reasons(groups, area.code),
        sources=row_sources(groups),
        spans=atlas.spans,
        life=life_expectancy(atlas, area),
        places=places_of(atlas, area),
        pairs=paired_insights(atlas, area),
        attribution=atlas.warehouse.meta["attribution"],
    )
