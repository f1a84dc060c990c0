"""Groups whose voices equality law and health policy ask about; told by a group's name alone."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from fhfa_data.catalogue.records import Record
from fhfa_data.catalogue.shared_language import words_of
from fhfa_data.catalogue.wisdom_model import Slug, Words

FILE = "equality_groups.toml"


class EqualityGroup(Record):
    """One group of people: its name, and the words by which a meeting of theirs is known."""

    name: Words
    words: tuple[Words, ...]


class _File(Record):
    groups: dict[Slug, EqualityGroup]


@cache
def equality_groups() -> dict[str, EqualityGroup]:
    """The groups, in the order of the file: id → group."""
    text = files("fhfa_data.catalogue").joinpath(FILE).read_text("utf-8")
    return _File.model_validate({"groups": tomllib.loads(text)}).groups


def groups_named(name: str) -> frozenset[str]:
    """The ids of the groups that the name of a meeting tells of.

    >>> sorted(groups_named("Deaf women's group"))
    ['disabled', 'women']
    >>> groups_named("The library")
    frozenset()
    """
    said = f" {' '.join(words_of(name))} "
    return frozenset(
        group_id
        for group_id, group in equality_groups().items()
        if any(f" {' '.join(words_of(one))} " in said for one in group.words)
    )
