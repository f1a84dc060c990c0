"""A native table, on as many slides as its words need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.util import Inches, Pt

from fhfa_data.charts.slides.frame import ACCENT, BODY_BOX, INK, describe, titled_slide, write
from fhfa_data.charts.slides.pages import rows_in_pages

_MOST_LINES, _LETTERS_AN_INCH = 11, 8.5  # of 18 point text, on the safe side
_BANDS = ("FFFFFF", "EEF3F6")


@dataclass(frozen=True, slots=True)
class Columns:
    """Headings and how wide each column is, in inches; together 12.13. ``size`` in points."""

    names: tuple[str, ...]
    inches: tuple[float, ...]
    size: int = 18


def table_slides(deck: Any, title: str, columns: Columns, rows: Sequence[tuple[str, ...]]) -> None:
    """The rows under their headings; where they go on, the slide says so.

    A row of one cell is a heading inside the table, over all its columns.
    """
    smaller = 18 / columns.size
    letters = [int(one * _LETTERS_AN_INCH * smaller) for one in columns.inches]
    for at, page in enumerate(rows_in_pages(rows, letters, int(_MOST_LINES * smaller))):
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
        cells = list(table.rows[at].cells)
        if len(row) == 1:
            cells[0].merge(cells[-1])
            cells = cells[:1]
        for cell, words in zip(cells, row, strict=True):
            _cell(cell, words, at, len(row) == 1, columns.size)
    describe(frame, title, f"Table. {title}: {len(rows)} rows. {', '.join(columns.names)}.")


def _cell(cell: Any, words: str, row: int, is_inner_heading: bool, size: int) -> None:
    ink, ground = ("FFFFFF", ACCENT) if row == 0 else (INK, _BANDS[row % 2])
    write(cell.text_frame, [words], size=size, colour=ink, bold=row == 0 or is_inner_heading)
    cell.fill.solid()
    cell.fill.fore_color.rgb = RGBColor.from_string(ground)
    cell.margin_top = cell.margin_bottom = Pt(3)
