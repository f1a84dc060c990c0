"""Words of a text with where they stand and what their letters say."""

from __future__ import annotations

import re
from dataclasses import dataclass

# A letter may be followed by an accent of its own, as some systems write é.
_LETTER = r"[^\W\d_][\u0300-\u036f]*"
_WORD = re.compile(rf"(?<![\w@])(?:{_LETTER})+(?:['’‑-](?:{_LETTER})+){{0,4}}(?![\w@])")
_OPENS = re.compile(r"(?:^|[.!?:;•*\n\t|—–]|\.\.\.|…)[\s\"'“”‘’(\[>*•-]*$|[\"“‘][\s(]*$")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Mx|Dr|Prof|Rev|Fr|Sr|Cllr|St|Sgt|Insp|Hon)|\b[A-Z])\.\s*$"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word at ``text[start:end]``; ``bare`` is it without a possessive ending.

    ``opens``: it stands at the head of a sentence, line or quotation, where a capital says nothing.
    ``shouted``: it stands in a line of capitals, or of words that all have one;
    ``all_capitals``: the former.
    """

    start: int
    end: int
    word: str
    opens: bool
    shouted: bool
    all_capitals: bool = False

    @property
    def possessive(self) -> bool:
        """Whether it ends in 's."""
        return self.word.casefold().endswith(("'s", "’s"))

    @property
    def bare(self) -> str:
        """The word without 's."""
        return self.word[:-2] if self.possessive else self.word

    @property
    def bare_end(self) -> int:
        """Where the word ends without 's."""
        return self.start + len(self.bare)

    @property
    def low(self) -> str:
        """The bare word in lower case."""
        return self.bare.casefold()

    @property
    def is_upper(self) -> bool:
        """Whether it begins with a capital."""
        return self.word[0].isupper()

    @property
    def is_initial(self) -> bool:
        """Whether it is one capital letter, other than I and A."""
        return len(self.word) == 1 and self.word.isupper() and self.word not in "IA"

    @property
    def is_acronym(self) -> bool:
        """Whether it is short and all in capitals though the line is not, or mixed as MediaCity."""
        if self.all_capitals:
            return False
        inner = re.sub(r"^(?:Mc|Mac|O['’]|D['’]|De|Al-|El-|Le|La)", "", self.bare)
        parts = re.split(r"['’‑-]", inner)
        return any(part[1:] != part[1:].lower() for part in parts) and not self._shouts_name

    @property
    def _shouts_name(self) -> bool:
        return self.bare.isupper() and len(self.bare) > 5

    @property
    def plausible(self) -> bool:
        """Whether letters make it a word that can be spoken, rather than letters in a row."""
        return len(self.bare) > 1 and bool(
            re.search(r"[aeiouyáéíóúàèìòùäëïöüâêîôûąęøåæ]", self.low)
        )


def tokens(text: str) -> list[Token]:
    """The words of the text, in order."""
    shouted = _shouted_lines(text)
    found = []
    for match in _WORD.finditer(text):
        before = text[max(0, match.start() - 12) : match.start()]
        opens = match.start() == 0 or (
            bool(_OPENS.search(before)) and not _ABBREVIATED.search(before)
        )
        loud = _loud_at(match.start(), shouted)
        opens = opens or not before.strip()
        found.append(
            Token(match.start(), match.end(), match.group(), opens, loud is not None, bool(loud))
        )
    return found


def _loud_at(at: int, shouted: list[list[_Part]]) -> bool | None:
    """Whether all letters are capitals there, or None where a capital says something."""
    return next((capitals for start, end, capitals in shouted[at >> 8] if start <= at < end), None)


_Part = tuple[int, int, bool]


def _shouted_lines(text: str) -> list[list[_Part]]:
    """Stretches where capitals say nothing, filed by each 256 characters that they touch."""
    filed: list[list[_Part]] = [[] for _ in range((len(text) >> 8) + 1)]
    for match in re.finditer(r"[^\n]+", text):
        for start, end, capitals in _shouted_parts(match.group(), match.start()):
            for page in range(start >> 8, (end >> 8) + 1):
                filed[page].append((start, end, capitals))
    return filed


def _shouted_parts(line: str, offset: int) -> list[_Part]:
    parts = []
    for match in re.finditer(r"[^.!?]+[.!?]*", line):
        words = [word for word in re.findall(r"[^\W\d_]{2,}", match.group()) if len(word) > 3]
        high = sum(word.isupper() for word in words)
        titled = sum(word[0].isupper() for word in words)
        capitals = len(words) >= 2 and high / len(words) > 0.7
        if capitals or (len(words) >= 4 and titled / len(words) > 0.8):
            parts.append((offset + match.start(), offset + match.end(), capitals))
    return parts
