"""Which stories and insights speak to a place or an indicator: read, ranked, ready for a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from fhfa_data.catalogue.roles import roles
from fhfa_data.catalogue.shared_language import shared_language
from fhfa_data.catalogue.wisdom_model import Wisdom
from fhfa_data.model.areas import GREATER_MANCHESTER, Area, AreaType
from fhfa_data.model.locations import own_catalogue_folder
from fhfa_data.pairing.engine import pair
from fhfa_data.pairing.gather import gather_facts
from fhfa_data.pairing.rules import load_rules
from fhfa_data.pairing.speaking import Asked, Shown, Speaks, rank
from fhfa_data.pairing.voices import (
    Voice,
    voice_of_insight,
    voice_of_quotation,
    voice_of_story,
)
from fhfa_data.stories.actors import Actor
from fhfa_data.stories.fields import Use
from fhfa_data.stories.store import Store
from fhfa_data.stories.store.packs import KeptPack, packs
from fhfa_data.stories.store.reading import visible
from fhfa_data.stories.store.ties import tied_stories
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.pack_voices import pack_voices


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, what for and on which day: nothing is read without it."""

    actor: Actor
    use: Use
    on_day: date


def speaking(
    atlas: Atlas,
    store: Store,
    reader: Reader,
    *,
    place: str = "",
    indicator: str = "",
    words: str = "",
) -> tuple[Speaks, ...]:
    """The stories this person may see now, insights and quotations that speak to what is asked.

    Parameters
    ----------
    place, indicator
        The code of a place that has a page, and the id of an indicator; either may be empty.
    words
        Words typed into a search; local names lead to the same.

    Raises
    ------
    UnknownName
        If there is no such place or indicator, with the nearest.
    StoryError
        If the store can't be read.
    """
    asked = asked_of(atlas, place, indicator, words)
    seen = visible(store, reader.actor, reader.use, reader.on_day)
    if indicator:
        tied = tied_stories(store, seen, indicator)
        says = {one.kept.standing.id: tuple(tie.says for tie in one.ties) for one in tied}
        asked = replace(asked, ties=says)
    voices = [*map(voice_of_story, seen), *wisdom_voices(atlas.wisdom, packs(store))]
    return rank(asked, voices, shared_language(own_catalogue_folder()))


def asked_of(atlas: Atlas, place: str = "", indicator: str = "", words: str = "") -> Asked:
    """What is asked, with what the figures of the place show.

    Raises
    ------
    UnknownName
        If there is no such place or indicator, with the nearest.
    """
    area = atlas.place(place) if place else None
    names = {**atlas.wisdom.themes, **atlas.catalogue.themes}
    return Asked(
        area=area,
        inside=_boroughs(atlas, area) if area else frozenset(),
        in_city_region=area is None or _in_city_region(atlas, area),
        indicator=atlas.catalogue.indicator(indicator) if indicator else None,
        words=words,
        shown=_shown(atlas, area) if area else Shown(),
        theme_names={name: one.name for name, one in names.items()},
    )


def wisdom_voices(wisdom: Wisdom, kept: Sequence[KeptPack]) -> list[Voice]:
    """The insights of the catalogue, and the quotations of imported packs that belong to them."""
    voices: list[Voice] = []
    for insight in wisdom.insights:
        voices.append(voice_of_insight(insight))
        said = [
            (quoted, f"{group.label} · {quoted.under} {group.unsure}".strip())
            for group in pack_voices(kept, insight)
            for quoted in group.voices
        ]
        voices += [
            voice_of_quotation(number, quoted.words, label, insight)
            for number, (quoted, label) in enumerate(said, start=1)
        ]
    return voices


def _boroughs(atlas: Atlas, area: Area) -> frozenset[str]:
    if area.area_type is AreaType.WARD:
        return frozenset({area.borough_code})
    return frozenset(atlas.nesting.boroughs_in(area)) | {area.code}


def _in_city_region(atlas: Atlas, area: Area) -> bool:
    around = {area.code, *(one.code for one in atlas.nesting.wider_areas(area))}
    return GREATER_MANCHESTER in around


def _shown(atlas: Atlas, area: Area) -> Shown:
    facts = gather_facts(atlas.warehouse, atlas.catalogue, area)
    rules = load_rules()
    themes = {
        name: [one for one in atlas.catalogue.indicator(decile).themes if one != "deprivation"]
        for name, decile in roles().domain_deciles.items()
    }
    pairs = pair(facts, atlas.wisdom, rules, limit=len(atlas.wisdom.insights))
    return Shown(pairs, facts.domain_shares, themes)
