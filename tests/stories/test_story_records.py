"""A story's own rules: what it must have, and that messages never repeat what was typed."""

from __future__ import annotations

from datetime import date

import pytest
from made_up_stories import consent, quote, story
from pydantic import ValidationError

from fhfa_data.stories.choices import theme_words
from fhfa_data.stories.consent import twelve_months_after
from fhfa_data.stories.fields import Kind, fields_of
from fhfa_data.stories.records import KEPT_ALREADY, Kept, Standing, Story

WRONG = [
    {"title": ""},
    {"title": "  \n"},
    {"title": 7},
    {"title": "x" * 121},
    {"text": "x" * 20_001},
    {"text": "MADE UP \x00"},
    {"text": "MADE UP \ud800"},
    {"text": "MADE UP \uffff"},
    {"speaker": "Mrs Made-Up"},
    {"ward": ""},
    {"ward": "Made-up ward"},
    {"borough": ""},
    {"themes_teller": ("no-such-theme",)},
    {"themes_teller": ("listening", "listening")},
    {"people": 0},
    {"gathered_to": date(2025, 12, 31)},
    {"language": "English"},
    {"name_of_the_teller": "MADE UP"},
]


@pytest.mark.parametrize("wrong", WRONG, ids=lambda one: next(iter(one)))
def test_a_story_that_breaks_a_rule_is_refused(wrong):
    with pytest.raises(ValidationError):
        story(**wrong)


@pytest.mark.parametrize("wrong", WRONG, ids=lambda one: next(iter(one)))
def test_the_refusal_does_not_repeat_what_was_typed(wrong):
    with pytest.raises(ValidationError) as caught:
        story(**wrong)
    assert "made up" not in str(caught.value).casefold()
    assert "xxx" not in str(caught.value)


def test_two_entries_with_one_id_are_refused():
    given = consent()
    with pytest.raises(ValidationError, match="one id"):
        story(consents=[given], quotes=[quote(consents=[given])])


@pytest.mark.parametrize("ends", [date(2026, 1, 1), date(2025, 1, 1)])
def test_consent_runs_forward(ends):
    with pytest.raises(ValidationError, match="run out after"):
        consent(given_on=date(2026, 1, 1), expires_on=ends)


@pytest.mark.parametrize("given", [None, "some day", "2026-02-30"])
def test_a_day_of_consent_that_is_none_is_told_by_its_field(given):
    with pytest.raises(ValidationError, match="given_on"):
        consent(given_on=given)


def test_consent_is_for_twelve_months_unless_chosen():
    assert consent(given_on=date(2026, 3, 5)).expires_on == date(2027, 3, 5)
    assert twelve_months_after(date(2024, 2, 29)) == date(2025, 2, 28)


def test_a_theme_that_left_the_catalogue_does_not_lose_the_story():
    content = story().model_dump_json().replace('"listening"', '"no-longer-a-theme"')
    with pytest.raises(ValidationError):
        Story.model_validate_json(content)
    kept = Story.model_validate_json(content, context=KEPT_ALREADY)
    assert kept.themes == ("no-longer-a-theme",)


def test_whose_reading_a_theme_is_stays_apart():
    one = story(themes_analyst=("listening", "politics"), themes_leader=())
    assert (one.themes_teller, one.themes_leader) == (("listening",), ())
    assert one.themes == ("listening", "politics")


@pytest.mark.parametrize("record", [Story, Standing])
def test_every_field_says_what_it_is_in_plain_english(record):
    for field in fields_of(record):
        assert field.label
        assert field.label[0].isupper()
        assert field.help.endswith(".")
        assert bool(field.choices) == (field.kind in (Kind.CHOICE, Kind.CHOICES))


def test_themes_are_the_catalogues():
    by_name = {one.name: one for one in fields_of(Story)}
    assert by_name["themes_leader"].choices == theme_words()
    assert {"listening", "deprivation"} <= set(theme_words())


def test_a_kept_story_goes_through_json_unchanged():
    kept = Kept(story=story(consents=[consent()], quotes=[quote()]), standing=Standing(id="one"))
    assert Kept.model_validate_json(kept.model_dump_json()) == kept
