"""Postcodes and street addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fhfa_data.stories.gate.findings import Finding, Kind
from fhfa_data.stories.gate.lexicon import word_set

# The postcode areas of the United Kingdom (Royal Mail, Postcode Address File).
_AREAS = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E "
    "EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL "
    "LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM "
    "SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE"
)
_AREA = "|".join(sorted(_AREAS.split(), key=len, reverse=True))
_POSTCODE = re.compile(
    rf"(?<![\w£])(?P<district>(?:{_AREA})\d[\dA-Z]?)[\s-]{{0,3}}\d\s?[ABD-HJLNP-UW-Z]{{2}}(?!\w)",
    re.I,
)
_SECTOR = re.compile(rf"(?<![\w£])(?P<district>(?:{_AREA})\d[\dA-Z]?) \d(?![\w,.]\d|\w)", re.I)
_SECTOR_WORD = re.compile(r"\b(?:sectors?|post ?codes?|post-codes?)\b", re.I)

_TYPES = (
    "street|st|road|rd|avenue|ave|lane|ln|drive|dr|close|crescent|cres|terrace|"
    "grove|court|ct|place|"
    "gardens|gdns|walk|way|row|square|sq|mews|hill|view|rise|green|parade|brow|"
    "fold|bank|croft|mount|"
    "park|vale|embankment|gate|quays?|wharf|mill|house|tower|heights|point|villas?|cottages?|yard|"
    "approach|bridge|clough|nook|meadows?|passage|path|promenade|side|end|top|field|fields"
)
_CAPITAL = r"[A-Z][\w'’-]{0,30}\.?"
_FLAT = (
    r"(?:(?:flat|apartment|apt|unit|room|bedsit)\.?\s+(?:no\.?\s*)?(?:\d{1,4}[a-z]?|[a-z]\d{0,2}))"
)
_NAMED = rf"(?:(?:The\s+)?(?:{_CAPITAL}\s+){{0,3}}(?:{_CAPITAL}))"
_NUMBER = r"(?:no\.?\s*)?\d{1,4}(?:\s?[a-zA-Z](?![\w'’]))?(?:\s?[-–/]\s?\d{1,4})?"
_NUMBERED = re.compile(
    rf"(?<![\w£.,:/%-])(?:(?i:{_FLAT}),?\s+(?:{_NAMED},\s+)?)?(?:(?:The\s)(?:{_CAPITAL}\s?)"
    rf"{{1,3}},\s)?"
    rf"(?P<number>{_NUMBER}),?\s+(?:(?:on|in)\s+)?(?P<name>(?:(?:the\s+)(?=Crescent|"
    rf"Avenue|Green|Grove|Drive|Close|Cottages|Terrace|Mews|Square|Row)|{_CAPITAL}\s+){{1,4"
    rf"}}?(?i:{_TYPES})\b"
    rf"(?:\s(?:North|South|East|West)\b)?)"
)
_FLAT_ONLY = re.compile(
    rf"(?<!\w)(?i:{_FLAT}),?\s+(?:in\s+)?(?P<name>(?:{_CAPITAL}\s+){{1,3}}?(?i:{_TYPES})\b)"
)
_HOUSE = re.compile(
    rf"(?<!\w)(?:{_CAPITAL}\s+){{1,3}}(?:Mosque|Church|Chapel|Cottages?|Mill|House|Lodge|Farm|Barn|"
    r"Vicarage|Rectory|Hall|Temple|Buildings?|Villas?|Inn|Court|Tower),\s+$"
)
_LOWER = re.compile(
    rf"(?<![\w£.,:/%-])(?:{_FLAT},?\s+)?(?P<number>\d{{1,4}}[a-z]?),?\s+(?P<name>(?:st\.?\s"
    rf"+[a-z'’]{{3,20}}\s+|(?:[a-z'’]{{3,20}}\s+){{1,2}})"
    r"(?:street|st|road|rd|avenue|ave|lane|drive|crescent|terrace|grove|close|"
    r"gardens|court|walk|mews))\b",
    re.I,
)
_LIVES = re.compile(
    r"\b(?:lives?|living|lived|moved|stay(?:s|ing)?|home|address(?: is|:)?)\b.{0,25}$", re.I
)
_HILLS = frozenset(["hill", "green", "park", "bank", "fold", "vale", "side", "end", "top"])
_NUMBER_WORD = re.compile(r"\b(?:number|no\.?|flat|house)\s", re.I)
_NOT_STREET = word_set(
    "of on in at to from the a an and for per with new people houses homes flats minutes "
    "minute mins miles mile metres yards buses bus shops shop days weeks months years year "
    "percent pounds empty more other different main busy long first second local big small "
    "cars car families residents children kids adults lads streets roads high half whole "
    "same this that our their his her my hours hour times steps doors steps per cent close "
    "by down up along across near off"
)


def postcodes(text: str) -> Iterator[Finding]:
    """Full postcodes; sectors ("SK6 7") where the word postcode or sector stands near.

    The district alone ("SK6") is left, as some tens of thousands of people share it.
    """
    for match in _POSTCODE.finditer(text):
        yield Finding(Kind.POSTCODE, *match.span(), _district(match))
    for match in _SECTOR.finditer(text):
        if _SECTOR_WORD.search(text[max(0, match.start() - 60) : match.end() + 30]):
            yield Finding(Kind.POSTCODE, *match.span(), _district(match), "postcode sector")


def _district(match: re.Match[str]) -> str:
    return f"the {match.group('district').upper()} area"


def addresses(text: str) -> Iterator[Finding]:
    """A number and a street, a flat in a building. A street without a number is no address."""
    for pattern in (_NUMBERED, _FLAT_ONLY, _LOWER):
        for match in pattern.finditer(text):
            if _is_address(text, match, lower=pattern is _LOWER):
                start, end = _trimmed(text, *match.span())
                yield Finding(Kind.ADDRESS, start, end, "an address nearby")


def _is_address(text: str, match: re.Match[str], *, lower: bool) -> bool:
    words = match.group("name").split()
    if lower and (words[-1][0].isupper() != words[0][0].isupper() or words[0].istitle()):
        return False
    low = [word.casefold() for word in words]
    between = low[1:-1] if low[0] in ("st", "st.") else low[:-1]
    if lower and any(word in _NOT_STREET or _is_plural(word) for word in between):
        return False
    number = match.groupdict().get("number") or ""
    in_year = number.isdigit() and 1900 <= int(number) <= 2099
    if low[-1] == "st" and re.match(r"\s+[A-Z]", text[match.end() :]):
        return False  # "30 Great St Mary's pupils": a saint, no street
    after_comma = "," in match.group()[: match.start("name") - match.start()]
    if after_comma and low[-1] in _HILLS and not match.group()[0].isalpha():
        return False  # "Sunita, 43, Cheetham Hill"
    loose = re.search(r"\s(?:on|in)\s", match.group()[: match.start("name") - match.start()])
    if loose and not _NUMBER_WORD.search(text[max(0, match.start() - 12) : match.end()]):
        return False  # "40 on Oxford Road" counts people
    return not in_year or bool(_LIVES.search(text[max(0, match.start() - 40) : match.start()]))


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("'s", "ss"))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in the name of a house before the number: "Longsight Mosque, 20 …"."""
    before = text[max(0, start - 60) : start]
    house = _HOUSE.search(before)
    return (start - len(before) + house.start() if house else start), end
