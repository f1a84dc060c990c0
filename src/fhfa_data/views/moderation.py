"""A waiting story as a moderator edits it: its words alone, the rest as it was told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydantic import ValidationError

from fhfa_data.errors import StoryError
from fhfa_data.model.areas import GREATER_MANCHESTER
from fhfa_data.stories.fields import fields_of
from fhfa_data.stories.records import Story
from fhfa_data.views.story_check import StoryCheck, check_story, looked_at
from fhfa_data.warehouse.read import Warehouse


def words_of(story: Story) -> dict[str, str]:
    """The texts of a story that people type freely and that say anything: field → text."""
    texts = {one.name: str(getattr(story, one.name) or "") for one in looked_at()}
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
    texts = words_of(story) | {"quotes": "\n".join(one.text for one in story.quotes)}
    return check_story(warehouse, texts, story.ward or story.borough or GREATER_MANCHESTER)
