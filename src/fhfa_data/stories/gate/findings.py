"""What the gate finds: a kind, where it stands in the text, and what could be said instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Kinds of likely personal data, most serious first: where two overlap, the first stands."""

    NHS_NUMBER = "nhs_number"
    NATIONAL_INSURANCE = "national_insurance"
    EMAIL = "email"
    LINK = "link"
    PHONE = "phone"
    ADDRESS = "address"
    POSTCODE = "postcode"
    DATE = "date"
    VEHICLE = "vehicle"
    RARE_TRAIT = "rare_trait"
    NAME = "name"

    @property
    def plain(self) -> str:
        """How people say it.

        >>> Kind.NHS_NUMBER.plain, Kind.RARE_TRAIT.plain
        ('NHS number', 'what few people are')
        """
        return _PLAIN[self]


_PLAIN = {
    Kind.NHS_NUMBER: "NHS number",
    Kind.NATIONAL_INSURANCE: "National Insurance number",
    Kind.EMAIL: "e-mail address",
    Kind.LINK: "web address or social media name",
    Kind.PHONE: "phone number",
    Kind.ADDRESS: "street address",
    Kind.POSTCODE: "postcode",
    Kind.DATE: "exact date",
    Kind.VEHICLE: "vehicle registration",
    Kind.RARE_TRAIT: "what few people are",
    Kind.NAME: "name of a person",
}
BIRTH = "date of birth"
"""What a date says that somebody was born on."""

_ORDER = {kind: at for at, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Finding:
    """Likely personal data at ``text[start:end]``: Python string offsets, ``end`` exclusive.

    ``instead`` is what could stand there; ``note`` says more of the finding, or is empty.
    """

    kind: Kind
    start: int
    end: int
    instead: str
    note: str = ""


def settled(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """In order of place, none over another: of two that overlap the more serious kind stands.

    >>> name = Finding(Kind.NAME, 0, 4, "someone")
    >>> mail = Finding(Kind.EMAIL, 0, 16, "an e-mail address")
    >>> [one.kind.value for one in settled([name, mail])]
    ['email']
    """
    kept: list[Finding] = []
    by_weight = sorted(findings, key=lambda one: (_ORDER[one.kind], one.start, -one.end))
    taken: set[int] = set()
    for one in by_weight:
        spot = range(one.start, one.end)
        if one.end > one.start and taken.isdisjoint(spot):
            kept.append(one)
            taken.update(spot)
    return tuple(sorted(kept, key=lambda one: one.start))
