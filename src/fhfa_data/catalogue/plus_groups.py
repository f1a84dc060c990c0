"""PLUS: groups of people, with the indicators that count them or why none does."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Self

from pydantic import model_validator

from fhfa_data.catalogue.equality_groups import equality_groups
from fhfa_data.catalogue.records import Record
from fhfa_data.catalogue.wisdom_model import Slug

FILE = "plus_groups.toml"


class PlusGroup(Record):
    """One group. ``indicators``: ids; ``note``: what they leave out, or why there are none."""

    name: str = ""
    indicators: tuple[str, ...]
    note: str

    @model_validator(mode="after")
    def _no_silent_gap(self) -> Self:
        if not self.indicators and not self.note:
            raise ValueError("a group without indicators needs a note that says why")
        return self


class _File(Record):
    groups: dict[Slug, PlusGroup]


@cache
def plus_groups() -> Mapping[str, PlusGroup]:
    """The groups in the order of the file, named: id → group.

    >>> plus_groups()["older"].name
    'Older people'
    """
    text = files("fhfa_data.catalogue").joinpath(FILE).read_text("utf-8")
    known = equality_groups()
    found = _File.model_validate({"groups": tomllib.loads(text)}).groups
    return {
        one: group if group.name else group.model_copy(update={"name": known[one].name})
        for one, group in found.items()
    }
