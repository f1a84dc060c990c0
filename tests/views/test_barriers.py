"""Barriers over time, and who acts on the same elsewhere; nothing of stories one cannot see."""

from __future__ import annotations

from datetime import date

import pytest
from made_up_stories import CARA, MO, TODAY, VI, consent, story

from fhfa_data.catalogue.wisdom import load_wisdom
from fhfa_data.stories.fields import Use
from fhfa_data.stories.meetings.choices import Progress
from fhfa_data.stories.meetings.records import Action, Agenda, Barrier, MeetingKind
from fhfa_data.stories.store.actions import ActionLine, action_lines, all_actions
from fhfa_data.stories.store.deciding import approve
from fhfa_data.stories.store.meetings import records, save_record
from fhfa_data.stories.store.reading import visible
from fhfa_data.stories.store.saving import save
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.barriers import (
    barrier_lines,
    months,
    same_theme_elsewhere,
    themes_of,
)

HERE, THERE = "E05999001", "E05999002"
NAMES = {HERE: "Made-up ward", THERE: "Other ward", "": ""}


@pytest.fixture(scope="module")
def atlas(warehouse, catalogue):
    """The embedded figures."""
    return Atlas(warehouse, catalogue, load_wisdom())


def act(store, name, **changed):
    values = {"what": f"MADE UP {name}", "owner_role": "Lead", "place": HERE, **changed}
    revision = values.pop("revision", 0)
    agenda, stories, seen = (values.pop(one, ()) for one in ("agenda", "stories", "seen"))
    save_record(
        store, CARA, Action.model_validate(values), record_id=name, revision=revision,
        agenda=agenda or "", stories=stories, seen=seen,
    )  # fmt: skip


def lines(store, names=NAMES):
    named = records(store, VI, MeetingKind.BARRIER)
    return barrier_lines(named, all_actions(store, VI), names, {})


def test_a_barrier_stands_once_with_where_it_was_named_and_what_works_on_it(store):
    save_record(store, CARA, Barrier(own="MADE UP wall", place=HERE))
    save_record(store, CARA, Barrier(own="made up WALL", place=THERE))
    save_record(store, CARA, Barrier(listed="silos", place=HERE))
    act(store, "one", barrier="MADE UP wall")
    act(store, "two", barrier="made up wall", place=THERE, state="done")
    first, second = lines(store)
    assert first.name == "Silo working"
    assert "No action works on it yet." in first.words
    assert second.name.casefold() == "made up wall"
    assert set(second.places) == {"Made-up ward", "Other ward"}
    assert "2 actions, 1 done or learned from." in second.words


def test_what_is_over_comes_last_and_other_places_are_left_out(store):
    save_record(store, CARA, Barrier(own="MADE UP old", place=HERE))
    act(store, "one", barrier="MADE UP old", state="learned")
    save_record(store, CARA, Barrier(own="MADE UP new", place=THERE))
    assert [one.name for one in lines(store)] == ["MADE UP new", "MADE UP old"]
    assert [one.name for one in lines(store, {HERE: "Made-up ward"})] == ["MADE UP old"]


def test_a_month_says_how_actions_stood_at_its_end():
    def line(name, at, state):
        return ActionLine(name, at, Action(what="MADE UP", owner_role="Lead", state=state))

    found = months(
        [
            line("one", "2026-09-03T10:00:00", "agreed"),
            line("two", "2026-09-20T10:00:00", "agreed"),
            line("one", "2026-11-02T10:00:00", "done"),
        ]
    )
    assert [one.month for one in found] == ["2026-09", "2026-11"]
    assert found[0].counts[Progress.AGREED] == 2
    assert (found[1].counts[Progress.AGREED], found[1].counts[Progress.DONE]) == (1, 1)


def test_every_revision_of_an_action_is_a_line(store):
    act(store, "one")
    act(store, "one", revision=1, state="stalled")
    assert [o.action.state for o in action_lines(store, VI)] == [Progress.AGREED, Progress.STALLED]


def test_the_same_theme_elsewhere_comes_of_insights_and_of_stories_one_may_see(store, atlas):
    agenda = Agenda(
        title="MADE UP", places=(HERE,), indicators=("core20_pct",), insights=("deep-listening",)
    )
    save_record(store, CARA, agenda, record_id="hour")
    told = story(consents=(consent(audiences=("organisation",)),), themes_teller=("listening",))
    save(store, CARA, told, story_id="one", submit=True)
    approve(store, MO, "one", 1)
    seen = visible(store, CARA, Use.INTERNAL, TODAY)
    act(store, "mine", agenda="hour")
    act(store, "theirs", place=THERE, stories=("one",), seen=seen)
    agendas = {"hour": agenda}

    def found(sees):
        actions = all_actions(store, CARA, seen=sees)
        themes = {one.noted.id: themes_of(atlas, one, agendas, sees) for one in actions}
        mine = next(one for one in actions if one.noted.id == "mine")
        return [(o.noted.id, theme) for o, theme in same_theme_elsewhere(mine, themes, actions)]

    assert found(seen) == [("theirs", "listening")]
    assert found(()) == []


def test_a_barrier_in_common_is_said_once(store, atlas):
    for name, place in (("mine", HERE), ("theirs", THERE)):
        act(store, name, place=place, barrier="silos", due=date(2026, 12, 1))
    actions = all_actions(store, CARA)
    themes = dict.fromkeys(("mine", "theirs"), frozenset({"listening"}))
    mine = next(one for one in actions if one.noted.id == "mine")
    assert same_theme_elsewhere(mine, themes, actions) == ()
