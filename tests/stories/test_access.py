"""What is taken away before a story is shown: fields, quotes without consent, narrow places."""

from __future__ import annotations

from datetime import date

import pytest
from added_fields import Entry
from made_up_stories import CARA, MO, TODAY, VI, consent, quote, story

from fhfa_data.stories.access import view_of
from fhfa_data.stories.choices import PlaceLevel, Speaker, State
from fhfa_data.stories.fields import Kind, Use, declared
from fhfa_data.stories.records import Kept, Standing, Story


def approved(**changed):
    standing = Standing(id="s", revision=2, state=State.APPROVED, contributor="cara")
    return Kept(story=story(**{"consents": [consent()], **changed}), standing=standing)


def seen(kept, use, actor=VI, day=TODAY):
    view = view_of(kept, actor, use, day)
    assert view is not None
    return view


FEW = {"leader", "councillor"}
# What a story about each kind of place is shown as: to colleagues, to partners, in public.
LEVELS = {
    ("neighbourhood", False): ("neighbourhood", "neighbourhood", "ward"),
    ("ward", False): ("ward", "ward", "ward"),
    ("borough", False): ("borough", "borough", "borough"),
    ("city_region", False): ("city_region", "city_region", "city_region"),
    ("neighbourhood", True): ("borough", "borough", "borough"),
    ("ward", True): ("borough", "borough", "borough"),
    ("borough", True): ("borough", "borough", "borough"),
    ("city_region", True): ("city_region", "city_region", "city_region"),
}
NAMES_A_PLACE = {"neighbourhood": "MADE UP estate", "ward": "E05999001", "borough": "E08999001"}


@pytest.mark.parametrize("speaker", [one.value for one in Speaker])
@pytest.mark.parametrize("level", [one.value for one in PlaceLevel])
def test_places_are_as_wide_as_the_table_says(speaker, level):
    kept = approved(speaker=speaker, place_level=level)
    for use, expected in zip(
        (Use.INTERNAL, Use.PARTNERS, Use.PUBLIC), LEVELS[level, speaker in FEW], strict=True
    ):
        shown = seen(kept, use).story
        assert shown.place_level.value == expected
        order = list(NAMES_A_PLACE)
        for narrow in order[: order.index(expected)] if expected in order else order:
            assert NAMES_A_PLACE[narrow] not in shown.model_dump_json()


def test_those_who_look_after_a_story_see_its_place_as_it_is():
    kept = approved(speaker="councillor")
    for actor in (CARA, MO):
        assert seen(kept, Use.CARE, actor).story.place_level == PlaceLevel.NEIGHBOURHOOD


def test_a_councillors_quote_widens_the_place_of_a_residents_story():
    kept = approved(quotes=[quote(speaker="councillor", consents=[consent()])])
    assert seen(kept, Use.INTERNAL).story.ward == ""


def test_a_councillors_quote_that_is_not_shown_widens_nothing():
    kept = approved(quotes=[quote(speaker="councillor")])
    shown = seen(kept, Use.INTERNAL).story
    assert (shown.ward, shown.quotes) == ("E05999001", ())


@pytest.mark.parametrize(
    ("consents", "uses"),
    [
        ([], ()),
        ([consent(["internal"])], (Use.INTERNAL,)),
        ([consent(["internal"]), consent(["public"])], (Use.INTERNAL, Use.PUBLIC)),
        ([consent(expires_on=TODAY)], ()),
        ([consent(withdrawn_on=TODAY)], ()),
    ],
)
def test_a_quote_is_shown_by_its_own_consent(consents, uses):
    kept = approved(quotes=[quote(consents=consents)])
    for use in (Use.INTERNAL, Use.PARTNERS, Use.PUBLIC):
        assert bool(seen(kept, use).story.quotes) == (use in uses)


def test_nothing_but_care_shows_the_ledger_the_bases_or_who_brought_it():
    kept = approved(quotes=[quote(consents=[consent()])])
    for use in (Use.INTERNAL, Use.PARTNERS, Use.PUBLIC):
        view = seen(kept, use)
        assert view.story.ledger == ()
        assert (view.story.article_6, view.story.article_9) == ("", "")
        assert view.standing.contributor == ""
    assert seen(kept, Use.CARE, CARA) == kept


def test_the_group_is_told_to_partners_and_not_in_public():
    kept = approved()
    assert seen(kept, Use.PARTNERS).story.group == "MADE UP lunch club"
    assert seen(kept, Use.PUBLIC).story.group == ""


@pytest.mark.parametrize(
    ("day", "held"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_consent_holds_for_twelve_months(day, held):
    kept = approved()
    assert (view_of(kept, VI, Use.PUBLIC, day) is not None) == held


def test_a_withdrawn_consent_does_not_hold_for_days_before_either():
    kept = approved(consents=[consent(withdrawn_on=TODAY)])
    assert view_of(kept, VI, Use.PUBLIC, date(2026, 2, 1)) is None


class Told(Story):
    """A story with records by name inside it."""

    by_name: dict[str, Entry] = declared(Kind.RECORDS, "By name", "Words.", default_factory=dict)


def test_what_may_not_be_shown_is_hidden_inside_a_record_too():
    entry = Entry(id="e1", what="MADE UP", aside="MADE UP: for those who look after it")
    told = Told.model_validate(
        {**story(consents=[consent()]).model_dump(), "by_name": {"a": entry}}
    )
    kept = approved().model_copy(update={"story": told})
    assert seen(kept, Use.CARE, MO).story.by_name["a"].aside == entry.aside
    for use in (Use.INTERNAL, Use.PARTNERS, Use.PUBLIC):
        assert seen(kept, use).story.by_name == {"a": entry.model_copy(update={"aside": ""})}
