"""Links and anchors: who may add, see and review them; gone means gone, from backups too."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from made_up_stories import ADA, CARA, MO, TODAY, VI
from pydantic import ValidationError
from sqlalchemy import text

from fhfa_data.errors import NotAllowed, StaleSave, StoryError
from fhfa_data.stories.actors import VISITOR
from fhfa_data.stories.anchors import Anchor
from fhfa_data.stories.fields import Use
from fhfa_data.stories.store import open_store
from fhfa_data.stories.store.anchors import anchors, anchors_due, keep_anchor, remove_anchor
from fhfa_data.stories.store.backup import back_up, read_backup
from fhfa_data.stories.store.exchanging import export
from fhfa_data.stories.store.reading import audit
from fhfa_data.stories.store.restoring import restore

WARD = "E05999001"


def anchor(**changed):
    values = {
        "kind": "group",
        "name": "MADE UP lunch club",
        "strong": "made up: people come back every week and bring others",
        "place": WARD,
        "shown": "public",
        "agreed_on": date(2026, 1, 1),
    }
    return Anchor.model_validate({**values, **changed})


def names(found):
    return [one.anchor.name for one in found]


def test_an_entry_is_kept_as_it_was_and_found_by_its_place(store):
    made = keep_anchor(store, CARA, anchor())
    assert anchors(store, VISITOR, Use.PUBLIC, TODAY, [WARD]) == (made,)
    assert anchors(store, VISITOR, Use.PUBLIC, TODAY, ["E05999002"]) == ()


@pytest.mark.parametrize("person", [VI, ADA, VISITOR])
def test_only_contributors_and_moderators_change_the_register(store, person):
    with pytest.raises(NotAllowed):
        keep_anchor(store, person, anchor())
    made = keep_anchor(store, MO, anchor())
    with pytest.raises(NotAllowed):
        remove_anchor(store, person, made.id)
    assert anchors_due(store, person, date(2030, 1, 1)) == ()
    assert len(anchors(store, MO, Use.CARE, TODAY)) == 1


@pytest.mark.parametrize(
    ("shown", "seen_for"),
    [
        ("internal", {Use.INTERNAL}),
        ("partners", {Use.INTERNAL, Use.PARTNERS}),
        ("public", {Use.INTERNAL, Use.PARTNERS, Use.PUBLIC}),
    ],
)
def test_an_entry_is_shown_as_widely_as_was_agreed(store, shown, seen_for):
    keep_anchor(store, CARA, anchor(shown=shown))
    uses = [Use.INTERNAL, Use.PARTNERS, Use.PUBLIC]
    assert {use for use in uses if anchors(store, VI, use, TODAY)} == seen_for
    assert {use for use in uses if anchors(store, VISITOR, use, TODAY)} == seen_for & {Use.PUBLIC}


def test_from_its_review_date_on_it_is_for_those_who_review(store):
    made = keep_anchor(store, CARA, anchor())
    due = made.anchor.review_on
    assert due == date(2027, 1, 1)
    assert names(anchors(store, VI, Use.PUBLIC, due - timedelta(days=1))) == ["MADE UP lunch club"]
    assert anchors(store, VI, Use.PUBLIC, due) == ()
    assert anchors_due(store, CARA, due) == (made,)
    again = anchor(agreed_on=due, review_on=date(2028, 1, 1))
    keep_anchor(store, MO, again, anchor_id=made.id, revision=1)
    assert anchors_due(store, CARA, due) == ()
    assert len(anchors(store, VISITOR, Use.PUBLIC, due)) == 1


def test_a_stale_change_is_refused_with_what_was_typed(store):
    made = keep_anchor(store, CARA, anchor())
    keep_anchor(store, MO, anchor(name="MADE UP choir"), anchor_id=made.id, revision=1)
    typed = anchor(name="MADE UP allotment")
    with pytest.raises(StaleSave) as caught:
        keep_anchor(store, CARA, typed, anchor_id=made.id, revision=1)
    assert caught.value.typed == typed
    assert names(anchors(store, VI, Use.PUBLIC, TODAY)) == ["MADE UP choir"]


@pytest.mark.parametrize(
    "strong", ["Ring 07700 900123", "write to made.up@example.org", "Ask for Tariq Mahmood"]
)
def test_words_that_point_at_one_person_are_refused(store, strong):
    with pytest.raises(StoryError, match="name one person") as caught:
        keep_anchor(store, CARA, anchor(strong=strong))
    assert strong not in str(caught.value)
    assert anchors(store, CARA, Use.CARE, TODAY) == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"place": "Harpurhey"},
        {"kind": "role"},
        {"review_on": date(2025, 12, 31)},
        {"strong": "x" * 501},
        {"agreed_on": "soon"},
    ],
)
def test_what_is_no_entry_is_refused(wrong):
    with pytest.raises(ValidationError):
        anchor(**wrong)


def test_taken_out_it_is_gone_from_the_backup_and_never_comes_back(store, tmp_path):
    made, stays = keep_anchor(store, CARA, anchor()), keep_anchor(store, CARA, anchor(name="Two"))
    file = tmp_path / "b.fhfastories"
    copy = back_up(store, ADA, file)
    kept_elsewhere = file.read_bytes()
    done = remove_anchor(store, CARA, made.id)
    assert (done.reached, [one.id for one in done.copies]) == ({copy.id}, [copy.id])
    assert [row["id"] for row in read_backup(file).rows["anchor"]] == [stays.id]
    file.write_bytes(kept_elsewhere)
    restore(store, ADA, file, tmp_path / "before")
    assert names(anchors(store, MO, Use.CARE, TODAY)) == ["Two"]
    with pytest.raises(NotAllowed, match="may not come back"):
        keep_anchor(store, CARA, anchor(), anchor_id=made.id)


def test_a_backup_brings_the_register_to_another_store(store, tmp_path):
    made = keep_anchor(store, CARA, anchor())
    back_up(store, ADA, tmp_path / "b.fhfastories")
    other = open_store(f"sqlite:///{tmp_path / 'other.sqlite'}")
    restore(other, ADA, tmp_path / "b.fhfastories", tmp_path / "unused")
    assert anchors(other, VI, Use.PUBLIC, TODAY) == (made,)
    other.close()


def test_an_export_has_what_its_reader_may_see_and_its_holder_is_known(store):
    made = keep_anchor(store, CARA, anchor())
    keep_anchor(store, CARA, anchor(name="Hidden", shown="internal"))
    copy, content = export(store, VI, Use.PUBLIC, TODAY, "json", path="printed", holder="A")
    assert [one["name"] for one in json.loads(content)["links_and_anchors"]] == [made.anchor.name]
    assert [one.id for one in remove_anchor(store, MO, made.id).copies] == [copy.id]


def test_the_log_says_who_did_what_and_none_of_the_words(store):
    made = keep_anchor(store, CARA, anchor())
    remove_anchor(store, MO, made.id)
    log = audit(store, ADA)
    assert [(one.action, one.by) for one in log] == [("anchor", "cara"), ("erase", "mo")]
    assert "lunch" not in str(log)


def test_a_store_from_before_the_register_gets_it(address):
    store = open_store(address)
    with store.writing() as connection:
        for name in ("round_reply", "round", "reflection", "anchor"):
            connection.execute(text(f"DROP TABLE {name}"))
        connection.execute(text("UPDATE alembic_version SET version_num = '004'"))
    store.close()
    again = open_store(address)
    assert anchors(again, MO, Use.CARE, TODAY) == ()
    again.close()
