"""Local names for the same thing lead to one term: "the doctor's" and "GP" to "GP surgery".

The list ships in ``local_words.toml`` and an installation adds to it; people edit both.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

import snowballstemmer  # pyright: ignore[reportMissingTypeStubs]
from pydantic import Field, ValidationError

from fhfa_data.catalogue.load import validation_faults
from fhfa_data.catalogue.records import Record
from fhfa_data.catalogue.wisdom_model import Slug, Words
from fhfa_data.errors import CatalogueError
from fhfa_data.model.areas import is_area_code

FILE = "local_words.toml"
_TODO = "Correct the file; docs/stories.md says what it may hold."
_WORD = re.compile(r"\w+(?:&\w+)*")
_APOSTROPHES = str.maketrans("", "", "'’‘ʼ")
_STEMMER: Any = snowballstemmer.stemmer("english")


@cache
def stem(word: str) -> str:
    """A word without its ending, by the Snowball stemmer for English (Porter 2).

    Source: https://snowballstem.org/algorithms/english/stemmer.html

    >>> stem("doctors"), stem("smoking"), stem("smoke")
    ('doctor', 'smoke', 'smoke')
    """
    return str(_STEMMER.stemWord(word))


def stems_of(text: str) -> tuple[str, ...]:
    """The words of a text in order, in small letters, without apostrophes and endings.

    >>> stems_of("The doctor’s; A&E!")
    ('the', 'doctor', 'a&e')
    """
    return tuple(map(stem, words_of(text)))


def words_of(text: str) -> list[str]:
    """The words of a text in order, in small letters and without apostrophes."""
    return _WORD.findall(text.casefold().translate(_APOSTROPHES))


class LocalWords(Record):
    """One thing: the term for it, and what people call it."""

    term: Words
    names: Annotated[tuple[Words, ...], Field(min_length=1)]
    unless_next: tuple[Words, ...] = ()
    boroughs: tuple[str, ...] = ()
    part_of: str = ""


class _File(Record):
    entries: dict[Slug, LocalWords]


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a text: which words of it (from, to), and the ids of the terms it leads to."""

    start: int
    end: int
    terms: tuple[str, ...]


@dataclass(frozen=True)
class SharedLanguage:
    """The whole list, id → entry."""

    entries: Mapping[str, LocalWords]

    def named_in(self, text: str, borough: str = "") -> tuple[Named, ...]:
        """The names in a text, in order; the longest wins where two start at one word.

        Parameters
        ----------
        borough
            Code of the borough that is spoken of, or empty where that isn't known.
        """
        said, found, at = stems_of(text), list[Named](), 0
        while at < len(said):
            end, ids = self._longest(said, at)
            terms = tuple(dict.fromkeys(one for name in ids for one in self._leads(name, borough)))
            if terms:
                found.append(Named(at, end, terms))
            at = end if terms else at + 1
        return tuple(found)

    def variants(self, text: str) -> tuple[str, ...]:
        """The text, and the text with one name in it said each other way."""
        words = words_of(text)
        ways = [text]
        for one in self.named_in(text):
            before, after = words[: one.start], words[one.end :]
            entries = [self.entries[term] for term in one.terms]
            names = [name for entry in entries for name in (entry.term, *entry.names)]
            ways += [" ".join([*before, *words_of(name), *after]) for name in names]
        return tuple(dict.fromkeys(ways))

    def _longest(self, said: tuple[str, ...], at: int) -> tuple[int, list[str]]:
        """Where the longest name that starts at a word ends, and the entries that have it."""
        for name, ids in self._by_first_word.get(said[at], ()):
            end = at + len(name)
            follows = said[end : end + 1]
            meant = [one for one in ids if not set(follows) & self._unless[one]]
            if said[at:end] == name and meant:
                return end, meant
        return at + 1, []

    def _leads(self, name: str, borough: str) -> Iterator[str]:
        entry = self.entries[name]
        if not entry.boroughs or borough in entry.boroughs:
            yield name
        elif borough:
            return  # the same name means another thing there
        if entry.part_of:
            yield from self._leads(entry.part_of, borough)

    @cached_property
    def _by_first_word(self) -> dict[str, list[tuple[tuple[str, ...], list[str]]]]:
        by_name: dict[tuple[str, ...], list[str]] = {}
        for entry_id, entry in self.entries.items():
            for name in (entry.term, *entry.names):
                ids = by_name.setdefault(stems_of(name), [])
                if entry_id not in ids:
                    ids.append(entry_id)
        first: dict[str, list[tuple[tuple[str, ...], list[str]]]] = {}
        for name in sorted(by_name, key=lambda one: -len(one)):
            first.setdefault(name[0], []).append((name, by_name[name]))
        return first

    @cached_property
    def _unless(self) -> dict[str, frozenset[str]]:
        return {
            name: frozenset(stem_ for one in entry.unless_next for stem_ in stems_of(one))
            for name, entry in self.entries.items()
        }


def shared_language(own_folder: Path | None = None) -> SharedLanguage:
    """The list that ships, with what an installation adds in its own catalogue's folder.

    Raises
    ------
    CatalogueError
        Listing the faults of a file.
    """
    own = own_folder / FILE if own_folder else None
    if own is None or not own.is_file():
        return _shipped()
    return _with_own(own, own.stat().st_mtime_ns)


@cache
def _shipped() -> SharedLanguage:
    return SharedLanguage(_read(files("fhfa_data.catalogue").joinpath(FILE).read_bytes(), FILE, {}))


@lru_cache(maxsize=8)
def _with_own(path: Path, changed: int) -> SharedLanguage:
    """``changed`` is there so that an edited file is read again."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CatalogueError("The local words can't be read.", str(path), _TODO) from error
    return SharedLanguage(_read(content, str(path), _shipped().entries))


def _read(content: bytes, where: str, known: Mapping[str, LocalWords]) -> Mapping[str, LocalWords]:
    """The entries of a file over those known already."""
    try:
        said: Any = tomllib.loads(content.decode("utf-8-sig"))
        extended = {name: _over(entry, known.get(name)) for name, entry in said.items()}
        entries = {**known, **_File.model_validate({"entries": extended}).entries}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogueError(f"It is not valid TOML: {error}.", where, _TODO) from error
    except ValidationError as error:
        raise CatalogueError(f"{'; '.join(validation_faults(error))}.", where, _TODO) from error
    if faults := list(_faults(entries)):
        raise CatalogueError(f"{'; '.join(faults)}.", where, _TODO)
    return entries


def _over(entry: Any, known: LocalWords | None) -> Any:
    """An entry of an installation with the names that ship; what is no table is left to fail."""
    if known is None or not isinstance(entry, dict):
        return entry
    shipped = known.model_dump()
    added: dict[str, Any] = {**entry}
    for name in ("names", "unless_next", "boroughs"):
        if isinstance(added.get(name, ()), (list, tuple)):
            added[name] = tuple(dict.fromkeys((*shipped[name], *added.get(name, ()))))
    return {**shipped, **added}


def _faults(entries: Mapping[str, LocalWords]) -> Iterator[str]:
    for name, entry in entries.items():
        wider = entries.get(entry.part_of)
        if entry.part_of and (wider is None or wider.part_of):
            yield f"{name}: part_of must be the id of a term that is part of no other"
        if any(not stems_of(one) for one in (entry.term, *entry.names)):
            yield f"{name}: a name has no word in it"
        if wrong := [one for one in entry.boroughs if not is_area_code(one)]:
            yield f"{name}: boroughs are ONS codes, such as E08000003, not '{wrong[0]}'"
