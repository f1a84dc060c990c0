"""Ways to reach a person: phone numbers, e-mail addresses, web addresses, social media names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fhfa_data.stories.gate.findings import Finding, Kind

_SEP = r"[\s.\-–—()]{0,3}"
# UK numbers: 0 and nine or ten digits, or +44/0044 and nine or ten (Ofcom, National Telephone
# Numbering Plan). Spaces and dashes may stand anywhere. The first digit is never 4 or 6.
_UK = re.compile(
    rf"(?<![\w+])(?:\(?(?:\+|00){_SEP}4{_SEP}4\)?{_SEP}(?:\(?0\)?{_SEP})?|\(?0\)?{_SEP})"
    rf"[1-357-9](?:{_SEP}\d){{8,9}}(?![\d]|[.,]\d)"
)
# Numbers from 03, 08 and 09 are those of organisations (Ofcom).
_SERVICE = re.compile(r"\(?0[\s-]?[389]|(?:\+|00)[\s-]?44[\s-]?(?:\(0\))?[\s-]?[389]")
_SLASHED = re.compile(r"(?<!\w)07\d{3}\s?/\s?\d{3}\s?/?\s?\d{3}(?!\d)")
_ABROAD = re.compile(r"(?<![\w+])\+\s?[1-9](?:[\s.\-()]{0,2}\d){7,13}(?!\d)")
_LOCAL = re.compile(r"(?<![\w£.,-])[1-9]\d{2,3}[ -]\d{3,4}(?![\w%]|[.,-]\d)")
_PHONE_WORD = re.compile(
    r"\b(?:phone|ring|call|tel|telephone|mobile|mob|landline|text|dial|whatsapp|number is|"
    r"number's|extension)\b[^\d\n]{0,25}$",
    re.I,
)
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+'-]{1,64}(?:\s?@\s?|\s?[(\[]\s?at\s?[)\]]\s?)[\w-]{1,63}"
    r"(?:(?:\.|\s?[(\[]\s?dot\s?[)\]]\s?)[\w-]{2,63}){1,4}",
    re.I,
)
_SPOKEN = re.compile(
    r"\b(?:[\w+-]{1,30} dot ){0,3}[\w.+-]{2,64} at [\w-]{2,63} dot (?:com|co dot uk|org|net|uk)\b",
    re.I,
)
_URL = re.compile(r"\b(?:https?://|www\.)[^\s<>\"'()\[\]]{2,300}", re.I)
_DOMAIN = re.compile(
    r"(?<![\w@./-])[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,3}\."
    r"(?:com|co\.uk|org\.uk|org|net|ee|me|io|uk|info|blog|tv|social)\b(?:/[^\s<>\"'()\[\]]"
    r"{0,200})?",
    re.I,
)
_HANDLE = re.compile(r"(?<![\w@.])@[A-Za-z0-9_](?:[\w.]{0,40}\w)")
_ON_MEDIA = re.compile(
    r"\b(?:insta|instagram|snapchat|snap|tiktok|twitter|facebook|fb|telegram|discord)\b"
    r"(?: (?:name|handle|account|user|username))?(?: is| as|'s|:)? {1,2}"
    r"(?P<handle>[A-Za-z][A-Za-z0-9]*[0-9_.][A-Za-z0-9_.]*\w)",
    re.I,
)
_PUBLIC = re.compile(
    r"(?:^|[./@])(?:gov\.uk|nhs\.uk|police\.uk|parliament\.uk|nhs\.net)(?:/|$)", re.I
)


def phones(text: str) -> Iterator[Finding]:
    """Phone numbers, however they are spaced, but those of organisations (03, 08, 09).

    A short one counts only after a word such as "ring".

    >>> [text[one.start:one.end] for text in ["Ring 0 7700 900 123."] for one in phones(text)]
    ['0 7700 900 123']
    """
    for pattern in (_UK, _SLASHED, _ABROAD):
        for match in pattern.finditer(text):
            if not _SERVICE.match(match.group()):
                yield _found(Kind.PHONE, match.start(), match.end(), "a phone number")
    for match in _LOCAL.finditer(text):
        if _PHONE_WORD.search(text[max(0, match.start() - 40) : match.start()]):
            yield _found(Kind.PHONE, match.start(), match.end(), "a phone number")


def emails(text: str) -> Iterator[Finding]:
    """E-mail addresses, also with "(at)" or spelt out."""
    for pattern in (_EMAIL, _SPOKEN):
        for match in pattern.finditer(text):
            start = match.start() + (match.group()[0] == "'")
            yield _found(Kind.EMAIL, start, match.end(), "an e-mail address")


def links(text: str) -> Iterator[Finding]:
    """Web addresses and social media names; those of public bodies say nothing of a person."""
    for pattern in (_URL, _DOMAIN):
        for match in pattern.finditer(text):
            found = match.group().rstrip(".,;:!?")
            if not _PUBLIC.search(found.split("/", 3)[2] if "//" in found else found.split("/")[0]):
                yield _found(Kind.LINK, match.start(), match.start() + len(found), "a web page")
    for match in _HANDLE.finditer(text):
        yield _found(Kind.LINK, match.start(), match.end(), "a social media account")
    for match in _ON_MEDIA.finditer(text):
        yield _found(Kind.LINK, *match.span("handle"), "a social media account")


def _found(kind: Kind, start: int, end: int, instead: str) -> Finding:
    return Finding(kind, start, end, instead)
