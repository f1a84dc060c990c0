"""Insight packs in the store: a pack imported again is brought up to date, never kept twice.

Packs are published documents, imported by a moderator; what they hold may be read by anyone who
reads the atlas, and has no consent of its own. Nothing here is a person's story.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from fhfa_data.errors import NotAllowed
from fhfa_data.stories.actors import Actor, Deed, may
from fhfa_data.stories.consent import new_id
from fhfa_data.stories.pack.items import ItemKind, PackItem, items_of, with_ours
from fhfa_data.stories.pack.model import Pack, words_of
from fhfa_data.stories.store.connect import Store
from fhfa_data.stories.store.rows import note
from fhfa_data.stories.store.schema import PACK, PACK_ITEM

LIKELY_SAME = 0.8
"""Share of letters in common, in order, from which two texts in the same place are one, mended."""

_SAME_FAMILY = {ItemKind.BARRIER: ItemKind.POINT, ItemKind.PHRASE: ItemKind.QUOTATION}


@dataclass(frozen=True, slots=True)
class KeptItem:
    """An item as it is kept. ``removed_at`` (UTC) is when an import no longer had it, or empty."""

    id: str
    item: PackItem
    removed_at: str


@dataclass(frozen=True, slots=True)
class KeptPack:
    """A pack as it is kept, with its items in the pack's order; ``imported_at``: UTC, ISO 8601."""

    id: str
    title: str
    kind: str
    published: str
    heard: str
    imported_at: str
    items: tuple[KeptItem, ...]

    @property
    def quotations(self) -> tuple[KeptItem, ...]:
        """Its quotations and phrases."""
        kinds = (ItemKind.QUOTATION, ItemKind.PHRASE)
        return tuple(one for one in self.items if one.item.kind in kinds)


@dataclass(frozen=True, slots=True)
class Changes:
    """How many items an import brought, changed, left as they were, and marked as removed."""

    new: int
    changed: int
    same: int
    removed: int


def pack_id(pack: Pack) -> str:
    """What makes a pack the same pack: its title and when it was published, whatever the file."""
    key = [words_of(pack.title), words_of(pack.published)]
    return hashlib.sha256(json.dumps(key).encode()).hexdigest()[:32]


def keep_pack(store: Store, actor: Actor, pack: Pack) -> Changes:
    """Keep a pack, or bring the one that is kept up to date; on return it is on the disk.

    An item keeps its id when its words are mended or it moves. One that the pack no longer has is
    marked as removed, and comes back under its id if the pack has it again.

    Raises
    ------
    NotAllowed
        If this person is no moderator.
    StoryError
        If the store can't be written.
    """
    if not may(actor, Deed.MODERATE):
        raise NotAllowed("Only a moderator brings in a pack, since everyone sees it at once.")
    number = pack_id(pack)
    facts = {
        "title": pack.title,
        "kind": pack.kind,
        "published": pack.published,
        "heard": pack.heard,
        "imported_at": store.moment,
        "by": actor.id,
    }
    with store.writing() as connection:
        query = select(PACK.c.id).where(PACK.c.id == number).with_for_update()
        if connection.execute(query).first() is None:
            connection.execute(insert(PACK).values(id=number, **facts))
        else:
            connection.execute(update(PACK).where(PACK.c.id == number).values(**facts))
        changes = _keep_items(connection, store, number, pack.kind, list(items_of(pack)))
        note(connection, store, "import_pack", actor.id, number)
    return changes


def packs(store: Store) -> tuple[KeptPack, ...]:
    """The packs that are kept, by title, with the items that they have now."""
    with store.reading() as connection:
        rows = connection.execute(select(PACK).order_by(PACK.c.title, PACK.c.id)).all()
        kinds = {row.id: row.kind for row in rows}
        items: dict[str, list[KeptItem]] = defaultdict(list)
        query = select(PACK_ITEM).where(PACK_ITEM.c.removed_at.is_(None))
        for row in connection.execute(query.order_by(PACK_ITEM.c.position)):
            items[row.pack_id].append(_kept(row, kinds[row.pack_id]))
    return tuple(
        KeptPack(
            row.id,
            row.title,
            row.kind,
            row.published,
            row.heard,
            row.imported_at,
            tuple(items[row.id]),
        )
        for row in rows
    )


def _kept(row: Row[Any], kind: str) -> KeptItem:
    """``kind`` of its pack: items kept before ``retold_by`` was a field are told it now."""
    content: dict[str, Any] = json.loads(row.content)
    content["kind"] = ItemKind(content["kind"])
    item = PackItem(**content)
    known = item if "retold_by" in content else with_ours(item, kind)
    return KeptItem(row.id, known, row.removed_at or "")


def _keep_items(
    connection: Connection, store: Store, number: str, kind: str, items: Sequence[PackItem]
) -> Changes:
    query = select(PACK_ITEM).where(PACK_ITEM.c.pack_id == number).order_by(PACK_ITEM.c.position)
    before = [_kept(row, kind) for row in connection.execute(query)]
    ids = same_items(before, items)
    known = {one.id: one for one in before}
    new = changed = 0
    for position, (item, item_id) in enumerate(zip(items, ids, strict=True)):
        values = {"position": position, "content": _content(item), "removed_at": None}
        if item_id is None:
            new += 1
            values |= {"id": new_id(), "pack_id": number, "changed_at": store.moment}
            connection.execute(insert(PACK_ITEM).values(**values))
            continue
        if known[item_id] != KeptItem(item_id, item, ""):
            changed += 1
            values |= {"changed_at": store.moment}
        connection.execute(update(PACK_ITEM).where(PACK_ITEM.c.id == item_id).values(**values))
    gone = [one.id for one in before if one.id not in ids and not one.removed_at]
    connection.execute(
        update(PACK_ITEM).where(PACK_ITEM.c.id.in_(gone)).values(removed_at=store.moment)
    )
    return Changes(new, changed, len(items) - new - changed, len(gone))


def _content(item: PackItem) -> str:
    return json.dumps(asdict(item), ensure_ascii=False)


def same_items(before: Sequence[KeptItem], items: Sequence[PackItem]) -> list[str | None]:
    """For each item of a new import the id of the kept one that it is; ``None``: it is new.

    First by words and place, then by words alone, then an insight by its number, then the most
    alike in the same insight. No id is given twice.
    """
    ids: list[str | None] = [None] * len(items)
    left = {one.id: one.item for one in before}
    keys: tuple[Callable[[PackItem], Hashable], ...] = (_place_key, _words_key, _number_key)
    for key in keys:
        by_key: dict[Hashable, list[str]] = defaultdict(list)
        for item_id, item in left.items():
            by_key[key(item)].append(item_id)
        for at, item in enumerate(items):
            if ids[at] is None and by_key[key(item)]:
                ids[at] = by_key[key(item)].pop(0)
                del left[str(ids[at])]
    for at, item in enumerate(items):
        if ids[at] is None and (like := _most_alike(item, left)):
            ids[at] = like
            del left[like]
    return ids


def _family(item: PackItem) -> ItemKind:
    return _SAME_FAMILY.get(item.kind, item.kind)


def _place_key(item: PackItem) -> Hashable:
    under = tuple(words_of(item.under)) if not item.insight else ()
    return _family(item), item.insight, under, tuple(words_of(item.text))


def _words_key(item: PackItem) -> Hashable:
    return _family(item), tuple(words_of(item.text))


def _number_key(item: PackItem) -> Hashable:
    """An insight is its number; nothing else is known by a number, so it gets a key of its own."""
    is_numbered = item.kind in (ItemKind.INSIGHT, ItemKind.ROW)
    return (item.kind, item.insight) if is_numbered else (item.kind, item)


def _most_alike(item: PackItem, left: dict[str, PackItem]) -> str | None:
    scores = [
        (SequenceMatcher(None, item.text, one.text).ratio(), item_id)
        for item_id, one in left.items()
        if (_family(one), one.insight) == (_family(item), item.insight)
    ]
    best, item_id = max(scores, default=(0.0, None))
    return item_id if best >= LIKELY_SAME else None


def quotation_rows(kept: Sequence[KeptPack]) -> Iterator[dict[str, Any]]:
    """Each quotation of the packs, for an export: marked as one, with its pack and its place."""
    for pack in kept:
        for one in pack.quotations:
            item = one.item
            yield {
                "id": one.id,
                "source": "quotation from an insight pack",
                "kind": item.kind.value,
                "text": item.text,
                "pack": pack.title,
                "published": pack.published,
                "insight": item.insight,
                "under": item.under,
                "sub_point": item.point,
                "said_by": item.by,
                "within": item.within,
                "place": item.place,
                "unsure": item.unsure,
            }
