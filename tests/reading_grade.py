"""How hard a text is to read: the grade of Flesch and Kincaid; about five more is an age.

Source: J. P. Kincaid and others, "Derivation of new readability formulas for Navy enlisted
personnel" (1975): 0.39 x words a sentence + 11.8 x syllables a word - 15.59. Syllables are counted
as groups of vowels, which is right for most English words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?<![aeioulsxztd])e$|(?<=[^aeioulsxzctdhg])e[sd]$")


def syllables(word: str) -> int:
    """About how many.

    >>> [syllables(one) for one in ("gap", "place", "lived", "deprived", "deprivation", "people")]
    [1, 1, 1, 2, 4, 2]
    """
    plain = _SILENT.sub("", re.sub(r"[^a-z]", "", word.lower()))
    return max(len(_VOWELS.findall(plain)), 1)


def reading_grade(texts: Iterable[str]) -> float:
    """The grade of all the texts together.

    >>> round(reading_grade(["The cat sat on the mat."]), 1)
    -1.4
    """
    sentences = [_WORD.findall(one) for text in texts for one in _SENTENCE.split(text)]
    words = [word for one in sentences for word in one]
    many = sum(syllables(one) for one in words)
    return 0.39 * len(words) / sum(map(bool, sentences)) + 11.8 * many / len(words) - 15.59
