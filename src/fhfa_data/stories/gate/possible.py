"""How many residents of a place a description could mean.

Two numbers, never one. ``at_most`` is sure: no more people can be all of these things than are the
rarest of them alone, as the place's own figures count it (the least of single counts). ``about`` is
likely: the residents times each trait's share, as if being one thing said nothing of being another.
It can be wrong either way, so it is used in one direction only: fewer than :data:`TOO_FEW` stops a
story; more never proves it safe, and a moderator still looks.

A trait for which the place has no figure takes the share of England and Wales. Where the place
counts a wider group (Asian residents, say, for Bangladeshi ones), the share is scaled by how large
that group is there: ``count of the wider group × national share of the trait ÷ national share of
the wider group``.

Sources: fewer than ten is the project's own limit (issue 4); the motivated intruder is from the
Information Commissioner's Office's guidance on anonymisation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from fhfa_data.stories.gate.rare import Described
from fhfa_data.stories.gate.traits import Trait

TOO_FEW = 10
"""Fewer possible people than this stop a story, unless an installation asks for more."""

_SIZES = ("lsoa", "msoa", "ward", "borough", "gm", "region", "england")


@dataclass(frozen=True, slots=True)
class Place:
    """A place and how many of its residents are so: indicator → count, where it is known."""

    code: str
    name: str
    kind: str
    residents: float
    counts: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Possible:
    """How many people of ``place`` a description could mean, and how that was counted, in words."""

    place: str
    at_most: int
    about: int
    how: str
    fewest: int = TOO_FEW

    @property
    def too_few(self) -> bool:
        """Whether fewer than ``fewest`` people are likely, or sure."""
        return min(self.at_most, self.about) < self.fewest


def possible(one: Described, place: Place, fewest: int = TOO_FEW) -> Possible:
    """Count who could be meant; ``fewest``: how many it takes not to be too few.

    >>> from fhfa_data.stories.gate.rare import described
    >>> counts = {"asian_pct": 2_000, "aged_65_over_pct": 1_200}
    >>> ward = Place("E05", "a ward", "ward", 10_000, counts)
    >>> (who,) = described("A 45-year-old Bangladeshi woman")
    >>> answer = possible(who, ward)
    >>> answer.at_most, answer.about, answer.too_few
    (2000, 3, True)
    """
    if one.alone:
        alone = "the text itself says that there is only one"
        return Possible(place.name, 1, 1, alone, fewest)
    if one.role is not None:
        return _in_role(one, place, fewest)
    about = place.residents
    for trait in one.traits:
        about *= _share(trait, place)
    counted = [
        (place.counts[trait.within], trait.id)
        for trait in one.traits
        if trait.within in place.counts
    ]
    most, _ = min(counted, default=(place.residents, ""))
    shares = " × ".join(f"{_share(trait, place) * 100:.2g}% {trait.id}" for trait in one.traits)
    how = (
        f"{place.residents:,.0f} residents × {shares}; at most {most:,.0f} by the "
        f"rarest count known"
    )
    return Possible(place.name, int(most), int(about), how, fewest)


def _in_role(one: Described, place: Place, fewest: int) -> Possible:
    role = one.role
    assert role is not None
    if _SIZES.index(place.kind) <= _SIZES.index(role.until):
        how = f"at most {role.most} people are {role.name} in a {place.kind}"
        return Possible(place.name, role.most, role.most, how, fewest)
    how = f"ten or more people are {role.name} in a place wider than a {role.until}"
    return Possible(place.name, int(place.residents), TOO_FEW, how, fewest)


def _share(trait: Trait, place: Place) -> float:
    if trait.within in place.counts and trait.wider_share and place.residents:
        wider = place.counts[trait.within] / place.residents
        return min(wider, wider * trait.share / trait.wider_share)
    return trait.share


def wide_enough(one: Described, places: Sequence[Place], fewest: int = TOO_FEW) -> Possible | None:
    """The first of ``places``, smallest first, where ``fewest`` or more could be meant."""
    counted = (possible(one, place, fewest) for place in places)
    return next((found for found in counted if not found.too_few), None)
