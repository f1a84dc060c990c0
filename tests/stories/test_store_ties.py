"""Ties: said, changed, taken back, and never seen without their story; on both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_up_stories import ADA, CARA, COLIN, MO, TODAY, VI, consent, person, story

from fhfa_data.errors import NotAllowed, StoryError
from fhfa_data.stories.actors import VISITOR, Role
from fhfa_data.stories.choices import Audience, Says
from fhfa_data.stories.fields import Use
from fhfa_data.stories.store.backup import back_up
from fhfa_data.stories.store.deciding import approve, delete, undo_delete, withdraw
from fhfa_data.stories.store.erasing import erase
from fhfa_data.stories.store.reading import audit, visible
from fhfa_data.stories.store.restoring import restore
from fhfa_data.stories.store.saving import save
from fhfa_data.stories.store.schema import TIE
from fhfa_data.stories.store.ties import tie, tied_stories, untie

FIGURE = "overcrowded_pct"
PARTNER = person("pat", Role.CONTRIBUTOR, audiences={Audience.PARTNERS, Audience.EVERYONE})


def approved(store, name="one", **changed):
    values = {"consents": (consent(),), **changed}
    save(store, CARA, story(**values), story_id=name, submit=True)
    approve(store, MO, name, 1)


def says(store, actor=VI, use=Use.INTERNAL, indicator="", **more):
    seen = visible(store, actor, use, TODAY)
    return [
        (one.kept.standing.id, one.indicator, [t.says.value for t in one.ties])
        for one in tied_stories(store, seen, indicator, **more)
    ]


def say(store, actor=COLIN, what=Says.CONFIRMS, name="one", revision=0, figure=FIGURE):
    return tie(store, actor, Use.INTERNAL, TODAY, name, figure, what, revision)


def test_questions_come_first(store):
    for name, what in zip("abcd", reversed(list(Says)), strict=True):
        approved(store, name)
        say(store, what=what, name=name)
    assert [one[2][0] for one in says(store)] == ["contradicts", "no_data", "explains", "confirms"]
    assert [one.is_a_question for one in Says] == [True, True, False, False]


def test_two_people_may_say_two_things_and_one_person_one(store):
    approved(store)
    say(store)
    say(store, actor=MO, what=Says.CONTRADICTS)
    assert sorted(says(store)[0][2]) == ["confirms", "contradicts"]
    with pytest.raises(StoryError, match="changed since"):
        say(store, what=Says.EXPLAINS)


def test_a_stale_change_is_refused(store):
    approved(store)
    first = say(store)
    second = say(store, what=Says.EXPLAINS, revision=first.revision)
    assert second.revision == 2
    with pytest.raises(StoryError, match="changed since"):
        say(store, what=Says.NO_DATA, revision=first.revision)
    with pytest.raises(StoryError, match="changed since"):
        untie(store, COLIN, Use.INTERNAL, TODAY, first)
    assert says(store) == [("one", FIGURE, ["explains"])]


def test_what_is_taken_back_may_be_said_again(store):
    approved(store)
    untie(store, COLIN, Use.INTERNAL, TODAY, say(store))
    assert says(store) == []
    again = say(store, what=Says.NO_DATA)
    assert again.revision == 3
    assert says(store) == [("one", FIGURE, ["no_data"])]


def test_only_ones_own_unless_a_moderator(store):
    approved(store)
    said = say(store)
    with pytest.raises(NotAllowed):
        untie(store, CARA, Use.INTERNAL, TODAY, said)
    untie(store, MO, Use.INTERNAL, TODAY, said)
    assert says(store) == []


def test_one_who_may_tie_no_more_still_takes_ones_own_back_and_nobody_elses(store):
    approved(store)
    mine, theirs = say(store), say(store, actor=MO)
    left_the_team = person("colin", Role.VIEWER)
    with pytest.raises(NotAllowed):
        untie(store, left_the_team, Use.INTERNAL, TODAY, theirs)
    untie(store, left_the_team, Use.INTERNAL, TODAY, mine)
    assert says(store) == [("one", FIGURE, ["confirms"])]


def test_a_visitor_takes_nothing_back_whatever_a_tie_is_read_as(store):
    approved(store)
    with pytest.raises(NotAllowed):
        untie(store, VISITOR, Use.PUBLIC, TODAY, replace(say(store), by=""))
    assert says(store) != []


def test_nobody_takes_back_a_tie_of_a_story_they_may_not_see_now(store):
    approved(store)
    said = say(store)
    withdraw(store, CARA, "one", TODAY)
    with pytest.raises(NotAllowed, match="no story"):
        untie(store, COLIN, Use.INTERNAL, TODAY, said)


@pytest.mark.parametrize("actor", [VISITOR, VI, ADA], ids=["visitor", "viewer", "administrator"])
def test_readers_tie_nothing(store, actor):
    approved(store)
    with pytest.raises(NotAllowed):
        say(store, actor=actor)


def test_nobody_ties_what_they_may_not_see(store):
    approved(store, consents=(consent(purposes=("internal",), audiences=("organisation",)),))
    with pytest.raises(NotAllowed):
        tie(store, PARTNER, Use.PARTNERS, TODAY, "one", FIGURE, Says.CONFIRMS)
    with pytest.raises(NotAllowed):
        say(store, name="nothing-such")
    save(store, CARA, story(), story_id="draft")
    with pytest.raises(NotAllowed):
        say(store, actor=MO, name="draft")


def test_a_tie_is_seen_with_its_story_alone(store):
    approved(store, consents=(consent(purposes=("internal",), audiences=("organisation",)),))
    say(store)
    assert says(store) != []
    assert says(store, PARTNER, Use.PARTNERS) == []
    assert says(store, VISITOR, Use.PUBLIC) == []
    assert tied_stories(store, (), FIGURE) == ()


def test_who_tied_is_told_to_nobody_unless_asked(store):
    approved(store)
    say(store)
    seen = visible(store, MO, Use.INTERNAL, TODAY)
    assert [one.by for one in tied_stories(store, seen)[0].ties] == [""]
    assert [one.by for one in tied_stories(store, seen, names=True)[0].ties] == ["colin"]


def test_withdrawn_and_erased_stories_lose_their_ties(store):
    for name, end in (
        ("one", lambda: withdraw(store, CARA, "one", TODAY)),
        ("two", lambda: erase(store, CARA, "two")),
    ):
        approved(store, name)
        say(store, name=name)
        end()
        with store.reading() as connection:
            assert connection.execute(TIE.select().where(TIE.c.story_id == name)).all() == []


def test_a_deleted_story_hides_its_ties_until_it_is_back(store):
    approved(store)
    say(store)
    gone = delete(store, CARA, "one", 2)
    assert says(store) == []
    undo_delete(store, CARA, "one", gone.standing.revision)
    assert says(store) != []


def test_the_log_says_who_tied_and_not_what(store):
    approved(store)
    untie(store, COLIN, Use.INTERNAL, TODAY, say(store))
    lines = [(one.by, one.action, one.subject, one.revision) for one in audit(store, ADA)]
    assert lines[-2:] == [("colin", "tie", "one", 1), ("colin", "untie", "one", 2)]


def test_a_backup_brings_ties_back_but_none_of_a_withdrawn_story(store, tmp_path):
    for name in ("one", "two"):
        approved(store, name)
        say(store, name=name)
    back_up(store, ADA, tmp_path / "b.fhfastories")
    seen = say(store, name="one", what=Says.EXPLAINS, revision=1)
    withdraw(store, CARA, "two", TODAY)
    restore(store, ADA, tmp_path / "b.fhfastories", tmp_path / "safety.fhfastories")
    assert says(store) == [("one", FIGURE, ["confirms"])]
    with store.reading() as connection:
        kept = connection.execute(TIE.select()).all()
    assert [one.story_id for one in kept] == ["one"]
    with pytest.raises(StoryError):  # a form that was open before
        untie(store, COLIN, Use.INTERNAL, TODAY, replace(seen))


def test_only_the_indicator_that_is_asked_for(store):
    approved(store)
    say(store)
    say(store, figure="crime_score")
    assert [one[1] for one in says(store, indicator="crime_score")] == ["crime_score"]
