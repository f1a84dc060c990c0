"""Blocks → a pack: title, dates, insights, ways, table, and what we are unsure of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from fhfa_data.stories.pack.blocks import Block, BlockKind, PackError
from fhfa_data.stories.pack.hows import find_hows, same_words_once
from fhfa_data.stories.pack.model import Doubt, Insight, Pack, Place, Quotation, TableRow
from fhfa_data.stories.pack.outline import NUMBER_WORDS, Outline, Section, number_of, outline
from fhfa_data.stories.pack.points import Body, Reader, items_as_points, points_of
from fhfa_data.stories.pack.read import read_blocks
from fhfa_data.stories.pack.table import find_table

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Spring|Summer|Autumn|Winter)"
)
_DATE = re.compile(rf"^(?:\d{{1,2}}\s+)?{_MONTH}\s+\d{{4}}$", re.IGNORECASE)
_PERIOD = re.compile(
    rf"\b{_MONTH}(?:\s+\d{{4}})?\s*(?:to|and|until|-|–|—)\s*{_MONTH}\s+\d{{4}}", re.IGNORECASE
)
_KIND = re.compile(r"\b(\w+)\s+(?:level\s+)?insights?\b", re.IGNORECASE)
_NO_KIND = {"key", "the", "leadership", "our", "these", "this", "new", "and", "of", "health"}
_BARRIERS = re.compile(r"\b(barriers?|obstacles|blockers|what gets in the way)\b", re.IGNORECASE)
_PAST_BARRIERS = re.compile(
    r"\b(navigat|overcom|remov|beyond|tackl|through|break|dismantl|address|work with|lift)\w*",
    re.IGNORECASE,
)
_COUNT = re.compile(rf"\b(\d{{1,2}}|{'|'.join(NUMBER_WORDS)})\s+(?:key\s+)?insights\b", re.I)


def read_pack(file: Path) -> Pack:
    """Read and parse a pack's file; ``PackError`` says what is wrong with it."""
    try:
        return parse_pack(read_blocks(file))
    except PackError as error:
        raise PackError(error.what, error.where or file.name, error.todo) from None


def parse_pack(blocks: Sequence[Block]) -> Pack:
    """What is found in a document's blocks.

    Raises
    ------
    PackError
        There is no insight in them.
    """
    parts = outline(blocks)
    if not parts.insights:
        raise PackError(
            "No insights were found in this document.",
            todo="A pack has headings such as “Insight 1: …”, or numbered headings.",
        )
    inner = [one for part in parts.insights for one in part.blocks]
    explicit = any(one.kind is BlockKind.HEADING for one in inner)
    titles = {one.number: one.title for one in parts.insights}
    table = tuple(find_table(blocks, titles))
    announced = _announced(blocks).keys() - {len(parts.insights)}
    hows = find_hows(parts.others, explicit=_has_headings(parts.others), announced=announced)
    front = Reader(parts.front.blocks, explicit=False).bodies()
    insights = _insights(parts, table, explicit=explicit)
    elsewhere = [*(q for body in front for q in body.quotations), *hows.elsewhere]
    title, published, heard = _front_matter(parts.front.blocks)
    pack = Pack(
        title=title,
        kind=_kind(title, parts.front.blocks),
        published=published,
        heard=heard,
        insights=insights,
        hows=tuple(hows.ways),
        table=table,
        elsewhere=same_words_once(elsewhere),
        doubts=(),
    )
    return replace(pack, doubts=tuple(_doubts(pack, blocks)))


def _has_headings(sections: Sequence[Section]) -> bool:
    return any(one.kind is BlockKind.HEADING for part in sections for one in part.blocks)


def _insights(parts: Outline, table: Sequence[TableRow], *, explicit: bool) -> tuple[Insight, ...]:
    groups: Mapping[int, str] = {number: row.group for row in table for number in row.insights}
    quoted = {row.insights[0]: tuple(_quoted_in(row)) for row in table}
    found = (
        _insight(part, groups.get(part.number, ""), explicit=explicit) for part in parts.insights
    )
    return tuple(
        replace(one, quotations=one.quotations + quoted.get(one.number, ())) for one in found
    )


def _quoted_in(row: TableRow) -> Iterator[Quotation]:
    """Quotations in a row of the table, which belong to the insight that the row is about."""
    block = Block(row.how, row.place, alone=False)
    for body in Reader([block], explicit=True).bodies():
        yield from (replace(one, unsure="it stands in the table") for one in body.quotations)


def _insight(part: Section, way: str, *, explicit: bool) -> Insight:
    bodies = Reader(part.blocks, explicit=explicit).bodies()
    if len(bodies) == 1 and sum(one.kind is BlockKind.ITEM for one in part.blocks) > 1:
        bodies = Reader(items_as_points(part.blocks), explicit=True).bodies()
        for one in bodies[1:]:
            one.unsure = "an item of a list; taken for a sub-point"
    lead: Body = bodies[0]
    title, unsure = _without_stray_mark(part.title)
    are_barriers = bool(_BARRIERS.search(title)) and not _PAST_BARRIERS.search(title)
    return Insight(
        number=part.number,
        title=title,
        way=way,
        texts=tuple(lead.texts),
        quotations=tuple(lead.quotations),
        points=tuple(points_of(bodies, are_barriers=are_barriers)),
        notes=tuple(note for body in bodies for note in body.notes),
        place=_place_of(part),
        unsure=part.unsure or unsure,
    )


def _place_of(part: Section) -> Place:
    return part.heading.place if part.heading else part.blocks[0].place


def _without_stray_mark(title: str) -> tuple[str, str]:
    """A title without a mark at its end that closes nothing."""
    stray = title[-1:] in "'\"’”" and not re.search(r"(^|\s)[\"'“‘]", title)
    if not stray:
        return title, ""
    return title[:-1].rstrip(), "a mark at the end of its title closes nothing, and is left out"


def _front_matter(blocks: Sequence[Block]) -> tuple[str, str, str]:
    """Title, the date published, and the period heard, as printed; each may be empty."""
    texts = [one.text for one in blocks]
    published = next((one for one in texts if _DATE.match(one)), "")
    title = next((one for one in texts if not _DATE.match(one) and re.search(r"\w", one)), "")
    periods = [found[0] for one in texts if (found := _PERIOD.search(one))]
    return title, published, periods[0] if periods else ""


def _kind(title: str, blocks: Sequence[Block]) -> str:
    """The kind of pack, by the word before "insights" in its title or else before its insights.

    >>> _kind("Fairer health: Locality insights", [])
    'locality'
    """
    for text in (title, *(one.text for one in blocks)):
        for match in _KIND.finditer(text):
            if match[1].casefold() not in _NO_KIND and not match[1].isdigit():
                return match[1].casefold()
    return ""


def _doubts(pack: Pack, blocks: Sequence[Block]) -> Iterator[Doubt]:
    """Everything we are unsure of, in one list."""
    yield from _doubts_of_count(pack, blocks)
    for insight in pack.insights:
        yield from _doubts_of_insight(insight)
    for owner, _, quotation in pack.placed_quotations():
        if quotation.unsure:
            yield Doubt(quotation.place, f"“{_short(quotation)}”", quotation.unsure)
        if owner is None:
            yield Doubt(quotation.place, f"“{_short(quotation)}”", "it is under no insight or way")


def _doubts_of_insight(insight: Insight) -> Iterator[Doubt]:
    name = f"insight {insight.number}"
    if insight.unsure:
        yield Doubt(insight.place, name, insight.unsure)
    if not (insight.points or insight.texts or insight.quotations):
        yield Doubt(insight.place, name, "nothing stands under its heading")
    for point in insight.points:
        if point.unsure:
            yield Doubt(point.place, f"{name}, “{point.title}”", point.unsure)


def _doubts_of_count(pack: Pack, blocks: Sequence[Block]) -> Iterator[Doubt]:
    first = pack.insights[0].place
    numbers = [one.number for one in pack.insights]
    if missing := sorted(set(range(1, max(numbers) + 1)) - set(numbers)):
        said = ", ".join(map(str, missing))
        yield Doubt(first, "the insights", f"their numbers run to {max(numbers)} without {said}")
    found = {len(pack.insights), len(pack.hows)}
    for count, place in _announced(blocks).items():
        if count not in found:
            why = f"{len(pack.insights)} insights and {len(pack.hows)} ways were found"
            yield Doubt(place, f"“{count} insights”", why)
    filed = {number for row in pack.table for number in row.insights}
    if not pack.table:
        yield Doubt(first, "the table of what and how", "there is none, or it wasn't recognised")
    elif unfiled := sorted(set(numbers) - filed):
        said = ", ".join(map(str, unfiled))
        yield Doubt(pack.table[0].place, "the table of what and how", f"it doesn't name {said}")


def _announced(blocks: Sequence[Block]) -> dict[int, Place]:
    """The numbers of insights that a pack speaks of, and where."""
    return {number_of(match[1]): one.place for one in blocks for match in _COUNT.finditer(one.text)}


def _short(quotation: Quotation) -> str:
    words = quotation.text.split()
    return " ".join(words[:6]) + (" …" if len(words) > 6 else "")
