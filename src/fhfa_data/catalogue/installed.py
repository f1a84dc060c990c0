"""The catalogue as far as there are figures: what a refresh has not brought yet is left out."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from fhfa_data.catalogue.load import Catalogue
from fhfa_data.catalogue.records import Indicator, Level
from fhfa_data.catalogue.weighting import weighted
from fhfa_data.model.areas import AreaType
from fhfa_data.model.figures import Method, Status

Have = Collection[tuple[str, str]]
"""Pairs of indicator and kind of area that there are figures for."""

AS_PUBLISHED = "published_beats_derived"
"""The caution that some areas show the publisher's own figure and others one worked out here."""

NOT_FETCHED, NOT_IN_COPY, KIND_NOT_INSTALLED = "not_fetched", "not_in_copy", "kind_not_installed"

WITHOUT_INTERVALS = {"no_interval", "no_interval_borough_england", "rounded_one_decimal"}
"""Cautions about the embedded copy, which has no intervals and one decimal."""


def installed(
    catalogue: Catalogue,
    have: Have,
    intervals: Collection[str] = (),
    *,
    kinds: Collection[str] = tuple(AreaType),
    promised: bool = False,
) -> Catalogue:
    """The catalogue without what is not there yet.

    An indicator that is not embedded and has no figures is left out. A level without figures says
    its reason instead of its method. With ``promised``, an embedded indicator without a reason
    keeps its promise, so that a build that breaks it is refused: of the part of England that is
    embedded there are figures. Indicators named in ``intervals`` have 95% confidence intervals for
    wards, boroughs or England, so they lose the caution that they don't. Those that are weighted by
    residents say which. ``kinds`` are the kinds of
    area that are installed.
    """
    names = {name for name, _ in have}
    indicators = {
        one.id: _cautioned(_as_far_as(one, have, kinds, promised), intervals)
        for one in catalogue.indicators.values()
        if one.embedded or one.id in names
    }
    weighed = {
        one.id: weighted(one, indicators, own=(one.weighted_by, AreaType.LSOA.value) in have)
        for one in indicators.values()
    }
    return replace(catalogue, indicators=weighed)


def as_published(catalogue: Catalogue, published: Have) -> Catalogue:
    """The catalogue saying "published" where figures worked out here have given way to such.

    ``published``: pairs of indicator and kind of area that every installed area has a published
    figure of. Levels that name no ``published_by`` stay as they are.
    """
    indicators = {one.id: _published(one, published) for one in catalogue.indicators.values()}
    return replace(catalogue, indicators=indicators)


def _published(indicator: Indicator, published: Have) -> Indicator:
    found = {
        kind: Level(method=Method.PUBLISHED, source=level.published_by)
        for kind, level in indicator.levels.items()
        if level.published_by and (indicator.id, kind.value) in published
    }
    if not found:
        return indicator
    said = {"levels": {**indicator.levels, **found}, "caveats": (*indicator.caveats, AS_PUBLISHED)}
    return indicator.model_copy(update=said)


def _as_far_as(
    indicator: Indicator, have: Have, kinds: Collection[str], promised: bool
) -> Indicator:
    levels = {
        kind: level
        if level.method is None or (indicator.id, kind.value) in have
        else _without(level, indicator, here=kind.value in kinds, promised=promised)
        for kind, level in indicator.levels.items()
    }
    if levels == indicator.levels:
        return indicator
    return indicator.model_copy(update={"levels": levels})


def _cautioned(indicator: Indicator, intervals: Collection[str]) -> Indicator:
    if indicator.id not in intervals:
        return indicator
    kept = tuple(one for one in indicator.caveats if one not in WITHOUT_INTERVALS)
    return indicator.model_copy(update={"caveats": kept})


def _without(level: Level, indicator: Indicator, *, here: bool, promised: bool) -> Level:
    """What a level says that has no figures."""
    reason = level.reason if indicator.embedded else level.reason or NOT_FETCHED
    if not here:
        reason = KIND_NOT_INSTALLED
    elif not reason and promised:
        return level
    return Level(status=Status.NOT_AVAILABLE, reason=reason or NOT_IN_COPY, source=level.source)


def pairs(rows: Iterable[tuple[object, object]]) -> Have:
    """Pairs of indicator and kind of area as :func:`installed` takes them."""
    return {(str(indicator), str(area_type)) for indicator, area_type in rows}
