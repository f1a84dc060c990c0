"""The closed lists a story chooses from, each with the words a person reads."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Self

from fhfa_data.catalogue.load import load_catalogue
from fhfa_data.catalogue.wisdom import load_wisdom


class Labelled(StrEnum):
    """A closed list whose members carry the words a person reads."""

    label: str

    def __new__(cls, code: str, label: str) -> Self:
        """A member: its code in files, and its words on screen."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member


class Speaker(Labelled):
    """Who speaks: a role, never a name."""

    RESIDENT = "resident", "A resident"
    COMMUNITY_GROUP = "community_group", "A community group"
    FRONT_LINE = "front_line", "Someone who works at the front line"
    LEADER = "leader", "A leader"
    COUNCILLOR = "councillor", "A councillor"

    @property
    def few(self) -> bool:
        """Whether so few hold this role that it and a ward together name a person."""
        return self in (Speaker.LEADER, Speaker.COUNCILLOR)


class PlaceLevel(Labelled):
    """How wide the place of a story is, narrowest first."""

    NEIGHBOURHOOD = "neighbourhood", "A neighbourhood"
    WARD = "ward", "A ward"
    BOROUGH = "borough", "A borough"
    CITY_REGION = "city_region", "The whole city region"

    def at_least(self, other: PlaceLevel) -> PlaceLevel:
        """The wider of the two.

        >>> PlaceLevel.WARD.at_least(PlaceLevel.BOROUGH).value
        'borough'
        """
        order = list(PlaceLevel)
        return max(self, other, key=order.index)


class Purpose(Labelled):
    """What consent can be given for."""

    INTERNAL = "internal", "Inside the organisation"
    PARTNERS = "partners", "With partner organisations"
    PUBLIC = "public", "In public"


class Audience(Labelled):
    """Who may read, as consent names them."""

    ORGANISATION = "organisation", "People of the organisation"
    PARTNERS = "partners", "Partner organisations"
    COMMUNITY = "community", "Community groups"
    EVERYONE = "everyone", "Everyone"


class Giver(Labelled):
    """Who gives consent, or whom it is given for: a role, never a name."""

    TELLER = "teller", "The person who told it"
    PARENT_OR_CARER = "parent_or_carer", "A parent or carer"
    ADVOCATE = "advocate", "An advocate"
    GROUP = "group", "The group, together"
    CHILD = "child", "A child"
    ADULT_CARED_FOR = "adult_cared_for", "An adult who is cared for"


class Method(Labelled):
    """How a story was gathered."""

    CONVERSATION = "conversation", "A conversation"
    INTERVIEW = "interview", "An interview"
    FOCUS_GROUP = "focus_group", "A focus group"
    EVENT = "event", "An event or drop-in"
    SURVEY = "survey", "A survey's free text"
    WALK = "walk", "A walk through the place"
    WRITTEN = "written", "Sent in writing"
    OTHER = "other", "Another way"


class Translation(Labelled):
    """How the text came into the language it is in."""

    NONE = "none", "Not translated"
    PERSON = "person", "Translated by a person"
    MACHINE = "machine", "Translated by a machine"


class Article6(Labelled):
    """The lawful basis. Source: UK GDPR, Article 6(1)."""

    NOT_CHOSEN = "", "Not chosen yet"
    CONSENT = "6_1_a", "Consent, 6(1)(a)"
    CONTRACT = "6_1_b", "Contract, 6(1)(b)"
    LEGAL_OBLIGATION = "6_1_c", "Legal obligation, 6(1)(c)"
    VITAL_INTERESTS = "6_1_d", "Vital interests, 6(1)(d)"
    PUBLIC_TASK = "6_1_e", "Public task, 6(1)(e)"
    LEGITIMATE_INTERESTS = "6_1_f", "Legitimate interests, 6(1)(f)"
    NOT_PERSONAL = "not_personal", "Not personal data"


class Article9(Labelled):
    """The condition for special category data, such as health. Source: UK GDPR, Article 9(2)."""

    NOT_CHOSEN = "", "Not chosen yet"
    EXPLICIT_CONSENT = "9_2_a", "Explicit consent, 9(2)(a)"
    EMPLOYMENT = "9_2_b", "Employment and social protection, 9(2)(b)"
    VITAL_INTERESTS = "9_2_c", "Vital interests, 9(2)(c)"
    NOT_FOR_PROFIT = "9_2_d", "Not-for-profit bodies, 9(2)(d)"
    MADE_PUBLIC = "9_2_e", "Made public by the person, 9(2)(e)"
    LEGAL_CLAIMS = "9_2_f", "Legal claims, 9(2)(f)"
    PUBLIC_INTEREST = "9_2_g", "Substantial public interest, 9(2)(g)"
    HEALTH_OR_SOCIAL_CARE = "9_2_h", "Health or social care, 9(2)(h)"
    PUBLIC_HEALTH = "9_2_i", "Public health, 9(2)(i)"
    RESEARCH = "9_2_j", "Archiving, research and statistics, 9(2)(j)"
    NOT_SPECIAL = "not_special", "No special category data"


class State(Labelled):
    """Where a story is on its way to being shown."""

    DRAFT = "draft", "Draft"
    WAITING = "waiting", "Waiting for a moderator"
    RETURNED = "returned", "Returned, with a reason"
    APPROVED = "approved", "Approved"


class Says(Labelled):
    """What a person says that a story does to an indicator's figures; questions first."""

    CONTRADICTS = "contradicts", "It contradicts the figure"
    NO_DATA = "no_data", "There is no data on this"
    EXPLAINS = "explains", "It explains the figure"
    CONFIRMS = "confirms", "It confirms the figure"

    @property
    def is_a_question(self) -> bool:
        """Whether it is where learning is: the figure and the story don't agree, or can't."""
        return self in (Says.CONTRADICTS, Says.NO_DATA)


@cache
def theme_words() -> dict[str, str]:
    """The catalogue's themes, of figures and of insights: id → words."""
    lists = (load_catalogue().themes, load_wisdom().themes)
    return {name: one.name for themes in lists for name, one in themes.items()}
