"""What insight packs quote, beside the insight of ours that it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fhfa_data.catalogue.wisdom_model import Insight
from fhfa_data.stories.pack.items import ItemKind, PackItem
from fhfa_data.stories.pack.table import resembles
from fhfa_data.stories.store.packs import KeptPack

OWN_KIND = "locality"
"""Our insights re-tell a pack of this kind, so only there does the same number mean the same."""


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

    A pack's insight is ours if its title resembles ours and, in a pack of the kind that ours
    re-tell, it has our number. One alone of the two, or a pack of another kind: it is shown as a
    guess, and says so.
    """
    return tuple(one for pack in kept for one in _of_pack(pack, insight))


def _of_pack(pack: KeptPack, ours: Insight) -> Iterator[PackVoices]:
    for one in pack.items:
        theirs = one.item
        if theirs.kind is not ItemKind.INSIGHT or not _is_ours(pack, theirs, ours):
            continue
        quoted = tuple(
            _voice(said.item)
            for said in pack.quotations
            if said.item.insight == theirs.insight and said.item.kind is ItemKind.QUOTATION
        )
        is_sure = pack.kind == OWN_KIND and theirs.insight == ours.number
        unsure = (
            ""
            if is_sure
            else f"Our guess: its insight {theirs.insight}, “{theirs.text}”, speaks of the same."
        )
        if quoted:
            facts = ", ".join(filter(None, (pack.title, pack.published)))
            yield PackVoices(f"Quotations from the pack: {facts}", quoted, unsure)


def _is_ours(pack: KeptPack, theirs: PackItem, ours: Insight) -> bool:
    if pack.kind == OWN_KIND and theirs.insight == ours.number:
        return resembles(theirs.text, ours.title)
    return resembles(theirs.text, ours.title, strictly=True)


def _voice(item: PackItem) -> PackVoice:
    parts = (item.by, f"on “{item.point}”" if item.point else "", item.place, item.unsure)
    return PackVoice(f"“{item.text}”", " · ".join(filter(None, parts)))
