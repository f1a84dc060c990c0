"""Stories in a browser: shown as text whatever they hold, gone once taken back, and on paper."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta

import pytest
from looking import in_both_themes
from made_up_stories import consent, quote, story
from playwright.sync_api import expect
from served import served_atlas
from visiting import settled, whole

from fhfa_data.stories.actors import local_user
from fhfa_data.stories.store import open_store
from fhfa_data.stories.store.deciding import approve, withdraw
from fhfa_data.stories.store.saving import save

pytestmark = pytest.mark.browser

HARPURHEY = "E05011366"
TODAY = date.today()
TRICK = (
    "MADE UP <script>window.tricked = true</script> <img src=x onerror='window.tricked = true'> "
    "[link](http://example.org) ![picture](http://example.org/a.png) :red[red]"
)
LONG = "MADE UP: nobody had asked us before, and it took an afternoon to say it. " * 12


def add(store, name, **changed):
    given = consent(given_on=TODAY - timedelta(days=30))
    where = {"ward": HARPURHEY, "ward_name": "Harpurhey"}
    where |= {"borough": "E08000003", "borough_name": "Manchester"}
    told = story(**{"consents": [given], **where, **changed})
    kept = save(store, local_user(), told, story_id=name, submit=True)
    approve(store, local_user(), name, kept.standing.revision)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A store with a story that tries to be more than text, and long ones."""
    kept = open_store(f"sqlite:///{tmp_path_factory.mktemp('stories') / 'stories.sqlite'}")
    said = quote(text=TRICK, consents=[consent(given_on=TODAY - timedelta(days=30))])
    add(kept, "trick", title=TRICK[:120], text=TRICK, quotes=[said], group=TRICK[:200])
    add(kept, "long", title="MADE UP: a long one", text=LONG)
    yield kept
    kept.close()


@pytest.fixture(scope="module")
def atlas_address(warehouse_file, repository, store):
    """The atlas with that store, in the place of the one that all other files share."""
    own = {"FHFA_STORIES_URL": store.engine.url.render_as_string(hide_password=False)}
    with served_atlas(warehouse_file.parent, repository, settings=own) as address:
        yield address


@pytest.mark.parametrize("path", ["/stories", "/ward", "/"])
def test_what_was_said_is_text_and_does_nothing(visit, path):
    page = visit(f"{path}?place={HARPURHEY}")
    card = page.get_by_role("article", name="Story: MADE UP <script>")
    expect(card).to_contain_text("<script>window.tricked = true</script>")
    assert card.locator("script, img").count() == 0
    assert page.evaluate("window.tricked") is None


def test_an_audit_objects_to_nothing(visit, look):
    page = whole(visit(f"/stories?place={HARPURHEY}"))
    assert in_both_themes(page, look, "Stories") == []


@pytest.mark.parametrize("more", ["", "&large=yes"])
def test_nothing_scrolls_sideways_on_the_smallest_phone(visit, more):
    page = visit(f"/stories?place={HARPURHEY}{more}", size=(320, 640))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_map_shows_where_nobody_was_heard_in_words_and_by_an_outline(visit):
    page = visit(f"/stories?place={HARPURHEY}")
    own = page.locator(".shapes path[aria-label^='Harpurhey,']")
    expect(own).to_have_attribute("aria-label", re.compile("people heard: (1 to 9|10 to 49)"))
    silent = page.locator(".shapes path[aria-label^='Ardwick,']")
    expect(silent).to_have_attribute("aria-label", re.compile("people heard: nobody yet"))
    outlined = page.locator("path.worst").get_attribute("d")
    assert silent.get_attribute("d") in outlined
    assert own.get_attribute("d") not in outlined
    expect(page.get_by_text("Ink outline: nobody heard yet")).to_be_visible()


def test_a_ward_with_stories_still_prints_on_two_pages(visit):
    page = visit(f"/ward?place={HARPURHEY}")
    pypdf = pytest.importorskip("pypdf", reason="not run: pypdf is not installed")
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert len(sheets) == 2
    assert "A story, not a figure" in " ".join(sheets[0].extract_text().split())


def test_from_a_ward_to_all_its_stories_and_gone_once_taken_back(visit, store):
    add(store, "brief", title="MADE UP: brief", text="MADE UP: soon taken back.")
    page = visit(f"/ward?place={HARPURHEY}")
    page.get_by_role("link", name="Read all stories of Harpurhey").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Stories of Harpurhey, Manchester")
    told = page.get_by_role("article", name="Story: MADE UP: brief")
    expect(told).to_be_visible()
    withdraw(store, local_user(), "brief", TODAY)
    page.reload()
    settled(page)
    expect(page.get_by_role("article", name="Story: MADE UP: a long one")).to_be_visible()
    expect(told).to_have_count(0)
