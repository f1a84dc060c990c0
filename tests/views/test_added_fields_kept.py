"""One declaration is all a new field of a story takes: shown as declared, exported, erased."""

from __future__ import annotations

import gzip
from io import BytesIO

import pytest
from added_fields import (
    ADDED,
    EVERYTHING,
    HARPURHEY,
    POINTS,
    PRIVATE,
    SAID,
    TODAY,
    VALUES,
    WHERE,
    WORDY,
    Entry,
    adding,
    label,
)
from made_up_stories import ADA, CARA, MO, consent, story
from pptx import Presentation

from fhfa_data.catalogue.wisdom import load_wisdom
from fhfa_data.charts.slides.meeting_deck import meeting_slides
from fhfa_data.stories.actors import VISITOR
from fhfa_data.stories.fields import Kind, Use
from fhfa_data.stories.gate import Verdict
from fhfa_data.stories.meetings.records import Agenda
from fhfa_data.stories.store.backup import back_up
from fhfa_data.stories.store.deciding import approve
from fhfa_data.stories.store.drafts import keep_typed
from fhfa_data.stories.store.erasing import erase
from fhfa_data.stories.store.exchanging import export
from fhfa_data.stories.store.meetings import one_record, save_record
from fhfa_data.stories.store.reading import visible
from fhfa_data.stories.store.saving import save
from fhfa_data.stories.tables.importing import preview
from fhfa_data.stories.tables.reading import read_rows
from fhfa_data.stories.tables.writing import FORMATS
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.moderation import check_waiting
from fhfa_data.views.take_away import take_away


@pytest.fixture(params=[Use.PUBLIC, Use.INTERNAL, Use.CARE], ids=str)
def shown(request):
    """The widest use that the added fields may be shown for."""
    return request.param


@pytest.fixture(autouse=True)
def added(shown):
    """Story, with a field of each kind more."""
    with adding(shown):
        yield


def put(store, **values):
    told = story(**{**WHERE, "consents": (consent(given_on=TODAY),), **VALUES, **values})
    save(store, CARA, told, story_id="one", submit=True)
    return approve(store, MO, "one", 1).story


def test_there_is_a_field_of_every_kind():
    assert {one.kind for one in ADDED.values()} == set(Kind)


@pytest.mark.parametrize("shown", [Use.CARE], indirect=True)
@pytest.mark.parametrize("field", WORDY)
def test_a_story_that_is_brought_in_is_screened_in_every_added_text(warehouse, field):
    inside = {"added_own": (EVERYTHING,), "added_records": (Entry(id="e1", what=EVERYTHING),)}
    check = check_waiting(warehouse, story(**{field: inside.get(field, EVERYTHING)}))
    assert check.verdict is Verdict.STOP
    (found,) = check.fields
    assert found.label == label(field)
    assert set(POINTS.values()) <= {words for words, _ in found.found}


def test_each_is_shown_for_the_uses_that_its_declaration_allows_and_no_others(store, shown):
    kept = put(store)
    for actor, use in ((MO, Use.CARE), (MO, Use.INTERNAL), (MO, Use.PARTNERS),
                       (VISITOR, Use.PUBLIC)):  # fmt: skip
        (seen,) = visible(store, actor, use, TODAY)
        for name, one in ADDED.items():
            whole = getattr(kept, name)
            if name == "added_records" and use is not Use.CARE:
                whole = tuple(o.model_copy(update={"aside": ""}) for o in whole)
            allowed = whole if shown.reaches(use) else one.limits["default"]
            assert getattr(seen.story, name) == allowed, (name, use)


@pytest.mark.parametrize("form", FORMATS)
def test_an_export_holds_what_its_use_allows_and_an_import_takes_it_back(
    store, shown, form, tmp_path
):
    kept = put(store)
    for use in (Use.CARE, Use.INTERNAL, Use.PUBLIC):
        path = tmp_path / f"{use}.{form}"
        path.write_bytes(export(store, MO, use, TODAY, form, path=str(path))[1])
        found = preview(read_rows(path), as_exported=True)
        assert found.faults == ()
        ((_, back),) = found.stories
        assert (PRIVATE in str(back)) is (use is Use.CARE)
        assert (SAID in str(back)) is shown.reaches(use)
        if use is Use.CARE:
            assert back.story == kept


def test_no_slide_holds_them(store, warehouse, catalogue):
    put(store)
    atlas = Atlas(warehouse, catalogue, load_wisdom())
    seen = visible(store, MO, Use.INTERNAL, TODAY)
    hour = Agenda(title="MADE UP hour", places=(HARPURHEY,), indicators=("core20_pct",))
    save_record(store, MO, hour, record_id="hour", stories=["one"], seen=seen)
    agenda = one_record(store, MO, "hour", seen)
    found, _ = take_away(atlas, store, MO, agenda, TODAY, with_stories=True, path="hour.pptx")
    deck = Presentation(BytesIO(meeting_slides(found)))
    words = [shape.text_frame.text for slide in deck.slides for shape in slide.shapes
             if shape.has_text_frame]  # fmt: skip
    assert story().text in "\n".join(words)
    assert "zanzibarquartz" not in "\n".join(words)


def test_erased_they_are_in_no_file_of_the_store_nor_of_its_backups(store, tmp_path):
    put(store)
    keep_typed(store, CARA, "one", 2, {"added_line": SAID})
    copy = tmp_path / "b.fhfastories"
    back_up(store, ADA, copy)
    files = [one for one in (tmp_path / "stories").iterdir() if one.is_file()]
    assert "zanzibarquartz" in "".join(map(words_in, files))
    assert "zanzibarquartz" in words_in(copy)
    assert erase(store, CARA, "one").overwritten
    for one in (*files, copy):
        assert "zanzibarquartz" not in words_in(one), one.name
        assert "umbrellafern" not in words_in(one), one.name


def words_in(file):
    content = file.read_bytes()
    packed = content.startswith(b"\x1f\x8b")
    return (gzip.decompress(content) if packed else content).decode("latin-1")
