"""The words the gate knows: plain English, names of people, capitals that are no one's name.

Sources and licences stand at the head of each list in ``lists/``: words and proper nouns from
SCOWL, names from Faker and our own; places, organisations and what ends their names are ours.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from fhfa_data.stories.gate.traits import traits

_LISTS = files("fhfa_data.stories.gate") / "lists"
_SPLIT = re.compile(r"[\s,;&/()]+")


def word_set(text: str) -> frozenset[str]:
    """The words of a text that a programmer wrote."""
    return frozenset(text.split())


def folded(words: str) -> str:
    """In lower case as a pattern that ignores case sees it: a Turkish i is an i.

    >>> folded("ASİAN"), folded("aprıl")
    ('asian', 'april')
    """
    return words.casefold().replace("i\u0307", "i").replace("ı", "i")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Sets of lower-case words; ``phrases`` are places and organisations of two words or more.

    ``names`` are those that mean a person by themselves; ``word_names`` are plain words, months
    and places that someone may be called by, which take more than a capital to be a name.
    """

    words: frozenset[str]
    proper: frozenset[str]
    names: frozenset[str]
    word_names: frozenset[str]
    heads: frozenset[str]
    common_names: frozenset[str]
    surname_words: frozenset[str]
    phrases: frozenset[str] = field(default_factory=frozenset)

    def is_word(self, word: str) -> bool:
        """Whether this is plain English, in any case; possessive or plural allowed."""
        low = _straight(word)
        if low in self.words or low.removesuffix("'s") in self.words:
            return True
        parts = low.split("-")  # "co-creative", "walk-in"
        return len(parts) > 1 and all(
            one in self.words or one in self.proper or len(one) < 3 for one in parts
        )

    def is_known(self, word: str) -> bool:
        """Whether this is the name of a place, organisation, people, brand or feast."""
        low = _straight(word)
        return not self.proper.isdisjoint((low, low.removesuffix("'s"), f"{low}'s"))

    def is_name(self, word: str) -> bool:
        """Whether this is a person's name and hardly anything else."""
        low = _plain(word)
        return low in self.names or ("-" in low and not self.names.isdisjoint(low.split("-")))

    def is_common_name(self, word: str) -> bool:
        """Whether it is so well known a name that no capital is needed."""
        return _plain(word) in self.common_names

    def ends_name(self, word: str) -> bool:
        """Whether this plain word is a surname too ("Baker")."""
        return _plain(word) in self.surname_words

    def may_name(self, word: str) -> bool:
        """Whether someone may be called this, though it means something else as well."""
        return _plain(word) in self.word_names


def _plain(word: str) -> str:
    return _straight(word).removesuffix("'s")


def _straight(word: str) -> str:
    return unicodedata.normalize("NFC", word).casefold().replace("’", "'")


@cache
def lexicon(places: frozenset[str] = frozenset()) -> Lexicon:
    """The words the gate goes by.

    Parameters
    ----------
    places
        Names of places and organisations known to the caller (the areas installed, say), which
        are then not taken for people.
    """
    lists = tomllib.loads((_LISTS / "known.toml").read_text(encoding="utf-8"))
    known = [one for key in ("places", "organisations", "words") for one in _items(lists[key])]
    capital = set(lists["capital_names"].split())
    words, names = _lines("words.txt") - capital, _lines("names.txt") | capital
    single = {one for one in known if " " not in one}
    apart = {part for one in known for part in _SPLIT.split(one) if len(part) > 2}
    single |= {one for one in traits().by_words if " " not in one}
    mine = {place.casefold() for place in places}
    single |= {one for one in mine if " " not in one}
    # A part of a place's name may be a person's ("Harry Stoke"), so those stay names below.
    apart |= {part for one in mine for part in _SPLIT.split(one) if len(part) > 2}
    also = set(lists["also_names"].split())
    proper = _lines("proper.txt") | single | (apart - words - names)
    return Lexicon(
        words=frozenset(words),
        proper=frozenset(proper),
        names=frozenset(names - proper - words - also),
        word_names=frozenset((names & (proper | words)) | also | _maybe_people(single | apart))
        - (set(_items(lists["words"])) - also),
        heads=frozenset(lists["heads"].split()),
        common_names=frozenset(_lines("common_names.txt") - proper - words - also),
        surname_words=frozenset(_lines("surname_words.txt")),
        phrases=frozenset(one for one in known if " " in one) | frozenset(mine),
    )


def _maybe_people(ours: set[str]) -> set[str]:
    """Of SCOWL's words with a capital, those that may be forenames: no peoples or languages."""
    ending = (
        "ian",
        "ians",
        "ese",
        "ish",
        "ism",
        "ist",
        "ists",
        "ic",
        "i",
        "is",
        "land",
        "burg",
        "s",
    )
    return {
        one for one in _lines("proper.txt") - ours if not one.endswith(ending) or one.endswith("us")
    }


def _items(text: str) -> Iterable[str]:
    return (" ".join(one.split()) for one in text.split(";") if one.strip())


def _lines(name: str) -> set[str]:
    text = (_LISTS / name).read_text(encoding="utf-8")
    return {line for line in text.splitlines() if line and not line.startswith("#")}
