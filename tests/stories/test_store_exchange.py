"""Exports are registered and expire; imports come in whole or not at all."""

from __future__ import annotations

import json
from datetime import date

import pytest
from in_the_store import holders
from made_up_stories import ADA, CARA, MO, TODAY, VI, consent, person, story

from fhfa_data.errors import NotAllowed, StoryError
from fhfa_data.stories.actors import VISITOR, Role
from fhfa_data.stories.choices import State
from fhfa_data.stories.fields import Use
from fhfa_data.stories.records import Kept, Standing
from fhfa_data.stories.store.copies import copies
from fhfa_data.stories.store.deciding import approve, withdraw
from fhfa_data.stories.store.erasing import erase
from fhfa_data.stories.store.exchanging import bring_in, export
from fhfa_data.stories.store.reading import visible
from fhfa_data.stories.store.saving import save
from fhfa_data.stories.tables.importing import preview
from fhfa_data.stories.tables.reading import read_rows


@pytest.fixture
def filled(store):
    """A store with two approved stories, one for the public and one not, and one that waits."""
    for name, purposes in {"pub": ["public", "internal"], "int": ["internal"], "wait": []}.items():
        ledger = [consent(purposes, expires_on=date(2026, 6, 20))] if purposes else []
        save(
            store, CARA, story(title=f"MADE UP {name}", consents=ledger), story_id=name, submit=True
        )
        if purposes:
            approve(store, MO, name, 1)
    return store


def ids_in(content):
    return sorted(one["id"] for one in json.loads(content)["stories"])


@pytest.mark.parametrize(
    ("actor", "use", "expected"),
    [
        (VI, Use.PUBLIC, ["pub"]),
        (VI, Use.INTERNAL, ["int", "pub"]),
        (VI, Use.PARTNERS, []),
        (MO, Use.CARE, ["int", "pub", "wait"]),
        (person("pat", Role.VIEWER, audiences={"partners"}), Use.INTERNAL, []),
    ],
)
def test_an_export_holds_what_its_taker_may_see(filled, actor, use, expected):
    copy, content = export(filled, actor, use, TODAY, "json", path="x.json", holder="A team")
    assert ids_in(content) == expected
    assert copies(filled, ADA) == (copy,)
    assert (copy.by, copy.holder, copy.use) == (actor.id, "A team", use.value)
    held = {name for name in ("pub", "int", "wait") if holders(filled, name)}
    assert sorted(held) == expected


@pytest.mark.parametrize(
    ("actor", "use"), [(VISITOR, Use.PUBLIC), (VI, Use.CARE), (CARA, Use.CARE), (ADA, Use.CARE)]
)
def test_who_may_not_export_gets_nothing_and_nothing_is_registered(filled, actor, use):
    with pytest.raises(NotAllowed):
        export(filled, actor, use, TODAY, "json", path="x.json")
    assert copies(filled, ADA) == ()


def test_an_export_expires_with_the_first_consent_it_rests_on(filled):
    soon, _ = export(filled, VI, Use.PUBLIC, TODAY, "csv", path="x.csv", days=7)
    late, _ = export(filled, VI, Use.PUBLIC, TODAY, "csv", path="x.csv", days=90)
    assert (soon.expires_on, late.expires_on) == ("2026-06-08", "2026-06-20")


def test_a_withdrawal_names_those_who_hold_the_story(filled):
    copy, _ = export(filled, VI, Use.PUBLIC, TODAY, "csv", path="x.csv")
    assert withdraw(filled, CARA, "pub", TODAY) == (copy,)
    assert withdraw(filled, CARA, "int", TODAY) == ()
    _, after = export(filled, VI, Use.INTERNAL, TODAY, "json", path="y.json")
    assert ids_in(after) == []


@pytest.mark.parametrize("form", ["csv", "json", "xlsx"])
def test_what_was_exported_comes_back_as_it_was(filled, tmp_path, form):
    before = visible(filled, MO, Use.CARE, TODAY)
    path = tmp_path / f"all.{form}"
    path.write_bytes(export(filled, MO, Use.CARE, TODAY, form, path=str(path))[1])
    found = [kept for _, kept in preview(read_rows(path), as_exported=True).stories]
    assert bring_in(filled, MO, found, as_exported=True) == (0, 3)
    with filled.writing() as connection:
        connection.exec_driver_sql("DELETE FROM history")
        connection.exec_driver_sql("DELETE FROM story")
    assert bring_in(filled, MO, found, as_exported=True) == (3, 0)
    assert visible(filled, MO, Use.CARE, TODAY) == before


def new(name):
    return Kept(story=story(title=f"MADE UP {name}"), standing=Standing(id=name))


def test_imported_stories_wait_for_a_moderator_as_the_importers(store):
    cheeky = Standing(id="a", state=State.APPROVED, contributor="mo", revision=7)
    assert bring_in(store, CARA, [Kept(story=story(), standing=cheeky), new("b")]) == (2, 0)
    found = visible(store, CARA, Use.CARE, TODAY)
    assert {(o.standing.state, o.standing.contributor) for o in found} == {(State.WAITING, "cara")}
    assert bring_in(store, CARA, [new("b"), new("c")]) == (1, 1)


def test_nothing_is_half_imported(store):
    save(store, CARA, story(), story_id="gone")
    erase(store, CARA, "gone")
    with pytest.raises(NotAllowed, match="erased"):
        bring_in(store, CARA, [new("a"), new("gone"), new("b")])
    assert visible(store, CARA, Use.CARE, TODAY) == ()


def test_an_export_never_writes_over_what_the_store_says_now(store):
    save(store, MO, story(), story_id="a", submit=True)
    other = Kept(story=story(title="MADE UP other"), standing=Standing(id="a", revision=1))
    with pytest.raises(StoryError, match="something else"):
        bring_in(store, MO, [other], as_exported=True)


@pytest.mark.parametrize(
    ("actor", "as_exported"), [(VI, False), (ADA, False), (CARA, True), (VISITOR, False)]
)
def test_who_may_not_import_changes_nothing(store, actor, as_exported):
    with pytest.raises(NotAllowed):
        bring_in(store, actor, [new("a")], as_exported=as_exported)
    assert visible(store, MO, Use.CARE, TODAY) == ()
