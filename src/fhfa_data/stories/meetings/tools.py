"""What a team keeps beside its meetings: tools and resources, and looks at its own process."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, StringConstraints, ValidationInfo, model_validator

from fhfa_data.catalogue.process import process_questions
from fhfa_data.catalogue.wisdom import load_wisdom
from fhfa_data.model.areas import is_area_code
from fhfa_data.stories.consent import Clean, Record
from fhfa_data.stories.fields import Kind, Unscreened, declared
from fhfa_data.stories.meetings.choices import insight_words
from fhfa_data.stories.records import KEPT_ALREADY

_MAX_LINK = 500


@cache
def support_words() -> dict[str, str]:
    """The kinds of support that leaders asked for: id → title."""
    return {one.id: one.title for one in load_wisdom().kinds_of_support}


def _is_link(text: str) -> str:
    parts = urlsplit(text)
    if text and (parts.scheme not in ("http", "https") or not parts.hostname or " " in text):
        raise ValueError("is no address that begins with https:// or http://")
    return text


def _is_area(code: str) -> str:
    if code and not is_area_code(code):
        raise ValueError("is no code of an area")
    return code


def _is_asked(name: str, info: ValidationInfo) -> str:
    if info.context != KEPT_ALREADY and name not in process_questions():
        raise ValueError("is no question of the list")
    return name


Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{0,100}$")]


class Tool(Record):
    """Something that helps people to think or act in another way, and where to find it."""

    name: Clean = declared(
        Kind.LINE, "What it is called", "A few words.", min_length=1, max_length=120
    )
    link: Annotated[Clean, AfterValidator(_is_link)] = declared(
        Kind.LINE,
        "Where to find it",
        "An address that begins with https://, or nothing.",
        unscreened=Unscreened.LINK,
        max_length=_MAX_LINK,
        default="",
    )
    good_for: Clean = declared(
        Kind.TEXT,
        "What it is good for",
        "When you used it, what it changed. No names.",
        min_length=1,
        max_length=1_000,
    )
    insights: tuple[Name, ...] = declared(
        Kind.CHOICES,
        "Which insights it helps with",
        "None, one or several.",
        choices=insight_words,
        max_length=14,
        default=(),
    )
    support: tuple[Name, ...] = declared(
        Kind.CHOICES,
        "Which kind of support it is",
        "As leaders named them.",
        choices=support_words,
        max_length=8,
        default=(),
    )


class Look(Record):
    """A service or a decision, walked through the questions on whom it leaves out."""

    what: Clean = declared(
        Kind.LINE, "Which service or decision", "A few words.", min_length=1, max_length=200
    )
    place: Annotated[str, AfterValidator(_is_area)] = declared(
        Kind.LINE,
        "Place",
        "A ward, borough or wider area, by its code.",
        unscreened=Unscreened.CODE,
        default="",
    )
    answers: dict[
        Annotated[str, AfterValidator(_is_asked)],
        Annotated[Clean, StringConstraints(max_length=1_000)],
    ] = declared(Kind.RECORDS, "Answers", "Question → what was said.", default_factory=dict)
    left_out: Clean = declared(
        Kind.TEXT, "Who may be left out", "As far as you can tell.", max_length=1_000, default=""
    )
    unknown: Clean = declared(
        Kind.TEXT, "What we don't know", "And whom we could ask.", max_length=1_000, default=""
    )
    small_thing: Clean = declared(
        Kind.LINE, "One small thing to try", "This week.", max_length=300, default=""
    )

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not any((*self.answers.values(), self.left_out, self.unknown)):
            raise ValueError("Answer one question at least.")
        return self
