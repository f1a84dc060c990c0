"""What a self-assessment shows: where one is, where one wants to be, and what to talk about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import mean

from fhfa_data.stories.reflecting import STEPS, Answer, Question, questions
from fhfa_data.stories.store.reflections import KeptReflection
from fhfa_data.views.words import long_day, say_list

_STARTERS = 3
_NO_STARTER = "No answer so far is below where you want to be."


@dataclass(frozen=True, slots=True)
class Line:
    """One question's answers: how many chose each step, the lowest first; averages if any did."""

    question: Question
    now: tuple[int, ...]
    wanted: tuple[int, ...]
    now_mean: float | None
    wanted_mean: float | None

    @property
    def way_to_go(self) -> float:
        """How many steps lie between the averages; 0 where either is missing."""
        if self.now_mean is None or self.wanted_mean is None:
            return 0.0
        return self.wanted_mean - self.now_mean


@dataclass(frozen=True, slots=True)
class Picture:
    """All answers together. ``starters``: insight → what to talk about, the widest way first."""

    lines: tuple[Line, ...]
    people: int
    words: str
    starters: tuple[tuple[str, str], ...]

    @property
    def frame(self) -> tuple[Line, ...]:
        """The lines about the frame."""
        return tuple(one for one in self.lines if one.question.of_frame)

    @property
    def insights(self) -> tuple[Line, ...]:
        """The lines about insights."""
        return tuple(one for one in self.lines if not one.question.of_frame)


@dataclass(frozen=True, slots=True)
class Change:
    """One's own entries over time: question → what was said on each day."""

    days: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    words: str


def picture(given: Sequence[Mapping[str, Answer]]) -> Picture:
    """Put answers together, one mapping a person; questions that nobody answered are left out."""
    asked = [one for name, one in questions().items() if any(name in each for each in given)]
    lines = tuple(_line(one, [each[one.id] for each in given if one.id in each]) for one in asked)
    far = sorted((one for one in lines if one.way_to_go > 0), key=lambda one: -one.way_to_go)
    starters = tuple((o.question.title, o.question.starter) for o in far if o.question.starter)
    return Picture(lines, len(given), _words(far), starters[:_STARTERS])


def step_words(question: Question, step: int | None) -> str:
    """A step in a few words; of the frame, what it is called.

    >>> listening = questions()["deep-listening"]
    >>> step_words(listening, 3), step_words(listening, None)
    ('Often', 'Not said')
    """
    return question.steps[step - 1].partition(":")[0] if step else "Not said"


def change_over_time(entries: Sequence[KeptReflection]) -> Change:
    """What one said on each day, the first day first."""
    days = tuple(long_day(one.reflection.on_day) for one in entries)
    rows: list[tuple[str, tuple[str, ...]]] = []
    moved: list[str] = []
    for question in questions().values():
        said = [one.reflection.answers.get(question.id, Answer()).now for one in entries]
        known = [one for one in said if one is not None]
        if not known:
            continue
        rows.append((question.title, tuple(step_words(question, one) for one in said)))
        if known[-1] != known[0]:
            way = "up" if known[-1] > known[0] else "down"
            moved.append(f"{question.title} went {way}")
    words = say_list(moved) if moved else "Nothing moved"
    return Change(days, tuple(rows), f"Between the first entry and the last: {words}.")


def _line(question: Question, given: Sequence[Answer]) -> Line:
    now = [one.now for one in given if one.now is not None]
    wanted = [one.wanted for one in given if one.wanted is not None]
    return Line(
        question,
        tuple(now.count(step) for step in STEPS),
        tuple(wanted.count(step) for step in STEPS),
        mean(now) if now else None,
        mean(wanted) if wanted else None,
    )


def _words(far: Sequence[Line]) -> str:
    if not far:
        return _NO_STARTER
    first = far[0]
    steps = f"{first.way_to_go:.1f}".removesuffix(".0")
    noun = "step" if steps == "1" else "steps"
    others = [one.question.title for one in far[1:_STARTERS]]
    more = f" Then: {say_list(others)}." if others else ""
    return f"The widest way is {first.question.title}: {steps} {noun}.{more}"
