"""The table and the mosaic in a real browser."""

from __future__ import annotations

import pytest
from looking import picked

pytestmark = pytest.mark.browser


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
