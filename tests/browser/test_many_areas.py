"""Many areas in a real browser: on a canvas, painted, found by pointer and keyboard, zoomed."""

from __future__ import annotations

import io
import re

import pytest
from looking import camera, picked, rgb, said

from fhfa_data.charts.palette import NEED

pytestmark = pytest.mark.browser

SIDE = 60
UNITS_A_SQUARE = 20  # one kilometre, at 50 metres a unit


@pytest.fixture
def many(open_app):
    def opened(query="", **options):
        return open_app("many_app.py", query, "canvas:not([hidden])", **options)

    return opened


def middle_of(page, row, column):
    """Where a square stands on the page, from the camera that the map itself uses."""
    x, y, k = camera(page)
    box = page.locator("svg.map").bounding_box()
    margin = 400 / 50
    across, down = (margin + UNITS_A_SQUARE * (at + 0.5) for at in (column, row))
    return box["x"] + x + k * across, box["y"] + y + k * down


def pixel(page, spot):
    image = pytest.importorskip("PIL.Image", reason="not run: Pillow is not installed")
    picture = image.open(io.BytesIO(page.screenshot())).convert("RGB")
    return picture.getpixel((round(spot[0]), round(spot[1])))


def painted(page, row, column, colour):
    """Wait until the square has this colour."""
    spot = middle_of(page, row, column)
    for _ in range(100):
        if pixel(page, spot) == rgb(colour):
            return
        page.wait_for_timeout(100)
    raise AssertionError((row, column, pixel(page, spot)))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_square_has_the_colour_of_its_class(many, theme):
    page = many(theme=theme)
    assert page.locator(".shapes path").count() == 0  # nothing of the 3,600 is in the document
    for column in (3, 17, 30, 41, 57):
        painted(page, 31, column, getattr(NEED, theme)[column // 12])


def test_pixels_are_the_screens_own(many):
    page = many(device_scale_factor=2)
    wide = page.locator("canvas").evaluate(
        "(one) => [one.width, one.getBoundingClientRect().width]"
    )
    assert wide[0] == pytest.approx(2 * wide[1], abs=2)


def test_another_indicator_is_painted_over(many):
    page = many()
    painted(page, 31, 3, NEED.light[0])
    page.get_by_role("button", name="Other indicator").click()
    page.wait_for_url("**indicator=turned**")
    painted(page, 31, 3, NEED.light[4])


def test_zoomed_in_the_same_squares_keep_their_colours(many):
    page = many("focus=E06000004")  # the borough in the middle: rows and columns 20 to 39
    assert camera(page)[2] > 2.5 * camera(many())[2]
    painted(page, 30, 22, NEED.light[1])
    painted(page, 30, 38, NEED.light[3])


def test_no_data_is_dotted(many):
    page = many("indicator=gaps&focus=E06000000")
    x, y = middle_of(page, 0, 5)
    image = pytest.importorskip("PIL.Image", reason="not run: Pillow is not installed")
    picture = image.open(io.BytesIO(page.screenshot())).convert("RGB")
    patch = picture.crop((round(x) - 5, round(y) - 5, round(x) + 5, round(y) + 5))
    assert len(set(patch.get_flattened_data())) > 3  # paper, a dot, and its soft edge
    assert page.get_by_text("No data").count() >= 1


def test_hovering_names_the_square_and_a_click_chooses_it(many):
    page = many()
    page.mouse.move(*middle_of(page, 42, 17))
    tip = page.locator(".tip")
    tip.wait_for(state="visible")
    assert tip.inner_text().splitlines()[:2] == ["Square 42-17", "Borough 6"]
    assert "17.0%" in tip.inner_text()
    assert page.locator(".hover").get_attribute("d")
    page.mouse.click(*middle_of(page, 42, 17))
    picked(page, f"E01{42 * SIDE + 17:06}")
    assert page.locator("path.chosen").get_attribute("d")


def test_the_keyboard_walks_and_chooses(many):
    page = many()
    page.locator("svg.map").focus()
    page.keyboard.type("square")
    assert said(page).startswith("Square 00-00, Borough 0: 0.0%.")
    page.keyboard.press("ArrowRight")
    assert said(page).startswith("Square 00-01")
    page.keyboard.press("ArrowDown")
    assert said(page).startswith("Square 01-01")
    page.keyboard.press("Home")
    assert ": 59.0%." in said(page)
    page.keyboard.press("Enter")
    page.get_by_text(re.compile(r"Picked: E01\d{6}")).wait_for()


def test_the_wheel_zooms_about_the_pointer(many):
    page = many()
    spot = middle_of(page, 30, 50)
    before = camera(page)
    page.mouse.move(*spot)
    page.keyboard.down("Control")
    for _ in range(2):
        page.mouse.wheel(0, -300)
    page.keyboard.up("Control")
    assert camera(page)[2] > 6 * before[2]
    after = middle_of(page, 30, 50)
    assert after == pytest.approx(spot, abs=10)  # a mouse stands on whole pixels: one, 8 times
    page.mouse.move(1, 1)  # the tip beside the pointer throws a shadow
    page.locator(".tip").wait_for(state="hidden")
    painted(page, 30, 50, NEED.light[4])
    assert page.locator("canvas").evaluate("(one) => one.style.transform") == ""


def test_zooming_to_a_borough_needs_no_pointer(many):
    page = many()
    before = camera(page)
    page.get_by_label("Zoom to").select_option(label="Borough 8")
    assert camera(page)[2] > 2 * before[2]
    painted(page, 50, 50, NEED.light[4])


def test_bars_say_how_many_have_which_value(many):
    page = many()
    heights = page.locator(".plot rect").evaluate_all(
        "bars => bars.map((bar) => [bar.getAttribute('class'), +bar.getAttribute('height')])"
    )
    by_class: dict[str, float] = {}
    for name, height in heights:
        by_class[name] = by_class.get(name, 0) + height
    assert len(by_class) == 5  # each class has twelve columns of sixty squares
    assert max(by_class.values()) == pytest.approx(min(by_class.values()), rel=1e-6)
    assert "How many neighbourhoods have which value" in page.locator(".plot").get_attribute(
        "aria-label"
    )
