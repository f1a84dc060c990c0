"""Cut long words and tables into pieces that each fit on one slide."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil

_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


def in_pieces(words: str, most: int) -> list[str]:
    """The words in pieces of at most so many characters, cut after a sentence where there is one.

    >>> in_pieces("One. Two is longer. Three.", 20)
    ['One. Two is longer.', 'Three.']
    >>> in_pieces("abcdef", 4), in_pieces("", 4)
    (['abcd', 'ef'], [''])
    """
    pieces = [""]
    for sentence in _SENTENCE.split(words):
        for part in _short(sentence, most):
            joined = f"{pieces[-1]} {part}".strip()
            if len(joined) <= most:
                pieces[-1] = joined
            else:
                pieces.append(part)
    return pieces


def _short(sentence: str, most: int) -> list[str]:
    """A sentence too long for one slide, cut between words if it can be."""
    parts: list[str] = []
    rest = sentence.strip()
    while len(rest) > most:
        at = rest.rfind(" ", 1, most + 1)
        at = at if at > 0 else most
        parts.append(rest[:at].strip())
        rest = rest[at:].strip()
    return [*parts, rest] if rest or not parts else parts


def paragraphs_in_pages(paragraphs: Sequence[str], most: int) -> list[list[str]]:
    """Paragraphs, page by page, with at most so many characters on each; a long one is cut.

    >>> paragraphs_in_pages(["One.", "Two is longer.", "Three."], 18)
    [['One.', 'Two is longer.'], ['Three.']]
    """
    pages: list[list[str]] = [[]]
    for paragraph in paragraphs:
        for piece in in_pieces(paragraph, most):
            if pages[-1] and sum(map(len, pages[-1])) + len(piece) > most:
                pages.append([])
            pages[-1].append(piece)
    return pages


def rows_in_pages(
    rows: Sequence[tuple[str, ...]], letters: Sequence[int], most: int
) -> list[list[tuple[str, ...]]]:
    """Rows of a table, page by page, with at most so many lines of text on each.

    ``letters``: how many letters go on a line of each column. A row too long for a page of its own
    stands alone. A row of one cell is a heading: it goes where the row after it goes.

    >>> rows_in_pages([("a", "bb"), ("c", "dddd"), ("e", "f")], [5, 2], 3)
    [[('a', 'bb'), ('c', 'dddd')], [('e', 'f')]]
    >>> rows_in_pages([("a", "b"), ("Next",), ("c", "d")], [5, 2], 2)
    [[('a', 'b')], [('Next',), ('c', 'd')]]
    """
    pages: list[list[tuple[str, ...]]] = [[]]
    used = 0
    for row in rows:
        lines = 1 if len(row) == 1 else _lines(row, letters)
        if pages[-1] and used + lines > most:
            heading = [pages[-1].pop()] if len(pages[-1][-1]) == 1 else []
            pages.append(heading)
            used = len(heading)
        pages[-1].append(row)
        used += lines
    return [page for page in pages if page]


def _lines(row: tuple[str, ...], letters: Sequence[int]) -> int:
    return max(ceil(len(cell) / wide) or 1 for cell, wide in zip(row, letters, strict=True))
