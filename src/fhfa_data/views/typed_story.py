"""A story from what was typed into its form, and back; fields are known by declaration only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from pydantic import ValidationError

from fhfa_data.errors import StoryError
from fhfa_data.model.areas import Area, AreaType
from fhfa_data.stories.choices import PlaceLevel
from fhfa_data.stories.consent import Consent, Quote, twelve_months_after
from fhfa_data.stories.fields import StoryField, fields_of
from fhfa_data.stories.records import Story

FIRST = ("text", "title", "speaker", "method")
"""What the form asks first; the rest has good defaults."""
_BY_PLACE = ("place_level", "ward", "ward_name", "borough", "borough_name")
_ASKED_APART = (*_BY_PLACE, "quotes", "consents", "article_6", "article_9")
LEVELS = {
    AreaType.WARD: tuple(PlaceLevel),
    AreaType.BOROUGH: (PlaceLevel.BOROUGH, PlaceLevel.CITY_REGION),
}


def form_fields() -> tuple[tuple[StoryField, ...], tuple[StoryField, ...]]:
    """The declared fields of a form: those asked first, and the rest in declared order."""
    fields = {one.name: one for one in fields_of(Story)}
    first = tuple(fields.pop(name) for name in FIRST)
    return first, tuple(one for name, one in fields.items() if name not in _ASKED_APART)


def levels_of(area: Area) -> tuple[PlaceLevel, ...]:
    """How wide the place of a story may be said to be, for the place that is chosen."""
    return LEVELS.get(area.area_type, (PlaceLevel.CITY_REGION,))


def story_from(
    typed: Mapping[str, Any],
    area: Area,
    level: PlaceLevel,
    consent: Consent | None,
    quotes: Sequence[str] = (),
) -> Story:
    """The story that was typed.

    Parameters
    ----------
    quotes
        Words as they were said, by the same speaker and under the same consent.

    Raises
    ------
    StoryError
        If something is missing or wrong, with the field's own label and never with what was typed.
    """
    consents = (consent,) if consent else ()
    try:
        said = tuple(
            Quote(
                text=one,
                speaker=typed["speaker"],
                consents=tuple(_again(consent) for consent in consents),
            )
            for one in quotes
        )
        values = {name: value for name, value in typed.items() if value is not None}
        return Story.model_validate(
            {**values, **_place(area, level), "quotes": said, "consents": consents}
        )
    except ValidationError as error:
        raise StoryError(
            _faults(error), todo="Nothing is lost: put it right and check again."
        ) from None


def typed_of(story: Story) -> dict[str, Any]:
    """What the form shows of a story that is to be changed: name of a widget → its value."""
    first, rest = form_fields()
    plain = story.model_dump(mode="python")
    typed = {one.name: plain[one.name] for one in (*first, *rest)}
    typed = {name: _for_a_widget(value) for name, value in typed.items()}
    consent = story.consents[0] if story.consents else None
    return typed | {
        "place_level": story.place_level,
        "quotes": "\n".join(_one_line(one.text) for one in story.quotes),
        "purposes": _for_a_widget(consent.purposes) if consent else [],
        "audiences": _for_a_widget(consent.audiences) if consent else [],
    }


def as_agreed(story: Story, before: Story, *, again: bool) -> Story:
    """A changed story under the consents it had: to change a word is not to be asked again.

    A new consent, from today, stands only where the boxes were ticked otherwise or they agreed
    ``again``; what was withdrawn stays in the ledger. A quote whose words are the same stays as it
    was, with its speaker and its own consents.
    """
    had = before.consents[0] if before.consents else None
    new = story.consents[0] if story.consents else None
    same = had and new and (had.purposes, had.audiences) == (new.purposes, new.audiences)
    withdrawn = tuple(one for one in before.consents if one.withdrawn_on is not None)
    consents = before.consents if same and not again else (*story.consents, *withdrawn)
    known = {_one_line(one.text): one for one in before.quotes}
    quotes = tuple(known.get(one.text, one) for one in story.quotes)
    return story.model_copy(update={"consents": consents, "quotes": quotes})


def renewed(story: Story, today: date) -> Story:
    """The story under the consents it had, agreed again today for 12 months; quotes' too.

    What was withdrawn stays withdrawn.
    """
    quotes = tuple(
        one.model_copy(update={"consents": _from_today(one.consents, today)})
        for one in story.quotes
    )
    consents = _from_today(story.consents, today)
    return story.model_copy(update={"consents": consents, "quotes": quotes})


def _from_today(consents: Sequence[Consent], today: date) -> tuple[Consent, ...]:
    until = twelve_months_after(today)
    return tuple(
        one
        if one.withdrawn_on is not None
        else Consent(**one.model_dump(exclude={"id", "given_on", "expires_on"}),
                     given_on=today, expires_on=until)
        for one in consents
    )  # fmt: skip


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _for_a_widget(value: Any) -> Any:
    """Lists for tuples, and codes for members of closed lists."""
    if isinstance(value, tuple):
        return [_for_a_widget(one) for one in value]
    if isinstance(value, dict):
        return {name: _for_a_widget(one) for name, one in value.items()}
    return value.value if isinstance(value, StrEnum) else value


def _again(consent: Consent) -> Consent:
    return Consent(**consent.model_dump(exclude={"id"}))


def consent_of(purposes: Sequence[str], audiences: Sequence[str], given_on: date) -> Consent | None:
    """Consent as it was asked for; None where nothing was agreed to."""
    if not purposes or not audiences:
        return None
    return Consent.model_validate(
        {"purposes": purposes, "audiences": audiences, "given_on": given_on}
    )


def _place(area: Area, level: PlaceLevel) -> dict[str, str]:
    found = {"place_level": level.value}
    if level is not PlaceLevel.CITY_REGION:
        borough = area.code if area.area_type is AreaType.BOROUGH else area.borough_code
        name = area.name if area.area_type is AreaType.BOROUGH else area.borough_name
        found |= {"borough": borough, "borough_name": name}
    if level in (PlaceLevel.NEIGHBOURHOOD, PlaceLevel.WARD):
        found |= {"ward": area.code, "ward_name": area.name}
    return found


def _faults(error: ValidationError) -> str:
    labels = {one.name: one.label for one in fields_of(Story)}
    said = []
    for one in error.errors(include_input=False):
        field = labels.get(str(one["loc"][0]), "") if one["loc"] else ""
        words = "is missing" if one["type"] in ("missing", "string_too_short") else one["msg"]
        said.append(f"“{field}”: {words}." if field else f"{words}.")
    return " ".join(dict.fromkeys(said))
