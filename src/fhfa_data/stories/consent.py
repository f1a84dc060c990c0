"""Consent and quotes: the ledger of what may be shown, for what, to whom and until when."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, model_validator

from fhfa_data.stories.choices import Audience, Giver, Purpose, Speaker
from fhfa_data.stories.fields import Kind, Unscreened, Use, clean_text, declared

Clean = Annotated[str, BeforeValidator(clean_text)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
MAX_LIST = 50


def new_id() -> str:
    """An id that nothing else has, and that says nothing of what it names."""
    return uuid.uuid4().hex


def an_id(label: str, help_text: str) -> Any:
    """The declaration of a record's own id, which it gets by itself."""
    return declared(Kind.LINE, label, help_text, unscreened=Unscreened.CODE, default_factory=new_id)


class Record(BaseModel):
    """Base of every record. A message about a wrong value never repeats the value."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", hide_input_in_errors=True, validate_default=True
    )


def twelve_months_after(day: date) -> date:
    """The same day of the next year; 28 February for 29 February.

    >>> twelve_months_after(date(2024, 2, 29))
    datetime.date(2025, 2, 28)
    """
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


class Consent(Record):
    """One entry of the ledger: what may be shown, for what, to whom, from when until when."""

    id: Id = an_id("Consent", "Names this entry.")
    purposes: tuple[Purpose, ...] = declared(
        Kind.CHOICES, "For", "What it may be used for.", choices=Purpose, min_length=1
    )
    audiences: tuple[Audience, ...] = declared(
        Kind.CHOICES, "Who may read it", "Who it may be shown to.", choices=Audience, min_length=1
    )
    given_by: Giver = declared(
        Kind.CHOICE, "Given by", "A role, never a name.", choices=Giver, default=Giver.TELLER
    )
    given_for: Giver = declared(
        Kind.CHOICE, "Given for", "Whose story it is.", choices=Giver, default=Giver.TELLER
    )
    given_on: date = declared(Kind.DATE, "Given on", "The day it was given.")
    expires_on: date = declared(
        Kind.DATE, "Runs out on", "From this day on it isn't shown. 12 months unless chosen."
    )
    withdrawn_on: date | None = declared(
        Kind.DATE, "Withdrawn on", "From then on it isn't shown, for good.", default=None
    )

    @model_validator(mode="before")
    @classmethod
    def _twelve_months(cls, typed: Any) -> Any:
        if not isinstance(typed, dict) or typed.get("expires_on"):
            return typed
        try:
            given = date.fromisoformat(str(typed["given_on"]))
        except (KeyError, ValueError):
            return typed  # the field's own check says what is wrong
        return {**typed, "expires_on": twelve_months_after(given)}

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        if self.expires_on <= self.given_on:
            raise ValueError("a consent must run out after the day it is given")
        return self

    def holds(self, day: date) -> bool:
        """Whether it is in force on this day; a withdrawn one never is, for no day."""
        return self.withdrawn_on is None and self.given_on <= day < self.expires_on


Consents = tuple[Consent, ...]


class Quote(Record):
    """Words as they were said. A quote needs a consent of its own to be shown."""

    id: Id = an_id("Quote", "Names this quote.")
    text: Clean = declared(Kind.TEXT, "Words", "As they were said.", min_length=1, max_length=2_000)
    speaker: Speaker = declared(Kind.CHOICE, "Who speaks", "A role, never a name.", choices=Speaker)
    consents: Consents = declared(
        Kind.RECORDS, "Consents", "For this quote.", shown=Use.CARE, default=(), max_length=MAX_LIST
    )
