"""Self-assessments: one's own are one's own; a group's replies are nobody's, and told by fours."""

from __future__ import annotations

from datetime import date

import pytest
from made_up_stories import ADA, CARA, COLIN, MO, VI
from pydantic import ValidationError
from sqlalchemy import text

from fhfa_data.errors import NotAllowed, StoryError
from fhfa_data.stories.actors import VISITOR
from fhfa_data.stories.reflecting import Answer, Reflection, Reply, Round, questions
from fhfa_data.stories.store.backup import back_up, read_backup
from fhfa_data.stories.store.reading import audit
from fhfa_data.stories.store.reflections import (
    erase_reflection,
    keep_reflection,
    own_reflections,
)
from fhfa_data.stories.store.restoring import restore
from fhfa_data.stories.store.rounds import (
    end_round,
    one_round,
    replies,
    reply,
    rounds,
    start_round,
)

LISTEN = "deep-listening"
TEAM = Round(title="MADE UP team", asked=("frame-meso", LISTEN))
SECRET = "MADE UP: quartzwords that only I read"


def entry(now=2, wanted=4, **changed):
    values = {"on_day": date(2026, 6, 1), "answers": {LISTEN: {"now": now, "wanted": wanted}}}
    return Reflection.model_validate({**values, **changed})


def said(now=2, wanted=4):
    return Reply(answers={LISTEN: Answer(now=now, wanted=wanted)})


def test_four_sizes_and_fourteen_insights_are_asked_in_four_steps_each():
    asked = questions().values()
    assert len(asked) == 18
    assert [one.id for one in asked][:4] == [
        "frame-micro", "frame-meso", "frame-macro", "frame-mundo"
    ]  # fmt: skip
    assert all(len(set(one.steps)) == 4 and one.meaning for one in asked)
    assert all(one.starter for one in asked if not one.id.startswith("frame-"))


@pytest.mark.parametrize("wrong", [{}, {LISTEN: {}}, {"nothing": {"now": 1}}, {LISTEN: {"now": 5}}])
def test_an_entry_says_something_and_nothing_else(wrong):
    with pytest.raises(ValidationError):
        entry(answers=wrong)
    with pytest.raises(ValidationError):
        Reply.model_validate({"answers": wrong})


def test_entries_add_up_over_time_and_are_their_writers_alone(store):
    first = keep_reflection(store, VI, entry(1, evidence=SECRET))
    second = keep_reflection(store, VI, entry(3))
    assert own_reflections(store, VI) == (first, second)
    for person in (CARA, MO, ADA):
        assert own_reflections(store, person) == ()
        with pytest.raises(NotAllowed):
            erase_reflection(store, person, first.id)
    with pytest.raises(NotAllowed):
        own_reflections(store, VISITOR)


def test_an_entry_kept_twice_stands_once(store):
    keep_reflection(store, VI, entry(1), reflection_id="one")
    again = keep_reflection(store, VI, entry(3), reflection_id="one")
    assert own_reflections(store, VI) == (again,)
    assert again.reflection == entry(1)


def test_an_entry_erased_is_gone_from_the_store_from_backups_and_stays_gone(store, tmp_path):
    kept = keep_reflection(store, VI, entry(evidence=SECRET))
    file = tmp_path / "b.fhfastories"
    back_up(store, ADA, file)
    done = erase_reflection(store, VI, kept.id)
    assert [one.id for one in done.copies] == list(done.reached)
    assert read_backup(file).rows["reflection"] == []
    assert own_reflections(store, VI) == ()
    restore(store, ADA, file, tmp_path / "safety.fhfastories")
    assert own_reflections(store, VI) == ()


def test_the_log_says_who_did_what_and_never_what_was_said(store):
    keep_reflection(store, VI, entry(evidence=SECRET))
    lines = audit(store, ADA)
    assert ("reflect", "vi") in {(one.action, one.by) for one in lines}
    assert "quartzwords" not in str(lines)


@pytest.mark.parametrize("person", [VI, ADA, VISITOR])
def test_contributors_and_moderators_start_rounds(store, person):
    with pytest.raises(NotAllowed):
        start_round(store, person, TEAM)
    kept = start_round(store, MO, TEAM)
    assert one_round(store, VI, kept.id) == kept
    assert rounds(store, CARA) == (kept,)


def test_replies_are_told_four_at_a_time(store):
    kept = start_round(store, CARA, TEAM)
    told = []
    for at in range(9):
        reply(store, VI, kept.id, said(now=1 + at % 4))
        told.append(len(replies(store, CARA, kept.id)))
    assert told == [0, 0, 0, 4, 4, 4, 4, 8, 8]


def test_a_fifth_reply_changes_nothing_that_is_told(store):
    kept = start_round(store, CARA, TEAM)
    for _ in range(4):
        reply(store, VI, kept.id, said(now=2))
    before = replies(store, CARA, kept.id)
    reply(store, MO, kept.id, said(now=4))
    assert replies(store, CARA, kept.id) == before


def test_no_reply_says_whose_it_is_or_when_it_came(store):
    kept = start_round(store, CARA, TEAM)
    reply(store, COLIN, kept.id, said())
    with store.reading() as connection:
        (row,) = connection.execute(text("SELECT * FROM round_reply")).mappings().all()
    assert set(row) == {"id", "round", "batch", "content"}
    assert "colin" not in str(dict(row))
    assert "colin" not in {one.by for one in audit(store, ADA)}


def test_replies_do_not_lie_in_the_order_they_came(store):
    """Else whoever reads the file could tell the first reply from the fourth."""
    kept = start_round(store, CARA, TEAM)
    for at in range(24):
        reply(store, VI, kept.id, said(now=1 + at // 6))
    with store.reading() as connection:
        lying = connection.execute(text("SELECT id FROM round_reply")).scalars().all()
    if store.is_sqlite:
        assert list(lying) == sorted(lying)
    assert len(replies(store, VI, kept.id)) == 24


def test_a_reply_to_what_is_not_asked_is_refused(store):
    kept = start_round(store, CARA, TEAM)
    other = Reply(answers={"frame-micro": Answer(now=1)})
    with pytest.raises(StoryError, match="doesn't ask"):
        reply(store, VI, kept.id, other)
    with pytest.raises(StoryError, match="no such round"):
        reply(store, VI, "nothing", said())
    with pytest.raises(NotAllowed):
        reply(store, VISITOR, kept.id, said())


def test_a_round_is_ended_for_good_by_its_starter_or_a_moderator(store, tmp_path):
    kept = start_round(store, CARA, TEAM)
    reply(store, VI, kept.id, said())
    file = tmp_path / "b.fhfastories"
    back_up(store, ADA, file)
    with pytest.raises(NotAllowed):
        end_round(store, COLIN, kept.id)
    end_round(store, MO, kept.id)
    restore(store, ADA, file, tmp_path / "safety.fhfastories")
    assert rounds(store, CARA) == ()
    with store.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM round_reply")).scalar() == 0


def test_rounds_and_entries_come_back_with_a_backup(store, tmp_path):
    kept = start_round(store, CARA, TEAM)
    mine = keep_reflection(store, VI, entry())
    for _ in range(4):
        reply(store, VI, kept.id, said())
    file = tmp_path / "b.fhfastories"
    back_up(store, ADA, file)
    restore(store, ADA, file, tmp_path / "safety.fhfastories")
    assert own_reflections(store, VI) == (mine,)
    assert len(replies(store, CARA, kept.id)) == 4
