"""Agendas, agreement, barriers and actions: frozen records whose fields are declared once, here.

None holds a word of a story. Which stories they are about is kept apart, as ids, in a table of its
own, so that an erased or withdrawn story leaves no trace in them.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import AfterValidator, StringConstraints, model_validator

from fhfa_data.model.areas import is_area_code
from fhfa_data.stories.consent import Clean, Record
from fhfa_data.stories.fields import Kind, Unscreened, declared
from fhfa_data.stories.meetings.choices import (
    Fit,
    Power,
    Progress,
    YesNo,
    barrier_words,
    insight_words,
)
from fhfa_data.stories.meetings.tools import Look, Tool

MAX_PICKED = 12
MAX_WORDS = 2_000
_MAX_LINE = 300


def _is_area(code: str) -> str:
    if code and not is_area_code(code):
        raise ValueError("is no code of an area")
    return code


Area = Annotated[str, AfterValidator(_is_area)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{0,100}$")]
Line = Annotated[Clean, StringConstraints(max_length=_MAX_LINE)]


def _place() -> Any:
    help_text = "A ward, borough or wider area, by its code."
    return declared(Kind.LINE, "Place", help_text, unscreened=Unscreened.CODE, default="")


def _codes(label: str, help_text: str) -> Any:
    return declared(
        Kind.CHOICES,
        label,
        help_text,
        unscreened=Unscreened.CODE,
        min_length=1,
        max_length=MAX_PICKED,
    )


def _words(label: str, help_text: str) -> Any:
    return declared(Kind.TEXT, label, help_text, max_length=MAX_WORDS, default="")


def _line(label: str, help_text: str, **more: Any) -> Any:
    return declared(Kind.LINE, label, help_text, max_length=_MAX_LINE, **more)


class MeetingKind(StrEnum):
    """What a record of a meeting is."""

    AGENDA = "agenda"
    AGREEMENT = "agreement"
    BARRIER = "barrier"
    ACTION = "action"
    TOOL = "tool"
    LOOK = "look"


class Agenda(Record):
    """What a meeting will look at. Its stories are kept apart, as ids."""

    title: Clean = _line("What the meeting is about", "A few words.", min_length=1)
    places: tuple[Area, ...] = _codes("Places", "Wards, boroughs or wider.")
    indicators: tuple[Name, ...] = _codes("Numbers", "Which figures to look at.")
    insights: tuple[Name, ...] = declared(
        Kind.CHOICES,
        "Leadership insights",
        "Voices from across Greater Manchester.",
        choices=insight_words,
        max_length=MAX_PICKED,
        default=(),
    )
    questions: tuple[Line, ...] = declared(
        Kind.CHOICES,
        "Questions to ask",
        "The pack's prompts, or your own.",
        max_length=MAX_PICKED,
        default=(),
    )
    minutes: int = declared(
        Kind.NUMBER, "Minutes", "How long the meeting has.", ge=5, le=480, default=60
    )
    check_in: YesNo = declared(
        Kind.CHOICE,
        "Start with a check-in on how safe it feels to speak",
        "Nobody's name is kept. Counts are shown four replies at a time.",
        choices=YesNo,
        default=YesNo.NO,
    )


class Agreement(Record):
    """Whether a number and a voice fit. The voice is an insight, or the one story kept beside."""

    place: Area = _place()
    indicator: Name = _line("Number", "Which figure.", unscreened=Unscreened.CODE, default="")
    insight: Name = _line(
        "Insight", "Which insight, if the voice is one.", unscreened=Unscreened.CODE, default=""
    )
    fit: Fit = declared(
        Kind.CHOICE, "Does it fit?", "As the people in the room see it.", choices=Fit
    )
    note: Clean = _words("Why", "What was said about it. No names, and not the story's own words.")


class Barrier(Record):
    """What stands in the way: one of the pack's list, or one named in the room."""

    listed: str = declared(
        Kind.CHOICE, "From the list", "Named by leaders.", choices=barrier_words, default=""
    )
    own: Clean = _line("In your own words", "If the list lacks it. No names.", default="")
    place: Area = _place()
    note: Clean = _words("How it shows here", "What it stops, and for whom.")

    @property
    def name(self) -> str:
        """How it is called, own words first."""
        return self.own or barrier_words().get(self.listed, self.listed)

    @model_validator(mode="after")
    def _is_named(self) -> Self:
        if not self.listed and not self.own:
            raise ValueError("Choose a barrier from the list, or name one.")
        return self


class Action(Record):
    """What was agreed. Who owns it is a role, never a person's name."""

    what: Clean = _line("What we will do", "One sentence.", min_length=1)
    owner_role: Clean = _line(
        "Who owns it: a role", "For example “Neighbourhood lead”. Never a name.", min_length=1
    )
    small_step: Clean = _line("Small next step", "What happens this week.", default="")
    due: date | None = declared(Kind.DATE, "Due", "When we look at it again.", default=None)
    working: Clean = _line("What would count as working", "How we would know.", default="")
    moves: Power = declared(
        Kind.CHOICE,
        "Does power or money move to the community?",
        "Say so if it doesn't.",
        choices=Power,
        default=Power.NOT_SURE,
    )
    funding: Clean = _line("Funding or grant", "Which, how much, for whom.", default="")
    paid: YesNo = declared(
        Kind.CHOICE,
        "Are people paid for taking part?",
        "Residents who give their time.",
        choices=YesNo,
        default=YesNo.NOT_SURE,
    )
    net_zero: Clean = _line("Link to net zero", "If there is one.", default="")
    place: Area = _place()
    barrier: Clean = _line(
        "Barrier it works on", "One of the list by its id, or in own words.", default=""
    )
    state: Progress = declared(
        Kind.CHOICE, "How it stands", "", choices=Progress, default=Progress.AGREED
    )
    learned: Clean = _words("What we tried and learned", "As welcome as done.")

    @property
    def barrier_name(self) -> str:
        """How the barrier is called; empty where none was named."""
        return barrier_words().get(self.barrier, self.barrier)


MeetingRecord = Agenda | Agreement | Barrier | Action | Tool | Look
RECORDS: dict[MeetingKind, type[MeetingRecord]] = {
    MeetingKind.AGENDA: Agenda,
    MeetingKind.AGREEMENT: Agreement,
    MeetingKind.BARRIER: Barrier,
    MeetingKind.ACTION: Action,
    MeetingKind.TOOL: Tool,
    MeetingKind.LOOK: Look,
}


def kind_of(record: MeetingRecord) -> MeetingKind:
    """Which kind a record is."""
    return next(kind for kind, one in RECORDS.items() if type(record) is one)
