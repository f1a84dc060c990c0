"""Word documents (.docx) → blocks, with python-docx."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from docx import Document
from docx.document import Document as OpenDocument
from docx.opc.exceptions import OpcError
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml.etree import LxmlError

from fhfa_data.stories.pack.blocks import BOLD_LEVEL, Block, BlockKind, PackError, clean, row_block
from fhfa_data.stories.pack.model import Place
from fhfa_data.stories.pack.plain import Line, blocks_of_lines

LARGEST_UNPACKED = 200 * 1024 * 1024
"""Bytes. A small file that unpacks to more is meant to fill a machine."""

_HEADING = re.compile(r"heading (\d)")
_DAMAGED = PackError(
    "The file is not a Word document we can read.",
    todo="Open it in Word, save it as .docx again, and try that file.",
)


def blocks_of_word(data: bytes) -> list[Block]:
    """Blocks of a Word document; a place is a paragraph, counted with those in tables."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(one.file_size for one in packed.infolist()) > LARGEST_UNPACKED:
                raise PackError("The Word document unpacks to more than 200 MB.")
        document = Document(io.BytesIO(data))
        return _blocks(document)
    except (zipfile.BadZipFile, OpcError, LxmlError, KeyError, ValueError, OSError) as error:
        raise _DAMAGED from error


def _blocks(document: OpenDocument) -> list[Block]:
    walk = _Walk(_parts_by_empty_ones(document.paragraphs))
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            walk.take_table(part)
        else:
            walk.take_paragraph(part)
    walk.flush()
    return walk.found


def _parts_by_empty_ones(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether empty paragraphs part one thing from the next, as empty lines do in plain text."""
    empty = sum(not one.text.strip() for one in paragraphs)
    return empty * 2 > len(paragraphs) - empty


class _Walk:
    """Goes through a document's body; ordinary paragraphs are gathered and read as lines."""

    def __init__(self, parted_by_empty: bool) -> None:
        self.parted_by_empty = parted_by_empty
        self.found: list[Block] = []
        self.lines: list[Line] = []
        self.number = 0

    def take_table(self, table: Table) -> None:
        """Each row of a table."""
        self.flush()
        for row in table.rows:
            self.number += 1
            self.found.append(row_block(_texts(row.cells), Place("paragraph", self.number)))

    def take_paragraph(self, paragraph: Paragraph) -> None:
        """One paragraph: kept as what its style says, or gathered."""
        self.number += 1
        place = Place("paragraph", self.number)
        style = (paragraph.style.name or "").casefold() if paragraph.style is not None else ""
        if style.startswith("toc "):
            return
        if styled := _by_style(paragraph, style, place):
            self.flush()
            self.found.append(styled)
            return
        self.lines += [(place, line) for line in clean(paragraph.text).split("\n")]
        if not self.parted_by_empty:
            self.lines.append((place, ""))

    def flush(self) -> None:
        """Read what was gathered."""
        self.found += blocks_of_lines(self.lines)
        self.lines = []


def _texts(cells: Sequence[Any]) -> list[str]:
    """The texts of a row's cells; a cell that spans columns is said once."""
    is_same = [False, *(one is before for before, one in pairwise(cells))]
    return ["" if same else one.text for same, one in zip(is_same, cells, strict=True)]


def _by_style(paragraph: Paragraph, style: str, place: Place) -> Block | None:
    """What a paragraph is by its style; ``None`` if it is ordinary."""
    text = " ".join(clean(paragraph.text).split())
    if not text:
        return None
    if heading := _HEADING.match(style):
        return Block(text, place, BlockKind.HEADING, level=int(heading[1]))
    if style == "title":
        return Block(text, place, BlockKind.HEADING, level=0)
    if "quote" in style:
        return Block(text, place, BlockKind.QUOTE)
    if style.startswith("list"):
        return Block(text, place, BlockKind.ITEM, bullet="•")
    if _is_bold(paragraph):
        return Block(text, place, BlockKind.HEADING, level=BOLD_LEVEL)
    return None


def _is_bold(paragraph: Paragraph) -> bool:
    runs = [run for run in paragraph.runs if run.text.strip()]
    return bool(runs) and all(run.bold for run in runs)
