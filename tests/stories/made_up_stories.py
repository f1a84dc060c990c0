"""Stories made up for the tests; nobody said any of this. The wards' codes are made up too."""

from __future__ import annotations

from datetime import date

from fhfa_data.stories.actors import Actor, Role
from fhfa_data.stories.choices import Audience, Purpose
from fhfa_data.stories.consent import Consent, Quote
from fhfa_data.stories.records import Story

TODAY = date(2026, 6, 1)
EVERY_PURPOSE = tuple(Purpose)
BASES = {"article_6": "6_1_e", "article_9": "9_2_i"}
ORGANISATION = frozenset({Audience.ORGANISATION, Audience.EVERYONE})


def consent(purposes=EVERY_PURPOSE, audiences=(Audience.EVERYONE,), **changed):
    values = {"purposes": purposes, "audiences": audiences, "given_on": date(2026, 1, 1)}
    return Consent.model_validate({**values, **changed})


def quote(**changed):
    values = {"text": "MADE UP: the bus comes twice a day.", "speaker": "resident"}
    return Quote.model_validate({**values, **changed})


def story(**changed):
    values = {
        "title": "MADE UP: the bus",
        "text": "MADE UP: people wait an hour for the bus to the surgery.",
        "speaker": "resident",
        "place_level": "neighbourhood",
        "neighbourhood": "MADE UP estate",
        "ward": "E05999001",
        "ward_name": "Made-up ward",
        "borough": "E08999001",
        "borough_name": "Made-up borough",
        "themes_teller": ("listening",),
        "method": "focus_group",
        "group": "MADE UP lunch club",
        "people": 7,
        "gathered_from": date(2026, 1, 1),
        "gathered_to": date(2026, 2, 1),
        **BASES,
    }
    return Story.model_validate({**values, **changed})


def person(name, *roles, audiences=ORGANISATION):
    return Actor(name, frozenset(roles), frozenset(audiences))


CARA = person("cara", Role.CONTRIBUTOR)
COLIN = person("colin", Role.CONTRIBUTOR)
MO = person("mo", Role.MODERATOR)
ADA = person("ada", Role.ADMINISTRATOR)
VI = person("vi", Role.VIEWER)
