"""The paragraphs, list items, headings and table rows of a document, whatever its format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from fhfa_data.errors import AtlasError
from fhfa_data.stories.pack.model import Place

BOLD_LEVEL = 7
"""Level of a paragraph that is a heading by being bold only: below the six levels of headings."""

_BULLET = re.compile(r"^\s*([•◦▪‣·●○∙*+–-])\s+(?=\S)")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
_NUMBERED = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|[a-z][.)])\s+(?=\S)")


class PackError(AtlasError):
    """A file isn't an insight pack we can read. The message never holds the file's text."""


class BlockKind(StrEnum):
    """What a block is."""

    TEXT = "text"
    HEADING = "heading"  # said by the format, or bold
    ITEM = "item"
    ROW = "row"
    QUOTE = "quote"  # set apart as a quotation by the format, marks or not


@dataclass(frozen=True, slots=True)
class Block:
    """One block. ``level`` is a heading's; ``cells`` a row's; ``alone`` is whether space precedes.

    ``indent`` is in characters. An item's ``text`` lacks its bullet, which is in ``bullet``, but
    keeps its number.
    """

    text: str
    place: Place
    kind: BlockKind = BlockKind.TEXT
    level: int = 0
    cells: tuple[str, ...] = ()
    alone: bool = True
    bullet: str = ""
    indent: int = 0


def row_block(cells: list[str], place: Place) -> Block:
    """A table row; its text is its cells with tabs between."""
    tidied = tuple(" ".join(one.split()) for one in cells)
    return Block("\t".join(tidied), place, BlockKind.ROW, cells=tidied)


def text_block(text: str, place: Place, *, alone: bool = True) -> Block:
    """A paragraph or a list item, by how it starts.

    >>> text_block("- 4. Share  this", Place("line", 1)).text
    '4. Share this'
    """
    if bullet := _BULLET.match(text):
        said = " ".join(text[bullet.end() :].split())
        return Block(said, place, BlockKind.ITEM, alone=alone, bullet=bullet[1])
    kind = BlockKind.ITEM if _NUMBERED.match(text) else BlockKind.TEXT
    return Block(" ".join(text.split()), place, kind, alone=alone)


def starts_item(line: str) -> bool:
    """Whether a line begins a list item."""
    return bool(_BULLET.match(line) or _NUMBERED.match(line))


def clean(text: str) -> str:
    """Text with ordinary spaces and marks, and without characters that nobody sees."""
    plain = text.replace("\u00a0", " ").replace("\u202f", " ").translate(_INVISIBLE)
    return plain.replace("``", '"').replace("''", '"')
