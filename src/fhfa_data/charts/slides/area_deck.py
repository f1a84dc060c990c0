"""An area's report as slides: native, editable charts and tables."""

from __future__ import annotations

import io
from typing import Any

from fhfa_data.charts.slides.frame import (
    BODY_BOX,
    FOOT_BOX,
    QUIET,
    Box,
    cover,
    new_deck,
    text_box,
    titled_slide,
)
from fhfa_data.charts.slides.native_bars import add_bars
from fhfa_data.charts.slides.native_table import Columns, table_slides
from fhfa_data.charts.slides.pages import paragraphs_in_pages
from fhfa_data.model.figures import Status
from fhfa_data.views.area_report import AreaReport
from fhfa_data.views.headline import Headline
from fhfa_data.views.outcome import Bars
from fhfa_data.views.profile import ProfileRow
from fhfa_data.views.words import long_day

_CHART = Box(0.6, 1.9, 12.13, 4.5)
_LETTERS = 800
"""How many letters of plain words fit on a slide."""
_WHOLE = 12.13


def area_slides(report: AreaReport) -> bytes:
    """The slides as a PPTX file's bytes."""
    deck = new_deck(report.title)
    day = long_day(report.made_on)
    cover(deck, report.title, [day, f"Fairer Health Atlas · figures {report.edition}"])
    for one, bars in zip(report.findings, report.bars, strict=True):
        _finding(deck, one, bars)
    _words(deck, f"The gap inside {report.gap_place}", [report.gap_finding, *report.gap],
           report.gap_source)  # fmt: skip
    for one in report.insights:
        said = [one.reason, one.said, f"Ask in the meeting: {one.ask}"]
        _words(deck, one.title, said, report.evidence)
    _figures(deck, report)
    _sources(deck, report)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def _finding(deck: Any, one: Headline, bars: Bars | None) -> None:
    slide = titled_slide(deck, one.sentence)
    if bars:
        add_bars(slide, _CHART, one.indicator_name, bars)
    else:
        text_box(slide, _CHART, [one.reading or "There is no figure to draw."], size=20)
    text_box(slide, FOOT_BOX, [one.source, one.how_sure], size=12, colour=QUIET)


def _words(deck: Any, title: str, said: list[str], foot: str) -> None:
    for at, paragraphs in enumerate(paragraphs_in_pages(said, _LETTERS)):
        slide = titled_slide(deck, title if at == 0 else f"{title} (continued)")
        text_box(slide, BODY_BOX, paragraphs, size=20)
        text_box(slide, FOOT_BOX, [foot], size=12, colour=QUIET)


def _figures(deck: Any, report: AreaReport) -> None:
    areas = [report.area, *report.wider]
    codes = [one.code for one in areas]
    each, period = 1.6, 2.6
    widths = (_WHOLE - each * len(areas) - period, *([each] * len(areas)), period)
    names = ("Indicator", *(one.name for one in areas), "Period")
    rows: list[tuple[str, ...]] = []
    for group in report.groups:
        rows += [(group.theme,), *(_cells(row, codes) for row in group.rows)]
    table_slides(deck, "Every figure", Columns(names, widths, 14), rows)


def _cells(row: ProfileRow, codes: list[str]) -> tuple[str, ...]:
    said = {one.area.code: one.text for one in row.cells}
    return (
        row.name,
        *(said.get(code, Status.NOT_AVAILABLE.plain) for code in codes),
        row.period_text,
    )


def _sources(deck: Any, report: AreaReport) -> None:
    rows = [("Source", f"{name}: {what}") for name, what in report.sources]
    rows += [("Missing", f"{why} {what}") for why, what in report.reasons]
    rows += [("Take care", f"{whose}: {words}") for whose, words in report.cautions]
    rows.append(("Licence", report.attribution))
    title = "Sources, and what to take care with"
    table_slides(deck, title, Columns(("", "In words"), (1.4, 10.73), 12), rows)
