"""Withdrawal: what was taken back stays back, whoever saves over it afterwards."""

from __future__ import annotations

import pytest
from in_the_store import history
from made_up_stories import CARA, MO, TODAY, VI, consent, quote, story

from fhfa_data.errors import AtlasError
from fhfa_data.stories.fields import Use
from fhfa_data.stories.store.deciding import approve, withdraw
from fhfa_data.stories.store.reading import visible, visible_story
from fhfa_data.stories.store.rows import story_of
from fhfa_data.stories.store.saving import save


def handed_in(store, **changed):
    return save(store, CARA, story(consents=[consent()], **changed), story_id="one", submit=True)


def read(store):
    return visible_story(store, CARA, Use.CARE, TODAY, "one")


def test_a_withdrawal_can_not_be_undone_by_whoever_was_writing(store):
    kept = handed_in(store)
    approve(store, MO, "one", kept.standing.revision)
    withdraw(store, CARA, "one", TODAY)
    with pytest.raises(AtlasError):
        save(store, CARA, kept.story, story_id="one", revision=2)
    with pytest.raises(AtlasError):
        save(store, CARA, kept.story, story_id="one", revision=3)


def test_one_consent_withdrawn_stays_withdrawn_when_its_entry_is_typed_again(store):
    given = [consent(["internal"]), consent(["public"])]
    save(store, CARA, story(consents=given), story_id="one")
    withdraw(store, CARA, "one", TODAY, [given[1].id])
    save(store, CARA, story(consents=given), story_id="one", revision=2)
    assert [one.withdrawn_on for one in read(store).story.consents] == [None, TODAY]


def test_a_withdrawn_quote_is_gone_and_the_story_stays(store):
    given = consent()
    kept = handed_in(store, quotes=[quote(consents=[given])])
    approve(store, MO, "one", kept.standing.revision)
    withdraw(store, MO, "one", TODAY, [given.id])
    (seen,) = visible(store, VI, Use.INTERNAL, TODAY)
    assert seen.story.quotes == ()
    assert read(store).story.quotes == ()


def test_who_edits_a_story_does_not_lose_the_record_of_a_withdrawn_quote(store):
    given = consent()
    handed_in(store, quotes=[quote(consents=[given])])
    withdraw(store, CARA, "one", TODAY, [given.id])
    seen = read(store)
    edited = seen.story.model_copy(update={"title": "MADE UP: the bus, again"})
    save(store, CARA, edited, story_id="one", revision=seen.standing.revision)
    (kept,) = story_of(history(store, "one")[-1].content).quotes
    assert [one.withdrawn_on for one in kept.consents] == [TODAY]
    assert read(store).story.quotes == ()
