"""What stands under a heading: its texts, its sub-points, its quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from fhfa_data.stories.pack.blocks import Block, BlockKind
from fhfa_data.stories.pack.model import Point, Quotation, QuoteKind
from fhfa_data.stories.pack.quotes import Found, covers, find_quotations

LONGEST_HEADING = 14
"""Words. A longer line without a full stop is a sentence whose full stop was forgotten."""

LONG_HEADING = 10
LONGEST_PHRASE = 3
"""Words in single marks, inside a sentence: so few are a term set apart, not what someone said."""

_TWO_SENTENCES = re.compile(r"\w{2,}[.?!]\s+[A-Z]")
_NAME_AND_ROLE = re.compile(r"^[A-Z][\w'’.-]+(?:\s+[A-Z][\w'’.-]*){1,3},\s+\S")
_CREDIT = re.compile(r"\b(?:from|after|by|source|adapted|credit)\b:?(?:\s+[A-Z][\w'’-]+){2,3}\.?$")
_ROLE = re.compile(
    r"\b(lead|leader|resident|director|manager|officer|councillor|worker|member|volunteer|carer|"
    r"nurse|gp|chair|chief|partner|participant|parent|patient|coordinator|deputy|head|teacher|"
    r"user|champion|practitioner|colleague|commissioner|mayor|tenant)s?\b",
    re.IGNORECASE,
)
_MARKS = tuple("\"“‘«'")
_WORD = r"[^\s\"“‘:.]+"
_NAMED_ITEM = re.compile(
    rf"^(?:({_WORD}(?: {_WORD}){{0,9}}?)(?::| [–—-])|({_WORD}(?: {_WORD}){{0,3}})\.)\s+(\S.*)$"
)
_DASH = re.compile(r"^\s*[-–—―]+\s*")


@dataclass
class Body:
    """What is under one heading; ``title`` is ``None`` for what stands before the first."""

    title: Block | None
    texts: list[str] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unsure: str = ""


class Reader:
    """Reads a run of blocks. ``explicit`` is whether the document's format marks sub-headings."""

    def __init__(self, blocks: Sequence[Block], *, explicit: bool) -> None:
        self.blocks = blocks
        self.explicit = explicit
        self.found = _quotations(blocks)
        self.whole = {at for at in range(len(blocks)) if self._is_quotation(at)}

    def bodies(self) -> list[Body]:
        """The run, parted at its headings; the first body has no title."""
        bodies = [Body(None)]
        for at, block in enumerate(self.blocks):
            if self.is_title(at):
                bodies.append(Body(block, unsure=self._doubt_of_title(at)))
                bodies[-1].quotations += self._quotations_at(at)
            elif self._names_speaker(at):
                self._give_speaker(bodies[-1], block)
            elif _CREDIT.search(block.text) and len(block.text.split()) <= LONGEST_HEADING:
                bodies[-1].notes.append(block.text)
            else:
                if at not in self.whole:
                    bodies[-1].texts.append(block.text)
                bodies[-1].quotations += self._quotations_at(at)
        return bodies

    def is_title(self, at: int) -> bool:
        """Whether a block is a heading: the format says so, or it is short and stands alone."""
        block = self.blocks[at]
        if block.kind is BlockKind.HEADING:
            return True
        if self.explicit or not self._looks_like_title(at):
            return False
        return not block.text.endswith("?") or self._question_heads(at)

    def _looks_like_title(self, at: int) -> bool:
        block, text = self.blocks[at], self.blocks[at].text
        is_short = len(text.split()) <= LONGEST_HEADING and not _TWO_SENTENCES.search(text)
        fits = block.kind is BlockKind.TEXT and block.alone and is_short
        if not fits or text.endswith((".", ":", ";", ",", "…")) or not text[:1].strip("\"'“‘"):
            fits = fits and text[:1] in "\"'“‘" and not text.endswith((".", ":", ";", ",", "…"))
        is_note = self._names_speaker(at) or _CREDIT.search(text)
        return fits and at not in self.whole and not is_note and not text[:1].islower()

    def _question_heads(self, at: int) -> bool:
        """A short question is a heading if it follows a text and has a text under it."""
        follows_text = at > 0 and not self._looks_like_title(at - 1)
        has_text = at + 1 < len(self.blocks) and not self._looks_like_title(at + 1)
        return follows_text and has_text

    def _doubt_of_title(self, at: int) -> str:
        block = self.blocks[at]
        if block.kind is BlockKind.HEADING:
            return ""
        if len(block.text.split()) > LONG_HEADING:
            return "a long line without a full stop; taken for a heading"
        is_bare = at + 1 == len(self.blocks) or self.is_title(at + 1)
        return "nothing stands under it; taken for a heading" if is_bare else ""

    def _is_quotation(self, at: int) -> bool:
        block = self.blocks[at]
        here = [one for one in self.found if one.first <= at <= one.last and not one.within]
        if any(_is_phrase(one, self.blocks) for one in here):
            return False
        is_all = any(one.first == at and _speaker_beside(one, self.blocks) for one in here)
        marked = is_all or covers(here, at, block.text)
        return block.kind is not BlockKind.HEADING and (marked or block.kind is BlockKind.QUOTE)

    def _names_speaker(self, at: int) -> bool:
        """Whether a block only says whose words stand above it."""
        block = self.blocks[at]
        text = f"{block.bullet} {block.text}" if block.bullet else block.text
        if at - 1 not in self.whole or at in self.whole or len(text.split()) > LONGEST_HEADING:
            return False
        if block.kind is BlockKind.HEADING:
            return False
        has_dash = bool(_DASH.match(text)) and not text.endswith((".", "?"))
        return has_dash or bool(_NAME_AND_ROLE.match(text)) or _is_role_and_place(text)

    def _give_speaker(self, body: Body, block: Block) -> None:
        if body.quotations:
            outer = max(n for n, one in enumerate(body.quotations) if not one.within)
            name = _DASH.sub("", block.text)
            body.quotations[outer] = replace(body.quotations[outer], by=name)

    def _quotations_at(self, at: int) -> Iterator[Quotation]:
        block = self.blocks[at]
        here = [one for one in self.found if one.first == at]
        begun = any(one.first <= at <= one.last for one in self.found)
        if block.kind is BlockKind.QUOTE and not begun:
            why = "set apart as a quotation, without marks"
            yield Quotation(block.text, QuoteKind.SAID, block.place, unsure=why)
        for one in here:
            kind = QuoteKind.PHRASE if _is_phrase(one, self.blocks) else QuoteKind.SAID
            unsure = one.unsure
            if kind is QuoteKind.PHRASE and not unsure:
                unsure = "a word or three inside a sentence; perhaps a term, not what was said"
            by = "" if one.within else _speaker_beside(one, self.blocks)
            yield Quotation(one.text, kind, block.place, by, one.within, unsure)


def _is_role_and_place(text: str) -> bool:
    """Whether a line is no more than a role and a place or name.

    >>> _is_role_and_place("Community lead, Nowhere"), _is_role_and_place("Leaders, teams, roles")
    (True, False)
    """
    parts = [one.strip() for one in text.split(",")]
    ends = [one.split()[-1] for one in parts if one]
    is_role = any(_ROLE.fullmatch(one) and not one.endswith("s") for one in ends)
    return len(parts) == 2 and len(text.split()) <= LONGEST_HEADING // 2 and is_role


def _speaker_beside(one: Found, blocks: Sequence[Block]) -> str:
    """Whose words they are, where the same paragraph says so after them."""
    text = blocks[one.last].text
    rest = text[one.end + 1 :].strip()
    is_first = not blocks[one.first].text[: one.start].strip()
    bracketed = re.fullmatch(r"[(\[](.+)[)\]]\.?", rest)
    named = bracketed[1] if bracketed else _DASH.sub("", rest) if _DASH.match(rest) else ""
    fits = is_first and named and len(named.split()) <= LONGEST_HEADING
    return named.strip() if fits and (_ROLE.search(named) or "," in named) else ""


def _is_phrase(one: Found, blocks: Sequence[Block]) -> bool:
    text = blocks[one.first].text
    fills = one.first == one.last and not re.search(r"\w", text[: one.start] + text[one.end :])
    return one.single and not fills and len(one.text.split()) <= LONGEST_PHRASE


def _quotations(blocks: Sequence[Block]) -> list[Found]:
    """Quotations of a run; none runs over a heading."""
    found: list[Found] = []
    start = 0
    edges = [at for at, one in enumerate(blocks) if one.kind is BlockKind.HEADING]
    for edge in [*edges, len(blocks)]:
        for begin, stop in ((start, edge), (edge, min(edge + 1, len(blocks)))):
            texts = [one.text for one in blocks[begin:stop]]
            found += [
                replace(one, first=one.first + begin, last=one.last + begin)
                for one in find_quotations(texts)
            ]
        start = edge + 1
    return found


def points_of(bodies: Sequence[Body], *, are_barriers: bool) -> Iterator[Point]:
    """Sub-points of bodies that have titles."""
    for body in bodies:
        if body.title is not None:
            yield Point(
                body.title.text,
                tuple(body.texts),
                tuple(body.quotations),
                body.title.place,
                are_barriers,
                body.unsure,
            )


def items_as_points(blocks: Sequence[Block]) -> list[Block]:
    """Where an insight has no headings: its list's items as headings with a text each.

    "Name: text" and "Name – text" are parted if the name is short, "Name. Text" if it is very
    short. An item that opens with a quotation is one, and no sub-point.
    """
    found: list[Block] = []
    for block in blocks:
        if block.kind is not BlockKind.ITEM or block.text[:1] in _MARKS:
            found.append(block)
            continue
        named = _NAMED_ITEM.match(block.text)
        name = (named[1] or named[2]) if named else block.text
        found.append(replace(block, text=name, kind=BlockKind.HEADING, level=6))
        if named:
            found.append(replace(block, text=named[3], kind=BlockKind.TEXT, alone=False))
    return found
