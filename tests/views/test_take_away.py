"""What a meeting leaves with: the same figures, what consent allows, and every copy registered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from in_the_store import holders
from made_up_stories import CARA, MO, TODAY, VI, consent, story
from pptx import Presentation

from fhfa_data.catalogue.wisdom import load_wisdom
from fhfa_data.charts.slides.meeting_deck import meeting_slides
from fhfa_data.errors import NotAllowed
from fhfa_data.stories.actors import VISITOR
from fhfa_data.stories.meetings.records import Action, Agenda, Agreement, Barrier
from fhfa_data.stories.store.deciding import approve, withdraw
from fhfa_data.stories.store.meetings import one_record, save_record
from fhfa_data.stories.store.reading import visible
from fhfa_data.stories.store.saving import save
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.meeting import CardKind, cards, use_in_meetings
from fhfa_data.views.outcome import NOT_SHOWN, NOT_TALKED_ABOUT, Bar
from fhfa_data.views.take_away import take_away

ARDWICK, MANCHESTER = "E05011351", "E08000003"
SAID = "MADE UP: the door was shut, zanzibarquartz. " * 30


@pytest.fixture
def store(store):
    """A store with one story that everybody may see, and a meeting about it."""
    place = {"ward": ARDWICK, "ward_name": "Ardwick", "borough": MANCHESTER}
    told = story(text=SAID, borough_name="Manchester", consents=(consent(),), **place)
    save(store, CARA, told, story_id="door", submit=True)
    approve(store, MO, "door", 1)
    save_record(store, CARA, hour(), record_id="hour", stories=["door"], seen=seen(store))
    return store


@pytest.fixture(scope="module")
def atlas(warehouse, catalogue):
    """The embedded figures."""
    return Atlas(warehouse, catalogue, load_wisdom())


def hour(**changed):
    values = {
        "title": "MADE UP hour",
        "places": (ARDWICK, MANCHESTER),
        "indicators": ("core20_pct", "life_expectancy_birth"),
        "insights": ("deep-listening",),
    }
    return Agenda.model_validate({**values, **changed})


def seen(store, person=CARA):
    return visible(store, person, use_in_meetings(person), TODAY)


def leave(atlas, store, person=CARA, *, with_stories=True):
    noted = one_record(store, person, "hour", seen(store, person))
    found, copy = take_away(
        atlas,
        store,
        person,
        noted,
        TODAY,
        with_stories=with_stories,
        path="meeting.pptx",
        holder="MADE UP team",
    )
    return Presentation(BytesIO(meeting_slides(found, link="http://atlas/x", copy=copy))), copy


def all_words(deck):
    """Every word on the slides and in their notes, tables and alternative texts included."""
    said = []
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                said.append(shape.text_frame.text)
            if shape.has_table:
                said += [cell.text for row in shape.table.rows for cell in row.cells]
            said.append(shape._element.xpath(".//p:cNvPr")[0].get("descr") or "")
        if slide.has_notes_slide:
            said.append(slide.notes_slide.notes_text_frame.text)
    return "\n".join(said)


def charts(deck):
    return [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]


def test_the_charts_hold_the_figures_that_the_atlas_holds(atlas, store):
    """Native numbers, whole: not those that a label rounds."""
    deck, _ = leave(atlas, store)
    chart = charts(deck)[0]
    rows = atlas.warehouse.frame(
        "SELECT area_code, value FROM latest_figure WHERE indicator = 'core20_pct' "
        f"AND area_code IN ('{ARDWICK}', '{MANCHESTER}', 'E47000001', 'E92000001')"
    )
    wanted = dict(zip(rows.area_code, rows.value, strict=True))
    order = ("E92000001", "E47000001", MANCHESTER, ARDWICK)
    assert list(chart.plots[0].series[0].values) == pytest.approx([wanted[one] for one in order])
    assert list(chart.plots[0].categories)[-1] == "Ardwick"


def test_limits_are_drawn_and_written_where_they_are_published(atlas, store):
    noted = one_record(store, CARA, "hour", seen(store))
    found, _ = take_away(atlas, store, CARA, noted, TODAY, with_stories=False, path="x.pptx")
    first = found.pairs[0]
    bars = (Bar("Here", 60.5, "60.5%", 58.0, 64.0, "58.0% to 64.0%"), Bar("England", 20.0, "20.0%"))
    pair = replace(first, bars=replace(first.bars, bars=bars))
    deck = Presentation(BytesIO(meeting_slides(replace(found, pairs=(pair,)))))
    (chart,) = charts(deck)
    assert list(chart.plots[0].categories) == [
        "England 20.0%",
        "Here 60.5% (95% confidence: 58.0% to 64.0%)",
    ]
    limits = {
        side: [float(one.text) for one in chart._chartSpace.xpath(f".//c:{side}//c:v")]
        for side in ("plus", "minus")
    }
    assert limits == {"plus": [0.0, 3.5], "minus": [0.0, 2.5]}


def test_every_slide_has_a_title_and_every_picture_words_for_it(atlas, store):
    deck, _ = leave(atlas, store)
    for slide in deck.slides:
        assert slide.shapes.title.text_frame.text.strip()
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table:
                assert len(shape._element.xpath(".//p:cNvPr")[0].get("descr")) > 20


def test_each_figure_comes_with_its_source(atlas, store):
    deck, _ = leave(atlas, store)
    with_charts = [one for one in deck.slides if any(shape.has_chart for shape in one.shapes)]
    for slide in with_charts:
        said = " ".join(one.text_frame.text for one in slide.shapes if one.has_text_frame)
        assert "MHCLG" in said or "ONS" in said or "OHID" in said


def test_a_long_story_goes_on_over_slides_and_none_of_it_is_lost(atlas, store):
    deck, copy = leave(atlas, store)
    assert all_words(deck).count("zanzibarquartz") >= 30
    longest = max(
        len(shape.text_frame.text)
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_text_frame
    )
    assert longest <= 900
    assert all_words(deck).count(copy) >= 2


def test_a_story_wears_the_copys_notice_whatever_its_label_says(atlas, store, monkeypatch):
    monkeypatch.setattr("fhfa_data.views.outcome.STORY_LABEL", "Told here")
    deck, copy = leave(atlas, store)
    words = [
        " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        for slide in deck.slides
    ]
    told = [one for one in words if "zanzibarquartz" in one]
    assert told
    assert [one for one in told if copy not in one] == []


def test_a_copy_with_stories_is_registered_before_it_is_given(atlas, store):
    _, copy = leave(atlas, store)
    (held,) = holders(store, "door")
    assert held.id in copy
    assert (held.by, held.path, held.kind) == (CARA.id, "meeting.pptx", "export")
    assert held.holder == "MADE UP team"
    assert date.fromisoformat(held.expires_on) > TODAY


def test_without_stories_no_word_of_them_leaves_and_nothing_is_registered(atlas, store):
    deck, copy = leave(atlas, store, with_stories=False)
    assert "zanzibarquartz" not in all_words(deck)
    assert "MADE UP: the bus" not in all_words(deck)
    assert NOT_SHOWN in all_words(deck)
    assert copy == ""
    assert holders(store, "door") == ()


def test_a_story_taken_back_is_on_no_slide_from_then_on(atlas, store):
    noted = one_record(store, CARA, "hour", seen(store))
    withdraw(store, CARA, "door", TODAY)
    found, copy = take_away(atlas, store, CARA, noted, TODAY, with_stories=True, path="x.pptx")
    assert "zanzibarquartz" not in all_words(Presentation(BytesIO(meeting_slides(found))))
    assert copy == ""


def test_a_viewer_takes_what_viewers_may_see(atlas, store):
    deck, _ = leave(atlas, store, VI)
    assert "zanzibarquartz" in all_words(deck)


def test_a_visitor_takes_nothing(atlas, store):
    noted = one_record(store, CARA, "hour", seen(store))
    with pytest.raises(NotAllowed):
        take_away(atlas, store, VISITOR, noted, TODAY, with_stories=True, path="x.pptx")


def test_what_was_written_down_is_on_the_slides(atlas, store):
    (card,) = [one for one in cards(hour(), ["door"]) if one.kind is CardKind.FIT][:1]
    agreed = Agreement.model_validate(
        {"place": card.place, "indicator": card.indicator, "fit": "no", "note": "MADE UP: why"}
    )
    save_record(store, CARA, agreed, record_id=card.pair_id("hour"), agenda="hour")
    save_record(store, CARA, Barrier(own="MADE UP wall", note="MADE UP how"), agenda="hour")
    action = Action(
        what="MADE UP: =1+1 ask", owner_role="MADE UP lead", due=date(2026, 7, 5), moves="power"
    )
    save_record(store, CARA, action, agenda="hour")
    said = all_words(leave(atlas, store)[0])
    for words in ("It does not fit. MADE UP: why", "MADE UP wall", "MADE UP how", "5 July 2026"):
        assert words in said
    assert "Power to decide" in said
    assert NOT_TALKED_ABOUT in said
