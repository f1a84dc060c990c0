"""What insight packs quote, beside the insight of ours that it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fhfa_data.catalogue.wisdom_model import Insight
from fhfa_data.stories.pack.items import ItemKind, PackItem
from fhfa_data.stories.store.packs import KeptPack


@dataclass(frozen=True, slots=True)
class PackVoice:
    """One quotation of a pack: its words, and the line under it that says whose and where."""

    words: str
    under: str


@dataclass(frozen=True, slots=True)
class PackVoices:
    """The quotations of one pack that belong to an insight.

    ``label`` says what they are and from which pack; ``unsure`` why we aren't sure that they belong
    here, or is empty.
    """

    label: str
    voices: tuple[PackVoice, ...]
    unsure: str


def pack_voices(kept: Sequence[KeptPack], insight: Insight) -> tuple[PackVoices, ...]:
    """Quotations beside an insight, by pack; phrases of a word or three are left out.

    Which insight of a pack is ours, was decided when the pack was brought in; a guess says so.
    """
    return tuple(one for pack in kept for one in _of_pack(pack, insight))


def _of_pack(pack: KeptPack, ours: Insight) -> Iterator[PackVoices]:
    for one in pack.items:
        theirs = one.item
        if theirs.retold_by != ours.id:
            continue
        quoted = tuple(
            _voice(said.item)
            for said in pack.quotations
            if said.item.insight == theirs.insight and said.item.kind is ItemKind.QUOTATION
        )
        guess = f"Our guess: its insight {theirs.insight}, “{theirs.text}”, speaks of the same."
        unsure = guess if theirs.guessed else ""
        if quoted:
            facts = ", ".join(filter(None, (pack.title, pack.published)))
            yield PackVoices(f"Quotations from the pack: {facts}", quoted, unsure)


def _voice(item: PackItem) -> PackVoice:
    parts = (item.by, f"on “{item.point}”" if item.point else "", item.place, item.unsure)
    return PackVoice(f"“{item.text}”", " · ".join(filter(None, parts)))
