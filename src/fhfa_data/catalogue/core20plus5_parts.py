"""Core20PLUS5 part by part: our indicators that speak to each, and what there is elsewhere."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files

from fhfa_data.catalogue.records import Record

FILE = "core20plus5_parts.toml"


class Whom(StrEnum):
    """For whom a part of the approach is."""

    ALL = "all"
    ADULTS = "adults"
    CHILDREN = "children"

    @property
    def plain(self) -> str:
        """How people say it.

        >>> Whom.CHILDREN.plain
        'Children and young people'
        """
        return {"all": "Everyone", "adults": "Adults", "children": "Children and young people"}[
            self.value
        ]


class Published(StrEnum):
    """A kind of area, or of body, for which open data on a part exist."""

    WARD = "ward"
    BOROUGH = "borough"
    ICB = "icb"
    GP_PRACTICE = "gp_practice"
    PROVIDER = "provider"

    @property
    def plain(self) -> str:
        """How people say it.

        >>> Published.ICB.plain
        'Integrated care board (ICB)'
        """
        return {
            "ward": "Ward",
            "borough": "Borough",
            "icb": "Integrated care board (ICB)",
            "gp_practice": "GP practices or their networks",
            "provider": "Provider (such as a hospital trust)",
        }[self.value]


class Part(Record):
    """``direct``: ids of indicators that measure it; ``nearby``: of others about the same thing.

    ``near_because``: how those are related and why they aren't the same. ``levels``: for which
    kinds of area open data on the part exist, whether or not they are in this atlas.
    ``elsewhere``: who publishes what for which areas, where this atlas has nothing direct.
    """

    whom: Whom
    direct: tuple[str, ...]
    nearby: tuple[str, ...]
    near_because: str
    levels: tuple[Published, ...]
    elsewhere: str


class _File(Record):
    parts: dict[str, Part]


@cache
def core20plus5_parts() -> Mapping[str, Part]:
    """The parts in the order of the file: id, as in ``core20plus5.toml`` → part."""
    text = files("fhfa_data.catalogue").joinpath(FILE).read_text("utf-8")
    return _File.model_validate({"parts": tomllib.loads(text)}).parts
