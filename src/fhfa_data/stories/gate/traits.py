"""What people are, as ``lists/traits.toml`` has it: words, and how many residents are so."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from fhfa_data.catalogue.roles import roles


@dataclass(frozen=True, slots=True)
class Trait:
    """Something a resident may be. Shares are of all residents, from 0 to 1.

    ``within`` names the indicator whose count in a place bounds this one from above, and
    ``wider_share`` is the share of that wider group in England and Wales; empty and 0 if none.
    ``rare``: an exact age beside it tells who is meant. ``instead``: what can stand in the place
    of a condition.
    """

    id: str
    group: str
    share: float
    within: str = ""
    wider_share: float = 0.0
    rare: bool = True
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """A role that few hold: at most ``most`` people in a place of the kind ``until`` or smaller."""

    name: str
    most: int
    until: str
    instead: str


@dataclass(frozen=True, slots=True)
class Traits:
    """All traits by their words in lower case, conditions and roles too."""

    by_words: Mapping[str, Trait]
    conditions: Mapping[str, Trait]
    roles: Mapping[str, Role]
    age_bands: tuple[float, ...]
    over_90: float
    survival: float
    under_15: float
    over_65: float

    def in_decade(self, first: int) -> Trait:
        """Being of any age in ten years, from 20 to 29, say.

        >>> round(traits().in_decade(50).share * 100, 1)
        13.6
        """
        bands = self.age_bands[first // 5 : first // 5 + 2]
        share = sum(bands) if first < 90 else self.over_90
        return Trait(f"in their {first}s", "age", share, rare=False)

    def of_age(self, age: int) -> Trait:
        """Being of one exact age.

        Ages below 90 take a fifth of their five-year band; from 90 on each year has ``survival``
        times as many people as the one before, which adds up to ``over_90``.

        >>> round(traits().of_age(82).share * 100, 2), traits().of_age(82).within
        (0.5, 'aged_65_over_pct')
        """
        if age >= 90:
            share = self.over_90 * (1 - self.survival) * self.survival ** (min(age, 120) - 90)
        else:
            share = self.age_bands[age // 5] / 5
        within, wider = "", 0.0
        if age >= 65:
            within, wider = roles().aged_over_65, self.over_65
        elif age < 15:
            within, wider = roles().aged_under_15, self.under_15
        return Trait(f"aged {age}", "age", share, within, wider, rare=age >= 90)


@cache
def traits() -> Traits:
    """Read the list that ships with the package."""
    path = files("fhfa_data.stories.gate") / "lists" / "traits.toml"
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    age = found["age"]
    return Traits(
        by_words={word: _trait(one) for one in found["trait"] for word in one["words"].split(";")},
        conditions={
            name: Trait(name, "condition", per / 100_000, instead=words)
            for words, listed in found["conditions"].items()
            for name, per in listed.items()
        },
        roles={
            name: Role(name, one["most"], one["until"], one["instead"])
            for names, one in found["roles"].items()
            for name in names.split(";")
        },
        age_bands=tuple(band / 100 for band in age["bands"]),
        over_90=age["ninety_and_over"] / 100,
        survival=age["yearly_survival_after_90"],
        under_15=age["under_15"] / 100,
        over_65=age["over_65"] / 100,
    )


def _trait(one: dict[str, Any]) -> Trait:
    return Trait(
        one["id"],
        one["group"],
        one["share"] / 100,
        one.get("within", ""),
        one.get("of", 0.0) / 100,
        not one.get("common", False),
    )
