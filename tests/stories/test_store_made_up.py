"""Nothing of the demonstration's place gets into a store that people trust, by any way."""

from __future__ import annotations

import pytest
from made_up_stories import person, story

from fhfa_data.demo.voices import fill
from fhfa_data.errors import StoryError
from fhfa_data.model.locations import DEMONSTRATION
from fhfa_data.stories.actors import Role, local_user
from fhfa_data.stories.anchors import Anchor
from fhfa_data.stories.fields import Use
from fhfa_data.stories.meetings.records import Action
from fhfa_data.stories.store import open_store
from fhfa_data.stories.store.anchors import keep_anchor
from fhfa_data.stories.store.backup import back_up
from fhfa_data.stories.store.drafts import keep_typed, typed_drafts
from fhfa_data.stories.store.exchanging import bring_in, export
from fhfa_data.stories.store.meetings import save_record
from fhfa_data.stories.store.reading import visible
from fhfa_data.stories.store.restoring import restore
from fhfa_data.stories.store.saving import save

WHO = local_user()
NOBODY = person("nobody", Role.CONTRIBUTOR)
WARD = "E05998001"
ACTION = Action(what="MADE UP", owner_role="MADE UP", place=WARD)


@pytest.fixture
def demo(tmp_path, monkeypatch, day):
    """The store of a demonstration."""
    monkeypatch.setenv(DEMONSTRATION, "1")
    opened = open_store(f"sqlite:///{tmp_path / 'demo.sqlite'}")
    fill(opened, day)
    monkeypatch.delenv(DEMONSTRATION)
    yield opened
    opened.close()


@pytest.fixture
def day():
    from datetime import date

    return date.today()


def refused():
    return pytest.raises(StoryError, match="does not exist")


def test_a_story_an_action_and_a_draft_of_it_are_refused(store, day):
    with refused():
        save(store, WHO, story(ward=WARD, ward_name="MADE UP"))
    with refused():
        save_record(store, WHO, ACTION)
    with refused():
        keep_typed(store, WHO, "one", 0, {"ward": WARD, "text": "MADE UP"})
    anchor = {"kind": "group", "name": "MADE UP", "strong": "MADE UP", "place": WARD}
    with refused():
        keep_anchor(store, WHO, Anchor.model_validate({**anchor, "agreed_on": day}))
    assert visible(store, WHO, Use.CARE, day) == ()
    assert typed_drafts(store, WHO) == ()


@pytest.mark.parametrize("as_exported", [True, False])
def test_an_export_of_the_demonstration_is_refused_whole(store, demo, day, as_exported):
    told = visible(demo, WHO, Use.CARE, day)
    export(demo, WHO, Use.CARE, day, "json", path="demo.json")
    assert len(told) == 5
    with refused():
        bring_in(store, WHO, told, as_exported=as_exported)
    assert visible(store, WHO, Use.CARE, day) == ()


def test_a_backup_of_the_demonstration_is_refused_and_nothing_changes(store, demo, day, tmp_path):
    kept = save(store, WHO, story())
    back_up(demo, WHO, tmp_path / "demo.backup")
    with refused():
        restore(store, WHO, tmp_path / "demo.backup", tmp_path / "safety.backup")
    assert [one.standing.id for one in visible(store, WHO, Use.CARE, day)] == [kept.standing.id]


def test_to_look_for_it_is_no_write(store, day):
    assert visible(store, NOBODY, Use.INTERNAL, day) == ()
