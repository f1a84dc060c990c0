"""Into a ward and back, in a real browser: painted, walked by keyboard, the same from a link."""

from __future__ import annotations

from functools import partial

import pytest
from looking import colours_in, path_of, rgb
from playwright.sync_api import expect
from served import served_atlas
from visiting import query, settled, whole

from fhfa_data.charts.palette import DECILES

pytestmark = pytest.mark.browser

HARPURHEY = "E05011366"
INSIDE = f"/?place={HARPURHEY}&view=neighbourhoods"


@pytest.fixture(scope="module")
def shaped_address(shaped_folder, repository):
    with served_atlas(shaped_folder, repository) as address:
        yield address


@pytest.fixture
def look_into(visit_at, shaped_address):
    return partial(visit_at, shaped_address)


def drawn(page):
    return page.locator(".st-key-neighbourhood_map .shapes path")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_each_neighbourhood_is_painted_by_its_decile_with_its_neighbours_as_lines(
    look_into, shaped, theme
):
    page = look_into(INSIDE, theme=theme)
    expect(drawn(page)).to_have_count(10)
    deciles = set(
        shaped.frame(
            "SELECT value FROM figure JOIN lsoa ON lsoa21_code = area_code "
            "WHERE indicator = 'imd_decile' AND ward24_code = ?",
            [HARPURHEY],
        )["value"].astype(int)
    )
    seen = colours_in(page, ".st-key-neighbourhood_map svg.map")
    for decile in range(1, 11):
        colour = rgb(getattr(DECILES, theme)[decile - 1])
        assert (seen[colour] > 200) == (decile in deciles), f"decile {decile}"
    names = page.locator(".labels .context").all_text_contents()
    assert {"Moston", "Crumpsall"} <= set(names)
    assert page.locator("path.home").get_attribute("d")


def test_the_keyboard_walks_chooses_and_the_link_says_so(look_into):
    page = look_into(INSIDE)
    page.locator(".st-key-neighbourhood_map svg.map").focus()
    said = page.locator(".st-key-neighbourhood_map .said[role=status]")
    page.keyboard.press("Home")
    expect(said).to_contain_text("Decile")
    page.keyboard.press("End")
    first = said.inner_text()
    assert "Decile 1." in first
    assert "residents (Census 2021)" in first
    page.keyboard.press("Enter")
    page.wait_for_url("**lsoa=E01*")
    code = query(page)["lsoa"]
    settled(page)
    expect(page.locator("tr[aria-current=true] .choose")).to_have_text(first.split(",")[0])
    again = look_into(page.url.split("/", 3)[3].join(["/", ""]))
    expect(again.locator("path.chosen")).to_have_attribute(
        "d", page.locator("path.chosen").get_attribute("d")
    )
    assert query(again)["lsoa"] == code


def test_hovering_names_a_neighbourhood(look_into):
    page = look_into(INSIDE)
    drawn(page).first.hover()
    tip = page.locator(".st-key-neighbourhood_map .tip")
    tip.wait_for(state="visible")
    assert tip.inner_text().startswith("Manchester 00")
    assert "Decile" in tip.inner_text()


def test_in_from_the_wards_and_back(look_into):
    page = look_into(f"/?place={HARPURHEY}")
    page.get_by_role("button", name="Show its neighbourhoods").click()
    expect(drawn(page)).to_have_count(10)
    page.get_by_role("button", name="Back to all wards").click()
    page.wait_for_url("**view=map**")
    settled(page)
    chosen = page.locator("path.chosen").get_attribute("d")
    assert path_of(page, "Harpurhey").get_attribute("d") == chosen


def test_another_ward_is_drawn_anew_and_its_borough_fetched_once(look_into):
    page = look_into(f"/ward?place={HARPURHEY}")
    fetched = []
    page.on("request", lambda one: fetched.append(one.url) if "/lsoas-" in one.url else None)
    before = drawn(page).first.get_attribute("d")
    page.goto(page.url.replace(HARPURHEY, "E05011350"))
    settled(page)
    assert drawn(page).first.get_attribute("d") != before
    expect(page.locator("path.home")).not_to_have_attribute("d", "")
    assert len(fetched) <= 1  # the same borough: the browser has its file already


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_drawn_breaks_wcag(look_into, look, theme):
    page = whole(look_into(INSIDE, theme=theme))
    assert look(page, "A ward's neighbourhoods") == []


def test_it_fits_a_phone(look_into):
    page = look_into(INSIDE, size=(390, 844))
    box = page.locator(".st-key-neighbourhood_map svg.map").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390.5
