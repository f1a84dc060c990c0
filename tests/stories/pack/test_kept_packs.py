"""A pack in the store: kept once, brought up to date by another import, nothing lost."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_packs import packs, word_document
from sqlalchemy import delete, select, update

from fhfa_data.errors import NotAllowed
from fhfa_data.stories.actors import Actor, Role, local_user
from fhfa_data.stories.choices import Audience
from fhfa_data.stories.fields import Use
from fhfa_data.stories.pack import parse_pack
from fhfa_data.stories.pack.items import items_of
from fhfa_data.stories.pack.read import blocks_of_text
from fhfa_data.stories.pack.word import blocks_of_word
from fhfa_data.stories.store.backup import back_up
from fhfa_data.stories.store.exchanging import export
from fhfa_data.stories.store.packs import (
    Changes,
    KeptItem,
    keep_pack,
    quotation_rows,
    same_items,
)
from fhfa_data.stories.store.packs import packs as kept_packs
from fhfa_data.stories.store.reading import audit
from fhfa_data.stories.store.restoring import restore
from fhfa_data.stories.store.schema import PACK, PACK_ITEM

TEXT = """Community insights of Nowhere

March 2031

Insight 1: Copper river

Lantern bridge

Marble basket velvet candle. "we've walnut timber enough" they said.

Harbour saddle

"orchard meadow hedge and all"

Insight 2: Violin blanket

Compass teapot

Kitchen orchard planet meadow window.

"orchard meadow hedge and all"
"""


def read(text=TEXT):
    return parse_pack(blocks_of_text(text))


def quoted(store):
    return {one.item.text: one.id for pack in kept_packs(store) for one in pack.quotations}


def ids(store):
    return [one.id for pack in kept_packs(store) for one in pack.items]


def test_what_is_kept_is_what_was_found(store):
    changes = keep_pack(store, local_user(), read())
    (kept,) = kept_packs(store)
    assert [one.item for one in kept.items] == list(items_of(read()))
    assert changes == Changes(new=len(kept.items), changed=0, same=0, removed=0)
    assert (kept.title, kept.kind, kept.published) == (
        "Community insights of Nowhere",
        "community",
        "March 2031",
    )


def test_items_kept_by_an_earlier_version_say_which_insight_of_ours_they_are(store):
    keep_pack(store, local_user(), read(TEXT.replace("Copper river", "Feeling")))
    before = kept_packs(store)
    assert [one.item.retold_by for one in before[0].items if one.item.retold_by] == ["feeling"]
    with store.writing() as connection:
        for row in connection.execute(select(PACK_ITEM)).all():
            content = json.loads(row.content)
            del content["retold_by"], content["guessed"]
            older = update(PACK_ITEM).where(PACK_ITEM.c.id == row.id)
            connection.execute(older.values(content=json.dumps(content)))
    assert kept_packs(store) == before


def test_the_same_pack_again_changes_nothing(store):
    keep_pack(store, local_user(), read())
    before = ids(store)
    changes = keep_pack(store, local_user(), read())
    assert ids(store) == before
    assert changes == Changes(new=0, changed=0, same=len(before), removed=0)


def test_the_same_pack_set_in_another_way_is_the_same_pack(store):
    keep_pack(store, local_user(), read())
    before = ids(store)
    other = TEXT.replace(' "', " “").replace('" ', "” ").replace("\n\n", "\n\n\n")
    changes = keep_pack(store, local_user(), read(other))
    assert ids(store) == before
    assert (changes.new, changes.removed) == (0, 0)


def test_a_mended_word_and_a_moved_quotation_keep_their_ids(store):
    keep_pack(store, local_user(), read())
    before = quoted(store)
    mended = TEXT.replace("we've walnut timber enough", "we've walnut timbers enough")
    changes = keep_pack(store, local_user(), read(mended))
    after = quoted(store)
    assert after["we've walnut timbers enough"] == before["we've walnut timber enough"]
    assert (changes.new, changes.removed) == (0, 0)
    assert changes.changed == 2  # the quotation, and the sub-point whose text it stands in


def test_what_a_pack_no_longer_has_is_marked_and_comes_back_as_itself(store):
    keep_pack(store, local_user(), read())
    before = quoted(store)
    shorter = TEXT.replace(' "we\'ve walnut timber enough" they said.', "")
    assert keep_pack(store, local_user(), read(shorter)).removed == 1
    assert "we've walnut timber enough" not in quoted(store)
    keep_pack(store, local_user(), read())
    assert quoted(store) == before


def test_another_edition_is_another_pack(store):
    keep_pack(store, local_user(), read())
    keep_pack(store, local_user(), read(TEXT.replace("March 2031", "May 2032")))
    assert [one.published for one in kept_packs(store)].count("March 2031") == 1
    assert len(kept_packs(store)) == 2


@pytest.mark.parametrize("role", [Role.VIEWER, Role.CONTRIBUTOR, Role.ADMINISTRATOR])
def test_only_a_moderator_brings_one_in(store, role):
    actor = Actor("someone", frozenset({role}), frozenset({Audience.EVERYONE}))
    with pytest.raises(NotAllowed, match="moderator"):
        keep_pack(store, actor, read())
    assert kept_packs(store) == ()


def test_the_log_says_that_a_pack_came_in_and_nothing_it_says(store):
    keep_pack(store, local_user(), read())
    (line,) = audit(store, local_user())
    assert line.action == "import_pack"
    assert "Nowhere" not in repr(line)


def test_rows_for_an_export_are_marked_and_placed(store):
    keep_pack(store, local_user(), read())
    rows = list(quotation_rows(kept_packs(store)))
    told = [(o["insight"], o["sub_point"], o["text"], o["place"]) for o in rows]
    assert told == [
        (1, "Lantern bridge", "we've walnut timber enough", "line 9"),
        (1, "Harbour saddle", "orchard meadow hedge and all", "line 13"),
        (2, "Compass teapot", "orchard meadow hedge and all", "line 21"),
    ]
    assert {one["pack"] for one in rows} == {"Community insights of Nowhere"}
    assert {one["source"] for one in rows} == {"quotation from an insight pack"}


def test_an_export_as_json_has_them_beside_the_stories(store):
    keep_pack(store, local_user(), read())
    day = date(2031, 4, 1)
    _, content = export(store, local_user(), Use.PUBLIC, day, "json", path="printed")
    found = json.loads(content)
    assert found["stories"] == []
    assert found["pack_quotations"] == list(quotation_rows(kept_packs(store)))
    assert len(found["pack_quotations"]) == 3


def test_a_backup_brings_packs_back_and_never_twice(store, tmp_path):
    keep_pack(store, local_user(), read())
    before = ids(store)
    back_up(store, local_user(), tmp_path / "one.fhfastories")
    restore(store, local_user(), tmp_path / "one.fhfastories", tmp_path / "safety")
    assert ids(store) == before
    with store.writing() as connection:
        connection.execute(delete(PACK_ITEM))
        connection.execute(delete(PACK))
    restore(store, local_user(), tmp_path / "one.fhfastories", tmp_path / "safety")
    assert ids(store) == before


@settings(max_examples=15)
@given(packs(), st.randoms(use_true_random=False))
@pytest.mark.slow
def test_no_item_is_taken_for_two_and_none_is_lost(pack, random):
    """An import of the same items, shuffled or thinned out, finds each again."""
    items = list(items_of(parse_pack(blocks_of_word(word_document(pack)))))
    before = [KeptItem(str(at), one, "") for at, one in enumerate(items)]
    again = items.copy()
    random.shuffle(again)
    thinned = again[: random.randint(1, len(again))]
    found = same_items(before, thinned)
    assert None not in found
    assert len(set(found)) == len(thinned)
    assert all(
        before[int(item_id)].item.text == item.text
        for item_id, item in zip(found, thinned, strict=True)
    )
