"""The answer first: one indicator for one place, as a sentence and a big number."""

from __future__ import annotations

from dataclasses import dataclass

from fhfa_data.catalogue.records import Indicator
from fhfa_data.model.areas import Area
from fhfa_data.model.figures import Figure, Unit
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.beside import Beside, beside
from fhfa_data.views.certainty import how_sure
from fhfa_data.views.provenance import caveat_texts, source_line
from fhfa_data.views.sensitivity import NEITHER, TwoWays, two_ways
from fhfa_data.views.sentences import finding
from fhfa_data.views.words import say_figure, with_sex

_HARD_TO_READ = (Unit.SCORE, Unit.RATIO)
"""Units whose numbers say nothing by themselves, so the meaning stands beside them."""


@dataclass(frozen=True, slots=True)
class Headline:
    """The chosen indicator for one place: the sentence, the big number, and what is behind it.

    ``reading`` says why there is no number, or what it is and which way it runs; empty where the
    sentence says it all. ``two_ways``: the same with neighbourhoods shared out between wards.
    ``asked``: id of the indicator, period's label and sex; the same, of one place, say the same.
    """

    indicator_name: str
    sentence: str
    short_name: str
    number: str
    is_known: bool
    how_sure: str
    source: str
    caveats: tuple[str, ...]
    reading: str
    meaning: str
    why_it_matters: str
    asked: tuple[str, str, str]
    two_ways: TwoWays = NEITHER


def headline(
    atlas: Atlas, area: Area, indicator: Indicator, period: str, sex: str = ""
) -> Headline:
    """The finding for a place and indicator.

    Where the place has no figure of its own, the wider areas' latest period is used.
    """
    return headline_of(atlas, indicator, beside(atlas, area, indicator, period, sex))


def headline_of(atlas: Atlas, indicator: Indicator, found: Beside, *, source: str = "") -> Headline:
    """The finding, from figures that were read already.

    ``source``: of an area that is not published as such.
    """
    own, wider = found.own, list(found.wider)
    published = source_line(atlas.catalogue, indicator, found.source_type, found.when.plain)
    named = with_sex(indicator.short_name, found.sex)
    return Headline(
        indicator_name=with_sex(indicator.name, found.sex),
        sentence=finding(indicator, named, found.area, own, wider, found.when),
        short_name=named,
        number=say_figure(indicator, own),
        is_known=own is not None and own.value is not None,
        how_sure=how_sure(indicator, own, wider),
        source=source or published,
        caveats=caveat_texts(atlas.catalogue, indicator),
        reading=_reading(indicator, own),
        meaning=indicator.meaning,
        why_it_matters=indicator.why_it_matters,
        asked=(indicator.id, found.when.label, found.sex),
        two_ways=two_ways(atlas.warehouse, own),
    )


def _reading(indicator: Indicator, own: Figure | None) -> str:
    if own is None:
        return "The publisher gives no figure for this place."
    if own.value is None:
        return own.reason
    return indicator.meaning if indicator.unit in _HARD_TO_READ else ""
