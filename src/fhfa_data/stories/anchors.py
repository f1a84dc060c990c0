"""Links and anchors: who is trusted in a place, what is strong there, as they agreed to be named.

An organisation, a group or a role; never a person. Its entry ends with its review date: from then
on only those who may review it see it.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from pydantic import field_validator, model_validator

from fhfa_data.model.areas import is_area_code
from fhfa_data.stories.access import may_ask
from fhfa_data.stories.actors import Actor, Deed, may
from fhfa_data.stories.choices import Labelled, Purpose
from fhfa_data.stories.consent import Clean, Record, twelve_months_after
from fhfa_data.stories.fields import Kind, Unscreened, Use, declared, free_text
from fhfa_data.stories.gate.findings import Kind as Found
from fhfa_data.stories.gate.screen import find

_REACHES_SOMEBODY = {Found.PHONE, Found.EMAIL, Found.NHS_NUMBER, Found.NATIONAL_INSURANCE}


class AnchorKind(Labelled):
    """What is named."""

    ORGANISATION = "organisation", "A local organisation"
    ROLE = "role", "A link role"
    GROUP = "group", "A community group"


class Anchor(Record):
    """One entry of the register. ``place`` is a ward's code, or a borough's for all of it."""

    kind: AnchorKind = declared(Kind.CHOICE, "What it is", "A role, not who holds it.",
                                choices=AnchorKind)  # fmt: skip
    name: Clean = declared(
        Kind.LINE, "Name", "The organisation or group. Never a person's name.",
        min_length=1, max_length=120,
    )  # fmt: skip
    role: Clean = declared(
        Kind.LINE, "Role", "For a link role: what it is called.", default="", max_length=120
    )
    strong: Clean = declared(
        Kind.TEXT,
        "What is strong here",
        "What people trust it for. No names, phone numbers or e-mails of people.",
        min_length=1,
        max_length=500,
    )
    place: str = declared(
        Kind.LINE, "Place", "ONS code of the ward or the borough.", unscreened=Unscreened.CODE
    )
    shown: Purpose = declared(
        Kind.CHOICE, "May be shown", "As they agreed.", choices=Purpose, default=Purpose.INTERNAL
    )
    agreed_on: date = declared(Kind.DATE, "Agreed on", "The day they agreed to be named here.")
    review_on: date = declared(
        Kind.DATE, "Review on", "From this day on it isn't shown. 12 months unless chosen."
    )

    @model_validator(mode="before")
    @classmethod
    def _twelve_months(cls, typed: Any) -> Any:
        if not isinstance(typed, dict) or typed.get("review_on"):
            return typed
        try:
            agreed = date.fromisoformat(str(typed["agreed_on"]))
        except (KeyError, ValueError):
            return typed  # the field's own check says what is wrong
        return {**typed, "review_on": twelve_months_after(agreed)}

    @field_validator("place")
    @classmethod
    def _is_a_code(cls, code: str) -> str:
        if not is_area_code(code):
            raise ValueError("must be an ONS code, such as E05000650")
        return code

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if self.review_on <= self.agreed_on:
            raise ValueError("it is to be reviewed before it was agreed")
        if self.kind is AnchorKind.ROLE and not self.role:
            raise ValueError("a link role needs the role's name")
        return self


def may_see(anchor: Anchor, actor: Actor, use: Use, day: date) -> bool:
    """Whether this person may see this entry, for this use, on this day.

    Those who may review entries see all for ``care``, past their review date too.
    """
    if use is Use.CARE:
        return may(actor, Deed.CREATE)
    widest = {Purpose.INTERNAL: Use.INTERNAL, Purpose.PARTNERS: Use.PARTNERS}
    reaches = widest.get(anchor.shown, Use.PUBLIC).reaches(use)
    return anchor.agreed_on <= day < anchor.review_on and reaches and may_ask(actor, use)


def may_name_a_person(anchor: Anchor) -> bool:
    """Whether its words look as if they named or reached one person, by the gate's rules.

    In the name of an organisation a person's name is let be: many are called after somebody.
    """
    texts = free_text(Anchor, dict(anchor))
    found = {name: {one.kind for one in find(text)} for name, text in texts.items()}
    named = any(Found.NAME in kinds for name, kinds in found.items() if name != "name")
    return named or any(kinds & _REACHES_SOMEBODY for kinds in found.values())
