"""Where all England is installed: a link opens the same view, and what is typed is found."""

from __future__ import annotations

import pytest
from made_up_scopes import HARPURHEY, UPPER, crowded_england
from served import served_atlas
from visiting import asked, picker, query, settled, title

pytestmark = pytest.mark.browser

BOXES = {"Region": "Upper", "Borough": "Manchestershire", "Ward": f"Harpurhey ({HARPURHEY})"}
VIEW = {"place": HARPURHEY, "indicator": "imd_score", "colour": "difference", "compare": UPPER}


@pytest.fixture(scope="module")
def england_address(warehouse_file, repository, tmp_path_factory):
    file = crowded_england(warehouse_file, tmp_path_factory.mktemp("crowded"))
    with served_atlas(file.parent, repository) as address:
        yield address


@pytest.fixture
def visit_england(browser, england_address):
    """Opens a page of that atlas in a context of its own; fails if the page threw an error."""
    contexts, problems = [], []

    def visited(path):
        context = browser.new_context(viewport={"width": 1366, "height": 768})
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(england_address + path)
        page.locator(".shapes path.band-1").first.wait_for(state="attached", timeout=120_000)
        settled(page)
        return page

    yield visited
    for context in contexts:
        context.close()
    assert problems == []


def what_is_seen(page):
    return {
        "title": title(page),
        "boxes": {label: picker(page, label).input_value() for label in BOXES},
        "colours": picker(page, "Colours show").input_value(),
        "map": page.locator("[aria-label^='Map.']").get_attribute("aria-label"),
        "query": query(page),
    }


def test_a_link_to_a_ward_outside_greater_manchester_opens_the_same_view(visit_england):
    link = "/?" + "&".join(f"{name}={value}" for name, value in VIEW.items())
    page = visit_england(link)
    seen = what_is_seen(page)
    assert seen["title"] == "Manchestershire"
    assert seen["boxes"] == BOXES
    assert seen["colours"] == "Difference from Upper"
    assert seen["query"].items() >= VIEW.items()
    colleague = visit_england(page.url[page.url.index("/?") :])
    assert what_is_seen(colleague) == seen


def test_a_name_typed_in_the_wards_box_is_found_wherever_it_is(visit_england):
    page = visit_england("/")
    assert title(page) == "England"
    box = picker(page, "Ward")
    box.fill("harpurhey")
    page.keyboard.press("Enter")
    asked(page, place=HARPURHEY)
    settled(page)
    assert picker(page, "Borough").input_value() == "Manchestershire"
    picker(page, "Ward").fill("no such place")
    page.keyboard.press("Enter")
    page.get_by_placeholder("No place is called “no such place”").wait_for()
    assert query(page)["place"] == HARPURHEY
