"""Meetings kept: nobody overwrites anybody, no story outlives its consent; on both databases."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from made_up_stories import ADA, CARA, COLIN, MO, TODAY, VI, consent, story
from pydantic import ValidationError

from fhfa_data.errors import NotAllowed, StaleSave, StoryError
from fhfa_data.stories.actors import VISITOR
from fhfa_data.stories.fields import Use, fields_of
from fhfa_data.stories.meetings.choices import Progress, Safety
from fhfa_data.stories.meetings.records import RECORDS, Action, Agenda, Barrier, MeetingKind
from fhfa_data.stories.store.actions import all_actions
from fhfa_data.stories.store.backup import back_up, read_backup
from fhfa_data.stories.store.check_ins import check_in, how_safe
from fhfa_data.stories.store.deciding import approve, withdraw
from fhfa_data.stories.store.erasing import erase
from fhfa_data.stories.store.meetings import (
    one_record,
    record_history,
    records,
    remove_record,
    save_record,
)
from fhfa_data.stories.store.reading import visible
from fhfa_data.stories.store.restoring import restore
from fhfa_data.stories.store.saving import save

AGENDA = Agenda(title="MADE UP hour", places=("E05999001",), indicators=("core20_pct",))


def action(**changed):
    values = {"what": "MADE UP: ask about the bus", "owner_role": "Transport lead"}
    return Action.model_validate({**values, **changed})


def seen(store, actor):
    return visible(store, actor, Use.INTERNAL, TODAY)


@pytest.fixture
def with_story(store):
    """A store with one approved story, an agenda and an action about it."""
    save(store, CARA, story(consents=(consent(),)), story_id="one", submit=True)
    approve(store, MO, "one", 1)
    about = {"stories": ("one",), "seen": seen(store, COLIN)}
    save_record(store, COLIN, AGENDA, record_id="hour", **about)
    save_record(store, COLIN, action(), record_id="bus", agenda="hour", **about)
    return store


def test_what_is_saved_is_read_back_by_whoever_has_a_role(with_story):
    told = one_record(with_story, VI, "hour", seen(with_story, VI))
    assert (told.record, told.by, told.stories) == (AGENDA, "colin", ("one",))
    kept = records(with_story, ADA, MeetingKind.ACTION, agenda="hour")
    assert [one.record for one in kept] == [action()]
    assert records(with_story, VI, MeetingKind.ACTION, agenda="other") == ()


@pytest.mark.parametrize("actor", [VISITOR, VI, ADA], ids=["visitor", "viewer", "administrator"])
def test_readers_write_nothing(store, actor):
    with pytest.raises(NotAllowed):
        save_record(store, actor, AGENDA)


def test_a_visitor_reads_nothing(with_story):
    for read in (
        lambda: records(with_story, VISITOR, MeetingKind.ACTION),
        lambda: one_record(with_story, VISITOR, "hour"),
        lambda: record_history(with_story, VISITOR, "bus"),
        lambda: check_in(with_story, VISITOR, "hour", Safety.VERY),
        lambda: how_safe(with_story, VISITOR, "hour"),
    ):
        with pytest.raises(NotAllowed):
            read()


def test_an_agenda_that_is_not_there_is_said(store):
    with pytest.raises(StoryError, match="no agenda"):
        one_record(store, VI, "none")


def test_of_two_who_save_at_once_one_is_told_and_keeps_what_was_typed(with_story):
    told, gate = [], threading.Barrier(2)

    def attempt(actor, what):
        gate.wait()
        try:
            save_record(with_story, actor, action(what=what), record_id="bus", revision=1)
        except StaleSave as error:
            told.append((what, error.typed))

    threads = [
        threading.Thread(target=attempt, args=one) for one in ((COLIN, "first"), (MO, "second"))
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(told) == 1
    lost, typed = told[0]
    assert typed == action(what=lost)
    now = one_record(with_story, VI, "bus")
    assert now.revision == 2
    assert {now.record.what, lost} == {"first", "second"}


def test_every_change_stays_in_the_history(with_story):
    later = action(state=Progress.LEARNED, learned="MADE UP: the timetable is the trouble")
    save_record(with_story, MO, later, record_id="bus", revision=1, agenda="hour")
    lines = record_history(with_story, VI, "bus")
    assert [(one.revision, one.by, one.record.state.value) for one in lines] == [
        (1, "colin", "agreed"),
        (2, "mo", "learned"),
    ]
    assert one_record(with_story, VI, "bus").by == "colin"


def test_a_save_by_someone_who_sees_less_keeps_the_stories_that_others_see(with_story):
    save_record(with_story, MO, action(what="MADE UP"), record_id="bus", revision=1)
    assert one_record(with_story, VI, "bus").stories == ()
    assert one_record(with_story, VI, "bus", seen(with_story, VI)).stories == ("one",)


def test_nobody_links_a_story_that_they_do_not_see(store):
    save(store, CARA, story(), story_id="draft")
    with pytest.raises(NotAllowed):
        save_record(store, COLIN, action(), stories=("draft",), seen=seen(store, COLIN))


def test_what_was_done_with_a_story_is_told_to_whoever_sees_it(with_story):
    (done,) = all_actions(with_story, CARA, seen=seen(with_story, CARA))
    assert (done.action.what, done.noted.stories) == ("MADE UP: ask about the bus", ("one",))
    (unseen,) = all_actions(with_story, CARA)
    assert unseen.noted.stories == ()


def withdraw_all(store, actor, story_id):
    withdraw(store, actor, story_id, TODAY)


@pytest.mark.parametrize("go", [withdraw_all, erase], ids=["withdrawn", "erased"])
def test_a_story_that_goes_leaves_agendas_and_actions(with_story, tmp_path, go):
    before = seen(with_story, VI)
    copy = tmp_path / "copy.fhfastories"
    back_up(with_story, ADA, copy)
    go(with_story, MO, "one")
    assert one_record(with_story, VI, "hour", before).stories == ()
    assert all_actions(with_story, VI, seen=before)[0].noted.stories == ()
    restore(with_story, ADA, copy, tmp_path / "safety.fhfastories")
    assert one_record(with_story, VI, "hour", before).stories == ()
    assert (read_backup(copy).rows["meeting_story"] == []) == (go is erase)


def test_a_backup_holds_meetings_and_no_open_form_writes_over_what_it_brought(with_story, tmp_path):
    check_in(with_story, VI, "hour", Safety.VERY)
    copy = tmp_path / "copy.fhfastories"
    back_up(with_story, ADA, copy)
    save_record(with_story, MO, action(what="later"), record_id="bus", revision=1)
    restore(with_story, ADA, copy, tmp_path / "safety.fhfastories")
    now = one_record(with_story, VI, "bus", seen(with_story, VI))
    assert (now.record, now.revision, now.stories) == (action(), 3, ("one",))
    with pytest.raises(StaleSave):
        save_record(with_story, MO, action(what="too late"), record_id="bus", revision=2)


def answered(store, *answers):
    for one in answers:
        check_in(store, VI, "hour", one)


def test_answers_are_told_four_at_a_time(with_story):
    answered(with_story, Safety.VERY, Safety.MOSTLY, Safety.MIXED)
    assert how_safe(with_story, COLIN, "hour").counts == {}
    answered(with_story, Safety.MIXED)
    four = how_safe(with_story, VI, "hour").counts
    assert four[Safety.MIXED] == 2
    answered(with_story, Safety.NOT)
    assert how_safe(with_story, COLIN, "hour").counts == four


def test_harsh_answers_are_for_the_facilitator_alone(with_story):
    answered(with_story, Safety.VERY, Safety.VERY, Safety.VERY, Safety.NOT)
    assert how_safe(with_story, COLIN, "hour").is_harsh
    for other in (VI, MO, ADA):
        assert how_safe(with_story, other, "hour").counts == {}


def test_what_is_asked_for_is_asked_for_once_and_in_words():
    assert all(one.label for kind in RECORDS.values() for one in fields_of(kind))
    assert "system" not in Barrier(own="MADE UP wall").name
    with pytest.raises(ValidationError):
        Barrier()
    with pytest.raises(ValidationError):
        action(place="nowhere")
    assert action(due=date(2026, 7, 1)).due == date(2026, 7, 1)


def test_a_record_is_taken_out_by_its_maker_or_a_moderator_and_stays_out(store, tmp_path):
    kept = save_record(store, CARA, AGENDA, record_id="hour")
    file = tmp_path / "b.fhfastories"
    back_up(store, ADA, file)
    for person in (COLIN, VI, ADA):
        with pytest.raises(NotAllowed):
            remove_record(store, person, "hour", kept.revision)
    with pytest.raises(StaleSave):
        remove_record(store, CARA, "hour", kept.revision + 1)
    remove_record(store, CARA, "hour", kept.revision)
    restore(store, ADA, file, tmp_path / "safety.fhfastories")
    assert records(store, MO, MeetingKind.AGENDA) == ()
