"""Backups: whole or refused, from either database to either, and nothing taken back comes back."""

from __future__ import annotations

import gzip

import pytest
from in_the_store import history
from made_up_stories import ADA, CARA, MO, TODAY, VI, consent, quote, story

from fhfa_data.errors import NotAllowed, StaleSave, StoryError
from fhfa_data.stories.fields import Use
from fhfa_data.stories.store import open_store
from fhfa_data.stories.store.backup import all_rows, back_up, read_backup
from fhfa_data.stories.store.copies import copies
from fhfa_data.stories.store.deciding import approve, withdraw
from fhfa_data.stories.store.drafts import keep_typed, typed_drafts
from fhfa_data.stories.store.erasing import erase
from fhfa_data.stories.store.reading import audit, visible
from fhfa_data.stories.store.restoring import restore
from fhfa_data.stories.store.saving import save

HOLD_WORDS = ("story", "history", "draft", "erased")


@pytest.fixture
def filled(store):
    """A store with two stories, one approved, and a draft of a third."""
    for name in ("one", "two"):
        whole = story(consents=[consent()], quotes=[quote(text=f"MADE UP “{name}” ¥")])
        save(store, CARA, whole, story_id=name, submit=True)
    approve(store, MO, "one", 1)
    keep_typed(store, CARA, "three", 0, {"title": "MADE UP"})
    return store


@pytest.fixture
def file(filled, tmp_path):
    """A backup of it."""
    back_up(filled, ADA, tmp_path / "b.fhfastories")
    return tmp_path / "b.fhfastories"


def rows_of(store):
    with store.reading() as connection:
        return all_rows(connection)


def test_a_backup_restored_elsewhere_is_the_same_store(filled, file, tmp_path):
    other = open_store(f"sqlite:///{tmp_path / 'other.sqlite'}")
    number, kept = restore(other, ADA, file, tmp_path / "unused")
    assert (number, kept) == (2, None)
    before, after = rows_of(filled), rows_of(other)
    assert {name: before[name] for name in HOLD_WORDS} == {n: after[n] for n in HOLD_WORDS}
    assert len(history(other, "one")) == 2
    assert typed_drafts(other, CARA) == typed_drafts(filled, CARA)
    other.close()


def test_a_backup_restored_in_place_brings_lost_stories_back(filled, file, tmp_path):
    before = visible(filled, VI, Use.INTERNAL, TODAY)
    save(filled, MO, story(title="MADE UP: spoiled"), story_id="one", revision=2)
    _, safety = restore(filled, ADA, file, tmp_path / "safety")
    assert [one.story for one in visible(filled, VI, Use.INTERNAL, TODAY)] == [
        one.story for one in before
    ]
    assert safety is not None
    assert "spoiled" in str(read_backup(tmp_path / "safety").rows["story"])
    with pytest.raises(StaleSave):  # a form that was open all the while
        save(filled, MO, story(), story_id="one", revision=3)


def test_what_was_erased_or_withdrawn_since_stays_so(filled, file, tmp_path):
    withdraw(filled, CARA, "one", TODAY)
    copy = gzip.decompress(file.read_bytes())
    erase(filled, CARA, "two")
    file.write_bytes(gzip.compress(copy))  # another copy of it, which the erasure did not reach
    restore(filled, ADA, file, tmp_path / "safety")
    assert visible(filled, VI, Use.INTERNAL, TODAY) == ()
    assert [row["id"] for row in rows_of(filled)["story"]] == ["one"]
    with pytest.raises(NotAllowed, match="erased"):
        save(filled, CARA, story(), story_id="two")


def test_the_register_and_the_log_go_on(filled, file, tmp_path):
    before = audit(filled, ADA)
    restore(filled, ADA, file, tmp_path / "safety")
    lines = audit(filled, ADA)
    assert lines[: len(before)] == before
    assert [one.action for one in lines[len(before) :]] == ["backup", "restore"]
    assert [one.kind for one in copies(filled, ADA)] == ["backup", "backup"]


def test_an_erasure_reaches_a_backup_that_is_where_it_was_written(filled, file):
    erasure = erase(filled, CARA, "two")
    assert [one.id for one in erasure.copies] == list(erasure.reached)
    text = gzip.decompress(file.read_bytes()).decode("ascii")
    assert "two" not in [row["id"] for row in read_backup(file).rows["story"]]
    assert "\\u201ctwo" not in text
    assert "\\u201cone" in text


def test_a_backup_that_is_elsewhere_is_listed_and_not_reached(filled, file):
    file.rename(file.with_name("moved"))
    erasure = erase(filled, CARA, "two")
    assert [one.kind for one in erasure.copies] == ["backup"]
    assert erasure.reached == frozenset()


@pytest.mark.parametrize("cut", [0, 1, 10, 400])
def test_a_backup_cut_short_changes_nothing(filled, file, tmp_path, cut):
    lines = gzip.decompress(file.read_bytes())
    file.write_bytes(gzip.compress(lines[:cut] + lines[cut + 1 :]))
    before = rows_of(filled)
    with pytest.raises(StoryError):
        restore(filled, ADA, file, tmp_path / "safety")
    assert rows_of(filled) == before


def test_no_file_is_written_over_and_none_but_an_administrator_backs_up(filled, file, tmp_path):
    with pytest.raises(StoryError, match="already"):
        back_up(filled, ADA, file)
    for actor in (CARA, MO, VI):
        with pytest.raises(NotAllowed):
            back_up(filled, actor, tmp_path / "no")
        with pytest.raises(NotAllowed):
            restore(filled, actor, file, tmp_path / "safety")
