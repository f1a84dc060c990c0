"""The main job by keyboard alone, on a phone and on a projector, asking nobody but this machine."""

from __future__ import annotations

import pytest
from visiting import asked, elsewhere, focused, settled, tab_to, title

pytestmark = pytest.mark.browser

PAGES = ["/", "/ward?place=E05011366", "/wisdom", "/about", "/health"]
SIZES = [(320, 640), (390, 844), (1366, 768), (1920, 1080)]


def is_picker(name):
    return lambda at: at["tag"] == "input" and at["name"].startswith(name)


def is_map(at) -> bool:
    return at["tag"] == "svg"


def is_sort_button(at) -> bool:
    return at["ours"] and at["tag"] == "button" and at["name"].startswith("Borough")


def is_insight_link(at) -> bool:
    return at["ours"] and at["tag"] == "a" and at["name"].startswith("Read insight")


def choose_harpurhey(page) -> None:
    tab_to(page, is_picker("Place"))
    page.keyboard.type("harpurhey")
    page.get_by_role("option", name="Harpurhey").wait_for()
    page.keyboard.press("Enter")
    asked(page, place="E05011366")
    settled(page)


def test_the_whole_journey_by_keyboard(visit):
    """Long: some hundred presses of a key, each looked at."""
    page = visit("/")
    keys = page.keyboard

    choose_harpurhey(page)

    tab_to(page, is_map)
    keys.press("ArrowRight")
    neighbour = page.locator(".atlas .said[role=status]").inner_text().split(",")[0]
    assert neighbour not in ("", "Harpurhey")
    keys.press("Enter")
    page.get_by_role("button", name=f"Open {neighbour}").wait_for()
    page.wait_for_url(lambda url: "E05011366" not in url)
    assert is_map(focused(page)), "choosing a ward leaves the focus on the map"

    tab_to(page, is_sort_button)
    head = page.locator("table thead th", has_text="Borough")
    assert head.get_attribute("aria-sort") == "none"
    keys.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    boroughs = page.locator("table tbody tr td:nth-child(2)").all_inner_texts()
    assert len(boroughs) > 10
    assert boroughs == sorted(boroughs)

    link = tab_to(page, is_insight_link, back=True)
    keys.press("Enter")
    page.wait_for_url("**/wisdom?*")
    page.get_by_role("heading", level=1, name=link["name"].split(": ", 1)[1]).wait_for()
    settled(page)

    page.go_back()
    settled(page)
    page.get_by_role("button", name=f"Open {neighbour}").wait_for()
    assert title(page) == "Manchester"


def test_the_ward_page_by_keyboard(visit):
    page = visit("/ward?place=E05011366")
    tab_to(page, lambda at: at["name"] == "Copy link to this view")
    tab_to(page, lambda at: at["name"] == "Print two pages")
    tab_to(page, is_insight_link)
    tab_to(page, lambda at: at["ours"] and at["tag"] == "input", limit=30)
    page.keyboard.type("smoke")
    page.get_by_text("1 of 50", exact=True).wait_for()


def test_nothing_is_asked_from_elsewhere(visit, atlas_address):
    """Every page that the browser tests visit is watched; here is the watch itself."""
    page = visit("/about")
    hosts = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    page.goto(f"{atlas_address}/")
    settled(page)
    page.wait_for_load_state("networkidle")
    assert hosts == {atlas_address.removeprefix("http://")}
    assert elsewhere("https://fonts.gstatic.com/icon.svg", atlas_address) != []
    assert elsewhere(f"{atlas_address}.example.org/", atlas_address) != []


@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways(visit, path):
    page = visit(path, size=SIZES[0])
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        settled(page)
        inside = page.get_by_test_id("stMain").evaluate("(main) => main.scrollWidth")
        assert inside <= width
        too_wide = page.evaluate(
            """() => [...document.querySelectorAll("h1, h2, p, .stBidiComponent")]
              .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
              .map((one) => one.textContent.slice(0, 60))"""
        )
        assert too_wide == [], f"at {width} pixels"
