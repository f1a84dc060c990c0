"""The map in a real browser: painted, walked by keyboard, chosen, zoomed, in both themes."""

from __future__ import annotations

import re

import pytest
from looking import camera, colours_in, path_of, picked, rgb, said
from playwright.sync_api import expect

from fhfa_data.charts.palette import NEED

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_class_is_painted_in_both_themes(open_page, theme):
    seen = colours_in(open_page(theme=theme), "svg.map")
    for colour in getattr(NEED, theme):
        assert seen[rgb(colour)] > 800, f"{colour} is missing from the {theme} map"


def test_a_click_chooses_a_ward(open_page):
    page = open_page()
    path_of(page, "Harpurhey").click()
    picked(page, "E05011366")
    shape = path_of(page, "Harpurhey").get_attribute("d")
    expect(page.locator("path.chosen")).to_have_attribute("d", shape)


def test_the_keyboard_walks_finds_chooses_and_leaves(open_page):
    page = open_page()
    stops = page.locator("svg.map [tabindex], svg.map path[tabindex]").count()
    assert stops == 0, "the map is one tab stop"
    page.get_by_role("button", name="Equal hexagons").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    first = said(page)
    assert re.search(r": \d+\.\d%\.", first)
    page.keyboard.press("ArrowLeft")
    assert said(page) != first
    page.keyboard.press("ArrowRight")
    page.keyboard.press("End")
    assert ": 0.0%." in said(page)
    page.keyboard.press("Home")
    assert ": 100.0%." in said(page)
    page.keyboard.type("harp")
    assert said(page).startswith("Harpurhey, Manchester: ")
    page.keyboard.press("Enter")
    picked(page, "E05011366")
    page.keyboard.press("Escape")
    assert page.locator(".tip").is_hidden()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement === document.body")


def test_arrows_go_the_way_they_point(open_page):
    page = open_page()
    page.locator("svg.map").focus()
    page.keyboard.type("ardwick")

    def middle():
        box = path_of(page, said(page).split(",")[0]).first.bounding_box()
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    x, y = middle()
    page.keyboard.press("ArrowUp")
    assert middle()[1] < y
    page.keyboard.type("ardwick")
    page.wait_for_timeout(950)  # after 0.9 s a typed letter begins a new word
    page.keyboard.type("ardwick")
    page.keyboard.press("ArrowRight")
    assert middle()[0] > x


def test_the_tooltip_can_be_hovered_and_dismissed(open_page):
    page = open_page("indicator=partial")
    path_of(page, "Saddleworth South").hover()
    tip = page.locator(".tip")
    tip.wait_for(state="visible")
    assert "95% interval" in tip.inner_text()
    tip.hover()
    page.wait_for_timeout(250)  # as long as it takes to go, did it go
    assert tip.is_visible()
    page.keyboard.press("Escape")
    assert tip.is_hidden()


def test_hexagons_are_equal_and_the_switch_is_told_to_python(open_page):
    page = open_page()
    before = path_of(page, "Harpurhey").get_attribute("d")
    page.get_by_role("button", name="Equal hexagons").click()
    page.wait_for_url("**view=hex**")
    assert path_of(page, "Harpurhey").get_attribute("d") != before
    widths = page.locator(".shapes path").evaluate_all(
        "shapes => [...new Set(shapes.map((shape) => Math.round(shape.getBBox().width)))]"
    )
    assert len(widths) == 1


def test_the_walk_to_hexagons_ends_where_it_should(open_page):
    page = open_page(motion="no-preference")
    page.get_by_role("button", name="Equal hexagons").click()
    page.wait_for_url("**view=hex**")
    page.wait_for_selector(".atlas:not(.moving)", timeout=10_000)
    corners = path_of(page, "Harpurhey").get_attribute("d").count(" ")
    assert corners == 6


def test_the_wheel_scrolls_the_page_and_zooms_only_with_ctrl(open_page):
    page = open_page()
    home = camera(page)
    page.locator("svg.map").hover()
    page.mouse.wheel(0, -200)
    assert camera(page) == home
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    assert camera(page)[2] > home[2]


def test_dragging_pans_and_chooses_nothing(open_page):
    page = open_page()
    page.get_by_role("button", name="Zoom in").click()
    before = camera(page)
    box = page.locator("svg.map").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 30, steps=6)
    page.mouse.up()
    after = camera(page)
    assert after[0] - before[0] == pytest.approx(60, abs=12)
    assert after[1] - before[1] == pytest.approx(30, abs=12)
    assert page.get_by_text("Picked: nothing").is_visible()


def test_two_fingers_zoom(open_page):
    page = open_page(size=(390, 844), has_touch=True)
    home = camera(page)
    box = page.locator("svg.map").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    session = page.context.new_cdp_session(page)

    def touch(kind, gap):
        points = [{"x": x - gap, "y": y, "id": 1}, {"x": x + gap, "y": y, "id": 2}]
        touches = [] if kind == "touchEnd" else points
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    touch("touchStart", 20)
    for gap in (30, 45, 60):
        touch("touchMove", gap)
    touch("touchEnd", 60)
    assert camera(page)[2] > 1.5 * home[2]


def test_zoom_is_kept_when_the_indicator_changes(open_page):
    page = open_page()
    home = camera(page)
    page.get_by_label("Zoom to").select_option(label="Oldham")
    zoomed = camera(page)
    assert zoomed[2] > 2 * home[2]
    page.get_by_role("button", name="Other indicator").click()
    page.wait_for_selector(".shapes path.band-s", state="attached")
    assert camera(page) == zoomed
    assert page.get_by_text("Withheld by the publisher").count() >= 1


def test_places_are_switched_on_kind_by_kind(open_page):
    page = open_page()
    assert page.locator(".places path").count() == 0
    page.get_by_label(re.compile("Libraries")).check()
    libraries = page.locator(".places path").count()
    assert libraries > 100
    page.get_by_label(re.compile("Hospitals")).check()
    assert page.locator(".places path").count() > libraries


def test_shapes_come_inline_where_no_file_is_served(open_page):
    page = open_page("geometry=none")
    assert page.locator(".shapes path").count() == 215


def test_dots_and_map_light_each_other(open_page):
    page = open_page()
    box = page.locator("svg.plot").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_selector(".plot .callout.active")
    assert page.locator(".hover").get_attribute("d")


def test_it_fits_320_pixels(open_page):
    page = open_page(size=(320, 700))
    for selector in (".atlas", ".sheet", ".mosaic"):
        box = page.locator(selector).bounding_box()
        assert box["x"] >= 0, selector
        assert box["x"] + box["width"] <= 320.5, selector
    assert colours_in(page, "svg.map").total() > 320 * 150
