"""WCAG 2.2 AA, as far as axe-core can see: nothing we draw breaks it, in either theme.

What Streamlit itself brings is listed in ``docs/accessibility.md``. That list is kept true from
both sides: a violation that it does not hold fails, and so does an entry that is no longer seen.
"""

from __future__ import annotations

import re
import warnings
from importlib.resources import files

import pytest
from playwright.sync_api import expect
from visiting import settled, whole

pytestmark = pytest.mark.browser

PAGES = {
    "Overview": "/",
    "Overview of a borough, hexagons": "/?place=E08000003&view=hex",
    "Overview, a ward chosen, with a trend": "/?place=E05011366&indicator=life_expectancy_birth",
    "Ward": "/ward?place=E05011366",
    "Ward, none chosen": "/ward?place=E08000003",
    "Ward, unknown": "/ward?place=E05019999",
    "Wisdom": "/wisdom",
    "Wisdom, ways to develop": "/wisdom?part=develop",
    "Wisdom, frame": "/wisdom?part=frame",
    "Wisdom, about": "/wisdom?part=about",
    "Wisdom, one insight": "/wisdom?insight=a-new-era",
    "About the data": "/about",
}
DARK_PAPER = "rgb(20, 23, 27)"
REQUIRED = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

# Looks into shadow roots too. A listed selector excuses Streamlit's own nodes only: it can't reach
# into our elements.
_LOOK = """async ({ listed, tags, within }) => {
  const options = { runOnly: tags, resultTypes: ["violations"], elementRef: true };
  const found = await axe.run(within, options);
  return found.violations.flatMap(({ id, tags, nodes }) => nodes.map((node) => ({
    rule: id,
    required: tags.some((tag) => tag.startsWith("wcag")),
    where: node.target.flat().join(" "),
    html: node.html.slice(0, 160),
    why: node.failureSummary,
    listed: listed.filter(([rule, selector]) => rule === id
      && node.element.getRootNode() === document && node.element.matches(selector)),
  })));
}"""


@pytest.fixture(scope="module")
def axe():
    pytest.importorskip("axe_playwright_python", reason="not run: axe-core is not installed")
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def listed(repository):
    """Rule and selector of each row in the document's table of what Streamlit brings."""
    text = (repository / "docs" / "accessibility.md").read_text(encoding="utf-8")
    table = text.split("## What Streamlit brings", 1)[1].split("\n## ", 1)[0]
    return [list(row) for row in re.findall(r"^\| `([^`]+)` \| `([^`]+)` \|", table, re.MULTILINE)]


@pytest.fixture(scope="session")
def seen():
    """The entries of the list that this session has come across."""
    return set()


@pytest.fixture
def look(axe, listed, seen):
    """What axe-core finds on a page now, less what is listed; best practice only warns."""

    def looked(page, name, within="html", tags=REQUIRED) -> list[str]:
        if not page.evaluate("'axe' in window"):
            page.evaluate(axe)
        unlisted = []
        for one in page.evaluate(_LOOK, {"listed": listed, "tags": tags, "within": within}):
            seen.update(tuple(entry) for entry in one["listed"])
            text = f"{name}: {one['rule']} at {one['where']} {one['html']}: {one['why']}"
            if not one["required"]:
                warnings.warn(f"best practice: {text}", stacklevel=2)
            elif not one["listed"]:
                unlisted.append(text)
        return unlisted

    return looked


def in_both_themes(page, look, name, within="html") -> list[str]:
    """Streamlit and our elements follow the system's theme while a page is open."""
    light = look(page, f"{name}, light", within, [*REQUIRED, "best-practice"])
    page.emulate_media(color_scheme="dark")
    expect(page.locator(".stApp")).to_have_css("background-color", DARK_PAPER)
    settled(page)
    expect(page.locator(".voices.light")).to_have_count(0)
    return light + look(page, f"{name}, dark", within)


@pytest.mark.parametrize("name", PAGES)
def test_nothing_we_draw_breaks_a_rule(visit, look, name):
    page = whole(visit(PAGES[name]))
    assert in_both_themes(page, look, name) == []


def open_place_picker(page) -> str:
    page.get_by_role("combobox", name="Place").click()
    page.get_by_role("option").first.wait_for()
    return "[role=listbox]"


def open_popover(page) -> str:
    page.get_by_role("button", name="How is this worked out?").click()
    page.get_by_test_id("stPopoverBody").wait_for()
    return "[data-testid=stPopoverBody]"


def open_menu(page) -> str:
    page.get_by_test_id("stMainMenuButton").click()
    page.get_by_test_id("stMainMenuList").wait_for()
    return "[data-testid=stMainMenuPopover]"


def open_phone_navigation(page) -> str:
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_test_id("stSidebarNav").wait_for()
    return "[data-testid=stSidebar]"


OPENED = [open_place_picker, open_popover, open_menu, open_phone_navigation]


@pytest.mark.parametrize("opened", OPENED, ids=lambda one: one.__name__)
def test_nothing_new_breaks_a_rule_with_something_open(visit, look, opened):
    page = visit("/ward?place=E05011366")
    within = opened(page)
    assert in_both_themes(page, look, opened.__name__, within) == []


@pytest.mark.usefixtures("browser", "axe")  # without either, nothing has been seen
def test_the_list_of_what_streamlit_brings_is_still_true(listed, seen, request):
    chosen = {one.name.split("[")[0] for one in request.session.items if one.path == request.path}
    assert len(chosen) >= 3, "this test needs the others in its file: run the file whole"
    assert sorted(map(tuple, listed)) == sorted(seen), "no longer seen: take it off the list"


def test_the_net_holds_inside_our_elements(visit, look):
    """Faults planted in elements of ours are found: axe-core does look inside."""
    page = whole(visit("/ward?place=E05011366"))
    planted = {
        ".sheet": ("image-alt", "<img src='data:,'>"),
        ".voices": ("link-name", "<a href='#'></a>"),
        ".mosaic": ("color-contrast", "<p style='color: #999; background: #aaa'>Pale words</p>"),
    }
    for inside, (_, fault) in planted.items():
        page.locator(inside).first.evaluate(
            "(element, fault) => element.insertAdjacentHTML('beforeend', fault)", fault
        )
    found = look(page, "planted")
    for rule, _ in planted.values():
        assert any(f": {rule} at " in one for one in found), f"{rule} slipped through"
