"""The labelled texts of the gate, and how well it does on them: recall and precision."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from fhfa_data.stories.gate import find

FOLDER = Path(__file__).parent / "stories" / "gate"
_MARK = re.compile(r"\[\[(?P<kind>\w+)\|(?P<words>.*?)\]\]")


@dataclass(frozen=True)
class Labelled:
    """A text without its marks, and the marked spans: kind, start, end."""

    place: str
    text: str
    spans: tuple[tuple[str, int, int], ...]


@dataclass
class Score:
    """Counts of one kind: marked, found in part or whole, found to the character, false alarms."""

    marked: int = 0
    met: int = 0
    exact: int = 0
    false: int = 0
    found: int = 0
    missed: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Of what is marked, the share that a finding of this kind overlaps."""
        return self.met / self.marked if self.marked else 1.0

    @property
    def exactness(self) -> float:
        """Of what is marked, the share found to the character."""
        return self.exact / self.marked if self.marked else 1.0

    @property
    def precision(self) -> float:
        """Of the findings, the share that overlaps a mark of this kind."""
        return 1 - self.false / self.found if self.found else 1.0


def read(half: str) -> list[Labelled]:
    """The texts of ``"development"`` or ``"held_out"``."""
    lines = (FOLDER / f"{half}.txt").read_text("utf-8").splitlines()
    return [_labelled(line) for line in lines]


def _labelled(line: str) -> Labelled:
    place, _, body = line.partition("|")
    body, text, spans, at = body.replace("\\n", "\n"), "", [], 0
    for match in _MARK.finditer(body.replace("\n", "\0")):
        text += body[at : match.start()]
        words = match["words"].replace("\0", "\n")
        spans.append((match["kind"], len(text), len(text) + len(words)))
        text += words
        at = match.end()
    return Labelled(place, text + body[at:], tuple(spans))


def measure(texts: Iterable[Labelled]) -> dict[str, Score]:
    """Kind → score, over all texts."""
    scores: dict[str, Score] = defaultdict(Score)
    for one in texts:
        got = [(each.kind.value, each.start, each.end) for each in find(one.text)]
        for span in one.spans:
            score = scores[span[0]]
            score.marked += 1
            score.exact += span in got
            if any(_overlap(span, each) for each in got):
                score.met += 1
            else:
                score.missed.append(one.text[span[1] : span[2]])
        for each in got:
            score = scores[each[0]]
            score.found += 1
            score.false += not any(_overlap(span, each) for span in one.spans)
    return dict(scores)


def total(scores: Iterable[Score]) -> Score:
    """All kinds together."""
    whole = Score()
    for one in scores:
        whole.marked, whole.met = whole.marked + one.marked, whole.met + one.met
        whole.exact, whole.false = whole.exact + one.exact, whole.false + one.false
        whole.found += one.found
    return whole


def clean_share(texts: Iterable[Labelled]) -> float:
    """Of the texts without marks, the share in which nothing is found."""
    plain = [one for one in texts if not one.spans]
    return sum(not find(one.text) for one in plain) / len(plain)


def _overlap(one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]
