"""A field of each kind more, put into :class:`Story` for a while; nothing else is told of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from pydantic.fields import FieldInfo

from fhfa_data.stories.choices import Translation
from fhfa_data.stories.consent import Clean, Record, an_id
from fhfa_data.stories.fields import Kind, Use, declared, fields_of, hidden
from fhfa_data.stories.meetings.choices import YesNo
from fhfa_data.stories.records import Kept, Story

HARPURHEY, MANCHESTER = "E05011366", "E08000003"
WHERE = {"ward": HARPURHEY, "ward_name": "Harpurhey", "borough": MANCHESTER,
         "borough_name": "Manchester"}  # fmt: skip
TODAY = date.today()
PHONE = "07700 900123"
POINTS = {"name": "Tariq Hussain", "phone": PHONE, "NHS number": "943 476 5919"}
EVERYTHING = "MADE UP: ask {name}; his phone is {phone}; NHS number {NHS number}".format_map(POINTS)
SAID = f"MADE UP zanzibarquartz; ring {PHONE}"
"""With what parts codes in a cell, since that is where a list of texts could come apart."""
PRIVATE = "MADE UP: for those who look after it, umbrellafern"


class Entry(Record):
    """A record inside a story: with an id, words, a day, and words that few may see."""

    id: str = an_id("Entry", "Names it.")
    what: Clean = declared(Kind.LINE, "What", "Words.", min_length=1)
    on_day: date | None = declared(Kind.DATE, "On day", "When.", default=None)
    aside: Clean = declared(Kind.TEXT, "Aside", "Words.", shown=Use.CARE, default="")


@dataclass(frozen=True)
class Added:
    """A field: its type, its kind, and a value that it keeps."""

    type: Any
    kind: Kind
    value: Any
    limits: dict[str, Any]

    def info(self, name, shown):
        made = declared(self.kind, label(name), "Words.", shown=shown, **self.limits)
        return FieldInfo.from_annotated_attribute(self.type, made)


def label(name):
    return name.replace("_", " ").capitalize()


ADDED = {
    "added_line": Added(Clean, Kind.LINE, SAID, {"default": ""}),
    "added_text": Added(Clean, Kind.TEXT, SAID, {"default": ""}),
    "added_choice": Added(YesNo, Kind.CHOICE, YesNo.YES,
                          {"choices": YesNo, "default": YesNo.NOT_SURE}),
    "added_codes": Added(tuple[Translation, ...], Kind.CHOICES, (Translation.MACHINE,),
                         {"choices": Translation, "default": ()}),
    "added_own": Added(tuple[Clean, ...], Kind.CHOICES, (SAID, "MADE UP: two"), {"default": ()}),
    "added_day": Added(date | None, Kind.DATE, date(2026, 3, 5), {"default": None}),
    "added_number": Added(int, Kind.NUMBER, 7, {"default": 0, "ge": 0}),
    "added_records": Added(tuple[Entry, ...], Kind.RECORDS,
                           (Entry(id="e1", what=SAID, on_day=TODAY, aside=PRIVATE),
                            Entry(id="e2", what="MADE UP: two")), {"default": ()}),
}  # fmt: skip
WORDY = ("added_line", "added_text", "added_own", "added_records")
VALUES = {name: one.value for name, one in ADDED.items()}


@contextmanager
def adding(shown: Use) -> Iterator[None]:
    """Story holds the fields; ``shown``: the widest use that they are declared for."""
    with pytest.MonkeyPatch.context() as patch:
        for name, one in ADDED.items():
            patch.setitem(Story.model_fields, name, one.info(name, shown))
        _rebuild()
        yield
    _rebuild()


def _rebuild():
    for record in (Story, Kept):
        record.model_rebuild(force=True)
    fields_of.cache_clear()
    hidden.cache_clear()
