"""One person adds stories at a person's pace; what is refused isn't lost; sizes have limits."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from made_up_stories import CARA, COLIN, MO, story
from pydantic import ValidationError

from fhfa_data.catalogue.pace import Pace
from fhfa_data.catalogue.settings import read_settings
from fhfa_data.errors import StoryError, TooManyStories
from fhfa_data.stories.records import MAX_TEXT
from fhfa_data.stories.store.deciding import delete
from fhfa_data.stories.store.drafts import MAX_DRAFTS, MAX_TYPED, keep_typed, typed_drafts
from fhfa_data.stories.store.saving import save


class Clock:
    def __init__(self):
        self.at = datetime(2031, 3, 1, tzinfo=UTC)

    def __call__(self):
        return self.at

    def wait(self, **time):
        self.at += timedelta(**time)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def paced(store, clock):
    return replace(store, now=clock, pace=Pace(new_per_minute=3, new_per_hour=5))


def add(store, number, person=CARA):
    return save(store, person, story(title=f"MADE UP {number}"), story_id=f"s{number}")


def test_the_fourth_story_in_a_minute_is_refused_with_what_was_typed(paced, clock):
    for number in range(3):
        add(paced, number)
    with pytest.raises(TooManyStories, match="3 stories within the last minute") as caught:
        add(paced, 3)
    assert caught.value.typed == story(title="MADE UP 3")
    assert "MADE UP" not in str(caught.value)
    clock.wait(seconds=61)
    assert add(paced, 3).standing.revision == 1


def test_the_sixth_story_in_an_hour_is_refused(paced, clock):
    for number in range(5):
        add(paced, number)
        clock.wait(minutes=5)
    with pytest.raises(TooManyStories, match="5 stories within the last hour"):
        add(paced, 5)
    clock.wait(minutes=36)
    add(paced, 5)


def test_others_and_changes_are_not_held_up(paced):
    for number in range(3):
        add(paced, number)
    add(paced, 9, COLIN)
    changed = save(paced, CARA, story(title="MADE UP again"), story_id="s0", revision=1)
    assert changed.standing.revision == 2


def test_the_same_save_again_is_answered_as_before(paced):
    for number in range(3):
        add(paced, number)
    assert add(paced, 2).standing.revision == 1


def test_deleting_makes_no_room(paced):
    for number in range(3):
        add(paced, number)
    delete(paced, CARA, "s0", revision=1)
    with pytest.raises(TooManyStories):
        add(paced, 3)


def test_without_a_pace_there_is_no_limit(store):
    for number in range(20):
        add(store, number, MO)


def test_the_settings_say_the_pace(tmp_path, monkeypatch):
    (tmp_path / "fhfa.toml").write_text("[stories]\nnew_per_minute = 2\n")
    monkeypatch.setenv("FHFA_SETTINGS", str(tmp_path / "fhfa.toml"))
    assert read_settings().stories == Pace(new_per_minute=2, new_per_hour=60)


def test_a_text_longer_than_the_limit_is_no_story():
    assert len(story(text="x" * MAX_TEXT).text) == MAX_TEXT
    with pytest.raises(ValidationError, match="at most"):
        story(text="x" * (MAX_TEXT + 1))


def test_a_draft_longer_than_the_limit_is_refused_and_the_last_one_kept(store):
    keep_typed(store, CARA, "one", 0, {"text": "MADE UP"})
    with pytest.raises(StoryError, match="too long"):
        keep_typed(store, CARA, "one", 0, {"text": "x" * MAX_TYPED})
    assert [one.typed for one in typed_drafts(store, CARA)] == [{"text": "MADE UP"}]


def test_drafts_without_end_are_refused_and_those_there_kept(store):
    for number in range(MAX_DRAFTS):
        keep_typed(store, CARA, f"s{number}", 0, {})
    with pytest.raises(StoryError, match="drafts that were never saved"):
        keep_typed(store, CARA, "more", 0, {})
    keep_typed(store, CARA, "s0", 0, {"text": "MADE UP"})
    keep_typed(store, COLIN, "s0", 0, {})
    assert len(typed_drafts(store, CARA)) == MAX_DRAFTS
