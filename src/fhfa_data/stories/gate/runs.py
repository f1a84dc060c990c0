"""Runs of words that may be one name: a title and what follows, capitals in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fhfa_data.stories.gate.beside import RELATIONS
from fhfa_data.stories.gate.lexicon import Lexicon, word_set
from fhfa_data.stories.gate.tokens import Token

_SURE_TITLES = word_set(
    "mr mrs ms miss mx dr doctor prof professor rev reverend cllr councillor rabbi sgt"
)
_TITLES = _SURE_TITLES | word_set(
    "fr father sister sr brother sir dame lord lady imam sheikh shaykh pastor bishop canon "
    "nurse matron midwife pc officer inspector constable auntie aunty aunt uncle nana nanna "
    "nan grandma grandad gran granny captain major colonel hajji haji maulana mufti deacon "
    "vicar baroness baron"
)
_NO_NAMES = word_set(
    "christmas mayor mayors time house mother nature practitioner practitioners mp"
)
JOINERS = word_set(
    "al el bin bint ibn ben de da dos das du van von der den ap ab ul ur ud ibn abu umm"
)
_GAP = re.compile(r"[ \u00a0\t]{1,3}|\. {0,2}|(?<=[^\s])\n")
_WHOSE = word_set("my our her his their your the a an")
_AND = frozenset({"and"})
_MOST = 6


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens ``first`` to ``last``, both included."""

    first: int
    last: int
    titled: bool = False
    in_phrase: bool = False
    followed_by_head: bool = False


def runs(text: str, listed: list[Token], known: Lexicon) -> Iterator[Run]:
    """Every run that may be a name, in order, none over another."""
    at = 0
    while at < len(listed):
        last = _titled(text, listed, at, known)
        if last is not None:
            yield Run(at, last, titled=True)
        elif _starts(text, listed, at, known):
            last = _reach(text, listed, at, known)
            yield _described(text, listed, at, last, known)
        at = (last if last is not None else at) + 1


def _titled(text: str, listed: list[Token], at: int, known: Lexicon) -> int | None:
    """The last token of a title with a name: "Mr and Mrs Patel", "mrs hussain", "Old Tom"."""
    end = at
    if listed[at].low not in _TITLES or listed[at].possessive or _is_kin(listed, at):
        return None
    while (
        end - at < _MOST
        and end + 1 < len(listed)
        and listed[end + 1].low in _TITLES | _AND
        and _near(text, listed, end)
    ):
        end += 1
    if listed[end].low in _AND or end + 1 >= len(listed) or not _near(text, listed, end):
        return None
    if not _names_after(listed[at : end + 1], listed[end + 1], known):
        return None
    return _reach(text, listed, end + 1, known)


def _is_kin(listed: list[Token], at: int) -> bool:
    """Whether it says whose relative someone is: "our nan Ivy", where Auntie Shazia is a name."""
    whose = at and (listed[at - 1].low in _WHOSE or listed[at - 1].possessive)
    return bool(whose) and listed[at].low in RELATIONS and not listed[at].is_upper


def _names_after(titles: list[Token], token: Token, known: Lexicon) -> bool:
    """Whether the word after a title is a name: no plain word after Sister, say."""
    sure = titles[-1].low in _SURE_TITLES
    if token.low in _NO_NAMES or token.low in _TITLES:
        return False
    named = known.is_name(token.bare) or known.may_name(token.bare)
    strange = not known.is_word(token.bare) and not known.is_known(token.bare)
    if token.is_upper and not token.shouted:
        if token.is_acronym:
            return False
        return (sure and not token.opens) or named or strange
    if token.is_upper:
        return named or (sure and strange)
    return (sure and (strange or known.is_name(token.bare))) or known.is_common_name(token.bare)


def _starts(text: str, listed: list[Token], at: int, known: Lexicon) -> bool:
    token = listed[at]
    if token.is_acronym or _is_i(token):
        return False
    if token.is_upper and not token.shouted:
        return True
    if token.shouted and token.is_upper:
        return len(token.bare) > 2 and (known.is_name(token.bare) or _odd(token, known))
    return known.is_common_name(token.bare) or _after_relation(text, listed, at, known)


def _is_i(token: Token) -> bool:
    return re.split("['’]", token.low)[0] == "i"


def _odd(token: Token, known: Lexicon) -> bool:
    return not known.is_word(token.bare) and not known.is_known(token.bare) and token.plausible


def _after_relation(text: str, listed: list[Token], at: int, known: Lexicon) -> bool:
    """A strange word in lower case after "my son"."""
    token = listed[at]
    if at == 0 or len(token.bare) < 3 or not _near(text, listed, at - 1):
        return False
    before = listed[at - 1]
    related = before.low in RELATIONS and not before.possessive
    return related and (_odd(token, known) or known.is_name(token.bare))


def _reach(text: str, listed: list[Token], at: int, known: Lexicon) -> int:
    last = at
    while last + 1 < len(listed) and last - at < _MOST and not listed[last].possessive:
        step = _next(text, listed, last, known)
        if not step:
            break
        last += step
    return last


def _next(text: str, listed: list[Token], last: int, known: Lexicon) -> int:
    """How many tokens on the run goes: one, two over a joiner such as "bin", or none."""
    if not _near(text, listed, last):
        return 0
    if _continues(listed[last], listed[last + 1], known):
        return 1
    over = last + 2 < len(listed) and _near(text, listed, last + 1)
    if listed[last + 1].low in JOINERS and over and listed[last + 2].is_upper:
        return 2
    return 0


def _continues(before: Token, token: Token, known: Lexicon) -> bool:
    if token.is_acronym or _is_i(token) or token.low in _SURE_TITLES:
        return False
    if token.is_upper and not token.shouted:
        return not token.opens or before.is_initial
    if token.shouted and token.is_upper:
        return known.is_name(token.bare) or _odd(token, known) or token.is_initial
    lower_run = not before.is_upper
    return lower_run and (known.is_name(token.bare) or known.is_common_name(token.bare))


def _near(text: str, listed: list[Token], at: int) -> bool:
    """Whether only a space, an initial's full stop or the wrap of a long line stands between."""
    gap = text[listed[at].end : listed[at + 1].start]
    if gap.startswith("."):
        short = listed[at].is_initial or listed[at].low in _TITLES or listed[at].low == "st"
        return short and not gap.strip(". \u00a0\n")
    if gap == "\n":
        wrapped = listed[at].end - text.rfind("\n", 0, listed[at].end) > 45
        return wrapped or listed[at].low in _SURE_TITLES
    return bool(_GAP.fullmatch(gap))


def _described(text: str, listed: list[Token], first: int, last: int, known: Lexicon) -> Run:
    words = [listed[at].low for at in range(first, last + 1)]
    follows = last + 1 < len(listed) and not listed[last].possessive and _near(text, listed, last)
    head = follows and listed[last + 1].low in known.heads and listed[last + 1].low not in _LOOSE
    return Run(first, last, in_phrase=_in_phrase(words, known), followed_by_head=head)


_LOOSE = word_set("day days week month months year years night times park place end back close")


def _in_phrase(words: list[str], known: Lexicon) -> bool:
    """Whether a known place or organisation of several words covers the run, but for one word."""
    for first in range(len(words)):
        for last in range(first + 2, len(words) + 1):
            if " ".join(words[first:last]) in known.phrases and len(words) - (last - first) <= 1:
                return True
    return False
