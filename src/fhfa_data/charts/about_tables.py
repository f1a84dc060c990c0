"""The tables on the About page: datasets, indicators, and what there is for each kind of area."""

from __future__ import annotations

from typing import Any

from fhfa_data.catalogue.records import Source
from fhfa_data.views.about import IndicatorFacts, how_had, indicators_from
from fhfa_data.views.atlas import Atlas


def source_table(atlas: Atlas) -> dict[str, Any]:
    """Every dataset: what, who, licence, edition, period, and how this copy was had."""
    labels = ["Dataset", "Publisher and licence", "Edition and period", "How we got it", "Used for"]
    known = {one["source"]: one for one in atlas.warehouse.datasets()}
    rows = []
    for one in atlas.catalogue.sources.values():
        used = indicators_from(atlas, one)
        rows.append(
            [
                {"text": one.title, "note": one.landing_page},
                {"text": one.publisher, "note": one.licence},
                {"text": one.edition, "note": f"{one.period}. {one.geography}"},
                {"text": how_had(one, known.get(one.id)), "note": one.notes},
                {"text": _used_for(one, len(used))},
            ]
        )
    return {"columns": [{"id": one, "label": one} for one in labels], "rows": rows}


def _used_for(source: Source, indicators: int) -> str:
    if indicators:
        return f"{indicators} indicator{'s' if indicators > 1 else ''}"
    waiting = source.reading is not None and source.reading.columns
    return "Nothing yet: it comes with a refresh" if waiting else "Places, shapes or lookups"


def indicator_table(atlas: Atlas) -> dict[str, Any]:
    """Every indicator: what it says, its unit, kind of evidence and dataset."""
    labels = ["Indicator", "What it says", "Kind of evidence", "Dataset", "Theme"]
    rows = [
        [
            {"text": one.short_name, "note": one.id, "code": one.id},
            {"text": one.meaning, "note": one.unit_label},
            {"text": one.evidence.label},
            {"text": atlas.catalogue.sources[one.source].short_title, "note": one.source_ref},
            {"text": atlas.catalogue.themes[one.themes[0]].name},
        ]
        for one in atlas.catalogue.indicators.values()
    ]
    return {"columns": [{"id": one, "label": one} for one in labels], "rows": rows}


def level_table(facts: IndicatorFacts) -> dict[str, Any]:
    """For each kind of area: how the figure comes about, or why there is none."""
    labels = ["Kind of area", "How it is worked out, or why there is none", "Periods"]
    rows = [
        [
            {"text": one.area_type.plain[:1].upper() + one.area_type.plain[1:]},
            {"text": one.text},
            {"text": one.periods},
        ]
        for one in facts.levels
    ]
    return {"columns": [{"id": one, "label": one} for one in labels], "rows": rows}
