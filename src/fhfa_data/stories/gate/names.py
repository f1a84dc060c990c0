"""Names of people: by a title, by a name that is hardly anything else, by what is said of it.

No list holds all names, so a word with a capital that is neither English nor a known place,
organisation or people counts as one, unless it stands where places stand ("in …", "the …").
Words that are names now and then (Grace, Will, June, Douglas) count only where the words about
them speak of a person.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fhfa_data.stories.gate import beside
from fhfa_data.stories.gate.findings import Finding, Kind
from fhfa_data.stories.gate.lexicon import Lexicon, lexicon, word_set
from fhfa_data.stories.gate.runs import JOINERS, Run, runs
from fhfa_data.stories.gate.tokens import Token, tokens

_SURNAME_HEADS = word_set(
    "wood woods green hill bridge heath church hall brook field forest lock mills moor"
)
_FOND = word_set("old big little young poor mad")


def names(text: str, known: Lexicon | None = None) -> Iterator[Finding]:
    """Likely names of people, with the title before them.

    >>> text = "I asked Mrs O'Brien's son."
    >>> [text[one.start:one.end] for one in names(text)]
    ["Mrs O'Brien"]
    """
    known = known or lexicon()
    listed = tokens(text)
    for run in runs(text, listed, known):
        for first, last in _people(text, listed, run, known):
            start, end = listed[first].start, listed[last].bare_end
            yield Finding(Kind.NAME, start, end, beside.instead(text, start, end))


def _people(text: str, listed: list[Token], run: Run, known: Lexicon) -> Iterator[tuple[int, int]]:
    """The spans of tokens in this run that mean a person."""
    if run.titled:
        yield run.first, run.last
        return
    if _is_place(text, listed, run, known):
        return
    first = run.first
    while first <= run.last and _says_nothing(listed, first, run, known):
        first += 1
    last = run.last
    if last - first > 1 and known.is_known(listed[last].bare):
        last -= 1  # "Joe Bloggs Salford"
    while last > first and not _may_end(listed[last], known):
        last -= 1
    if _is_slogan(listed, run.first, first, known):
        return
    if first <= last and _is_person(text, listed, first, last, known):
        yield first, last


def _says_nothing(listed: list[Token], at: int, run: Run, known: Lexicon) -> bool:
    """A plain word at the head of a sentence, before the name: "After Hannah died"."""
    token = listed[at]
    if known.is_name(token.bare) or token.is_initial or _is_fond(token):
        return False
    if token.low in JOINERS and at < run.last:
        return False  # "Van der Berg"
    plain = known.is_word(token.bare) or known.is_known(token.bare)
    if not known.may_name(token.bare):
        return plain and (at < run.last or token.opens)
    return at < run.last and token.opens and token.low in beside.OPENERS


def _is_slogan(listed: list[Token], head: int, first: int, known: Lexicon) -> bool:
    """Whether a plain word before has a capital too, as in "We Can, We Will"."""
    if first == head or first >= len(listed) or not known.may_name(listed[first].bare):
        return False
    return not listed[first - 1].opens and known.is_word(listed[first].bare)


def _is_fond(token: Token) -> bool:
    return token.low in _FOND and token.is_upper and not token.opens


def _may_end(token: Token, known: Lexicon) -> bool:
    """Not so "Tuesday" in "I saw Yusuf Tuesday"."""
    return token.low not in beside.CALENDAR or known.may_name(token.bare)


def _is_place(text: str, listed: list[Token], run: Run, known: Lexicon) -> bool:
    """Whether the run is, or stands inside, the name of a place, organisation or thing."""
    shown = [listed[at] for at in range(run.first, run.last + 1)]
    words = [token.low for token in shown]
    if not {"st", "saint"}.isdisjoint(words) or run.in_phrase:
        return True
    if _is_wood_or_green(text, shown, known):
        return False
    if (words[-1] in known.heads and len(words) > 1) or run.followed_by_head:
        return True
    if len(words) > 1 and any(word in known.heads for word in words[1:]):
        return not any(known.is_name(token.bare) for token in shown[:1])
    return False


def _is_wood_or_green(text: str, shown: list[Token], known: Lexicon) -> bool:
    """Whether a forename comes before what is a surname too: "Aisha Green"."""
    if len(shown) != 2 or shown[-1].low not in _SURNAME_HEADS:
        return False
    before = text[max(0, shown[0].start - 60) : shown[0].start]
    after = text[shown[-1].end : shown[-1].end + 40]
    if known.is_common_name(shown[0].bare):
        return not beside.speaks_of_a_place(before, after)
    strange = not known.is_word(shown[0].bare) and not known.is_known(shown[0].bare)
    return strange and beside.speaks_of_a_person(before, after, shown[-1].possessive)


@dataclass(frozen=True, slots=True)
class _Around:
    """What the words before and after say: of a person, of a place, or nothing."""

    before: str
    after: str
    person: bool
    place: bool


def _around(text: str, shown: list[Token]) -> _Around:
    before = text[max(0, shown[0].start - 60) : shown[0].start]
    after = text[shown[-1].end : shown[-1].end + 40]
    person = beside.speaks_of_a_person(before, after, shown[-1].possessive)
    return _Around(before, after, person, beside.speaks_of_a_place(before, after))


def _is_person(text: str, listed: list[Token], first: int, last: int, known: Lexicon) -> bool:
    shown = listed[first : last + 1]
    around = _around(text, shown)
    shown = [token for token in shown if not _is_fond(token)] or shown
    if all(token.low in beside.RELATIONS for token in shown):
        return False  # "Nan died"
    if len(shown) > 1 and not around.person and not _ends_as_name(shown, known):
        return False
    if beside.THE.search(around.before):
        return _is_family(shown, around.after, known)
    if any(known.is_name(token.bare) for token in shown):
        return len(shown) > 1 or around.person or not around.place
    if len(shown) == 1:
        return _single(shown[0], around, known)
    return _several(shown, around, known)


def _ends_as_name(shown: list[Token], known: Lexicon) -> bool:
    """Whether the last word is no plain one, or one that people are called: "Pennington Flash"."""
    last = shown[-1].bare
    if known.is_common_name(shown[0].bare) or known.may_name(last) or shown[-1].is_initial:
        return True
    return not known.is_word(last) or known.ends_name(last)


def _is_family(shown: list[Token], after: str, known: Lexicon) -> bool:
    """After "the": "Gallaghers", "Chaudhry family"; else it is a place or a thing."""
    name = shown[-1].bare
    if beside.FAMILY.match(after):
        return known.is_name(name) or not (known.is_word(name) or known.is_known(name))
    return name.endswith("s") and known.is_name(name[:-1]) and not known.is_name(name)


def _several(shown: list[Token], around: _Around, known: Lexicon) -> bool:
    """Two words or more, none of them surely a name: "Hope Adebayo", "Rose Hill", "P. Hollis"."""
    if shown[0].is_initial and not known.is_word(shown[-1].bare):
        return not around.place
    rest = [token for token in shown if not known.may_name(token.bare)]
    strange = any(not known.is_word(one.bare) and not known.is_known(one.bare) for one in rest)
    if all(token.shouted for token in shown):
        return around.person
    if len(rest) < len(shown):
        strange = strange or any(one.is_initial for one in rest)
        return around.person or (strange and not around.place)
    return strange and (around.person or not around.place)


def _single(token: Token, around: _Around, known: Lexicon) -> bool:
    """One word that no list knows as a name and nothing else."""
    if known.may_name(token.bare):
        return _single_word_name(token, around, known)
    if known.is_word(token.bare) or known.is_known(token.bare) or token.is_initial:
        return False
    in_flow = token.is_upper and not token.opens and not around.place
    return token.plausible and (around.person or in_flow)


def _single_word_name(token: Token, around: _Around, known: Lexicon) -> bool:
    """ "I asked Will", "It was Grace who"; not "in May", "I am Roma"."""
    if around.person:
        return not (known.is_known(token.bare) and beside.I_AM.search(around.before))
    in_flow = token.is_upper and not token.opens and not token.shouted and not around.place
    plain = known.is_word(token.bare) and not known.is_known(token.bare)
    return in_flow and plain and token.low not in beside.CALENDAR
