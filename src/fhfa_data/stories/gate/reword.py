"""The text with what could be said instead of each finding."""

from __future__ import annotations

import re
from collections.abc import Iterable

from fhfa_data.stories.gate.findings import Finding
from fhfa_data.stories.gate.lexicon import Lexicon
from fhfa_data.stories.gate.screen import find

_PASSES = 5

_ARTICLE = re.compile(r"\b(an?|the)\s+$", re.I)
_BE = re.compile(r"(?:\b(?:is|am|was)|['’][ms])\s$", re.I)
_PERSON = "person|woman|man|lady|boy|girl|widow|widower|mum|dad|lad|lass"
_VOWEL = re.compile(r"[aeiou]", re.I)


def reworded(text: str, findings: Iterable[Finding]) -> str:
    """Put each suggestion in its place, with a capital where the text had one at its head.

    Parameters
    ----------
    findings
        In order, none over another, as :func:`~fhfa_data.stories.gate.screen.find` gives them.

    >>> from fhfa_data.stories.gate.screen import find
    >>> text = "Mrs Begum fell on 3 March 2024. Ring 07700 900123."
    >>> reworded(text, find(text))
    'Someone fell on a date in spring 2024. Ring a phone number.'
    """
    said, at = "", 0
    for one in findings:
        said += text[at : one.start]
        words = one.instead
        if not words and one.start and said.endswith(" "):
            said = said[:-1]  # "my son Khalid was": one space goes with the name
        said, words = _with_article(said, words)
        said += _capital(said, words)
        at = one.end
    return said + text[at:]


def mended(text: str, findings: Iterable[Finding], known: Lexicon | None = None) -> str:
    """Reword again and again until nothing is found: a word that goes may lay another bare."""
    said = reworded(text, findings)
    for _ in range(_PASSES):
        left = find(said, known)
        if not left:
            break
        said = reworded(said, left)
    return said


def _with_article(said: str, words: str) -> tuple[str, str]:
    """No second article, and "a" or "an" as the new word wants it."""
    if _BE.search(said) and re.match(rf"(?:{_PERSON}) in ", words):
        return said, f"a {words}"
    before = _ARTICLE.search(said)
    if not words or not before:
        return said, words
    if re.match(r"(?:an?|the|someone|one|part|not|childhood)\b", words):
        return said[: before.start()], _capital_like(before.group(), words)
    if before.group(1).casefold() == "the" or words.startswith("("):
        return said, words
    article = "an " if _VOWEL.match(words) else "a "
    return said[: before.start()] + _capital_like(before.group(), article), words


def _capital_like(model: str, words: str) -> str:
    return words[0].upper() + words[1:] if model[0].isupper() else words


def _capital(said: str, words: str) -> str:
    opens = not said.strip() or re.search(r"[.!?]['\"”’)]?\s+[\"“'‘(]*$|\n\s*[\"“'‘(]*$", said)
    return words[:1].upper() + words[1:] if opens else words
