"""A ward prints on two pages of A4: answer, evidence, voices and sources, and nothing to click."""

from __future__ import annotations

import io
import re
from datetime import date

import pytest
from visiting import settled, title

pytestmark = pytest.mark.browser

WARDS = {
    "Harpurhey": "E05011366",
    "the longest words of what was heard": "E05013025",
    "the longest name, and many MSOAs": "E05014050",
    "the most places": "E05014036",
    "the least deprived": "E05015015",
}
ON_SCREEN_ONLY = [
    "Print two pages", "Copy link", "Search this table", "How is this worked out", "Overview",
    "Read insight", "About the data", "Download", "On the map", "Skip to main", "as a table",
]  # fmt: skip


def printed(page) -> list[str]:
    """The text of each printed page, as Chromium's own print dialog would make it."""
    pypdf = pytest.importorskip("pypdf", reason="not run: pypdf is not installed")
    made = page.pdf(prefer_css_page_size=True, print_background=False)
    pages = pypdf.PdfReader(io.BytesIO(made)).pages
    for one in pages:
        size = (round(float(one.mediabox.width)), round(float(one.mediabox.height)))
        assert size == (595, 842), "not A4"
    return [re.sub(r"\s+", " ", one.extract_text()) for one in pages]


def day_and_link(page) -> str:
    """What the end of every printed page says, without spaces: a long link wraps."""
    day = f"{date.today().day} {date.today():%B %Y}"
    return f"Printed on {day}. Open this view: {page.url}".replace(" ", "")


def test_an_insight_prints_with_the_day_and_its_link(visit):
    page = visit("/wisdom?insight=system-barriers")
    sheets = printed(page)
    assert "What people told us" in sheets[0]
    assert day_and_link(page) in sheets[-1].replace(" ", "")
    assert "Copy link" not in "".join(sheets)


@pytest.mark.parametrize("code", WARDS.values(), ids=WARDS)
def test_a_ward_is_two_pages(visit, code):
    page = visit(f"/ward?place={code}")
    sheets = printed(page)
    assert len(sheets) == 2
    first, second = sheets
    name = title(page)
    finding = page.locator("h2").first.inner_text()
    for words in [name, finding, "Its neighbourhoods", "IMD 2025 decile", "Length of life"]:
        assert words in first
    for words in [
        "What is already there",
        "What was heard",
        "Ask in the meeting",
        "Worked out here from official statistics",
    ]:
        assert words in first
    for words in ["Everything we know", "Residents in Core20", "NHS Health Checks received"]:
        assert words in second
    for words in ["Where these come from", "OHID, Fingertips", "ONS, Census 2021 (TS021)"]:
        assert words in second
    assert "Contains public sector information" in second
    assert "Open Government Licence" in second
    assert "Page 1 of 2" in first
    assert "Page 2 of 2" in second
    assert day_and_link(page) in second.replace(" ", "")
    for words in ON_SCREEN_ONLY:
        assert words not in first + second, f"{words!r} is of no use on paper"


def test_every_row_of_the_table_is_printed(visit):
    page = visit("/ward?place=E05011366")
    names = page.locator(".st-key-profile tbody th[scope=row] > span:first-child").all_inner_texts()
    assert len(names) == 50
    second = printed(page)[1]
    assert [name for name in names if name not in second] == []


def test_dark_themes_print_dark_ink_on_white(visit):
    page = visit("/ward?place=E05011366", theme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    for selector in ["h1", "h2", ".stMain p", "table td", "table th", ".voice h3", ".voice p"]:
        colour = page.locator(selector).first.evaluate("(one) => getComputedStyle(one).color")
        red, green, blue = (int(part) for part in re.findall(r"\d+", colour)[:3])
        assert max(red, green, blue) < 110, f"{selector} prints in {colour}"
    for selector in ["body", ".stApp"]:
        paper = page.locator(selector).evaluate("(one) => getComputedStyle(one).backgroundColor")
        assert paper == "rgba(0, 0, 0, 0)"


def test_the_link_on_paper_follows_the_view(visit):
    page = visit("/ward?place=E05011366")
    page.goto(page.url.replace("E05011366", "E05014650"))
    settled(page)
    assert "E05014650" in printed(page)[1].replace(" ", "")
