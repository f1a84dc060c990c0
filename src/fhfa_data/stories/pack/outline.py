"""The outline of a pack: what stands before the insights, each insight, what stands after them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from fhfa_data.stories.pack.blocks import BOLD_LEVEL, Block, BlockKind
from fhfa_data.stories.pack.contents import find_contents
from fhfa_data.stories.pack.model import words_of

NUMBER_WORDS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
)
LONGEST_TITLE = 20
"""Words. A longer line that begins like an insight's heading is a sentence about it."""

_NUMBER = rf"\d{{1,2}}|{'|'.join(sorted(NUMBER_WORDS, key=len, reverse=True))}"
_NOUN = re.compile(
    rf"^(?:key\s+)?(insight|theme|finding|learning|lesson|message)\s*(?:no\.?|number|#)?\s*"
    rf"({_NUMBER})\b\s*([:.)|–—-]*)\s*(.*)$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^(\d{1,2})\s*[.):–-]?\s+(\D.*)$|^(\d{1,2})[.):]\s*(\D.*)$")
_CONTINUED = re.compile(r"\s*[(\[]?\b(continued|cont\.?|cont[’']d)[)\]]?\s*$", re.IGNORECASE)
_AFTERWARDS = re.compile(
    rf"^(so what\b|what (does|might|could) (this|it|that) mean|(what|how) to develop\b"
    rf"|what matters most|what (x|×|by) how|next steps\b|conclusions?\b|summary\b|in summary"
    rf"|recommendations\b|appendix|references$|acknowledge?ments|contact|thank you"
    rf"|({_NUMBER}) (insights|principles|ways) (for|to)\b)",
    re.IGNORECASE,
)


_BEFOREHAND = re.compile(r"\b(introduction|background|foreword|method\w*|about)\b", re.IGNORECASE)


@dataclass
class Section:
    """A heading (``None`` before the first) and what stands under it.

    ``number`` is 0 unless it is an insight. ``is_named`` is whether the list of contents or its
    words say that a new part starts here, rather than a heading's level alone.
    """

    heading: Block | None
    title: str
    number: int = 0
    blocks: list[Block] = field(default_factory=list)
    unsure: str = ""
    is_named: bool = True


@dataclass(frozen=True)
class Outline:
    """A pack's parts in the document's order. ``others`` stand between or after insights."""

    front: Section
    insights: list[Section]
    others: list[Section]


@dataclass(frozen=True)
class _Head:
    number: int
    title: str
    unsure: str = ""


def number_of(word: str) -> int:
    """The number that a numeral or a word says.

    >>> number_of("07"), number_of("Twelve")
    (7, 12)
    """
    return int(word) if word.isdigit() else NUMBER_WORDS.index(word.casefold()) + 1


def outline(blocks: Sequence[Block]) -> Outline:
    """Part a document's blocks at its insights' headings. No insights: an empty list of them."""
    listed, titles = find_contents(blocks)
    kept = [one for at, one in enumerate(blocks) if at not in listed]
    heads = _by_noun(kept) or _by_number(kept) or _by_level(kept)
    if not heads:
        return Outline(Section(None, "", blocks=kept), [], [])
    ends = _Ends(kept, heads, titles)
    front, insights, others = Section(None, ""), list[Section](), list[Section]()
    current = front
    by_number: dict[int, Section] = {}
    for at, block in enumerate(kept):
        if head := heads.get(at):
            current = by_number.get(head.number) or Section(
                block, head.title, head.number, unsure=head.unsure
            )
            if head.number not in by_number:
                by_number[head.number] = current
                insights.append(current)
        elif at > min(heads) and (how := ends.at(at)):
            current = Section(block, block.text, is_named=how == "named")
            others.append(current)
        elif not _is_own_title(block, current):
            current.blocks.append(block)
    return Outline(front, insights, others)


def _is_own_title(block: Block, section: Section) -> bool:
    """Whether a block is the title that its heading, "Insight 3", left for the next line."""
    is_title = bool(section.number) and not section.blocks and section.title == block.text
    return is_title and section.heading is not None and section.title not in section.heading.text


class _Ends:
    """Where an insight ends other than at the next one."""

    def __init__(
        self, blocks: Sequence[Block], heads: dict[int, _Head], titles: list[list[str]]
    ) -> None:
        self.blocks = blocks
        self.last = max(heads)
        levels = [blocks[at].level for at in heads if blocks[at].kind is BlockKind.HEADING]
        self.level = max(levels, default=0)
        between = range(min(heads), self.last)
        self.shares_level = self.level == BOLD_LEVEL or any(
            blocks[at].level == self.level and at not in heads for at in between
        )
        own = [words_of(blocks[at].text) for at in heads]
        bare = [words_of(one.title) for one in heads.values()]
        self.titles = [one for one in titles if one and one not in own and one not in bare]

    def at(self, at: int) -> str:
        """ "named", "level", or nothing if no part starts at this block."""
        block = self.blocks[at]
        if block.kind is BlockKind.HEADING and 0 < block.level < self.level:
            return "named" if self._is_named(block, at) else "level"
        if block.kind in (BlockKind.ROW, BlockKind.ITEM, BlockKind.QUOTE):
            return ""
        if self._is_named(block, at):
            return "named"
        equal = block.kind is BlockKind.HEADING and block.level == self.level
        return "level" if equal and not self.shares_level else ""

    def _is_named(self, block: Block, at: int) -> bool:
        words = words_of(block.text)
        if len(words) > LONGEST_TITLE or block.text.endswith("."):
            return False
        if at > self.last and _AFTERWARDS.match(block.text):
            return True
        return any(
            words == title or (len(title) > 2 and words[: len(title)] == title)
            for title in self.titles
        )


def _by_noun(blocks: Sequence[Block]) -> dict[int, _Head]:
    """Headings such as "Insight 3: ..." or "Theme four", by block."""
    by_noun: dict[str, dict[int, _Head]] = defaultdict(dict)
    for at, block in enumerate(blocks):
        match = _NOUN.match(block.text)
        if match and block.kind in (BlockKind.TEXT, BlockKind.HEADING) and _may_head(block, match):
            title = _CONTINUED.sub("", match[4]).strip()
            if not title and at + 1 < len(blocks):
                title = blocks[at + 1].text
            by_noun[match[1].casefold()][at] = _Head(number_of(match[2]), title)
    best = max(by_noun, key=lambda noun: (noun == "insight", len(by_noun[noun])), default="")
    if not best or (best != "insight" and len(by_noun[best]) < 2):
        return {}
    return _without_lists(blocks, by_noun[best])


def _may_head(block: Block, match: re.Match[str]) -> bool:
    title = match[4]
    is_short = len(title.split()) <= LONGEST_TITLE and not re.search(r"\w\.\s+[A-Z]", title)
    looks = bool(match[3]) or not title or (title[0].isupper() and not title.endswith("."))
    return is_short and (block.kind is BlockKind.HEADING or (looks and not title.endswith(".")))


def _without_lists(blocks: Sequence[Block], heads: dict[int, _Head]) -> dict[int, _Head]:
    """Leave out a list of the insights' names where each also stands over a body of its own."""
    places = sorted(heads)
    follows = dict(zip(places, [*places[1:], len(blocks)], strict=True))
    bare = {at for at in places if follows[at] == at + 1}
    bare |= {at for at in places if at - 1 in bare and _count(heads, heads[at].number) > 1}
    kept = {at: head for at, head in heads.items() if at not in bare}
    numbers = {head.number for head in kept.values()}
    lone = {at: heads[at] for at in bare if heads[at].number not in numbers}
    chosen = dict(sorted((kept | lone).items()))
    seen: dict[int, str] = {}
    for at, head in chosen.items():
        first = seen.setdefault(head.number, head.title)
        if words_of(first) != words_of(head.title):
            why = "its number is used twice, with another title; both are put together"
            chosen[at] = _Head(head.number, head.title, why)
    return chosen


def _count(heads: dict[int, _Head], number: int) -> int:
    return sum(one.number == number for one in heads.values())


def _by_number(blocks: Sequence[Block]) -> dict[int, _Head]:
    """Headings that are numbered 1, 2, 3 and so on, each with something under it."""
    why = "nothing but its number says that it is an insight"
    for headings_only in (True, False):
        found: dict[int, _Head] = {}
        for at, block in enumerate(blocks):
            match = _NUMBERED.match(block.text)
            fits = block.kind is BlockKind.HEADING if headings_only else _may_be_numbered(block)
            if match and fits and int(match[1] or match[3]) == len(found) + 1:
                if found and at - 1 in found:
                    found = {}
                    continue
                found[at] = _Head(len(found) + 1, match[2] or match[4], why)
        if len(found) >= (2 if headings_only else 3):
            return found
    return {}


def _may_be_numbered(block: Block) -> bool:
    is_short = len(block.text.split()) <= LONGEST_TITLE // 2
    plain = block.kind in (BlockKind.TEXT, BlockKind.ITEM) and not block.bullet
    return plain and block.alone and is_short and not block.text.endswith((".", ";", ","))


def _by_level(blocks: Sequence[Block]) -> dict[int, _Head]:
    """Headings just below one that speaks of insights; at least three."""
    why = "it has no number; it was counted"
    for at, block in enumerate(blocks):
        if block.kind is not BlockKind.HEADING or "insights" not in words_of(block.text):
            continue
        rest = [(to, one) for to, one in enumerate(blocks) if to > at]
        inside: dict[int, _Head] = {}
        for to, one in rest:
            if one.kind is not BlockKind.HEADING or _BEFOREHAND.search(one.text):
                continue
            if one.level <= block.level or (inside and _AFTERWARDS.match(one.text)):
                break
            if one.level == block.level + 1:
                inside[to] = _Head(len(inside) + 1, one.text, why)
        if len(inside) >= 3:
            return inside
    return {}
