"""All that the Compare page shows, as one frozen object."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fhfa_data.catalogue.records import Indicator
from fhfa_data.catalogue.roles import roles
from fhfa_data.errors import UnknownName
from fhfa_data.model.areas import Area
from fhfa_data.model.compare_selection import CompareSelection
from fhfa_data.model.own_selection import OWN
from fhfa_data.views.alike import AlikeWard, alike_wards, alike_words
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.comparison import LETTERS, ComparedRow, comparison
from fhfa_data.views.own_area import OwnArea
from fhfa_data.views.together import Together, together
from fhfa_data.views.trend import Trend, trend
from fhfa_data.views.words import say_list, say_times


@dataclass(frozen=True, slots=True)
class CompareFacts:
    """``unknown``: codes or ids in the link that are not installed, said and left out."""

    places: tuple[Area, ...]
    indicators: tuple[Indicator, ...]
    unknown: tuple[str, ...]
    rows: tuple[ComparedRow, ...]
    summary: str
    alike: tuple[AlikeWard, ...]
    alike_words: str
    together: Together | None
    trends: tuple[tuple[str, Trend], ...]
    trends_of: str


def compare_facts(
    atlas: Atlas, asked: CompareSelection, place: str, own: OwnArea | None = None
) -> CompareFacts:
    """What the page shows; ``place`` is compared if no place is asked for.

    ``own``: one's own neighbourhood, which may be among the places.
    """
    unknown: list[str] = []
    places = _places(atlas, asked.places or (place,), unknown, own)
    indicators = _indicators(atlas, asked.indicators or roles().first_compared, unknown)
    rows = comparison(atlas, places, indicators, own.figures if own else ())
    alike = alike_wards(atlas, places[0]) if places else ()
    trends, whose = _trends(atlas, places, indicators)
    return CompareFacts(
        places=places,
        indicators=indicators,
        unknown=tuple(unknown),
        rows=rows,
        summary=_summary(places, rows),
        alike=alike,
        alike_words=alike_words(places[0], alike, atlas.nesting.home.name) if alike else "",
        together=_together(atlas, asked, indicators),
        trends=trends,
        trends_of=whose,
    )


def _places(
    atlas: Atlas, codes: Sequence[str], unknown: list[str], own: OwnArea | None
) -> tuple[Area, ...]:
    found = []
    for code in codes:
        if code == OWN and own is not None:
            found.append(own.area)
            continue
        try:
            found.append(atlas.place(code))
        except UnknownName:
            unknown.append(code)
    return tuple(found)


def _indicators(atlas: Atlas, ids: Sequence[str], unknown: list[str]) -> tuple[Indicator, ...]:
    known = {one.id: one for one in atlas.catalogue.headline_indicators}
    if ids is not roles().first_compared:
        unknown += [one for one in ids if one not in known]
    return tuple(known[one] for one in ids if one in known)


def _together(
    atlas: Atlas, asked: CompareSelection, indicators: Sequence[Indicator]
) -> Together | None:
    ids = [one.id for one in indicators]
    known = atlas.catalogue.indicators
    along = asked.along if asked.along in known else next(iter(ids), "")
    up = asked.up if asked.up in known else next((one for one in ids if one != along), "")
    return together(atlas, known[along], known[up]) if along and up else None


def _trends(
    atlas: Atlas, places: Sequence[Area], indicators: Sequence[Indicator]
) -> tuple[tuple[tuple[str, Trend], ...], str]:
    """The first chosen indicator that has figures over time, for each place or its borough."""
    known = [one for one in places if one.code != OWN]
    wholes = list(dict.fromkeys(atlas.nesting.borough_of(one) or one for one in known))
    for indicator in indicators:
        found = [(one.name, trend(atlas, indicator, one)) for one in wholes]
        there = tuple((name, one) for name, one in found if one is not None)
        if there:
            return there, indicator.name
    return (), ""


def _summary(places: Sequence[Area], rows: Sequence[ComparedRow]) -> str:
    if not places or not rows:
        return "Choose at least one place and one indicator."
    letters = zip(LETTERS, places, strict=False)
    named = "; ".join(f"{letter}: {_whole_name(one)}" for letter, one in letters)
    limits = sum(any(one.interval_text for one in row.places) for row in rows)
    said = f"{named}. {say_times(len(rows), 'indicator')} side by side."
    if not limits:
        return (
            f"{said} None has 95% intervals for these places, so none is called better or worse "
            "than England."
        )
    return (
        f"{said} {limits} {'has' if limits == 1 else 'have'} 95% intervals: only there is a place "
        "called better, worse or similar to England."
    )


def not_in_scatter(places: Sequence[Area], found: Together) -> str:
    """Which of the places have no dot among the areas that two indicators are set against."""
    there = {one.area.code for one in found.spots}
    lettered = zip(LETTERS, places, strict=False)
    out = [f"{letter} ({_whole_name(one)})" for letter, one in lettered if one.code not in there]
    shows = f"The chart shows {found.level.plural} that have both figures"
    are = "is" if len(out) == 1 else "are"
    return f"{shows}. {say_list(out)} {are} not in it." if out else ""


def _whole_name(area: Area) -> str:
    """The name that a sentence may have: what a visitor typed is theirs, and is in the table."""
    return "your own neighbourhood" if area.code == OWN else area.full_name
