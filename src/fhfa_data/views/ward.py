"""One ward: how its residents fare, how sure we are, and what was heard."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from fhfa_data.catalogue.records import Indicator
from fhfa_data.errors import UnknownName
from fhfa_data.model.areas import Area, AreaType
from fhfa_data.model.figures import Figure
from fhfa_data.pairing.engine import Pair
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.life_expectancy import LifeExpectancy, life_expectancy
from fhfa_data.views.mosaic_model import MosaicCell
from fhfa_data.views.pairs import paired_insights
from fhfa_data.views.places import PlaceKind, places_of
from fhfa_data.views.profile import ProfileGroup, profile_groups
from fhfa_data.views.provenance import caveat_texts, source_line, uncertainty_words
from fhfa_data.views.sentences import deprivation_words, finding
from fhfa_data.views.words import say_figure, say_value, unit_words


@dataclass(frozen=True, slots=True)
class Comparator:
    """A wider area's figure beside the big number."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Headline:
    """The chosen indicator for one place: the sentence, the big number, what to compare it with."""

    indicator_name: str
    sentence: str
    number: str
    number_words: str
    comparators: tuple[Comparator, ...]
    how_sure: str
    source: str
    caveats: tuple[str, ...]
    meaning: str
    why_it_matters: str


@dataclass(frozen=True, slots=True)
class WardView:
    """All that a ward's page and its two printed pages show."""

    area: Area
    title: str
    headline: Headline
    mosaic: tuple[MosaicCell, ...]
    mosaic_sentence: str
    groups: tuple[ProfileGroup, ...]
    life: LifeExpectancy
    places: tuple[PlaceKind, ...]
    pairs: tuple[Pair, ...]
    attribution: str


def ward_view(atlas: Atlas, ward_code: str, indicator_id: str, period: str) -> WardView:
    """Everything about one ward.

    Raises
    ------
    UnknownName
        If there is no such ward, indicator or period.
    """
    area = atlas.warehouse.area(ward_code)
    if area.area_type is not AreaType.WARD:
        raise UnknownName("ward", ward_code, atlas.warehouse.nearest_areas(ward_code))
    mosaic = _mosaic(atlas, area)
    return WardView(
        area=area,
        title=area.full_name,
        headline=headline(atlas, area, atlas.catalogue.indicator(indicator_id), period),
        mosaic=mosaic,
        mosaic_sentence=deprivation_words(dict(Counter(one.decile for one in mosaic))),
        groups=profile_groups(atlas, (area, *atlas.wider_areas(area))),
        life=life_expectancy(atlas, area),
        places=places_of(atlas, area),
        pairs=paired_insights(atlas, area),
        attribution=atlas.warehouse.meta["attribution"],
    )


def headline(atlas: Atlas, area: Area, indicator: Indicator, period: str) -> Headline:
    """The finding for a place and indicator.

    Where the place has no figure of its own, the wider areas' latest period is used.
    """
    wider = atlas.wider_areas(area)
    source_type = _narrowest_with_figures(indicator, (area, *wider))
    when = atlas.period(indicator, source_type, period)
    series = atlas.warehouse.series(indicator.id, [area.code, *(one.code for one in wider)])
    sex = min({one.sex for one in series}, key=["Persons", "Female", "Male"].index)
    by_code = {one.area_code: one for one in series if one.period == when.label and one.sex == sex}
    own = by_code.get(area.code) or _any_gap(series, area.code)
    beside = [(one, by_code[one.code]) for one in wider if one.code in by_code]
    said = "" if sex == "Persons" else f" ({sex.lower()}; the table has both sexes)"
    return Headline(
        indicator_name=indicator.name + said,
        sentence=finding(indicator, area, own, beside, when),
        number=say_figure(indicator, own),
        number_words=unit_words(indicator) if own and own.value is not None else "",
        comparators=tuple(
            Comparator(one.name, say_value(indicator, figure.value))
            for one, figure in beside
            if figure.value is not None
        ),
        how_sure=uncertainty_words(indicator, has_interval=bool(own and own.has_interval)),
        source=source_line(atlas.catalogue, indicator, source_type, when.plain),
        caveats=caveat_texts(atlas.catalogue, indicator),
        meaning=indicator.meaning,
        why_it_matters=indicator.why_it_matters,
    )


def _narrowest_with_figures(indicator: Indicator, areas: tuple[Area, ...]) -> AreaType:
    for area in areas:
        if indicator.levels[area.area_type].method is not None:
            return area.area_type
    return areas[-1].area_type


def _any_gap(series: list[Figure], code: str) -> Figure | None:
    return next((one for one in reversed(series) if one.area_code == code), None)


def _mosaic(atlas: Atlas, ward: Area) -> tuple[MosaicCell, ...]:
    rows = atlas.warehouse.lsoas_of(ward.code)
    return tuple(
        MosaicCell(
            code=row.lsoa21_code,
            name=row.lsoa21_name,
            decile=int(row.imd_decile),
            residents=int(row.residents),
            in_core20=row.imd_decile <= 2,
        )
        for row in rows.itertuples()
    )
