"""Numbers that a register gave to one person or one vehicle."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fhfa_data.stories.gate.findings import Finding, Kind

_TEN_DIGITS = re.compile(r"(?<![\w+£.,-])\d{3}[\s.–-]{0,2}\d{3}[\s.–-]{0,2}\d{4}(?![\w%]|[.,-]\d)")
_NHS_WORD = re.compile(r"\b(?:nhs|hospital|patient|health|gp)\b[^\d\n]{0,30}$", re.I)
_NI = re.compile(
    r"(?<!\w)[A-CEGHJ-PQR-TW-Z][A-CEGHJ-NPQR-TW-Z](?:[\s.-]{0,2}\d{2}){3}[\s.-]{0,2}[A-D](?!\w)",
    re.I,
)
_CURRENT = re.compile(r"(?<![\w-])[A-Z]{2}\d{2}\s?[A-Z]{3}(?![\w-])")
_ANY_PLATE = re.compile(
    r"(?<![\w-])(?:[A-Z]{2}\s?\d{2}\s?[A-Z]{3}|[A-Z]\d{1,3}\s?[A-Z]{3}|[A-Z]{3}\s?\d{1,3}[A-Z]"
    r"|[A-Z]{1,3}\s?\d{1,4}(?=[\s.,;!?)]|$)|\d{1,4}\s?[A-Z]{2,3})(?![\w-])",
    re.I,
)
_PLATE_WORD = re.compile(
    r"\b(?:reg(?:istration)?(?: no\.?| number| plate)?|(?:number )?plate(?: was|"
    r" is)?|licen[cs]e plate)"
    r"[\s:,.]{0,3}(?:was |is |number |no\.? )?[\"'“]?$",
    re.I,
)


def nhs_numbers(text: str) -> Iterator[Finding]:
    """Ten digits whose last is right, or that are said to be an NHS number though it is wrong.

    Source: NHS Data Dictionary, "NHS number": modulus 11 with weights 10 to 2.
    """
    for match in _TEN_DIGITS.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        before = text[max(0, match.start() - 45) : match.start()]
        if is_nhs_number(digits) or _NHS_WORD.search(before):
            yield Finding(Kind.NHS_NUMBER, match.start(), match.end(), "(number left out)")


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits carry the right check digit.

    >>> is_nhs_number("9434765919"), is_nhs_number("9434765918")
    (True, False)
    """
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)
    )
    check = (11 - total % 11) % 11
    return check < 10 and check == int(digits[9]) and len(set(digits)) > 1


def national_insurance_numbers(text: str) -> Iterator[Finding]:
    """Two letters, six digits, a letter from A to D (HMRC, National Insurance Manual, NIM39110)."""
    for match in _NI.finditer(text):
        yield Finding(Kind.NATIONAL_INSURANCE, match.start(), match.end(), "(number left out)")


def vehicles(text: str) -> Iterator[Finding]:
    """Registrations of today's form in capitals; any form after a word such as "reg"."""
    for match in _CURRENT.finditer(text):
        yield Finding(Kind.VEHICLE, match.start(), match.end(), "(registration left out)")
    for match in _ANY_PLATE.finditer(text):
        if _PLATE_WORD.search(text[max(0, match.start() - 40) : match.start()]):
            yield Finding(Kind.VEHICLE, match.start(), match.end(), "(registration left out)")
