"""The "how" insights: ways to develop what the insights ask for, from the parts that follow."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from fhfa_data.stories.pack.blocks import BlockKind
from fhfa_data.stories.pack.model import How, Place, Quotation, words_of
from fhfa_data.stories.pack.outline import Section
from fhfa_data.stories.pack.points import Body, Reader, items_as_points

_ABOUT_HOW = re.compile(
    r"\b(how|develop\w*|support\w*|matters?|so what|what does this mean|principles|ways)\b", re.I
)
_SUMMARY = re.compile(r"\b(summary|what (x|×|by) how|what to develop|how to develop)\b", re.I)
_SENTENCE = re.compile(r"[.!][\"'”’)]?$")
_NUMBER = re.compile(r"^(?:how\s*)?(\d{1,2})\s*[.):–-]?\s+(?=\D)", re.I)
_AT_THE_END = re.compile(r"""^(.+?)\s*[-–—:]?\s*["“'‘][^"“”]+["”'’]$""")


@dataclass
class _Way:
    """A way while it is being put together."""

    title: str
    under: str
    place: Place
    texts: list[str] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)


@dataclass
class Hows:
    """What was found: the ways, and quotations that belong to none."""

    ways: list[How] = field(default_factory=list)
    elsewhere: list[Quotation] = field(default_factory=list)


def find_hows(
    sections: Sequence[Section], *, explicit: bool, announced: Collection[int] = ()
) -> Hows:
    """Ways from the parts after (or between) the insights.

    A heading with something under it, in a part whose name speaks of how or of development, is a
    way. A heading straight over another only names what follows. Once a summary or the table was
    reached, headings seen before are told more of, and others are no new ways. ``announced`` are
    the numbers of insights that the pack speaks of.
    """
    ways: dict[str, _Way] = {}
    elsewhere: list[Quotation] = []
    under, is_open = "", True
    for section in sections:
        is_open = is_open and not (ways and _is_summary(section))
        name, bodies = _bodies(section, explicit=explicit)
        under = name or under
        current: _Way | None = None
        bare = [one.title.text for one in bodies if one.title and not one.texts]
        about = any(map(_ABOUT_HOW.search, (under, *bare)))
        for body in bodies:
            title = title_of(body.title.text, ways) if body.title else ""
            key = " ".join(words_of(title))
            if key and key in ways:
                current = ways[key]
            elif body.title is not None:
                is_way = is_open and about and bool(body.texts or body.quotations)
                current = _Way(title, under, body.title.place) if is_way else None
                if current:
                    ways[key] = current
            if current:
                current.texts += body.texts
                current.quotations += body.quotations
            else:
                elsewhere += body.quotations
    kept = _as_many_as_announced(list(ways.values()), announced)
    return Hows(list(_as_records(kept)), elsewhere)


def _as_many_as_announced(ways: list[_Way], announced: Collection[int]) -> list[_Way]:
    """Where the pack says that there are fewer, lines with no sentence under them are no ways.

    They are given to the way above, if just as many as are too many look like that.
    """
    fragments = [
        one for one in ways[1:] if not one.quotations and not any(map(_SENTENCE.search, one.texts))
    ]
    if len(ways) in announced or len(ways) - len(fragments) not in announced:
        return ways
    kept: list[_Way] = []
    for way in ways:
        if way in fragments:
            kept[-1].texts += [way.title, *way.texts]
        else:
            kept.append(way)
    return kept


def _is_summary(section: Section) -> bool:
    return bool(_SUMMARY.search(section.title)) or any(
        one.kind is BlockKind.ROW for one in section.blocks
    )


def _bodies(section: Section, *, explicit: bool) -> tuple[str, list[Body]]:
    """A part's name, and its bodies. A part that starts only by level may be a way itself."""
    blocks = [one for one in section.blocks if one.kind is not BlockKind.ROW]
    bodies = Reader(blocks, explicit=explicit).bodies()
    if all(one.title is None for one in bodies) and _ABOUT_HOW.search(section.title):
        bodies = Reader(items_as_points(blocks), explicit=True).bodies()
    is_lone = section.heading is not None and not section.is_named and len(bodies) == 1
    if is_lone and (bodies[0].texts or bodies[0].quotations):
        bodies[0].title = section.heading
        return "", bodies
    return section.title, bodies


def title_of(text: str, known: dict[str, _Way]) -> str:
    """A way's title, without its number and without a motto in quotation marks after it."""
    text = _NUMBER.sub("", text)
    motto = _AT_THE_END.match(text)
    if not motto:
        return text
    is_parted = bool(re.search(r"[-–—:]\s*[\"“'‘]", text))
    is_known = " ".join(words_of(motto[1])) in known
    return motto[1].rstrip(" -–—:") if is_parted or is_known else text


def _as_records(ways: Sequence[_Way]) -> Iterator[How]:
    for number, way in enumerate(ways, 1):
        quotations = same_words_once(way.quotations)
        yield How(number, way.title, way.under, tuple(way.texts), quotations, way.place)


def same_words_once(quotations: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """Quotations with the same words as one, which names the other places."""
    kept: dict[str, Quotation] = {}
    for one in quotations:
        key = " ".join(words_of(one.text))
        if key in kept:
            kept[key] = replace(kept[key], also_at=(*kept[key].also_at, one.place))
        else:
            kept[key] = one
    return tuple(kept.values())
