"""The what-by-how table: which insight is developed how."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from fhfa_data.stories.pack.blocks import Block, BlockKind
from fhfa_data.stories.pack.model import TableRow, words_of

FEWEST_ROWS = 2
LIKELY_SAME = 0.6
STRICTLY_SAME = 0.85
"""Share of letters that two titles have in common, in order (difflib's ratio)."""

_NUMBER = re.compile(r"(?<!\d)(\d{1,2})\s*[.):]\s*(?=\D)")
_LAST_BRACKET = re.compile(r"[(\[]([\d\s,;&–—-]+|(?:\d+\s*(?:to|and|-|–|,)\s*)+\d+)[)\]]\W*$")
_MOST_BETWEEN = 3

_SMALL = {"a", "an", "and", "the", "of", "to", "in", "for", "with", "is", "be", "it"}


def find_table(blocks: Sequence[Block], titles: Mapping[int, str]) -> list[TableRow]:
    """Rows whose cells name insights (number → title), from all tables that have such rows."""
    return [
        row
        for rows in _tables(blocks)
        if (columns := _columns(rows, titles))
        for row in _rows(rows, columns, titles)
    ]


def _tables(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    rows: list[Block] = []
    gap = 0
    for block in blocks:
        if block.kind is BlockKind.ROW:
            if rows and (gap > _MOST_BETWEEN or len(block.cells) < 2):
                yield rows
                rows = []
            rows.append(block)
            gap = 0
        else:
            gap += 1
    if rows:
        yield rows


def _columns(rows: Sequence[Block], titles: Mapping[int, str]) -> tuple[int, int, int] | None:
    """Which column says what, which how, and which the group (-1: none)."""
    named, numbered, letters = Counter[int](), Counter[int](), Counter[int]()
    for row in rows:
        for at, cell in enumerate(row.cells):
            named[at] += bool(insights_in(cell, titles))
            numbered[at] += bool(_LAST_BRACKET.search(cell))
            letters[at] += len(cell)
    (what, count), *_ = named.most_common(1) or [(0, 0)]
    if count < FEWEST_ROWS:
        return None
    rest = [at for at in letters if at != what and letters[at]]
    if not rest:
        return None
    header = {
        at: cell for at, cell in enumerate(rows[0].cells) if re.search(r"\bhow\b", cell, re.I)
    }
    how = next(
        (at for at in rest if at in header),
        max(rest, key=lambda at: (numbered[at], letters[at])),
    )
    return what, how, next((at for at in rest if at != how), -1)


def insights_in(cell: str, titles: Mapping[int, str], *, trusted: bool = False) -> tuple[int, ...]:
    """The insights that a cell names: by number and a title that resembles it, or by title.

    ``trusted`` is whether the column is known to name insights, so that a number is enough.

    >>> insights_in("2. Listening (with 3. Places)", {2: "Deep listening", 3: "Good places"})
    (2, 3)
    """
    found: list[int] = []
    marks = list(_NUMBER.finditer(cell))
    stops = [*(one.start() for one in marks[1:]), len(cell)]
    for mark, stop in zip(marks, stops, strict=False):
        number = int(mark[1])
        said = cell[mark.end() : stop]
        if number in titles and (trusted or resembles(said, titles[number])):
            found.append(number)
    if found:
        return tuple(found)
    return tuple(number for number, title in titles.items() if words_of(cell) == words_of(title))


def resembles(said: str, title: str, *, strictly: bool = False) -> bool:
    """Whether two titles are likely the same: they share a word, or most of their letters.

    ``strictly``: they must share most of their letters, or all words of the shorter one.

    >>> resembles("Listening", "Deep listening"), resembles("New era", "New start", strictly=True)
    (True, False)
    """
    ours, theirs = words_of(said), words_of(title)
    shared = (set(ours) & set(theirs)) - _SMALL
    least = min(len({*ours} - _SMALL), len({*theirs} - _SMALL)) if strictly else 1
    if shared and len(shared) >= least:
        return True
    likely = STRICTLY_SAME if strictly else LIKELY_SAME
    return SequenceMatcher(None, " ".join(ours), " ".join(theirs)).ratio() >= likely


def _rows(
    rows: Sequence[Block], columns: tuple[int, int, int], titles: Mapping[int, str]
) -> Iterator[TableRow]:
    what, how, group = columns
    filed = ""
    for row in rows:
        cells = [*row.cells, "", "", ""]
        insights = insights_in(cells[what], titles, trusted=True)
        if insights:
            filed = (cells[group] if group >= 0 else "") or filed
            yield TableRow(filed, insights, cells[what], cells[how], row.place)
