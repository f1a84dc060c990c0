"""The gate: look a text over before anyone else sees it, and say clear, reword or stop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from fhfa_data.stories.gate import contact, dates, identifiers, rare, whereabouts
from fhfa_data.stories.gate.findings import BIRTH, Finding, Kind, settled
from fhfa_data.stories.gate.lexicon import Lexicon, lexicon
from fhfa_data.stories.gate.names import names
from fhfa_data.stories.gate.possible import TOO_FEW, Place, Possible, possible, wide_enough
from fhfa_data.stories.gate.rare import Described

_NUMBERS = (Kind.NHS_NUMBER, Kind.NATIONAL_INSURANCE)
_WHO = (Kind.NAME, Kind.ADDRESS, Kind.POSTCODE, Kind.PHONE, Kind.EMAIL)

PROMPT = (
    "Think of a motivated intruder: someone who lives here, reads the local news "
    "and asks around. Could they "
    "tell who this is? If they could, don't pass it on as it is."
)
"""What a person is asked when a story is stopped (ICO, anonymisation guidance)."""


class Verdict(StrEnum):
    """What may happen next: go to a moderator, mend the words first, or stop and think."""

    CLEAR = "clear"
    REWORD = "reword"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Counted:
    """How many people one finding could mean here, and where there would be enough."""

    finding: Finding
    here: Possible
    wider: Possible | None


@dataclass(frozen=True, slots=True)
class Screening:
    """What the gate says of one text. ``reasons`` are sentences that never quote it."""

    verdict: Verdict
    findings: tuple[Finding, ...]
    counted: tuple[Counted, ...]
    reasons: tuple[str, ...]


def find(text: str, known: Lexicon | None = None) -> tuple[Finding, ...]:
    """All likely personal data, in order of place, none over another.

    >>> text = "Ring Tariq on 07700 900123"
    >>> [(one.kind.value, text[one.start:one.end]) for one in find(text)]
    [('name', 'Tariq'), ('phone', '07700 900123')]
    """
    return settled(
        [
            *identifiers.nhs_numbers(text),
            *identifiers.national_insurance_numbers(text),
            *identifiers.vehicles(text),
            *contact.emails(text),
            *contact.links(text),
            *contact.phones(text),
            *whereabouts.addresses(text),
            *whereabouts.postcodes(text),
            *dates.dates(text),
            *rare.rare_traits(text),
            *names(text, known or lexicon()),
        ]
    )


def screen(
    text: str,
    places: Sequence[Place] = (),
    known: Lexicon | None = None,
    fewest: int = TOO_FEW,
) -> Screening:
    """Look one text over.

    ``stop`` if the words could mean fewer than ``fewest`` people of the first place, if they say
    themselves that there is only one, or if a number of a register (NHS, National Insurance)
    stands beside a name, an address, a postcode, a phone number, an e-mail address or a date of
    birth. Else
    ``reword`` if anything was found, else ``clear``.

    Parameters
    ----------
    places
        Where the story is from, then the wider places that could be named instead, smallest
        first. Without any, nobody can be counted.
    """
    found = find(text, known)
    counted = tuple(_counted(text, places, fewest))
    told = {(one.finding.start, one.finding.end) for one in counted if one.here.too_few}
    found = settled([*found, *(one.finding for one in counted if one.here.too_few)])
    reasons = [*_few(counted), *_serious(found)]
    alone = [one for one in rare.described(text) if one.alone]
    if alone and not told:
        reasons.append("The text says itself that there is only one such person or household.")
    verdict = Verdict.STOP if reasons else Verdict.REWORD if found else Verdict.CLEAR
    return Screening(verdict, found, counted, tuple(reasons))


def _counted(text: str, places: Sequence[Place], fewest: int) -> list[Counted]:
    if not places:
        return []
    listed = []
    for one in rare.described(text):
        here = possible(one, places[0], fewest)
        if here.too_few or one.telling:
            wider = wide_enough(_at_large(one), places[1:], fewest) if here.too_few else None
            listed.append(Counted(rare.finding(one), here, wider))
    return listed


def _at_large(one: Described) -> Described:
    """Without "the only", which a wider place would make untrue."""
    return Described(one.start, one.end, one.traits, one.role, instead=one.instead)


def _few(counted: Sequence[Counted]) -> list[str]:
    sentences = []
    for one in counted:
        if one.here.too_few:
            likely = min(one.here.about, one.here.at_most)
            number = f"about {likely}" if likely else "perhaps one"
            people = "person" if likely <= 1 else "people"
            said = (
                f"The words could mean {number} {people} of {one.here.place}, "
                f"fewer than {one.here.fewest}: {one.here.how}."
            )
            if one.wider:
                said += (
                    f" Say {one.wider.place} instead, where there are about {one.wider.about:,}."
                )
            sentences.append(said)
    return sentences


def _serious(found: Sequence[Finding]) -> list[str]:
    kinds = {one.kind for one in found}
    number = next((kind for kind in _NUMBERS if kind in kinds), None)
    born = any(one.note == BIRTH for one in found)
    who = next((kind.plain for kind in _WHO if kind in kinds), BIRTH if born else "")
    if number is None or not who:
        return []
    article = "an" if number is Kind.NHS_NUMBER else "a"
    return [f"It holds {article} {number.plain} beside more that tells who is meant: {who}."]
