"""Find insights by words, by way and by theme."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from fhfa_data.catalogue.shared_language import SharedLanguage
from fhfa_data.catalogue.wisdom_model import Insight, Wisdom

_WORD = re.compile(r"[a-z0-9]+")

WEIGHTS = {"title": 9, "one_line": 3, "rest": 1}
"""What each typed word adds, by the best place it is found in."""


def search(
    wisdom: Wisdom,
    text: str = "",
    ways: Collection[str] = (),
    themes: Collection[str] = (),
    language: SharedLanguage | None = None,
) -> tuple[Insight, ...]:
    """The insights that have every word of ``text``, best match first, then by number.

    A word matches where a word of the insight begins with it; case, punctuation and
    order do not matter. Empty ``text``, ``ways`` or ``themes`` leave that filter open.

    Parameters
    ----------
    ways
        Keep insights of any of these ways (``"perceiving"``, ...).
    themes
        Keep insights with any of these theme ids.
    language
        Local names: what is typed finds the other names for the same thing too.
    """
    words = _words(text)
    if text.strip() and not words:
        return ()
    ways_to_say = [_words(one) for one in language.variants(text)] if language else [words]
    ranked = [
        (-max(_score(insight, one, wisdom) for one in ways_to_say), insight.number, insight)
        for insight in wisdom.insights
        if (not ways or insight.way.value in ways)
        and (not themes or set(insight.themes) & set(themes))
    ]
    return tuple(one for score, _, one in sorted(ranked, key=lambda r: r[:2]) if score or not words)


def _score(insight: Insight, words: list[str], wisdom: Wisdom) -> int:
    fields = {
        "title": _words(insight.title),
        "one_line": _words(insight.in_one_line),
        "rest": _words(" ".join(_rest(insight, wisdom))),
    }
    total = 0
    for typed in words:
        best = max(
            (WEIGHTS[name] for name, known in fields.items() if _begins(typed, known)), default=0
        )
        if not best:
            return 0
        total += best
    return total


def _begins(typed: str, known: list[str]) -> bool:
    return any(word.startswith(typed) for word in known)


def _rest(insight: Insight, wisdom: Wisdom) -> Iterator[str]:
    yield insight.meaning
    yield insight.way.label
    yield from insight.told_us
    yield from insight.signs
    yield from insight.questions
    yield insight.how.starter
    yield from (wisdom.themes[one].name for one in insight.themes)
    for point in insight.points:
        yield f"{point.title} {point.text}"


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold().replace("’", "").replace("'", ""))
