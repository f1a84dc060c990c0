"""The list of contents of a pack: where it is, so that it isn't read as the pack itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fhfa_data.stories.pack.blocks import Block, BlockKind
from fhfa_data.stories.pack.model import words_of

FEWEST_ENTRIES = 2
FEWEST_WITHOUT_HEADING = 4
_HEADING = re.compile(r"(table of )?contents( page)?:?|in this (pack|document|report):?", re.I)
_BEFORE = re.compile(r"^\d{1,3}[.)]?\s+(?=\D)")
_AFTER = re.compile(
    r"(?:\s*[.·…_]{2,}\s*|\t\s*|\s{2,}|\s)(?:page |p\.? ?)?(\d{1,3})\s*$",
    re.IGNORECASE,
)
# "Insight 3" doesn't end in the number of a page.
_ONE_WORD = re.compile(r"\w+ \d{1,3}\s*")


def find_contents(blocks: Sequence[Block]) -> tuple[set[int], list[list[str]]]:
    """Which blocks are the list of contents, and the words of each title in it."""
    for at, block in enumerate(blocks):
        if _HEADING.fullmatch(block.text.strip()):
            entries = _entries(blocks, at + 1)
            if len(entries) >= FEWEST_ENTRIES:
                taken = range(at, at + 1 + len(entries))
                return set(taken), entries
    return _without_heading(blocks)


def _title(text: str) -> list[str]:
    """The words of an entry's title, without its page number.

    >>> _title("6. Insight 1: A new era"), _title("A frame ..... 12")
    (['insight', '1', 'a', 'new', 'era'], ['a', 'frame'])
    """
    entry = _BEFORE.sub("", text)
    return words_of(_AFTER.sub("", entry) if _page_after(entry) else entry)


def _page_after(text: str) -> re.Match[str] | None:
    """The page number at the end of an entry."""
    return None if _ONE_WORD.fullmatch(text) else _AFTER.search(text)


def _entries(blocks: Sequence[Block], start: int) -> list[list[str]]:
    """Titles, from ``start`` on, as long as blocks look like entries of a list of contents."""
    found: list[list[str]] = []
    for at in range(start, len(blocks)):
        block = blocks[at]
        title = _title(block.text)
        if not title:
            found.append([])
            continue
        later = [words_of(one.text) for one in blocks[at + 1 :]]
        is_repeated = any(one[: len(title)] == title for one in later)
        is_listed = block.kind is BlockKind.ITEM or _page_after(block.text)
        if title in found or not (is_repeated or is_listed):
            break
        found.append(title)
    return found


def _without_heading(blocks: Sequence[Block]) -> tuple[set[int], list[list[str]]]:
    """A run of lines that end in page numbers which only rise."""
    run: list[int] = []
    last = 0
    for at, block in enumerate(blocks):
        page = _page_after(block.text) if block.kind is not BlockKind.HEADING else None
        if page and last <= int(page[1]):
            run.append(at)
            last = int(page[1])
        elif len(run) >= FEWEST_WITHOUT_HEADING:
            break
        else:
            run, last = [], 0
    if len(run) < FEWEST_WITHOUT_HEADING:
        return set(), []
    return set(run), [_title(blocks[one].text) for one in run]
