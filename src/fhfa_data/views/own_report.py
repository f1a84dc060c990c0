"""The report of a neighbourhood of one's own: what its page says, as an :class:`AreaReport`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from fhfa_data.catalogue.records import Indicator
from fhfa_data.catalogue.roles import roles
from fhfa_data.catalogue.wisdom_model import EVIDENCE_LABEL
from fhfa_data.model.areas import ENGLAND, Area, AreaType
from fhfa_data.model.locations import is_demonstration
from fhfa_data.pairing.gather import gather_own_facts
from fhfa_data.views.area_report import (
    AreaReport,
    as_asked,
    cautions_of,
    deciles_words,
    gap_parts,
)
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.beside import Beside
from fhfa_data.views.headline import Headline, headline_of
from fhfa_data.views.outcome import bars_of
from fhfa_data.views.own_area import RATIOS_ONLY, UNNAMED, VINTAGE, OwnArea
from fhfa_data.views.pairs import insights_for
from fhfa_data.views.profile import gap_reasons, row_sources
from fhfa_data.views.provenance import source_line
from fhfa_data.views.words import mid_sentence


def own_report(atlas: Atlas, own: OwnArea, made_on: date) -> AreaReport:
    """Everything for one's own neighbourhood; only what adds up from its neighbourhoods."""
    known = {one.indicator for one in own.figures if one.value is not None}
    asked = [atlas.catalogue.indicator(one) for one in roles().report if one in known]
    besides = [_beside(atlas, own, one) for one in asked]
    found = [_headline(atlas, one, at) for one, at in zip(asked, besides, strict=True)]
    around = _around(atlas, own)
    facts = gather_own_facts(
        atlas.warehouse, atlas.catalogue, _said(own), around, own.lsoas, own.figures
    )
    return AreaReport(
        area=own.area,
        title=own.area.full_name,
        made_on=made_on,
        edition=atlas.warehouse.fingerprint,
        wider=own.wider,
        findings=tuple(found),
        bars=tuple(bars_of(one, at) for one, at in zip(asked, besides, strict=True)),
        neighbourhoods=f"{own.made_of} {deciles_words(atlas, own.lsoas)}",
        **_gap(atlas, around),
        groups=own.groups,
        reasons=(*gap_reasons(own.groups, own.area.code), (RATIOS_ONLY, own.left_out_names)),
        life=None,
        places=(),
        insights=as_asked(insights_for(atlas, facts)),
        evidence=EVIDENCE_LABEL,
        cautions=cautions_of(found),
        sources=row_sources(own.groups),
        attribution=atlas.warehouse.meta["attribution"],
        made_up=is_demonstration(),
    )


def _gap(atlas: Atlas, around: Area) -> dict[str, Any]:
    parts = gap_parts(atlas, around)
    why = f"Your neighbourhood is too small to be split into fifths, so this is {around.name}."
    return {**parts, "gap": (why, *parts["gap"])}


def _said(own: OwnArea) -> Area:
    """The area by the name that it has inside a sentence."""
    return own.area if own.chosen.name else replace(own.area, name=mid_sentence(UNNAMED))


def _around(atlas: Atlas, own: OwnArea) -> Area:
    """The narrowest area around it that is installed whole; else the first of its boroughs."""
    whole = (one for one in own.wider if one.code != ENGLAND)
    return next(whole, atlas.warehouse.areas[own.boroughs[0]])


def _beside(atlas: Atlas, own: OwnArea, indicator: Indicator) -> Beside:
    figure = next(one for one in own.figures if one.indicator == indicator.id)
    when = indicator.read_period(figure.period)
    series = atlas.warehouse.series(indicator.id, [one.code for one in own.wider])
    by_code = {
        one.area_code: one for one in series if (one.period, one.sex) == (figure.period, figure.sex)
    }
    wider = tuple((one, by_code[one.code]) for one in own.wider if one.code in by_code)
    return Beside(_said(own), figure, wider, when, figure.sex, AreaType.WARD)


def _headline(atlas: Atlas, indicator: Indicator, found: Beside) -> Headline:
    source = source_line(
        atlas.catalogue, indicator, AreaType.WARD, found.when.plain, vintage=VINTAGE
    )
    return headline_of(atlas, indicator, found, source=source)
