"""A native table, on as many slides as its words need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.util import Inches, Pt

from fhfa_data.charts.slides.frame import ACCENT, BODY_BOX, INK, describe, titled_slide, write
from fhfa_data.charts.slides.pages import rows_in_pages

_SIZE, _MOST_LINES = 18, 11
_LETTERS_AN_INCH = 8.5  # of 18 point text, on the safe side
_BANDS = ("FFFFFF", "EEF3F6")


@dataclass(frozen=True, slots=True)
class Columns:
    """Headings and how wide each column is, in inches; together 12.13."""

    names: tuple[str, ...]
    inches: tuple[float, ...]


def table_slides(deck: Any, title: str, columns: Columns, rows: Sequence[tuple[str, ...]]) -> None:
    """The rows under their headings; where they go on, the slide says so."""
    letters = [int(one * _LETTERS_AN_INCH) for one in columns.inches]
    for at, page in enumerate(rows_in_pages(rows, letters, _MOST_LINES)):
        slide = titled_slide(deck, title if at == 0 else f"{title} (continued)")
        _table(slide, title, columns, page)


def _table(slide: Any, title: str, columns: Columns, rows: Sequence[tuple[str, ...]]) -> None:
    left, top, width, _ = BODY_BOX.emu
    height = Inches(0.4 * (len(rows) + 1))
    frame = slide.shapes.add_table(len(rows) + 1, len(columns.names), left, top, width, height)
    table = frame.table
    for column, inches in zip(table.columns, columns.inches, strict=True):
        column.width = Inches(inches)
    for at, row in enumerate([columns.names, *rows]):
        for cell, words in zip(table.rows[at].cells, row, strict=True):
            _cell(cell, words, is_heading=at == 0, band=_BANDS[at % 2])
    describe(frame, title, f"Table. {title}: {len(rows)} rows. {', '.join(columns.names)}.")


def _cell(cell: Any, words: str, *, is_heading: bool, band: str) -> None:
    colour = "FFFFFF" if is_heading else INK
    write(cell.text_frame, [words], size=_SIZE, colour=colour, bold=is_heading)
    cell.fill.solid()
    cell.fill.fore_color.rgb = RGBColor.from_string(ACCENT if is_heading else band)
    cell.margin_top = cell.margin_bottom = Pt(3)
