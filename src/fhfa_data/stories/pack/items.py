"""A pack as a flat list: every insight, sub-point, way, row and quotation, with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from fhfa_data.stories.pack.model import (
    How,
    Insight,
    Pack,
    Place,
    Point,
    Quotation,
    QuoteKind,
    TableRow,
)
from fhfa_data.stories.pack.retold import retold


class ItemKind(StrEnum):
    """What an item of a pack is."""

    INSIGHT = "insight"
    POINT = "sub-point"
    BARRIER = "barrier"  # a sub-point of an insight about barriers
    WAY = "way to develop"
    ROW = "what by how"
    QUOTATION = "quotation"
    PHRASE = "phrase"


@dataclass(frozen=True, slots=True)
class PackItem:
    """One thing a pack says.

    ``insight`` is the number of its insight, 0 for none; ``under`` the title of its insight or
    way; ``point`` its sub-point; ``text`` its words or title; ``told`` the texts under it, a line
    each; ``by`` who said it; ``within`` the quotation around it; ``place`` where in the document,
    in words; ``unsure`` what we are unsure of. ``retold_by``: of an insight, the id of ours that
    re-tells it, or empty; ``guessed``: whether that is a guess.
    """

    kind: ItemKind
    text: str
    insight: int
    under: str
    place: str
    point: str = ""
    told: str = ""
    by: str = ""
    within: str = ""
    unsure: str = ""
    retold_by: str = ""
    guessed: bool = False


def with_ours(item: PackItem, kind: str) -> PackItem:
    """An insight with the insight of ours that re-tells it; ``kind`` of the pack. Others as is."""
    if item.kind is not ItemKind.INSIGHT:
        return item
    ours, guessed = retold(kind, item.insight, item.text)
    return replace(item, retold_by=ours, guessed=guessed)


def items_of(pack: Pack) -> Iterator[PackItem]:
    """Every item, insights first, each followed by what belongs to it."""
    for insight in pack.insights:
        yield from (with_ours(one, pack.kind) for one in _of_insight(insight))
    for how in pack.hows:
        yield from _of_way(how)
    yield from map(_of_row, pack.table)
    yield from (_of_quotation(one, None, None) for one in pack.elsewhere)


def _of_insight(insight: Insight) -> Iterator[PackItem]:
    told = "\n".join((*insight.texts, *insight.notes))
    yield PackItem(
        ItemKind.INSIGHT,
        insight.title,
        insight.number,
        insight.way,
        insight.place.words,
        told=told,
        unsure=insight.unsure,
    )
    yield from (_of_quotation(one, insight, None) for one in insight.quotations)
    for point in insight.points:
        yield PackItem(
            ItemKind.BARRIER if point.is_barrier else ItemKind.POINT,
            point.title,
            insight.number,
            insight.title,
            point.place.words,
            told="\n".join(point.texts),
            unsure=point.unsure,
        )
        yield from (_of_quotation(one, insight, point) for one in point.quotations)


def _of_way(how: How) -> Iterator[PackItem]:
    told = "\n".join(how.texts)
    yield PackItem(ItemKind.WAY, how.title, 0, how.under, how.place.words, told=told)
    yield from (_of_quotation(one, how, None) for one in how.quotations)


def _of_row(row: TableRow) -> PackItem:
    return PackItem(
        ItemKind.ROW, row.what, row.insights[0], row.group, row.place.words, told=row.how
    )


def _of_quotation(one: Quotation, owner: Insight | How | None, point: Point | None) -> PackItem:
    return PackItem(
        ItemKind.PHRASE if one.kind is QuoteKind.PHRASE else ItemKind.QUOTATION,
        one.text,
        owner.number if isinstance(owner, Insight) else 0,
        owner.title if owner else "",
        _places((one.place, *one.also_at)),
        point=point.title if point else "",
        by=one.by,
        within=one.within,
        unsure=one.unsure,
    )


def _places(places: tuple[Place, ...]) -> str:
    return "; ".join(one.words for one in places)
