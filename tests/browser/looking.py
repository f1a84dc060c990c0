"""How the browser tests look at a page: its pixels, its live region, its camera."""

from __future__ import annotations

import io
import re
from collections import Counter

import pytest
from playwright.sync_api import expect
from visiting import settled

DARK_PAPER = "rgb(20, 23, 27)"
REQUIRED = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


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


# The transform of the map, once it has been the same for a while.
_AT_REST = """async (map) => {
  const now = () => map.getAttribute("transform");
  for (let seen = now(), since = performance.now(); performance.now() - since < 200;) {
    await new Promise(requestAnimationFrame);
    if (now() !== seen) [seen, since] = [now(), performance.now()];
  }
  return now();
}"""


def camera(page) -> tuple[float, float, float]:
    """Pan x, pan y and scale of the map, once it has come to rest."""
    text = page.locator("svg.map > g").first.evaluate(_AT_REST)
    x, y, scale = (float(number) for number in re.findall(r"-?[\d.]+(?:e-?\d+)?", text))
    return x, y, scale


def in_both_themes(page, look, name, within="html") -> list[str]:
    """Streamlit and our elements follow the system's theme while a page is open."""
    light = look(page, f"{name}, light", within, [*REQUIRED, "best-practice"])
    page.emulate_media(color_scheme="dark")
    expect(page.locator(".stApp")).to_have_css("background-color", DARK_PAPER)
    settled(page)
    expect(page.locator(".voices.light")).to_have_count(0)
    # Streamlit fades some colours from one theme to the other: they are looked at once at rest.
    page.wait_for_function("() => document.getAnimations().every((o) => o.playState !== 'running')")
    return light + look(page, f"{name}, dark", within)
