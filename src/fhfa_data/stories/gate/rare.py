"""People whom few words single out: an exact age with a rare trait, "the only …", one's role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from fhfa_data.stories.gate.ages import (
    BEFORE,
    BIRTHDAY,
    YEARS,
    age_beside,
    decade,
    decade_after,
    years,
)
from fhfa_data.stories.gate.findings import Finding, Kind
from fhfa_data.stories.gate.lexicon import folded
from fhfa_data.stories.gate.traits import Role, Trait, traits

_NOUNS = (
    "woman|man|lady|gentleman|gent|bloke|fella|chap|guy|lad|lass|boy|girl|child|"
    "kid|baby|toddler|teenager|"
    "teen|mum|mam|mother|dad|father|nan|gran|grandma|grandad|grandmother|grandfather|"
    "widow|widower|carer|"
    "resident|pensioner|student|pupil|nurse|teacher|doctor|driver|worker|refugee|"
    "migrant|person|patient|"
    "volunteer|neighbour|sister|brother|son|daughter|uncle|aunt|auntie|cousin|"
    "friend|mate|husband|wife|"
    "partner|couple|family|household|user|seeker|tenant|mother-to-be|adult|miner|"
    "veteran|orphan|twin|twins|"
    "male|female|member|applicant|candidate|worshipper|speaker|survivor"
)
_FILLERS = (
    "single|lone|former|ex|retired|young|old|older|elderly|unemployed|homeless|"
    "working|local|divorced|married|"
    "lone-parent|first-time|full-time|part-time|born|speaking|british|english|"
    "female|male|and|self-employed|"
    "non-english-speaking|new|frail|bedbound|housebound|autistic|epileptic|diabetic|"
    "proud|practising|devout|"
    "orthodox|year|english-speaking|war|mixed|severely|profoundly|registered|visually|hearing|impaired"
)
_HOLDERS = (
    "imam|rabbi|vicar|priest|headteacher|councillor|surgeon|midwife|barber|player|officer|baker|"
    "shopkeeper|farmer|solicitor|professor|footballer|boxer|musician|governor|trustee|interpreter"
)
# "The only nurse who smiled" is said of many; "the only deaf nurse who smiled" of one.
_WHO = re.compile(r"\s(?:who|that|to|i|we|they|he|she|you|my)\b", re.I)
_ONLY = re.compile(
    r"\b(?P<only>(?:the|our|my|their|her|his)\s(?:\w+['’]s\s)?only(?:\s(?!(?:is|"
    r"was|are|were|has|had|who|whose|that|to|in|of|from|on|at|for|and|or|but|with)\b)"
    r"[\w'’-]+){0,4}\s"
    rf"(?:{_NOUNS}|{_HOLDERS}))\b(?!['’\w-])|\b(?P<one>the\sonly\sone)\b(?=\s(?:with|here|in)\b)",
    re.I,
)
_MOST = re.compile(
    rf"\bthe (?:oldest|youngest|tallest|first|last|eldest|longest-serving)\s(?:(?:{_FILLERS}"
    rf")\s){{0,2}}(?:living\s)?(?:man|woman|person|resident|lady|boy|girl|tenant|"
    rf"pupil)\b",
    re.I,
)
_THING = re.compile(
    r"\bonly\s(?:way|thing|place|time|reason|help|choice|answer|support|bus|clinic|"
    r"group|child care|family (?:room|doctor|centre|hub))\b",
    re.I,
)
_GROUP = re.compile(
    r"[\s-](?:people|residents|women|men|families|communit|children|groups?\b|culture|history|"
    r"charit|network|forum|voices|month|rights|services?\b|associat|society|centre|club|church|"
    r"school|trust)",
    re.I,
)
_SEVERAL = re.compile(r"[\s-](?!(?:has|is|was|does|says|whose)\b)[a-z]+s\b", re.I)
_MANY = re.compile(r"\b(?:all|many|most|some|every|each|any|few|several|other|no|for|of)\s$", re.I)
_OF_ONE = re.compile(r"(?:\b(?:is|am|was|an?|the|one|this)|['’][ms])\s(?:both\s)?$", re.I)
_YEAR_OLD = re.compile(r"(?:(?:years?|old)[ -]){0,2}", re.I)
_PLURAL = re.compile(
    r"(?:people|women|men|families|those|anyone|everyone|children|adults|patients|"
    r"residents)\s(?:\w+\s){0,3}$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Described:
    """A person or household as the text describes them, at ``text[start:end]``.

    ``alone``: the text itself says that there is only one. ``telling``: enough to be a finding
    by itself, wherever it is.
    """

    start: int
    end: int
    traits: tuple[Trait, ...]
    role: Role | None = None
    alone: bool = False
    telling: bool = False
    instead: str = "someone"


def rare_traits(text: str) -> Iterator[Finding]:
    """What singles a person out, wherever they live."""
    for one in described(text):
        if one.telling:
            yield finding(one)


def finding(one: Described) -> Finding:
    """The finding for a described person."""
    note = ", ".join([*(trait.id for trait in one.traits), *([one.role.name] if one.role else [])])
    return Finding(Kind.RARE_TRAIT, one.start, one.end, one.instead, note)


def described(text: str) -> Iterator[Described]:
    """Everyone whom the text describes by two things or more, or by one that is rare."""
    yield from _the_only(text)
    yield from _phrases(text)
    yield from _very_old(text)
    yield from _ill(text)
    yield from _in_role(text)


def _the_only(text: str) -> Iterator[Described]:
    for pattern in (_ONLY, _MOST):
        for match in pattern.finditer(text):
            found = tuple(_traits_in(match.group()))
            noun = match.group().split()[-1].casefold()
            plain = not found and not re.fullmatch(_HOLDERS, noun)
            if _THING.search(match.group()) or (plain and _WHO.match(text[match.end() :][:8])):
                continue
            words = "one of us" if match.groupdict().get("one") else _one(noun)
            yield Described(*match.span(), found, alone=True, telling=True, instead=words)


def _one(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' and noun != 'user' else 'a'} {noun}"


@cache
def _phrase_pattern() -> re.Pattern[str]:
    """Words about a person in a row, ending in one that names a person: "Sikh woman"."""
    known = traits()
    words = "|".join(re.escape(one) for one in sorted(known.by_words, key=len, reverse=True))
    part = rf"(?:{words}|{_FILLERS}|{_NOUNS})"
    return re.compile(rf"(?<![\w-]){part}(?:,?[ \n-]{part}){{0,7}}(?![\w-]|['’](?!s\b))", re.I)


def _phrases(text: str) -> Iterator[Described]:
    for match in _phrase_pattern().finditer(text):
        start, end = _core(match)
        found = list(_traits_in(text[start:end]))
        age, start, end = age_beside(text, start, end)
        if age is not None:
            found.append(traits().of_age(age))
        elif (first := decade_after(text, end)) is not None:
            found.append(traits().in_decade(first))
        groups = {trait.group for trait in found}
        rare = [trait for trait in found if trait.rare]
        telling = bool(rare) and (age is not None or len(rare) > 1) and len(groups) > 1
        if len(groups) > 1 and (age is not None or _is_one(text, start, end)):
            words = _in_general(text[start:end], age)
            yield Described(start, end, tuple(found), telling=telling, instead=words)


def _is_one(text: str, start: int, end: int) -> bool:
    """Whether one person is meant: "a deaf Somali woman", not "deaf Somali people"."""
    if _GROUP.match(text[end : end + 25]) or _MANY.search(text[max(0, start - 20) : start]):
        return False
    if re.search(rf"\b(?:{_NOUNS})\b", text[start:end], re.I):
        return True
    one = _OF_ONE.search(text[max(0, start - 25) : start])
    return bool(one) and not _SEVERAL.match(text[end : end + 25])


def _core(match: re.Match[str]) -> tuple[int, int]:
    """The span without "year old" before and fillers after the last word about a person."""
    year_old = _YEAR_OLD.match(match.group())
    start = match.start() + (year_old.end() if year_old else 0)
    ends = [one.end() for one in _last_words().finditer(match.string, start, match.end())]
    return start, max(ends, default=match.end())


@cache
def _last_words() -> re.Pattern[str]:
    words = "|".join(re.escape(one) for one in sorted(traits().by_words, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{words}|{_NOUNS})(?![\w-])", re.I)


def _traits_in(phrase: str) -> Iterator[Trait]:
    """The traits named, one a group: of two ("former miner", "miner") the rarer counts."""
    by_group: dict[str, Trait] = {}
    for match in _trait_pattern().finditer(phrase):
        trait = traits().by_words[folded(match.group())]
        known = by_group.get(trait.group)
        if known is None or trait.share < known.share:
            by_group[trait.group] = trait
    yield from by_group.values()


@cache
def _trait_pattern() -> re.Pattern[str]:
    words = "|".join(re.escape(one) for one in sorted(traits().by_words, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.I)


def _in_general(phrase: str, age: int | None) -> str:
    if not re.search(rf"\b(?:{_NOUNS})\b", phrase, re.I) and age is None:
        return "part of a small group"
    nouns = re.findall(rf"\b(?:{_NOUNS})\b", phrase, re.I)
    noun = nouns[-1].casefold() if nouns else "person"
    noun = {"user": "person", "seeker": "person", "miner": "person"}.get(noun, noun)
    return f"{noun} in {decade(age)}" if age is not None else noun


def _very_old(text: str) -> Iterator[Described]:
    for pattern in (BEFORE, YEARS, BIRTHDAY):
        for match in pattern.finditer(text):
            age = years(match.group("age"))
            if 90 <= age <= 115 and match.group("age").casefold() != "a hundred":
                start = match.start("age")
                end = start + len(text[start : match.end()].rstrip(" ,\n"))
                noun = re.match(rf"\s?(?:{_NOUNS})\b", text[end : end + 20], re.I)
                end += noun.end() if noun else 0
                birthday = pattern is BIRTHDAY
                words = (
                    "birthday"
                    if birthday
                    else f"{noun.group().strip()} in old age"
                    if noun
                    else "in old age"
                )
                yield Described(start, end, (traits().of_age(age),), telling=True, instead=words)


@cache
def _condition_pattern() -> re.Pattern[str]:
    names = sorted(traits().conditions, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(one) for one in names)})(?!\w)", re.I)


_SOMEONE = re.compile(
    rf"\b(?:i|my|he|she|her|his|our|(?:mother|mum|father|dad|parents)\sof|(?:a|an|the|one|this)\s(?:[\w-]+\s){{0,2}}(?:{_NOUNS}))"
    rf"\b[^.!?]{{0,70}}$",
    re.I,
)
_NOUN_WITH = re.compile(
    rf"\b(?:{_NOUNS})\s(?:with|living with)\s(?:(?:severe|rare|early)\s)?$", re.I
)


def _ill(text: str) -> Iterator[Described]:
    plain = text.replace("’", "'")
    for match in _condition_pattern().finditer(plain):
        trait = traits().conditions[folded(match.group())]
        before = text[max(0, match.start() - 90) : match.start()]
        if trait.share < 0.0004 and _SOMEONE.search(before) and not _PLURAL.search(before[-40:]):
            noun = _NOUN_WITH.search(before)
            start = match.start() - len(noun.group()) if noun else match.start()
            person = noun.group().split()[0] if noun else ""
            words = f"{person} with a long-term condition" if noun else trait.instead
            yield Described(start, match.end(), (trait,), telling=True, instead=words)


@cache
def _role_pattern() -> re.Pattern[str]:
    names = "|".join(re.escape(one) for one in sorted(traits().roles, key=len, reverse=True))
    return re.compile(
        rf"\b(?:the|our|their|your|my|her|his)\s(?:(?:local|school['’]s|parish|village|"
        rf"old|new|lovely|ward)\s){{0,2}}"
        rf"(?P<role>{names})(?![\w-]|['’]s?\s(?:{_THINGS})|\s(?:{_THINGS})\b)",
        re.I,
    )


_THINGS = (
    "surgery|surgeries|service|services|team|office|role|job|of the year|elections?|"
    "vote|post|training|advice"
)


def _in_role(text: str) -> Iterator[Described]:
    for match in _role_pattern().finditer(text):
        role = traits().roles[folded(match.group("role"))]
        # "the GP" is one of many; a title before a name ("the vicar, Rev …") still is one person
        yield Described(*match.span(), (), role=role, telling=True, instead=role.instead)
