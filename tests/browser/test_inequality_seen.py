"""What only a browser shows of the pages on inequality: charts are drawn, words on them read."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from served import served_atlas
from visiting import query, settled

pytestmark = pytest.mark.browser

MANCHESTER, HARPURHEY, PICCADILLY = "E08000003", "E05011366", "E05011376"
CHARTS = {
    "/gap?place=E08000003&indicator=overcrowded_pct": 2,
    f"/compare?places={HARPURHEY},{PICCADILLY},{MANCHESTER}": 3,
    "/share?place=E08000003": 1,
}
_WORDS = """() => [...document.querySelectorAll('[data-testid=stVegaLiteChart] svg')].map(
  (chart) => ({
    marks: chart.querySelectorAll('.mark-symbol path, .mark-text text, .mark-rule line').length,
    axes: [...chart.querySelectorAll('.role-axis-label text, .role-axis-title text')]
      .map((one) => one.getAttribute('fill')),
  }))"""


@pytest.fixture(scope="module")
def shaped_address(shaped_folder, repository):
    with served_atlas(shaped_folder, repository) as address:
        yield address


def luminance(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    """WCAG 2.2, relative luminance."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("theme", "paper"), [("light", "#fdfcfa"), ("dark", "#14171b")])
@pytest.mark.parametrize("path", CHARTS)
def test_charts_are_drawn_and_their_words_are_dark_enough(visit, path, theme, paper):
    page = visit(path, theme=theme)
    charts = page.locator("[data-testid=stVegaLiteChart] svg.marks")
    expect(charts).to_have_count(CHARTS[path])
    settled(page)
    for chart in page.evaluate(_WORDS):
        assert chart["marks"] > 3
        assert chart["axes"]
        assert min(contrast(one, paper) for one in chart["axes"]) >= 4.5


def test_neighbourhoods_are_taken_in_and_left_out_on_the_map(visit_at, shaped_address):
    """Long: each press waits for a page that is worked out anew."""
    page = visit_at(shaped_address, f"/own?place={HARPURHEY}")
    page.get_by_role("radio", name="Neighbourhoods (LSOAs)").click()
    shapes = page.locator("[class*='st-key-own_map_Neigh'] .shapes path")
    expect(shapes).to_have_count(10)
    shapes.first.click()
    expect(
        page.get_by_text("1 neighbourhood (LSOA) in Manchester: part of Harpurhey")
    ).to_be_visible()
    settled(page)
    assert query(page)["own"]
    shapes.first.click()
    expect(page.get_by_text("to begin.")).to_be_visible()


def test_a_ward_chosen_by_name_is_on_the_map_and_in_the_report(visit):
    page = visit(f"/own?place={MANCHESTER}")
    page.get_by_role("combobox", name="Wards in it").fill("Moston")
    page.get_by_role("option", name="Moston, Manchester").click()
    expect(page.get_by_text("all of Moston")).to_be_visible()
    page.keyboard.press("Escape")
    settled(page)
    expect(page.locator("[class*='st-key-own_map'] .shapes path.band-1")).to_have_count(1)
    with page.expect_download() as taken:
        page.get_by_role("button", name="Report on it (PDF)").click()
    assert taken.value.suggested_filename == "report-own-neighbourhood.pdf"
    with open(taken.value.path(), "rb") as file:
        assert file.read(5) == b"%PDF-"
