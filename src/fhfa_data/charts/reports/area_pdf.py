"""An area's report as a tagged PDF, set by Typst: no browser, no system library.

What is said travels as JSON into a template that ships with the package, so nothing in a name can
be taken for markup.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import Any

import typst

from fhfa_data.model.figures import Status
from fhfa_data.views.area_report import AreaReport
from fhfa_data.views.headline import Headline
from fhfa_data.views.profile import ProfileGroup, ProfileRow
from fhfa_data.views.words import long_day

_NONE = Status.NOT_AVAILABLE.plain
Spans = dict[str, tuple[float, float]]


def area_pdf(report: AreaReport, spans: Spans) -> bytes:
    """The report's PDF: tagged, with a language and a title.

    Parameters
    ----------
    spans
        Indicator → lowest and highest value among wards, as :attr:`Atlas.spans` has them: where a
        mark stands in a row's picture.
    """
    made = typst.compile(
        _template(), format="pdf", sys_inputs={"report": json.dumps(_content(report, spans))}
    )
    if not isinstance(made, bytes):
        raise TypeError("Typst gives one PDF.")
    return made


@cache
def _template() -> bytes:
    return (files("fhfa_data.charts.reports") / "area.typ").read_bytes()


def _content(report: AreaReport, spans: Spans) -> dict[str, Any]:
    """The report as the template reads it."""
    life = report.life
    return {
        "title": report.title,
        "made_on": long_day(report.made_on),
        "edition": report.edition,
        "names": [report.area.name, *(one.name for one in report.wider)],
        "findings": [_finding(one) for one in report.findings],
        "neighbourhoods": report.neighbourhoods,
        "gap_place": report.gap_place,
        "gap_source": report.gap_source,
        "gap_finding": report.gap_finding,
        "gap": report.gap,
        "groups": [_group(report, one, spans) for one in report.groups],
        "reasons": report.reasons,
        "life": asdict(life) | {"msoas": [_msoa(one) for one in life.msoas]} if life else None,
        "places": [
            {"count": one.count_words, "names": one.names_in_words,
             "source": f"{one.source}, {one.as_of}"}
            for one in report.places
        ],
        "insights": [asdict(one) for one in report.insights],
        "evidence": report.evidence,
        "cautions": report.cautions,
        "sources": report.sources,
        "attribution": report.attribution,
        "made_up": report.made_up,
    }  # fmt: skip


def _finding(one: Headline) -> dict[str, str]:
    return {"sentence": one.sentence, "sure": one.how_sure, "source": one.source}


def _msoa(one: Any) -> dict[str, Any]:
    said = {sex: f"{text} ({interval})" if interval else text for sex, text, interval in one.by_sex}
    sexes = ("Female", "Male", "Persons")
    return {"name": one.area.name, "share": f"{one.share_pct:.0f}%",
            "values": [said.get(sex, "Not published") for sex in sexes]}  # fmt: skip


def _group(report: AreaReport, group: ProfileGroup, spans: Spans) -> dict[str, Any]:
    rows = [_row(report, one, spans.get(one.indicator_id)) for one in group.rows]
    return {"theme": group.theme, "rows": rows}


def _row(report: AreaReport, row: ProfileRow, span: tuple[float, float] | None) -> dict[str, Any]:
    areas = [report.area, *report.wider]
    by_code = {one.area.code: one for one in row.cells}
    texts = [by_code[one.code].text if one.code in by_code else _NONE for one in areas]
    notes = [by_code[one.code].short_note if one.code in by_code else "" for one in areas]
    return {
        "name": row.name,
        "unit": row.unit,
        "texts": texts,
        "notes": notes,
        "marks": _marks(row, areas, span),
        "period": row.period_text,
        "kind": row.evidence,
    }


def _marks(row: ProfileRow, areas: list[Any], span: tuple[float, float] | None) -> list[Any]:
    """Where each area stands from the lowest ward (0) to the highest (1); None without a value."""
    values = {one.area.code: one.figure.value for one in row.cells}
    known = [one for one in values.values() if one is not None]
    if len(known) < 2 or span is None or row.unit_kind.value == "people":
        return []
    low, high = min(span[0], *known), max(span[1], *known)
    if low == high:
        return []
    return [
        None if (value := values.get(one.code)) is None else (value - low) / (high - low)
        for one in areas
    ]
