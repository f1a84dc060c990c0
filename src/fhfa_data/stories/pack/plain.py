"""Lines of plain text → blocks: wrapped lines joined, broken words mended, tables recognised."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from fhfa_data.stories.pack.blocks import Block, BlockKind, row_block, starts_item, text_block
from fhfa_data.stories.pack.model import Place

LONGEST_WRAPPED_LINE = 130
"""Text whose longest line is longer wasn't wrapped by a program or a person."""

NEARLY_FULL = 0.8
FEWEST_FULL_LINES = 3
"""So many lines must run up to the edge before we say that a text is wrapped."""

Line = tuple[Place, str]
_Joined = tuple[Place, str, int, str]
"""Where a text began, the text so far, how far in it began, and its last line as it stands."""

_ROW = re.compile(r"\S.*\t|\t.*\S.*\t|^\t+\S.*\t")
_BULLET_AND_TAB = re.compile(r"^\s*(?:[^\w\s]|\(?\w{1,2}[.)])\t[^\t]*$")
_NUMBERED_NOUN = re.compile(r"[A-Z][a-z]+ \d{1,2}\s*[:–—-]")
_SENTENCE_ENDS = (".", "!", "?", '"', "”", ")")
_GAP = re.compile(r"\S\s{2,}\S")
_REFERENCES = re.compile(r"\([\d\s,–-]+\)$")
_BROKEN_WORD = re.compile(r"([^\W\d_]+)[-\u00ad\u2010]$")


def blocks_of_lines(lines: Sequence[Line], *, is_laid_out: bool = False) -> list[Block]:
    """Blocks of numbered lines; an empty line parts one from the next.

    ``is_laid_out`` is for the lines of a page: they are wrapped, and letters differ in width.
    """
    words = _Words(lines, is_laid_out=is_laid_out)
    found: list[Block] = []
    for blank, chunk in groupby(lines, key=lambda one: not one[1].strip()):
        if not blank:
            found.extend(_of_chunk(list(chunk), words))
    return _led_in(found)


class _Words:
    """How a text was set: how wide it is wrapped (0: it isn't), and which words occur in it."""

    def __init__(self, lines: Sequence[Line], *, is_laid_out: bool) -> None:
        self.known = {
            word
            for _, line in lines
            for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.casefold())
        }
        texts = [line.rstrip() for _, line in lines if "\t" not in line.strip()]
        lengths = [len(line) for line in texts if not _GAP.search(line)]
        longest = max(lengths, default=0)
        full = sum(longest * NEARLY_FULL <= one for one in lengths)
        is_wrapped = longest <= LONGEST_WRAPPED_LINE and full >= FEWEST_FULL_LINES
        self.width = longest if is_wrapped or is_laid_out else 0
        self.slack = longest * (1 - NEARLY_FULL) if is_laid_out else 0

    def join(self, above: str, below: str) -> str:
        """Two lines as one; a word broken with a hyphen is mended unless it is written with one."""
        broken = _BROKEN_WORD.search(above)
        if not broken or not below[:1].islower():
            return f"{above} {below}"
        first, rest = broken[1].casefold(), re.match(r"[^\W\d_]*", below)
        whole = first + (rest[0].casefold() if rest else "")
        compound = f"{first}-{whole[len(first) :]}"
        keeps = above[-1] == "-" and compound in self.known and whole not in self.known
        return above + below if keeps else above[:-1] + below

    def goes_on(self, text: str, above: str, below: str) -> bool:
        """Whether a line is the continuation of ``text``, whose last line is the one above it."""
        if starts_item(below) or _NUMBERED_NOUN.match(below):
            return False
        if below[:1].islower() or text.count('"') % 2 or text.count("“") > text.count("”"):
            return True
        slack = self.slack / 2 if above.endswith(_SENTENCE_ENDS) else self.slack
        return bool(self.width) and len(above) + 1 + len(below.split()[0]) > self.width - slack


def _of_chunk(chunk: list[Line], words: _Words) -> Iterator[Block]:
    if len(chunk) > 1 and (rows := _aligned_rows(chunk)):
        yield from rows
        return
    joined: list[_Joined] = []
    first = True
    for place, raw in chunk:
        line = raw.strip()
        if _ROW.search(raw.rstrip()) and not _BULLET_AND_TAB.match(raw.rstrip()):
            yield from _texts(joined, first=first)
            first, joined = False, []
            yield row_block([unquoted(one.strip()) for one in raw.split("\t")], place)
        elif joined and words.goes_on(joined[-1][1], joined[-1][3].rstrip(), line):
            began, text, indent, _ = joined[-1]
            joined[-1] = (began, words.join(text, line), indent, raw)
        else:
            joined.append((place, line, len(raw) - len(raw.lstrip()), raw))
    yield from _texts(joined, first=first)


def _texts(joined: list[_Joined], *, first: bool) -> Iterator[Block]:
    for at, (place, text, indent, _) in enumerate(joined):
        alone = first and at == 0
        yield replace(text_block(text.replace("\u00ad", ""), place, alone=alone), indent=indent)


def _led_in(blocks: list[Block]) -> list[Block]:
    """Lines set further in after one that ends with a colon: a list whose bullets were drawn."""
    found: list[Block] = []
    edge: int | None = None
    for block in blocks:
        is_item = edge is not None and block.indent > edge and block.kind is BlockKind.TEXT
        found.append(replace(block, kind=BlockKind.ITEM, bullet="•") if is_item else block)
        if not is_item:
            edge = block.indent if block.text.endswith(":") else None
    return found


def _aligned_rows(chunk: list[Line]) -> list[Block]:
    """Rows of a table set with spaces; empty if the lines have no gutters in common.

    A gutter is two or more columns of characters that are blank in every line. A line without a
    numbered cell goes on with the row above where other lines have one.
    """
    lines = [line.expandtabs(1).rstrip() for _, line in chunk]
    if any("\t" in line.strip() for _, line in chunk) or not any(map(_GAP.search, lines)):
        return []
    columns = _columns(lines)
    rows = [[line[begin:end].strip() for begin, end in columns] for line in lines]
    if len(columns) < 2 or sum(sum(map(bool, row)) > 1 for row in rows) < 2:
        return []
    numbered = [any(re.match(r"\d{1,2}\s?[.)]", cell) for cell in row) for row in rows]
    merged: list[tuple[Place, list[str]]] = []
    begun = False
    for (place, _), row, is_new in zip(chunk, rows, numbered, strict=True):
        if begun and not is_new:
            above = merged[-1][1]
            merged[-1] = (
                merged[-1][0],
                [f"{a} {b}".strip() for a, b in zip(above, row, strict=True)],
            )
        else:
            merged.append((place, row))
        begun = begun or is_new
    return [row_block(row, place) for place, row in merged]


def _columns(lines: list[str]) -> list[tuple[int, int]]:
    width = max(map(len, lines))
    inked = [any(len(line) > at and line[at] != " " for line in lines) for at in range(width)]
    spans: list[tuple[int, int]] = []
    for has_ink, run in groupby(range(width), key=inked.__getitem__):
        places = list(run)
        if not has_ink:
            continue
        if spans and places[0] - spans[-1][1] < 2:
            spans[-1] = (spans[-1][0], places[-1] + 1)
        else:
            spans.append((places[0], places[-1] + 1))
    return spans


def unquoted(cell: str) -> str:
    """A cell without the marks that a spreadsheet puts round one that holds a comma or a mark.

    Whatever their shape, marks that also enclose the row's reference numbers are of that kind.

    >>> unquoted('"Talk (01, 02)"'), unquoted('"do with us"')
    ('Talk (01, 02)', '"do with us"')
    """
    inner = cell[1:-1]
    if len(cell) > 2 and cell[0] in '"“' and cell[-1] in '"”' and _REFERENCES.search(inner):
        return inner.strip()
    is_wrapped = len(cell) > 2 and cell[0] == cell[-1] == '"'
    if is_wrapped and ("," in inner or '""' in inner) and '"' not in inner.replace('""', ""):
        return inner.replace('""', '"').strip()
    return cell
