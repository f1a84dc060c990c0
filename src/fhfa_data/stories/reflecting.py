"""Self-assessment: what is asked, how it is answered, and what is kept of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Self

from pydantic import AfterValidator, Field, StringConstraints, ValidationInfo, model_validator

from fhfa_data.catalogue.wisdom import load_wisdom
from fhfa_data.stories.consent import Clean, Record
from fhfa_data.stories.fields import Kind, Unscreened, declared
from fhfa_data.stories.records import KEPT_ALREADY

STEPS = (1, 2, 3, 4)
MOST_ASKED = 8
"""Questions of a group's round: more, and nobody answers the last ones with care."""

_HOW_OFTEN = ("Hardly ever", "Now and then", "Often", "It is how we work")


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to place oneself on: four steps, the lowest first, each in words.

    ``starter``: what to talk about if it is far from where one wants to be; empty for the frame.
    ``of_frame``: whether it is about the frame of attention, not an insight.
    """

    id: str
    title: str
    meaning: str
    steps: tuple[str, str, str, str]
    starter: str = ""
    of_frame: bool = False


@cache
def questions() -> dict[str, Question]:
    """The four sizes of the frame of attention, then the insights: id → question."""
    wisdom = load_wisdom()
    found: list[Question] = []
    for level in wisdom.frame.levels:
        cells = [wisdom.frame.cell(row.id, level.id) for row in wisdom.frame.structures]
        steps = tuple(f"{one.title}: {one.text.strip()}" for one in cells)
        name, meaning = f"frame-{level.id}", level.text.strip()
        found.append(Question(name, level.title, meaning, _four(steps), of_frame=True))
    for one in wisdom.insights:
        found.append(
            Question(one.id, one.title, one.in_one_line, _HOW_OFTEN, one.how.starter.strip())
        )
    return {one.id: one for one in found}


def _four(steps: tuple[str, ...]) -> tuple[str, str, str, str]:
    first, second, third, fourth = steps
    return first, second, third, fourth


def _is_asked(name: str, info: ValidationInfo) -> str:
    if info.context != KEPT_ALREADY and name not in questions():
        raise ValueError("is no question of the self-assessment")
    return name


Asked = Annotated[str, AfterValidator(_is_asked)]
Step = Annotated[int, Field(ge=1, le=4)]


class Answer(Record):
    """Where we are, and where we want to be; either may be left out."""

    now: Step | None = declared(Kind.NUMBER, "Now", "Where we are.", default=None)
    wanted: Step | None = declared(Kind.NUMBER, "Wanted", "Where we want to be.", default=None)

    @property
    def way_to_go(self) -> int:
        """How many steps lie between; 0 where either is left out."""
        return 0 if self.now is None or self.wanted is None else self.wanted - self.now


Answers = dict[Asked, Answer]


def answered(answers: Answers) -> Answers:
    """Those that say anything."""
    return {name: one for name, one in answers.items() if one != Answer()}


class Reflection(Record):
    """One person's own entry, on one day. Nobody else reads it."""

    on_day: date = declared(Kind.DATE, "Day", "When you looked.")
    answers: Answers = declared(Kind.RECORDS, "Answers", "Question → steps.", default_factory=dict)
    evidence: Clean = declared(
        Kind.TEXT, "What makes you say so", "What you saw or heard. No names.", max_length=2_000,
        default="",
    )  # fmt: skip
    small_thing: Clean = declared(
        Kind.LINE, "One small thing to try", "Something you can do this week.", max_length=300,
        default="",
    )  # fmt: skip

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not answered(self.answers):
            raise ValueError("Answer one question at least.")
        return self


class Round(Record):
    """What a group is asked, each for themselves."""

    title: Annotated[Clean, StringConstraints(min_length=1, max_length=200)] = declared(
        Kind.LINE, "What the group is", "A few words, such as “Our neighbourhood team”."
    )
    asked: tuple[Asked, ...] = declared(
        Kind.CHOICES,
        "What to ask",
        "Questions of the self-assessment, by their ids.",
        unscreened=Unscreened.CODE,
        min_length=1,
        max_length=MOST_ASKED,
    )


class Reply(Record):
    """One anonymous reply: steps alone, never words, which could give somebody away."""

    answers: Answers = declared(Kind.RECORDS, "Answers", "Question → steps.")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not answered(self.answers):
            raise ValueError("Answer one question at least.")
        return self
