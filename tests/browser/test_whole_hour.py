"""The whole hour: three devices, two roles, one ward; a story told, argued over, and taken back."""

from __future__ import annotations

import io
import re

import pypdf
import pytest
from playwright.sync_api import expect
from pptx import Presentation
from served import free_port, served_atlas
from sign_in_provider import provider
from test_sign_in_seen import SECRETS
from visiting import press, saved, settled, title, type_in

pytestmark = pytest.mark.browser

HARPURHEY = "E05011366"
COUNT = re.compile(r"^Card \d+ of \d+$")
TEXT = "MADE UP: we came twice and the door was shut. Nobody had told us that the hours changed."
SETTINGS = """[people]
claim = "groups"
roles = { "tell" = "contributor", "look" = "moderator", "read" = "viewer" }
audiences = { "ours" = "organisation" }
"""
PROJECTOR, PHONE, TABLET = (1366, 768), (390, 844), (820, 1180)


@pytest.fixture(scope="module")
def team(warehouse_file, repository, tmp_path_factory):
    """A provider that knows the team, and the atlas that asks it, with an empty store."""
    folder, port = tmp_path_factory.mktemp("hour"), free_port()
    (folder / "fhfa.toml").write_text(SETTINGS)
    with provider() as known:
        secrets = folder / "secrets.toml"
        address = f"http://127.0.0.1:{port}"
        secrets.write_text(SECRETS.format(atlas=address, provider=known.address))
        own = {
            "FHFA_SETTINGS": str(folder / "fhfa.toml"),
            "FHFA_STORIES_DIR": str(folder / "stories"),
            "FHFA_STORIES_URL": "",
        }
        flags = [f"--secrets.files={secrets}"]
        with served_atlas(warehouse_file.parent, repository, flags, own, port=port) as served:
            yield known, served


@pytest.fixture
def device(browser, team):
    """A device on which somebody has signed in, by subject and group; they stay signed in."""
    known, address = team
    contexts = []

    def signed_in(subject, group, size):
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce"
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        settled(page)
        known.person = {"sub": subject, "groups": [group, "ours"]}
        press(page, "Sign in")
        page.get_by_text("Signed in as").wait_for()
        return page

    yield signed_in
    for context in contexts:
        context.close()


def choose(page, box, words, option=None):
    at = page.get_by_role("combobox", name=box)
    at.click()
    at.fill(words)
    page.get_by_role("option", name=option or words, exact=option is None).first.click()
    settled(page)


def go(page, address, path):
    page.goto(address + path)
    settled(page)


def tell(page):
    type_in(page, "What was heard", TEXT)
    type_in(page, "Title", "MADE UP: the shut door")
    choose(page, "Who speaks", "A resident")
    choose(page, "How it was gathered", "A conversation")
    for box in ("Inside the organisation", "People of the organisation"):
        page.get_by_text(box, exact=True).click()
        settled(page)
    press(page, "Check it")
    press(page, "Send it to a moderator")
    expect(page.get_by_text("Kept. A moderator looks at it")).to_be_visible()


def approve(page):
    choose(page, "Lawful basis", "Public task, 6(1)(e)")
    choose(page, "Condition for special categories", "Public health, 9(2)(i)")
    press(page, "Approve")
    expect(page.get_by_text("Nothing waits.")).to_be_visible()


def prepare(page):
    type_in(page, "What the meeting is about", "MADE UP: who gets through the door")
    choose(page, "Places", "Harpurhey", "Harpurhey")
    page.keyboard.press("Escape")
    choose(page, "Numbers", "Core20", "Core20")
    page.keyboard.press("Escape")
    choose(page, "Stories", "MADE UP", "MADE UP")
    page.keyboard.press("Escape")
    press(page, "Save this agenda")
    press(page, "Open it, then copy its link to share")


def turn_to(page, card):
    for _ in range(12):
        if title(page) == card:
            return
        before = page.get_by_text(COUNT).inner_text()
        press(page, "Next")
        expect(page.get_by_text(COUNT)).not_to_have_text(before)
        settled(page)  # the count comes before the card's title
    raise AssertionError(f"no card {card}")


def say(page, fit, why):
    page.get_by_text(fit, exact=True).click()
    type_in(page, "Why", why)


def words_of(deck):
    """What is written on the slides, outside their tables and charts."""
    shapes = (shape for slide in deck.slides for shape in slide.shapes if shape.has_text_frame)
    return "\n".join(one.text_frame.text for one in shapes)


def take_slides(page, *, keeper=""):
    if keeper:
        page.get_by_text("Put the stories' words on the slides").click()
        settled(page)
        type_in(page, "Who keeps these slides: a team or a role", keeper)
    with page.expect_download() as given:
        page.get_by_role("button", name="Slides (PowerPoint)").click()
    return Presentation(given.value.path())


def told_and_prepared(address, teller, checker):
    """Before the hour: somebody tells, somebody else looks it over, and a meeting is prepared."""
    go(teller, address, f"/tell?place={HARPURHEY}")
    tell(teller)
    go(checker, address, "/tell")
    approve(checker)
    go(teller, address, "/meeting")
    prepare(teller)
    teller.wait_for_function("location.search.includes('agenda=')")
    return teller.url.removeprefix(address).split("&step")[0]


def look_together(pages):
    """From one link, everybody sees the ward's number and the voice."""
    for page in pages:
        assert title(page) == "The number"
        expect(page.get_by_text("19,200").first).to_be_visible()
        turn_to(page, "The voice")
        expect(page.get_by_text(TEXT)).to_be_visible()
        turn_to(page, "Does it fit?")


def argue(one, other, reader):
    """Two of them, in two roles, save at once: the second is told, and keeps what they typed."""
    say(one, "It fits", "MADE UP: it fits, said here")
    say(other, "It does not fit", "MADE UP: it does not, said there")
    press(one, "Save")
    saved(one)
    press(other, "Save")
    expect(other.get_by_text("Someone else changed this")).to_be_visible()
    kept = other.get_by_role("textbox", name="Why", exact=True)
    expect(kept).to_have_value("MADE UP: it does not, said there")
    press(other, "Save")
    saved(other)
    expect(reader.get_by_role("button", name="Save", exact=True)).to_have_count(0)
    reader.reload()
    settled(reader)
    expect(reader.get_by_text("MADE UP: it does not, said there")).to_be_visible()


def agree(one, other):
    """What stands in the way, and what will be done."""
    turn_to(other, "What stands in the way")
    type_in(other, "In your own words", "MADE UP: hours nobody knows")
    press(other, "Name it")
    saved(other)
    turn_to(one, "What we will do")
    type_in(one, "What we will do", "MADE UP: put the hours on the door")
    type_in(one, "Who owns it: a role", "Practice manager")
    press(one, "Save this action")
    saved(one)


def leave(one, reader):
    """They leave with a page, and with slides; stories' words are on those alone that asked."""
    for page in (one, reader):
        turn_to(page, "What we decided")
        expect(page.get_by_text("MADE UP: put the hours on the door").first).to_be_visible()
    sheets = pypdf.PdfReader(io.BytesIO(one.pdf(prefer_css_page_size=True))).pages
    assert len(sheets) == 1
    assert "MADE UP: put the hours" in " ".join(sheets[0].extract_text().split())
    assert "MADE UP: hours nobody knows" in " ".join(sheets[0].extract_text().split())
    assert "the door was shut" not in " ".join(sheets[0].extract_text().split())
    taken = words_of(take_slides(one, keeper="MADE UP neighbourhood team"))
    assert TEXT in taken
    assert "MADE UP: it does not, said there" in taken
    assert TEXT not in words_of(take_slides(reader))


def take_back(address, teller):
    """Whoever told it takes it back, and is shown who keeps a copy."""
    go(teller, address, "/tell")
    teller.get_by_text("Your story 1 of 1: Approved").click()
    press(teller, "Take consent back")
    expect(teller.get_by_text("is with MADE UP neighbourhood team: tell them.")).to_be_visible()


def nowhere(address, page, link):
    """It is gone from every view at the next look."""
    views = [f"{link}&step=1", *(f"{at}?place={HARPURHEY}" for at in ("/stories", "/ward", "/"))]
    for view in views:
        go(page, address, view)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_text(TEXT)).to_have_count(0)
        expect(page.get_by_text("MADE UP: the shut door")).to_have_count(0)


def test_a_team_goes_from_a_link_to_an_action_and_a_story_is_taken_back(device, team):
    """Long: an hour of three people on three devices, each step waited for by the next."""
    _, address = team
    projector = device("lead", "tell", PROJECTOR)
    phone = device("checker", "look", PHONE)
    tablet = device("guest", "read", TABLET)
    link = told_and_prepared(address, projector, phone)
    for page in (phone, tablet):
        go(page, address, link)
    look_together((projector, phone, tablet))
    argue(projector, phone, tablet)
    agree(projector, phone)
    leave(projector, tablet)
    take_back(address, projector)
    for page in (phone, tablet, projector):
        nowhere(address, page, link)
    go(projector, address, link)
    turn_to(projector, "What we decided")
    assert TEXT not in words_of(take_slides(projector))
