"""Every text that a record can hold is screened, or its declaration says why nobody types it."""

from __future__ import annotations

import pkgutil
from datetime import date
from enum import Enum
from importlib import import_module
from typing import get_args, get_origin

import pytest
from made_up_stories import quote, story
from pydantic import BaseModel, ValidationError

import fhfa_data.stories
from fhfa_data.stories.anchors import Anchor, may_name_a_person
from fhfa_data.stories.consent import Quote, Record
from fhfa_data.stories.fields import Unscreened, Use, fields_of, free_text
from fhfa_data.stories.meetings.records import Action, Agenda, Agreement, Barrier
from fhfa_data.stories.meetings.tools import Look, Tool
from fhfa_data.stories.records import Kept, Standing, Story
from fhfa_data.stories.reflecting import Round

for _one in pkgutil.walk_packages(fhfa_data.stories.__path__, "fhfa_data.stories."):
    import_module(_one.name)

PHONE = "MADE UP: ring 07700 900123"
PLACE = "E05011366"
SAMPLES = {
    Action: {"what": "MADE UP", "owner_role": "Lead"},
    Agenda: {"title": "MADE UP", "places": [PLACE], "indicators": ["core20_pct"]},
    Agreement: {"fit": "fits"},
    Anchor: {"kind": "group", "name": "MADE UP", "strong": "made up", "place": PLACE,
             "agreed_on": "2026-01-01"},
    Barrier: {"own": "MADE UP"},
    Look: {"what": "MADE UP", "left_out": "made up"},
    Quote: quote().model_dump(),
    Round: {"title": "MADE UP", "asked": ["deep-listening"]},
    Story: story().model_dump(),
    Tool: {"name": "MADE UP", "good_for": "made up"},
}  # fmt: skip


def records(base=Record):
    own = (one for one in base.__subclasses__() if one.__module__.startswith("fhfa_data."))
    return sorted({found for one in own for found in (one, *records(one))}, key=str)


def planted(kind):
    """A value of this type with the words in it wherever it can hold words; None if nowhere."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        screened = [one.name for one in fields_of(kind) if one.unscreened is None]
        inside = {name: planted(kind.model_fields[name].annotation) for name in screened}
        return {name: value for name, value in inside.items() if value is not None} or None
    if isinstance(kind, type):
        return PHONE if issubclass(kind, str) and not issubclass(kind, Enum) else None
    parts = get_args(kind)
    if get_origin(kind) is dict:
        value = planted(parts[1])
        return None if value is None else {"key": value}
    value = next((found for one in parts if (found := planted(one)) is not None), None)
    return (value,) if value is not None and get_origin(kind) is tuple else value


TEXTS = [
    (record, name)
    for record in records()
    for name, info in record.model_fields.items()
    if record is not Kept and planted(info.annotation) is not None
]
BY_NAME = {(record, one.name): one for record in records() if record is not Kept
           for one in fields_of(record)}  # fmt: skip


def name_of(one):
    return one.__name__ if isinstance(one, type) else str(one)


def test_every_record_declares_every_field():
    """Kept alone declares none: it is a story and its standing, which do."""
    assert {Story, Standing, Quote, Agenda, Tool, Look, Anchor} <= set(records())
    undeclared = {
        (record, name)
        for record in records()
        for name, info in record.model_fields.items()
        if "declared" not in (info.json_schema_extra or {})
    }
    assert undeclared == {(Kept, "story"), (Kept, "standing"), (Kept, "until")}


@pytest.mark.parametrize(("record", "name"), TEXTS, ids=name_of)
def test_what_is_typed_is_screened_or_the_declaration_says_why_not(record, name):
    found = free_text(record, {name: planted(record.model_fields[name].annotation)})
    if BY_NAME[record, name].unscreened is None:
        assert PHONE in found[name].split("\n")
    else:
        assert isinstance(BY_NAME[record, name].unscreened, Unscreened)
        assert found == {}


CHECKED = {one for one in TEXTS if BY_NAME[one].unscreened not in (None, Unscreened.LIST)}
GIVEN = {one for one in CHECKED if one[0] is Standing or one[1] == "id"}
"""What the store and the records fill in themselves: nobody is asked for it."""


@pytest.mark.parametrize(("record", "name"), sorted(CHECKED - GIVEN, key=str), ids=name_of)
def test_what_is_not_screened_takes_no_words(record, name):
    """Codes, tags and links are checked as such."""
    record.model_validate(SAMPLES[record])
    words = planted(record.model_fields[name].annotation)
    with pytest.raises(ValidationError):
        record.model_validate({**SAMPLES[record], name: words})


def test_names_out_of_lists_are_the_ward_and_the_borough():
    listed = {one for one in TEXTS if BY_NAME[one].unscreened is Unscreened.LIST}
    assert listed == {(Story, "ward_name"), (Story, "borough_name")}


def test_what_is_on_a_list_is_no_free_text_and_all_else_is():
    asked = {"questions": ("Who is missing?", PHONE)}
    assert free_text(Agenda, asked, {"questions": ["Who is missing?"]}) == {"questions": PHONE}
    assert free_text(Story, {"speaker": "resident", "people": 7}) == {"speaker": "", "people": ""}
    assert free_text(Story, {"speaker": PHONE})["speaker"] == PHONE
    assert free_text(Story, {"gathered_from": date(2026, 1, 1)}) == {"gathered_from": ""}


def test_a_quote_is_screened_as_it_is_typed_and_as_it_is_kept():
    for quotes in (PHONE, (quote(text=PHONE),), [{"text": PHONE, "speaker": "resident"}]):
        assert free_text(Story, {"quotes": quotes}) == {"quotes": PHONE}


@pytest.mark.parametrize("record", [one for one in records() if one is not Kept], ids=name_of)
def test_what_must_be_given_may_be_shown_everywhere(record):
    """A field that isn't shown is shown as its default, and one that must be given has none."""
    assert [o.name for o in fields_of(record) if o.required and o.shown != Use.PUBLIC] == []


@pytest.mark.parametrize("field", ["name", "role", "strong"])
@pytest.mark.parametrize("words", [PHONE, "MADE UP: NHS number 943 476 5919", "write to a@b.org"])
def test_the_register_takes_no_number_that_reaches_one_person(field, words):
    assert may_name_a_person(Anchor.model_validate({**SAMPLES[Anchor], field: words}))


def test_an_organisation_may_be_called_after_somebody():
    called = {**SAMPLES[Anchor], "name": "The Margaret Whitmore Centre"}
    assert not may_name_a_person(Anchor.model_validate(called))
    assert may_name_a_person(Anchor.model_validate({**called, "strong": "ask Margaret Whitmore"}))
