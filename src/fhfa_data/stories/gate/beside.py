"""What the words beside a capital say: that a person is meant, or a place; what to say instead."""

from __future__ import annotations

import re

from fhfa_data.stories.gate.lexicon import word_set

RELATIONS = word_set(
    "son daughter mum mam mom mother dad father nan nana nanna gran grandma granny grandad "
    "granddad grandfather grandmother grandson granddaughter grandchild brother sister bro "
    "sis twin twins uncle aunt auntie aunty niece nephew cousin husband wife partner fiancé "
    "fiancée fiance girlfriend boyfriend ex hubby missus friend mate pal neighbour neighbor "
    "lad lass boy girl baby bairn child kid toddler stepson stepdaughter stepdad stepmum "
    "son-in-law daughter-in-law mother-in-law father-in-law sister-in-law brother-in-law "
    "carer worker landlord landlady boss manager tutor teacher doctor gp nurse midwife "
    "physio dentist therapist counsellor consultant surgeon cleaner warden volunteer driver "
    "caseworker advocate interpreter colleague classmate lodger tenant patient client "
    "resident pensioner guy bloke fella chap man woman lady gentleman youngest eldest "
    "oldest other-half"
)
CALENDAR = word_set(
    "january february march april may june july august september october november december "
    "summer autumn winter spring sunny monday tuesday wednesday thursday friday saturday "
    "sunday today yesterday tomorrow tonight"
)
OPENERS = frozenset({"will", "may"})

_RELATION = "|".join(sorted(map(re.escape, RELATIONS), key=len, reverse=True))
_PERSON_BEFORE = re.compile(
    rf"(?:\b(?:my|our|her|his|their|your|the|a|an|this|one|old|young|little|\w+['’]s)\s(?:["
    rf"\w-]+\s){{0,2}}"
    rf"(?:{_RELATION})s?,?\s(?:is\s|was\s|called\s|named\s)?"
    r"|\b(?:called|named|names?(?: is| was| are|['’]s)|known as|goes by|i am|i['’]m|"
    r"im|this is|my love to|"
    r"love to|hi|hiya|hello|hey|dear|signed|regards|wishes|cheers|thanks|thank "
    r"you|thanks to|ask|asks|asked|"
    r"ask for|asked for|asking for|tell|told|telling|met|meet|saw|seen|spoke (?:to|"
    r"with)|speak (?:to|with)|"
    r"talk(?:ed|ing)? (?:to|with)|rang|ring|phoned|phone|text|contact|visited|"
    r"visit to|helped|heard from|"
    r"listened to|behalf of|give it to|gave|gave it to|care of|attn|from:|to:|"
    r"name:|present:|with|who told "
    r"\w+ was|our|remember|miss|bless|married|buried|lost|knew|know|according "
    r"to|chat(?:ted)? (?:to|with)|"
    r"introduced (?:to|me to|us to)|reply to|write to|wrote to|letter to|say hi "
    r"to|say hello to),?:?\s{1,2}"
    r"[\"“'‘]?)$",
    re.I,
)
_VERBS = (
    "said|says|told|tells|asked|asks|thinks|thought|reckons|wants|wanted|lives|"
    "lived|works|worked|runs|"
    "rang|waited|waits|cried|cries|wrote|writes|died|knows|feels|felt|sleeps|"
    "slept|looks after|looked "
    "after|explained|explains|replied|remembers|remembered|added|adds|agreed|"
    "agrees|complained|noticed|"
    "laughed|smiled|drives|drove|nodded|whispered|shouted|shouts|cooks|minds|teaches|volunteers|"
    "never|always|and i|"
    "and me|has been|had been|who|whose|hasn['’]t|hadn['’]t|didn['’]t|doesn['’]t|"
    "couldn['’]t|can['’]t|"
    "wouldn['’]t|isn['’]t|wasn['’]t|passed away|cannot|could|used to|would|loves?d?|"
    "likes|hates|is \\d|was \\d|is (?:a|an|my|our|his|her|one|two|three|four|"
    "five|six|seven|eight|nine|ten|"
    "on|waiting|scared|from)|was (?:a|an|my|our|one|two|three|four|five|six|seven|"
    "eight|nine|ten|\\w+(?:ed|en|told|sent|born|left|lost|put|held|kept)|told|"
    "sent|"
    "born|left|given|put|kept|scared|waiting)|goes|went to|came (?:to|home|from|back|round|out|in)|"
    "got (?:a|the|her|his|it)|lost (?:her|his|a)|has (?:a|no|two|three|her|his|"
    "asthma)|had (?:a|no|her|his)|"
    "needs (?:a|her|his|help)|left (?:her|his|us|school)|at reception|at the|"
    "from (?:the|number|next)|here"
)
_PERSON_AFTER = re.compile(
    rf"^(?:,?\s(?:{_VERBS})\b|\s?\(\d{{1,2}}\)|,\s(?:aged\s)?\d{{1,2}}[,.)]|,\s(?:who|"
    rf"whose|a|an|my|our|his|"
    rf"her|the|from|aged|you)\b|:\s?[\"“]|['’]s\s(?:{_RELATION}|house|flat|file|"
    rf"test|baby|oxygen|hours|"
    r"birthday|funeral|death|family|kids|appointment)\b)",
    re.I,
)
_POSSESSED = re.compile(
    rf"^\s(?:[\w-]+\s)?(?:{_RELATION}|house|flat|file|test|hours|birthday|funeral|"
    r"death|family|kids|appointment|oxygen|room|bed|story)\b",
    re.I,
)
_PLACE_BEFORE = re.compile(
    r"(?:^|[\s(\"“])(?:in|at|near|around|across|outside|off|via|through|towards|"
    r"toward|onto|into|inside|"
    r"beyond|past|the|this|these|that|those|some|every|each|any|no|north|south|"
    r"east|west|st\.?|saint|greater|"
    r"central|upper|lower|on|a|an|more|between)\s$",
    re.I,
)
_PLACE_AFTER = re.compile(
    r"^\s(?:area|estate|ward|town|village|road|street|lane|park|station|centre|"
    r"hospital|clinic|library|school|"
    r"surgery|practice|market|estate's|borough|council|team|service|services|hub|"
    r"project|programme|app|café|"
    r"residents|people|families|patients|speakers?|language|community|communities|"
    r"women|men|food|restaurant|"
    r"talk|holidays?|term|syndrome|disease|test|tests|score|index|review|report|inquiry)\b",
    re.I,
)
THE = re.compile(r"\b(?:the|those)\s$", re.I)
FAMILY = re.compile(
    r"^\s(?:family|twins|brothers|sisters|household|children|kids|lads|boys|girls)\b", re.I
)


def speaks_of_a_person(before: str, after: str, possessive: bool) -> bool:
    """Whether the words before or after a capital are such as stand beside a person's name.

    >>> speaks_of_a_person("I asked ", " from the club", False)
    True
    >>> speaks_of_a_person("since ", " we wait", False)
    False
    """
    if possessive and _POSSESSED.match(after):
        return True
    return bool(_PERSON_BEFORE.search(before) or _PERSON_AFTER.match(after))


def speaks_of_a_place(before: str, after: str) -> bool:
    """Whether the words before or after are such as stand beside a place or a thing."""
    return bool(_PLACE_BEFORE.search(before) or _PLACE_AFTER.match(after))


_INSTEAD = (
    (r"(?:dr|doctor|gp|surgeon|consultant)\b", "a doctor"),
    (r"(?:nurse|midwife|matron|sister)\b", "a nurse"),
    (r"(?:cllr|councillor)\b", "a politician"),
    (
        r"(?:rev|reverend|fr|father|rabbi|imam|sheikh|pastor|bishop|canon|vicar|maulana|mufti)\b",
        "a faith leader",
    ),
    (r"(?:prof|professor)\b", "a senior colleague"),
    (r"(?:pc|sgt|inspector|constable|officer)\b", "an officer"),
    (r"(?:auntie|aunty|aunt|uncle|nana|nan|grandma|grandad|gran)\b", "a relative"),
    (r"(?:mr\.?|mister) and (?:mrs|ms)\b", "a couple"),
)
_RELATION_BEFORE = re.compile(rf"\b(?:{_RELATION})\s$", re.I)
_DEAR = re.compile(r"\b(?:dear|hi|hello)\s$", re.I)
_SELF = re.compile(r"\b(?:my name is|my name['’]s)\s$", re.I)
I_AM = re.compile(r"\b(?:i am|i['’]m|im)\s$", re.I)


def instead(text: str, start: int, end: int) -> str:
    """What could stand in place of a name; empty where the words before say enough ("my son …")."""
    before, name = text[max(0, start - 40) : start], text[start:end]
    for pattern, words in _INSTEAD:
        if re.match(pattern, name, re.I):
            return words
    for pattern, words in ((_SELF, "not given"), (I_AM, "a resident"), (_DEAR, "friend")):
        if pattern.search(before):
            return words
    possessive = text[end : end + 2].casefold() in ("'s", "’s")
    if _RELATION_BEFORE.search(before) and not possessive:
        return ""
    return "someone"
