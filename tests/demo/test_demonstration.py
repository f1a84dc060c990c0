"""The demonstration says of everything that it is made up, and leaves nothing behind."""

from __future__ import annotations

import io
import os
from datetime import date

import pytest
from pptx import Presentation

from fhfa_data.charts.slides.meeting_deck import meeting_slides
from fhfa_data.cli.opened import opened_atlas
from fhfa_data.demo.voices import AGENDA
from fhfa_data.demo.world import demonstration
from fhfa_data.model.areas import ENGLAND, MADE_UP_BOROUGH, AreaType, names_a_made_up_area
from fhfa_data.stories.actors import local_user
from fhfa_data.stories.fields import Use
from fhfa_data.stories.store import open_store
from fhfa_data.stories.store.actions import all_actions
from fhfa_data.stories.store.anchors import anchors
from fhfa_data.stories.store.meetings import one_record
from fhfa_data.stories.store.reading import visible
from fhfa_data.stories.store.ties import tied_stories
from fhfa_data.views.actions import actions_csv
from fhfa_data.views.downloads import Asked, rows_to_take
from fhfa_data.views.meeting import place_name
from fhfa_data.views.take_away import take_away

pytestmark = pytest.mark.slow

WHO, TODAY = local_user(), date.today()


@pytest.fixture(scope="module")
def folder():
    with demonstration(lambda _share, _words: None) as made:
        yield made


@pytest.fixture(scope="module")
def atlas(folder):
    return opened_atlas()


@pytest.fixture(scope="module")
def store(folder):
    kept = open_store()
    yield kept
    kept.close()


def test_every_area_is_made_up_and_england_has_no_figure(atlas):
    areas = [one for one in atlas.warehouse.areas.values() if one.code != ENGLAND]
    assert len(areas) == 1 + 6 + 30 + 3
    assert all(names_a_made_up_area(one.code) for one in areas)
    rows = atlas.warehouse.records(
        "SELECT count(*) AS n FROM figure WHERE area_code = 'E92000001' AND value IS NOT NULL"
    )
    assert rows == [{"n": 0}]


def test_every_figure_is_labelled_as_made_up(atlas):
    assert {one.evidence.label for one in atlas.catalogue.indicators.values()} == {
        "Made up for a demonstration"
    }
    assert {one.publisher for one in atlas.catalogue.sources.values()} == {
        "Nobody: these figures are invented"
    }
    assert len(atlas.catalogue.headline_indicators) > 40


@pytest.mark.parametrize("kind", [AreaType.WARD, AreaType.BOROUGH, AreaType.LSOA])
def test_every_row_of_a_download_says_so(atlas, kind):
    rows = rows_to_take(atlas, Asked("overcrowded_pct", kind))
    said = [" ".join(map(str, row)).casefold() for row in rows.itertuples(index=False)]
    assert said
    assert all("made up" in one for one in said)


def test_every_story_says_so_and_is_of_a_made_up_ward(store):
    stories = visible(store, WHO, Use.PUBLIC, TODAY)
    assert len(stories) == 5
    for one in stories:
        assert one.story.title.startswith("Made up: ")
        assert one.story.text.startswith("Made up for the demonstration. ")
        assert one.story.borough == MADE_UP_BOROUGH
        assert names_a_made_up_area(one.story.ward)
        assert all(quote.text.startswith("Made up: ") for quote in one.story.quotes)


def test_it_shows_ties_people_trusted_and_a_meeting(store):
    said = {tie.says for one in tied_stories(store, visible(store, WHO, Use.PUBLIC, TODAY))
            for tie in one.ties}  # fmt: skip
    assert len(said) == 4
    assert all(one.anchor.name.startswith("Made up") for one in anchors(store, WHO, Use.PUBLIC,
                                                                         TODAY))  # fmt: skip
    assert one_record(store, WHO, AGENDA).record.places


def test_every_action_in_the_file_names_the_place_as_made_up(atlas, store):
    kept = all_actions(store, WHO)
    places = {one.action.place: place_name(atlas, one.action.place) for one in kept}
    lines = actions_csv(kept, places).decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + 2
    assert all("Exampleton (made up)" in line for line in lines[1:])


def test_every_slide_says_so(atlas, store):
    agenda = one_record(store, WHO, AGENDA, visible(store, WHO, Use.INTERNAL, TODAY))
    found, copy = take_away(atlas, store, WHO, agenda, TODAY, with_stories=True, path="x.pptx")
    deck = Presentation(io.BytesIO(meeting_slides(found, copy=copy)))
    texts = [
        " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        + " ".join(
            cell.text for shape in slide.shapes if shape.has_table
            for row in shape.table.rows for cell in row.cells
        )
        for slide in deck.slides
    ]  # fmt: skip
    silent = [one for one in texts if "made up" not in one.casefold()]
    assert len(texts) > 4
    assert silent == []


def test_it_ends_without_a_trace(monkeypatch, tmp_path):
    monkeypatch.setenv("FHFA_STORIES_URL", "sqlite:///" + str(tmp_path / "real.sqlite"))
    monkeypatch.setenv("FHFA_STORIES_DIR", str(tmp_path / "stories"))
    before = dict(os.environ)
    with demonstration(lambda _share, _words: None) as made:
        assert (made / "stories" / "stories.sqlite").is_file()
        assert "FHFA_STORIES_URL" not in os.environ
    assert not made.exists()
    assert dict(os.environ) == before
    assert list(tmp_path.iterdir()) == []
