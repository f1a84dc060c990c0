"""On a phone: typed, looked over, sent, approved, seen beside the figures, and taken back."""

from __future__ import annotations

import pytest
from looking import in_both_themes
from playwright.sync_api import expect
from served import served_atlas
from visiting import press, settled, type_in, whole

pytestmark = pytest.mark.browser

HARPURHEY = "E05011366"
PHONE = (390, 844)


@pytest.fixture(scope="module")
def atlas_address(warehouse_file, repository, tmp_path_factory):
    """The atlas with an empty store of its own."""
    own = {"FHFA_STORIES_DIR": str(tmp_path_factory.mktemp("told")), "FHFA_STORIES_URL": ""}
    with served_atlas(warehouse_file.parent, repository, settings=own) as address:
        yield address


def choose(page, box, option):
    at = page.get_by_role("combobox", name=box)
    at.click()
    at.fill(option)
    page.get_by_role("option", name=option, exact=True).wait_for()
    at.press("Enter")
    settled(page)


def test_from_a_phone_to_the_wards_page_and_taken_back(visit):
    """Long: a whole story, from the form over a moderator to a page and back."""
    page = visit(f"/tell?place={HARPURHEY}", size=PHONE)
    type_in(page, "What was heard", "MADE UP: ring 07700 900123 for the lunch club.")
    type_in(page, "Title", "MADE UP: lunch")
    choose(page, "Who speaks", "A resident")
    choose(page, "How it was gathered", "A conversation")
    for box in ("Inside the organisation", "People of the organisation"):
        page.get_by_text(box, exact=True).click()
        settled(page)
    press(page, "Check it")
    expect(page.get_by_text("“07700 900123” could be “a phone number”.")).to_be_visible()
    press(page, "Use the suggested words")
    heard = page.get_by_role("textbox", name="What was heard", exact=True)
    expect(heard).to_have_value("MADE UP: ring a phone number for the lunch club.")
    press(page, "Send it to a moderator")
    expect(page.get_by_text("A moderator looks at it before anybody else")).to_be_visible()
    choose(page, "Lawful basis", "Public task, 6(1)(e)")
    choose(page, "Condition for special categories", "Public health, 9(2)(i)")
    press(page, "Approve")
    expect(page.get_by_text("Nothing waits.")).to_be_visible()

    beside = visit(f"/ward?place={HARPURHEY}", size=PHONE)
    story = beside.get_by_role("article", name="Story: MADE UP: lunch")
    expect(story).to_be_visible()

    page.get_by_text("Your story 1 of 1: Approved").click()
    press(page, "Take consent back")
    expect(page.get_by_text("Taken back: it is gone from every page")).to_be_visible()
    beside.reload()
    settled(beside)
    expect(beside.get_by_role("heading", level=1)).to_have_text("Harpurhey, Manchester")
    expect(story).to_have_count(0)


def test_what_was_typed_is_offered_again_after_the_tab_was_closed(visit):
    page = visit(f"/tell?place={HARPURHEY}", size=PHONE)
    type_in(page, "Title", "MADE UP: half a thought")
    expect(page.get_by_text("Kept as a draft, for you alone, until it is sent.")).to_be_visible()
    page.close()
    page = visit(f"/tell?place={HARPURHEY}", size=PHONE)
    press(page, "Continue")
    title = page.get_by_role("textbox", name="Title", exact=True)
    expect(title).to_have_value("MADE UP: half a thought")
    press(page, "Check it")
    expect(page.get_by_text("is missing.").first).to_be_visible()


def test_an_audit_objects_to_nothing(visit, look):
    page = whole(visit(f"/tell?place={HARPURHEY}"))
    assert in_both_themes(page, look, "Tell a story") == []


def test_nothing_scrolls_sideways_on_the_smallest_phone(visit):
    page = visit(f"/tell?place={HARPURHEY}", size=(320, 640))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_what_is_typed_while_the_line_is_down_is_offered_after_a_reload(visit):
    page = visit(f"/tell?place={HARPURHEY}", size=PHONE)
    type_in(page, "Title", "MADE UP: reached the server")
    page.context.set_offline(True)
    heard = page.get_by_role("textbox", name="What was heard", exact=True)
    heard.fill("MADE UP: typed on a train, in a tunnel.")
    heard.blur()
    # The page is left before the line is back: else what was typed might still reach the server.
    address = page.url
    page.goto("about:blank")
    page.context.set_offline(False)
    page.goto(address)
    settled(page)
    expect(heard).to_have_value("")
    expect(page.get_by_text("had not reached us")).to_be_visible()
    page.get_by_role("button", name="Put it back").click()
    settled(page)
    expect(heard).to_have_value("MADE UP: typed on a train, in a tunnel.")
    press(page, "Check it")
    expect(page.get_by_text("had not reached us")).to_have_count(0)
    assert page.evaluate("sessionStorage.getItem('unsent-tell')") is None


def test_what_the_server_has_is_not_kept_in_the_tab(visit):
    page = visit(f"/tell?place={HARPURHEY}", size=PHONE)
    type_in(page, "Title", "MADE UP: half a thought")
    expect(page.get_by_text("Kept as a draft, for you alone, until it is sent.")).to_be_visible()
    page.wait_for_function("sessionStorage.getItem('unsent-tell') === null")
