"""A story and its standing: frozen records whose fields are declared once, here.

What a person typed is a :class:`Story`. What the store adds (state, revision, who, when) is its
:class:`Standing`. Both together are a :class:`Kept` story.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Self

from pydantic import AfterValidator, ValidationInfo, field_validator, model_validator

from fhfa_data.model.areas import is_area_code
from fhfa_data.stories.choices import (
    Article6,
    Article9,
    Method,
    PlaceLevel,
    Speaker,
    State,
    Translation,
    theme_words,
)
from fhfa_data.stories.consent import MAX_LIST, Clean, Consents, Id, Quote, Record, an_id
from fhfa_data.stories.fields import Kind, Unscreened, Use, declared

MAX_TEXT = 20_000


KEPT_ALREADY = {"kept": True}
"""Context for reading what was kept: a theme that has left the catalogue since is no fault."""


def _known_themes(themes: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
    if info.context == KEPT_ALREADY:
        return themes
    unknown = [one for one in themes if one not in theme_words()]
    if unknown or len(set(themes)) != len(themes):
        raise ValueError("holds a theme that isn't in the catalogue's list, or one twice")
    return themes


Themes = Annotated[tuple[str, ...], AfterValidator(_known_themes)]


def _themes(whose: str) -> Any:
    return declared(
        Kind.CHOICES,
        f"Themes, as {whose} sees it",
        "From the catalogue's list. Kept apart from what others read into it.",
        choices=theme_words,
        default=(),
    )


def _code(label: str, help_text: str) -> Any:
    return declared(Kind.LINE, label, help_text, unscreened=Unscreened.CODE, default="")


def _listed_name(label: str) -> Any:
    return declared(
        Kind.LINE, label, "Its name.", unscreened=Unscreened.LIST, default="", max_length=120
    )


class Story(Record):
    """What was heard. Places are ONS codes with their names; roles are never names of people."""

    title: Clean = declared(
        Kind.LINE, "Title", "A line that says what it is about.", min_length=1, max_length=120
    )
    text: Clean = declared(
        Kind.TEXT,
        "What was heard",
        "Leave out names, addresses, dates of birth and anything that points to one person.",
        min_length=1,
        max_length=MAX_TEXT,
    )
    speaker: Speaker = declared(
        Kind.CHOICE,
        "Who speaks",
        "A role, never a name. Leaders and councillors are shown by borough or wider.",
        choices=Speaker,
    )
    place_level: PlaceLevel = declared(
        Kind.CHOICE, "How wide", "How wide a place it is about.", choices=PlaceLevel
    )
    neighbourhood: Clean = declared(
        Kind.LINE,
        "Neighbourhood",
        "What people call it. Never shown in public.",
        shown=Use.PARTNERS,
        default="",
        max_length=120,
    )
    ward: str = _code("Ward's code", "ONS code of the ward.")
    ward_name: Clean = _listed_name("Ward")
    borough: str = _code("Borough's code", "ONS code of the borough.")
    borough_name: Clean = _listed_name("Borough")
    themes_teller: Themes = _themes("the teller")
    themes_analyst: Themes = _themes("the analyst")
    themes_leader: Themes = _themes("a leader")
    method: Method = declared(
        Kind.CHOICE, "How it was gathered", "As a dataset says it.", choices=Method
    )
    group: Clean = declared(
        Kind.LINE,
        "Group",
        "The group or meeting it was gathered with, never a person.",
        shown=Use.PARTNERS,
        default="",
        max_length=200,
    )
    people: int = declared(
        Kind.NUMBER, "Number of people", "How many were heard.", default=1, ge=1, le=100_000
    )
    gathered_from: date = declared(Kind.DATE, "Gathered from", "The first day.")
    gathered_to: date = declared(Kind.DATE, "Gathered to", "The last day.")
    language: str = declared(
        Kind.LINE,
        "Language told in",
        "A language tag (BCP 47) such as en, ur or pl.",
        unscreened=Unscreened.LANGUAGE,
        default="en",
        pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
        max_length=35,
    )
    translation: Translation = declared(
        Kind.CHOICE,
        "Translation",
        "How the text came into English.",
        choices=Translation,
        default=Translation.NONE,
    )
    original_text: Clean = declared(
        Kind.TEXT,
        "In the language told in",
        "The words before they were translated.",
        default="",
        max_length=MAX_TEXT,
    )
    quotes: tuple[Quote, ...] = declared(
        Kind.RECORDS, "Quotes", "Words as they were said.", default=(), max_length=MAX_LIST
    )
    consents: Consents = declared(
        Kind.RECORDS,
        "Consents",
        "Consent to tell: for what, to whom, until when.",
        shown=Use.CARE,
        default=(),
        max_length=MAX_LIST,
    )
    article_6: Article6 = declared(
        Kind.CHOICE,
        "Lawful basis",
        "UK GDPR, Article 6: the organisation chooses it. Consent to tell is another thing.",
        shown=Use.CARE,
        choices=Article6,
        default=Article6.NOT_CHOSEN,
    )
    article_9: Article9 = declared(
        Kind.CHOICE,
        "Condition for special categories",
        "UK GDPR, Article 9: the organisation chooses it.",
        shown=Use.CARE,
        choices=Article9,
        default=Article9.NOT_CHOSEN,
    )

    @field_validator("ward", "borough")
    @classmethod
    def _is_a_code(cls, code: str) -> str:
        if code and not is_area_code(code):
            raise ValueError("must be an ONS code, such as E05000650")
        return code

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if self.gathered_to < self.gathered_from:
            raise ValueError("it was gathered to a day before it was gathered from")
        if self.place_level in (PlaceLevel.NEIGHBOURHOOD, PlaceLevel.WARD) and not self.ward:
            raise ValueError("a ward or neighbourhood needs the ward's code")
        if self.place_level != PlaceLevel.CITY_REGION and not self.borough:
            raise ValueError("a place narrower than the city region needs its borough's code")
        ids = [one.id for one in (*self.quotes, *self.ledger)]
        if len(set(ids)) != len(ids):
            raise ValueError("two quotes or consents have one id")
        return self

    @property
    def themes(self) -> tuple[str, ...]:
        """All themes anyone sees in it, each once."""
        return tuple(
            dict.fromkeys([*self.themes_teller, *self.themes_analyst, *self.themes_leader])
        )

    @property
    def ledger(self) -> Consents:
        """Every consent, of the story and of its quotes."""
        return (*self.consents, *(one for quote in self.quotes for one in quote.consents))

    @property
    def place_name(self) -> str:
        """The narrowest place it is about, in words."""
        narrow = self.neighbourhood if self.place_level == PlaceLevel.NEIGHBOURHOOD else ""
        ward = self.ward_name or self.ward
        return ", ".join(part for part in (narrow, ward, self.borough_name or self.borough) if part)


class Standing(Record):
    """What the store knows of a story besides its words. Times are UTC, ISO 8601."""

    id: Id = an_id("Story", "Names the story.")
    revision: int = declared(Kind.NUMBER, "Revision", "Grows by one a change.", default=0, ge=0)
    state: State = declared(
        Kind.CHOICE, "State", "Where it is on its way.", choices=State, default=State.DRAFT
    )
    reason: Clean = declared(
        Kind.TEXT, "Reason", "Why it was returned.", shown=Use.CARE, default="", max_length=2_000
    )
    contributor: str = declared(
        Kind.LINE,
        "Contributor",
        "Who brought it in.",
        shown=Use.CARE,
        unscreened=Unscreened.CODE,
        default="",
        max_length=200,
    )
    changed_at: str = _code("Changed", "When it last changed (UTC).")


class Kept(Record):
    """A story with its standing.

    ``until``: of a view by consent, the day from which on it may not be shown any more.
    """

    story: Story
    standing: Standing
    until: date | None = None
