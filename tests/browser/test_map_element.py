"""Map, table and mosaic in a real browser: painted, walked by keyboard, chosen, in both themes."""

from __future__ import annotations

import io
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
APP = Path(__file__).parent / "apps" / "map_app.py"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="not run: Chromium is not installed"),
]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_up(address: str, process: subprocess.Popen) -> None:
    for _ in range(120):
        assert process.poll() is None, "the test app stopped by itself"
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.25)
    raise AssertionError("the test app did not start")


@pytest.fixture(scope="module")
def address(tmp_path_factory, repository):
    folder = tmp_path_factory.mktemp("map_app")
    shutil.copy(APP, folder)
    shutil.copytree(repository / ".streamlit", folder / ".streamlit")
    port = free_port()
    command = [
        sys.executable, "-m", "streamlit", "run", APP.name, "--server.headless=true",
        f"--server.port={port}", "--server.address=127.0.0.1", "--server.fileWatcherType=none",
        "--server.enableStaticServing=true",
    ]  # fmt: skip
    env = {**os.environ, "FHFA_TEST_STARTER": str(repository / "data" / "starter")}
    process = subprocess.Popen(
        command, cwd=folder, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_until_up(f"http://127.0.0.1:{port}", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=10)


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="not run: Playwright is not installed"
    )
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser, address):
    pages = []

    def opened(query="", *, theme="light", size=(1366, 900), **options):
        page = browser.new_page(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=theme,
            reduced_motion="reduce",
            **options,
        )
        pages.append(page)
        page.problems = []
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        page.goto(f"{address}/?{query}")
        page.wait_for_selector(".shapes path.band-4", state="attached", timeout=30_000)
        page.wait_for_selector("ul.squares li", timeout=30_000)
        return page

    yield opened
    for page in pages:
        assert page.problems == []
        page.close()


def colours_in(page, selector) -> Counter:
    """Pixels of an element by colour, from what the browser really painted."""
    image = pytest.importorskip("PIL.Image", reason="not run: Pillow is not installed")
    picture = image.open(io.BytesIO(page.locator(selector).screenshot())).convert("RGB")
    return Counter(picture.get_flattened_data())


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))


def said(page) -> str:
    return page.locator(".atlas .said[role=status]").inner_text()


def picked(page, code) -> None:
    page.get_by_text(f"Picked: {code}").wait_for(timeout=10_000)


def path_of(page, name):
    return page.locator(f".shapes path[aria-label^='{name},']")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_class_is_painted_in_both_themes(open_page, theme):
    from fhfa_data.charts.palette import NEED

    seen = colours_in(open_page(theme=theme), "svg.map")
    for colour in getattr(NEED, theme):
        assert seen[rgb(colour)] > 800, f"{colour} is missing from the {theme} map"


def test_a_click_chooses_a_ward(open_page):
    page = open_page()
    path_of(page, "Harpurhey").click()
    picked(page, "E05011366")
    assert page.locator("path.chosen").get_attribute("d") == path_of(
        page, "Harpurhey"
    ).get_attribute("d")


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
    page.wait_for_timeout(950)
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
    page.wait_for_timeout(250)
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


def test_zoom_is_kept_when_the_indicator_changes(open_page):
    page = open_page()
    home = page.locator("svg.map > g").first.get_attribute("transform")
    page.get_by_label("Zoom to").select_option(label="Oldham")
    page.wait_for_timeout(300)
    zoomed = page.locator("svg.map > g").first.get_attribute("transform")
    assert zoomed != home
    page.get_by_role("button", name="Other indicator").click()
    page.wait_for_selector(".shapes path.band-s", state="attached")
    assert page.locator("svg.map > g").first.get_attribute("transform") == zoomed
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


def test_the_table_sorts_searches_and_chooses(open_page):
    page = open_page()
    head = page.locator("th[data-id=value]")
    assert head.get_attribute("aria-sort") == "none"
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    assert page.locator("tbody tr td").first.inner_text() == "100.0%"
    head.get_by_role("button").press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    assert page.locator("tbody tr td").first.inner_text() == "0.0%"
    page.get_by_label("Search this table").fill("harpur manch")
    assert page.locator("tbody tr").count() == 1
    assert "1 of 215" in page.locator(".count").inner_text()
    page.get_by_role("button", name="Harpurhey").press("Enter")
    picked(page, "E05011366")
    page.get_by_label("Search this table").fill("no such ward")
    assert page.get_by_text("No row holds these words").is_visible()


def test_a_strip_says_in_words_what_it_draws(open_page):
    page = open_page()
    strip = page.locator("tbody svg.strip").first
    assert "Greater Manchester 39.5%" in strip.get_attribute("aria-label")
    assert strip.locator("path.line").count() == 1


def test_the_mosaic_is_a_list_with_words(open_page):
    page = open_page()
    squares = page.locator("ul.squares")
    assert squares.get_attribute("aria-label").startswith("Harpurhey: 4 neighbourhoods")
    assert "Test 001A: decile 1, 1,501 residents" in squares.locator("li").first.text_content()
