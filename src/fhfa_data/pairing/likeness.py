"""How alike a question and each of many texts are, by their words (BM25) and shared language.

Source: Robertson and Zaragoza, "The probabilistic relevance framework: BM25 and beyond" (2009),
section 3, as Lucene computes it (bm25s, method "lucene", k1 1.5 and b 0.75).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import bm25s  # pyright: ignore[reportMissingTypeStubs]
from bm25s.stopwords import STOPWORDS_EN_PLUS  # pyright: ignore[reportMissingTypeStubs]

from fhfa_data.catalogue.shared_language import SharedLanguage, stem, stems_of, words_of

HALF_AT = 3.0
"""The BM25 score that counts as half alike: scores have no top of their own."""
_TERM = "term:"
_STOP = frozenset(stem(one.replace("'", "")) for one in cast("list[str]", STOPWORDS_EN_PLUS))


@dataclass(frozen=True, slots=True)
class Passage:
    """A text to be compared, and the code of the borough that it speaks of, if known."""

    text: str
    borough: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """``share``: 0 for nothing in common, towards 1; ``words``: the text's own that it shares."""

    share: float
    words: tuple[str, ...]


def likenesses(
    question: Passage, texts: Sequence[Passage], language: SharedLanguage
) -> list[Likeness]:
    """For each text, how far it speaks of what is asked; local names count as one term."""
    asked = tokens(question, language)
    found = [tokens(one, language) for one in texts]
    if not asked or not any(found):
        return [Likeness(0.0, ()) for _ in texts]
    index: Any = bm25s.BM25(method="lucene", k1=1.5, b=0.75)
    index.index(found, show_progress=False)
    known = {token for one in found for token in one}
    wanted = [token for token in asked if token in known]
    scores = index.get_scores(wanted) if wanted else [0.0] * len(texts)
    return [
        Likeness(float(score) / (float(score) + HALF_AT), _shared(set(asked), text, language))
        for score, text in zip(scores, texts, strict=True)
    ]


def tokens(passage: Passage, language: SharedLanguage) -> list[str]:
    """The stems of a passage without the commonest words, then the terms its names lead to."""
    stems = [one for one in stems_of(passage.text) if one not in _STOP]
    named = language.named_in(passage.text, passage.borough)
    return stems + [_TERM + term for one in named for term in one.terms]


def _shared(asked: set[str], text: Passage, language: SharedLanguage) -> tuple[str, ...]:
    """The words of a text that met the question, names whole, each once, as they stand in it."""
    words = words_of(text.text)
    met = [
        (one.start, " ".join(words[one.start : one.end]))
        for one in language.named_in(text.text, text.borough)
        if asked & {_TERM + term for term in one.terms}
    ]
    inside = " ".join(words for _, words in met).split()
    met += [
        (at, word)
        for at, word in enumerate(words)
        if word not in inside and stem(word) in asked and stem(word) not in _STOP
    ]
    return tuple(dict.fromkeys(word for _, word in sorted(met)))
