"""A waiting story as a moderator reads and edits it: its words alone, the rest as it was told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import ValidationError

from fhfa_data.errors import StoryError
from fhfa_data.model.areas import GREATER_MANCHESTER
from fhfa_data.stories.consent import Record
from fhfa_data.stories.fields import StoryField, Unscreened, fields_of, free_text
from fhfa_data.stories.records import Story
from fhfa_data.views.story_check import StoryCheck, check_story
from fhfa_data.views.words import long_day
from fhfa_data.warehouse.read import Warehouse

_SAID_ABOVE = (
    *("title", "text", "quotes", "speaker", "method", "people", "group"),
    *("place_level", "ward", "ward_name", "borough", "borough_name"),
    *("consents", "article_6", "article_9"),
)


def story_lines(story: Story) -> list[str]:
    """What a story says besides its words, role, place and consent: a line for each field.

    Whoever approves a story reads all of it; a field that was left as it is says nothing.
    """
    said = ((one, _said(one, getattr(story, one.name))) for one in fields_of(Story)
            if one.name not in _SAID_ABOVE)  # fmt: skip
    return [f"{one.label}: {words}" for one, words in said if words]


def _said(field: StoryField, value: Any) -> str:
    if value is None or value == field.default:
        return ""
    if isinstance(value, Record):
        inside = (one for one in fields_of(type(value)) if one.unscreened is not Unscreened.CODE)
        return ", ".join(filter(None, (_said(one, getattr(value, one.name)) for one in inside)))
    if isinstance(value, date):
        return long_day(value)
    if isinstance(value, (tuple, dict)):
        parts = value.values() if isinstance(value, dict) else value
        return "; ".join(filter(None, (_said(field, one) for one in parts)))
    return field.choices.get(value, str(value))


def texts_of(story: Story) -> dict[str, str]:
    """The texts of a story that people type freely and that say anything: field → text."""
    typed = [one.name for one in fields_of(Story) if one.is_box]
    texts = free_text(Story, {name: getattr(story, name) for name in typed})
    return {name: text for name, text in texts.items() if text or name in ("text", "title")}


def edited(story: Story, words: Mapping[str, str], quotes: Sequence[str]) -> Story:
    """The story with other words; a quote without any is left out, its record with it.

    Raises
    ------
    StoryError
        If something is missing or too long, by the field's label and never with what was typed.
    """
    kept = [
        one.model_copy(update={"text": text.strip()})
        for one, text in zip(story.quotes, quotes, strict=True)
        if text.strip()
    ]
    values = story.model_copy(update={**words, "quotes": tuple(kept)}).model_dump()
    try:
        return Story.model_validate(values)
    except ValidationError as error:
        labels = {one.name: one.label for one in fields_of(Story)}
        wrong = {labels.get(str(one["loc"][0]), "A quote") for one in error.errors() if one["loc"]}
        raise StoryError(
            "These words can't be kept.",
            f"fields {', '.join(sorted(wrong))}",
            "Fill in what is missing, or shorten it.",
        ) from None


def check_waiting(warehouse: Warehouse, story: Story) -> StoryCheck:
    """What the gate says of a story as it stands, its quotes included."""
    return check_story(warehouse, dict(story), story.ward or story.borough or GREATER_MANCHESTER)
