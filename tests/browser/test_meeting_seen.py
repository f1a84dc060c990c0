"""A meeting in a browser: arrow keys, the clock, two who save at once, and an audit."""

from __future__ import annotations

import io

import pypdf
import pytest
from looking import in_both_themes
from playwright.sync_api import expect
from pptx import Presentation
from served import served_atlas
from visiting import asked, query, saved, settled, title, whole

from fhfa_data.stories.actors import local_user
from fhfa_data.stories.meetings.records import Action, Agenda, Agreement, MeetingKind
from fhfa_data.stories.store import open_store
from fhfa_data.stories.store.meetings import records, save_record

pytestmark = pytest.mark.browser

AGENDA = Agenda(
    title="MADE UP hour",
    places=("E05011366",),
    indicators=("core20_pct",),
    insights=("deep-listening",),
)
BUS = Action(what="MADE UP: ask about the bus", owner_role="Transport lead", place="E05011366")


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A store with one agenda and one action."""
    kept = open_store(f"sqlite:///{tmp_path_factory.mktemp('meeting') / 'stories.sqlite'}")
    save_record(kept, local_user(), AGENDA, record_id="hour")
    many = AGENDA.model_copy(update={"places": ("E08000003",), "indicators": ("population",)})
    save_record(kept, local_user(), many, record_id="many")
    save_record(kept, local_user(), BUS, record_id="bus", agenda="hour")
    yield kept
    kept.close()


@pytest.fixture(scope="module")
def atlas_address(warehouse_file, repository, store):
    """The atlas with that store, in the place of the one that all other files share."""
    own = {"FHFA_STORIES_URL": store.engine.url.render_as_string(hide_password=False)}
    with served_atlas(warehouse_file.parent, repository, settings=own) as address:
        yield address


def test_arrow_keys_turn_the_cards_but_not_while_someone_types(visit):
    page = visit("/meeting?agenda=hour")
    assert title(page) == "The number"
    page.keyboard.press("ArrowRight")
    asked(page, step="1")
    assert title(page) == "The voice"
    page.keyboard.press("ArrowRight")
    asked(page, step="2")
    page.keyboard.press("ArrowLeft")
    asked(page, step="1")
    page.keyboard.press("ArrowRight")
    asked(page, step="2")
    note = page.get_by_role("textbox", name="Why")
    note.fill("MADE UP")
    note.press("ArrowLeft")
    expect(note).to_have_value("MADE UP")
    assert query(page)["step"] == "2"


def test_a_note_that_was_not_saved_is_offered_after_a_reload(visit):
    page = visit("/meeting?agenda=many&step=2")
    note = page.get_by_role("textbox", name="Why")
    note.fill("MADE UP: typed and never saved")
    page.reload()
    settled(page)
    expect(note).to_have_value("")
    page.get_by_role("button", name="Put it back").click()
    expect(note).to_have_value("MADE UP: typed and never saved")
    page.get_by_text("It fits", exact=True).first.click()
    page.get_by_role("button", name="Save", exact=True).click()
    saved(page)
    page.reload()
    settled(page)
    expect(page.get_by_text("had not reached us")).to_have_count(0)


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (390, 844)])
@pytest.mark.parametrize("agenda", ["hour", "many"])
def test_the_number_is_read_whole_from_five_metres(visit, agenda, size):
    """Nothing of it is cut off or runs into the sentence, and it is large."""
    page = visit(f"/meeting?agenda={agenda}", size=size)
    number = page.get_by_test_id("stMetricValue")
    wide, tall = number.evaluate(
        """(box) => { const range = document.createRange(); range.selectNodeContents(box);
        return [range.getBoundingClientRect().right - box.getBoundingClientRect().right,
          parseFloat(getComputedStyle(box).fontSize)]; }"""
    )
    assert wide <= 1
    assert tall >= 48


def test_the_clock_runs_in_the_browser_and_goes_on_from_card_to_card(visit):
    page = visit("/meeting?agenda=hour")
    clock = page.get_by_role("timer")
    expect(clock).to_have_text("60:00")
    page.get_by_role("button", name="Start the clock").click()
    expect(clock).to_have_text("59:58", timeout=15_000)
    page.get_by_role("button", name="Next").click()
    asked(page, step="1")
    expect(page.get_by_role("button", name="Pause the clock")).to_be_visible()
    expect(page.get_by_role("timer")).not_to_have_text("60:00")


def test_a_meeting_takes_the_whole_screen_and_gives_it_back(visit):
    page = visit("/meeting?agenda=hour")
    page.get_by_role("button", name="Full screen").click()
    page.wait_for_function("document.fullscreenElement !== null")
    expect(page.get_by_test_id("stHeader")).to_be_hidden()
    page.get_by_role("button", name="Leave full screen").click()
    page.wait_for_function("document.fullscreenElement === null")
    expect(page.get_by_test_id("stHeader")).to_be_visible()


def test_of_two_devices_that_save_at_once_one_is_told_and_keeps_its_words(visit, store):
    here, there = (visit("/meeting?agenda=hour&step=2") for _ in range(2))
    for page, words in ((here, "MADE UP: here"), (there, "MADE UP: there")):
        page.get_by_text("It fits partly").click()
        page.get_by_role("textbox", name="Why").fill(words)
        page.get_by_role("textbox", name="Why").press("Tab")
        settled(page)
    here.get_by_role("button", name="Save", exact=True).click()
    saved(here)
    there.get_by_role("button", name="Save", exact=True).click()
    expect(there.get_by_text("Someone else changed this")).to_be_visible()
    expect(there.get_by_role("textbox", name="Why")).to_have_value("MADE UP: there")
    kept = records(store, local_user(), MeetingKind.AGREEMENT, agenda="hour")
    assert [one.record.note for one in kept if isinstance(one.record, Agreement)] == [
        "MADE UP: here"
    ]


# Also the pages that make a store: elsewhere, one would appear in the midst of other files' tests.
OWN_PAGES = ["/reflect", "/tools", "/process?place=E05011366"]


@pytest.mark.parametrize("path", OWN_PAGES)
def test_an_audit_in_both_themes_objects_to_nothing(visit, look, path):
    assert in_both_themes(whole(visit(path)), look, path) == []


@pytest.mark.parametrize("path", ["/meeting", "/meeting?agenda=hour&step=2", "/actions"])
def test_an_audit_objects_to_nothing(visit, look, path):
    assert look(visit(path), path) == []


@pytest.mark.parametrize("path", ["/meeting", "/meeting?agenda=hour", "/actions", *OWN_PAGES])
def test_nothing_scrolls_sideways_on_the_smallest_phone(visit, path):
    page = visit(path, size=(320, 640))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_what_was_decided_prints_on_one_page(visit):
    page = visit("/meeting?agenda=hour&step=6")
    made = page.pdf(prefer_css_page_size=True, print_background=False)
    sheets = [one.extract_text() for one in pypdf.PdfReader(io.BytesIO(made)).pages]
    assert len(sheets) == 1
    told = " ".join(sheets[0].split())
    for words in ("19,200 residents", "Indices of Deprivation 2025", BUS.what, BUS.owner_role):
        assert words in told
    assert "Start the clock" not in told


def test_a_ward_of_which_nothing_is_told_yet_still_prints_on_two_pages(visit):
    """There is a store by now, so the page says that nobody was heard; paper has no room for it."""
    page = visit("/ward?place=E05013025")
    expect(page.get_by_text("That says nothing about need.").first).to_be_visible()
    made = page.pdf(prefer_css_page_size=True, print_background=False)
    assert len(pypdf.PdfReader(io.BytesIO(made)).pages) == 2


def test_slides_and_actions_are_given_on_one_press(visit):
    page = visit("/meeting?agenda=hour&step=6")
    with page.expect_download() as asked_for:
        page.get_by_role("button", name="Slides (PowerPoint)").click()
    deck = Presentation(asked_for.value.path())
    titles = [one.shapes.title.text_frame.text for one in deck.slides]
    assert titles[0] == AGENDA.title
    assert any("19,200 residents" in one for one in titles)
    (table,) = [one.table for one in deck.slides[-1].shapes if one.has_table]
    assert "/meeting?agenda=hour" in "".join(one.cells[1].text for one in table.rows)
    with page.expect_download() as asked_for:
        page.get_by_role("button", name="Actions (CSV)").click()
    assert BUS.what in asked_for.value.path().read_text("utf-8-sig")
