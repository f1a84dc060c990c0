"""About the data: every dataset and every indicator, with source, licence, method and cautions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fhfa_data.catalogue.installed import KIND_NOT_INSTALLED
from fhfa_data.catalogue.load import PARTS_OF_IMD
from fhfa_data.catalogue.records import Indicator, Source
from fhfa_data.model.areas import AreaType
from fhfa_data.model.figures import Evidence
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.provenance import caveat_texts
from fhfa_data.views.words import plain_day, say_list

_POLARITY = {
    "lower_is_better": "Lower is better",
    "higher_is_better": "Higher is better",
    "neutral": "Neither higher nor lower is better",
}


@dataclass(frozen=True, slots=True)
class LevelFact:
    """What there is of an indicator for one kind of area, in words."""

    area_type: AreaType
    text: str
    periods: str


@dataclass(frozen=True, slots=True)
class IndicatorFacts:
    """Everything the catalogue says about one indicator, in words."""

    indicator: Indicator
    sources: tuple[Source, ...]
    polarity: str
    theme: str
    core20plus5: str
    part_of_imd: str
    numerator: str
    denominator: str
    levels: tuple[LevelFact, ...]
    caveats: tuple[str, ...]


def indicator_facts(atlas: Atlas, name: str) -> IndicatorFacts:
    """One indicator in words.

    Raises
    ------
    UnknownName
        If there is no such indicator.
    """
    catalogue = atlas.catalogue
    indicator = catalogue.indicator(name)
    part = catalogue.core20plus5[indicator.core20plus5]
    level_sources = [one.source for one in indicator.levels.values() if one.source]
    used = dict.fromkeys([indicator.source, *level_sources, *indicator.also_uses])
    return IndicatorFacts(
        indicator=indicator,
        sources=tuple(catalogue.sources[one] for one in used),
        polarity=_POLARITY[indicator.polarity.value],
        theme=say_list([catalogue.themes[one].name for one in indicator.themes]),
        core20plus5=f"{part.name}: {part.text}" if part.text else part.name,
        part_of_imd=PARTS_OF_IMD[indicator.part_of_imd],
        numerator=indicator.numerator_label,
        denominator=indicator.denominator_label,
        levels=tuple(
            _level(atlas, indicator, one)
            for one in AreaType
            if indicator.levels[one].reason != KIND_NOT_INSTALLED
        ),
        caveats=caveat_texts(catalogue, indicator),
    )


def _level(atlas: Atlas, indicator: Indicator, area_type: AreaType) -> LevelFact:
    level = indicator.levels[area_type]
    if level.method is None:
        return LevelFact(area_type, atlas.catalogue.reasons[level.reason].text, "")
    periods = atlas.periods(indicator, area_type)
    kinds = list(dict.fromkeys(one.kind.plain for one in periods))
    newest, oldest = periods[0].plain, periods[-1].plain
    said = newest if newest == oldest else f"{oldest} up to {newest}"
    text = level.method.plain
    return LevelFact(area_type, text[:1].upper() + text[1:], f"{said} ({say_list(kinds)})")


def copies_words(atlas: Atlas) -> str:
    """When the figures were had: embedded, and fetched if a refresh has run."""
    made = f"from a copy made on {plain_day(atlas.warehouse.meta['starter_made_on'])}"
    days = [one["as_of"] for one in atlas.warehouse.fetched().values()]
    if not days:
        return made
    words = f"{made}, with {len(days)} datasets refreshed since, last on {plain_day(max(days))}"
    late = sum(1 for one in atlas.warehouse.datasets() if one["note"])
    return f"{words}; {late} could not be fetched" if late else words


def how_had(source: Source, row: Mapping[str, str] | None) -> str:
    """How this copy of a dataset was had: as the catalogue says, or by a refresh, and how not.

    ``row`` is the dataset's row of :meth:`fhfa_data.warehouse.read.Warehouse.datasets`.
    """
    if row is None:
        return source.retrieved
    if source.evidence is Evidence.LOCAL:
        return f"Added on {plain_day(row['as_of'])} by a user of this atlas; the file is kept."
    why = f"could not be had at the last refresh: {row['note']}"
    if row["origin"] == "none":
        return f"Nothing of it is here. It {why}"
    if row["origin"] == "starter":
        return f"{source.retrieved} A newer copy {why}"
    words = (
        f"Fetched from the publisher on {plain_day(row['as_of'])}; the raw bytes are kept "
        f"(digest {row['digest'][:12]})."
    )
    return f"{words} A newer copy {why}" if row["note"] else words


def indicators_from(atlas: Atlas, source: Source) -> list[str]:
    """Short names of the indicators that use a dataset, themselves or as weights."""
    return [
        one.short_name
        for one in atlas.catalogue.indicators.values()
        if source.id in (one.source, *one.also_uses)
        or source.id in {level.source for level in one.levels.values()}
    ]
