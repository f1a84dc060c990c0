"""Saving: revisions, stale saves, drafts, history, deletion and undo, erasure, the audit log."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from in_the_store import history
from made_up_stories import ADA, CARA, COLIN, MO, TODAY, VI, consent, quote, story

from fhfa_data.errors import NotAllowed, StaleSave, StoryError
from fhfa_data.stories.choices import State
from fhfa_data.stories.fields import Use
from fhfa_data.stories.store.copies import EXPORT, Copy, register
from fhfa_data.stories.store.deciding import approve, delete, send_back, undo_delete, withdraw
from fhfa_data.stories.store.drafts import discard_typed, keep_typed, typed_drafts
from fhfa_data.stories.store.erasing import erase
from fhfa_data.stories.store.reading import (
    audit,
    deleted_stories,
    due_for_renewal,
    visible,
    visible_story,
)
from fhfa_data.stories.store.saving import save

SAID = "MADE UP: a sentence found nowhere else, zanzibarquartz."


def handed_in(store, **changed):
    return save(store, CARA, story(consents=[consent()], **changed), story_id="one", submit=True)


def shown(store):
    kept = handed_in(store)
    return approve(store, MO, "one", kept.standing.revision)


def read(store, actor=CARA):
    return visible_story(store, actor, Use.CARE, TODAY, "one")


def test_what_is_saved_is_what_is_read(store):
    whole = story(
        text="MADE UP — “quotes”, línes\nand\ttabs, \U0001f600, ={evil}",
        quotes=[quote(consents=[consent()])],
        consents=[consent()],
        original_text="MADE UP: اردو",
        language="ur",
        translation="person",
    )
    kept = save(store, CARA, whole, story_id="one")
    assert read(store) == kept
    assert read(store).story == whole


def test_a_stale_save_is_refused_and_hands_back_what_was_typed(store):
    handed_in(store)
    save(store, MO, story(title="MADE UP: first"), story_id="one", revision=1)
    typed = story(title="MADE UP: second", text=SAID)
    with pytest.raises(StaleSave) as caught:
        save(store, CARA, typed, story_id="one", revision=1)
    assert (caught.value.typed, caught.value.current) == (typed, 2)
    assert "zanzibarquartz" not in str(caught.value)
    assert read(store).story.title == "MADE UP: first"


def test_of_savers_at_once_one_wins_and_every_other_is_told(store):
    handed_in(store)
    outcomes = []

    def attempt(number):
        try:
            save(store, CARA, story(title=f"MADE UP {number}"), story_id="one", revision=1)
            outcomes.append("saved")
        except StaleSave as error:
            outcomes.append(error.typed.title)

    threads = [threading.Thread(target=attempt, args=(number,)) for number in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert outcomes.count("saved") == 1
    assert len(set(outcomes)) == 8
    assert read(store).standing.revision == 2


def test_the_same_new_story_saved_again_is_saved_once(store):
    """The first answer was lost on its way; the phone sends it again."""
    first = handed_in(store)
    again = save(store, CARA, first.story, story_id="one", submit=True)
    assert again == first
    with pytest.raises(StaleSave):
        save(store, CARA, story(title="MADE UP: other"), story_id="one")
    with pytest.raises(StaleSave):
        save(store, COLIN, first.story, story_id="one")


def test_changed_words_are_not_shown_until_a_moderator_has_seen_them(store):
    shown(store)
    assert visible(store, VI, Use.INTERNAL, TODAY) != ()
    changed = story(consents=[consent()], text=SAID)
    save(store, CARA, changed, story_id="one", revision=2, submit=True)
    assert visible(store, VI, Use.INTERNAL, TODAY) == ()
    assert read(store).standing.state == State.WAITING


def test_a_moderators_change_keeps_an_approved_story_shown(store):
    shown(store)
    save(store, MO, story(consents=[consent()], text=SAID), story_id="one", revision=2)
    (seen,) = visible(store, VI, Use.INTERNAL, TODAY)
    assert seen.story.text == SAID


def test_a_moderator_may_approve_with_other_words(store):
    kept = handed_in(store)
    approve(store, MO, "one", 1, kept.story.model_copy(update={"text": SAID}))
    (seen,) = visible(store, VI, Use.INTERNAL, TODAY)
    assert seen.story.text == SAID


def test_a_returned_story_says_why_until_it_is_handed_in_again(store):
    handed_in(store)
    send_back(store, MO, "one", 1, "MADE UP: it names a person")
    again = save(store, CARA, story(), story_id="one", revision=2)
    assert again.standing.reason == "MADE UP: it names a person"
    once_more = save(store, CARA, story(), story_id="one", revision=3, submit=True)
    assert (once_more.standing.state, once_more.standing.reason) == (State.WAITING, "")


@pytest.mark.parametrize("missing", ["article_6", "article_9"])
def test_nothing_is_approved_without_a_lawful_basis(store, missing):
    handed_in(store, **{missing: ""})
    with pytest.raises(StoryError, match="lawful basis"):
        approve(store, MO, "one", 1)


def test_a_draft_is_not_a_moderators_to_read(store):
    save(store, CARA, story(), story_id="one")
    with pytest.raises(NotAllowed):
        read(store, MO)
    with pytest.raises(NotAllowed):
        approve(store, MO, "one", 1)


def test_every_change_is_in_the_history(store):
    shown(store)
    save(store, CARA, story(text=SAID, consents=[consent()]), story_id="one", revision=2)
    lines = history(store, "one")
    assert [(o.revision, o.by, o.action, o.state) for o in lines] == [
        (1, "cara", "add", "waiting"),
        (2, "mo", "approve", "approved"),
        (3, "cara", "save", "draft"),
    ]
    assert [SAID in o.content for o in lines] == [False, False, True]


def test_a_deleted_story_can_be_brought_back_as_it_was(store):
    before = shown(store)
    gone = delete(store, CARA, "one", 2)
    assert visible(store, VI, Use.INTERNAL, TODAY) == ()
    assert [one.standing.id for one in deleted_stories(store, CARA)] == ["one"]
    assert deleted_stories(store, COLIN) == ()
    with pytest.raises(StaleSave):
        save(store, CARA, story(), story_id="one", revision=gone.standing.revision)
    undo_delete(store, CARA, "one", gone.standing.revision)
    assert read(store).story == before.story
    assert visible(store, VI, Use.INTERNAL, TODAY) != ()


def test_what_is_typed_is_kept_for_the_one_who_typed_it(store):
    keep_typed(store, CARA, "new", 0, {"title": "MADE UP", "people": ""})
    keep_typed(store, CARA, "new", 0, {"title": "MADE UP: lon", "people": ""})
    (draft,) = typed_drafts(store, CARA)
    assert (draft.story_id, draft.typed["title"]) == ("new", "MADE UP: lon")
    assert typed_drafts(store, MO) == ()
    save(store, CARA, story(), story_id="new")
    assert typed_drafts(store, CARA) == ()


def test_a_draft_can_be_thrown_away_and_has_a_limit(store):
    keep_typed(store, CARA, "new", 0, {"title": "MADE UP"})
    discard_typed(store, CARA, "new")
    assert typed_drafts(store, CARA) == ()
    with pytest.raises(StoryError, match="too long"):
        keep_typed(store, CARA, "new", 0, {"text": "x" * 200_001})


def test_what_anybody_typed_of_a_withdrawn_story_goes_with_it(store):
    given = [consent(["internal"]), consent(["public"])]
    save(store, CARA, story(consents=given), story_id="one", submit=True)
    for actor in (CARA, MO):
        keep_typed(store, actor, "one", 1, {"text": SAID})
    withdraw(store, CARA, "one", TODAY, [given[0].id])
    assert [len(typed_drafts(store, actor)) for actor in (CARA, MO)] == [1, 1]
    withdraw(store, CARA, "one", TODAY)
    assert [typed_drafts(store, actor) for actor in (CARA, MO)] == [(), ()]


def test_consents_that_run_out_are_queued_without_a_word_of_the_story(store):
    for name, days in {"old": 0, "soon": 30, "later": 31}.items():
        ends = TODAY.fromordinal(TODAY.toordinal() + days)
        given = [consent(expires_on=ends)]
        save(store, CARA, story(text=SAID, consents=given), story_id=name, submit=True)
    save(store, CARA, story(consents=[consent()]), story_id="taken", submit=True)
    withdraw(store, CARA, "taken", TODAY)
    due = due_for_renewal(store, CARA, TODAY)
    assert {one.id: one.why for one in due} == {
        "old": "expired",
        "soon": "expiring",
        "taken": "withdrawn",
    }
    assert due_for_renewal(store, COLIN, TODAY) == ()
    assert "zanzibarquartz" not in repr(due)


def files_of(store, folder):
    """The files that hold a store's tables, all that was written to them being in them."""
    if store.is_sqlite:
        return [one for one in folder.iterdir() if one.name.startswith("stories.sqlite")]
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("CHECKPOINT")
        data = connection.exec_driver_sql("SHOW data_directory").scalar()
    try:
        return [one for one in (Path(data) / "base").rglob("*") if one.is_file()]
    except PermissionError:
        pytest.skip("not run: the files of PostgreSQL can't be read by this account")


def test_an_erased_story_is_nowhere_in_the_database(store, tmp_path):
    said = story(text=SAID, quotes=[quote(text=SAID)], consents=[consent()])
    save(store, CARA, said, story_id="one", submit=True)
    for revision in range(1, 6):  # pages are written, written over, and some left in the log
        save(store, CARA, said, story_id="one", revision=revision, submit=True)
    keep_typed(store, CARA, "one", 6, {"text": SAID})
    copy = Copy("x1", EXPORT, store.moment, "mo", "", "internal", "x.csv", TODAY.isoformat())
    register(store, copy, ["one"])
    assert [one for one in files_of(store, tmp_path) if b"zanzibarquartz" in one.read_bytes()]
    erasure = erase(store, CARA, "one")
    assert erasure.overwritten
    assert [(one.id, one.by) for one in erasure.copies] == [("x1", "mo")]
    assert typed_drafts(store, CARA) == ()
    assert history(store, "one") == []
    files = files_of(store, tmp_path)
    assert files
    assert [one for one in files if b"zanzibarquartz" in one.read_bytes()] == []


def test_an_erased_id_does_not_come_back(store):
    kept = handed_in(store)
    erase(store, CARA, "one")
    with pytest.raises(NotAllowed, match="erased"):
        save(store, CARA, kept.story, story_id="one")
    with pytest.raises(NotAllowed, match="erased"):
        keep_typed(store, CARA, "one", 1, {"text": SAID})


def test_the_audit_log_says_who_did_what_and_never_what_was_said(store):
    handed_in(store, text=SAID)
    send_back(store, MO, "one", 1, SAID)
    erase(store, ADA, "one")
    lines = audit(store, ADA)
    assert [(o.by, o.action, o.subject) for o in lines] == [
        ("cara", "add", "one"),
        ("mo", "return", "one"),
        ("ada", "erase", "one"),
    ]
    assert "zanzibarquartz" not in repr(lines)
