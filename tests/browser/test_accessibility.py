"""WCAG 2.2 AA, as far as axe-core can see: nothing we draw breaks it, in either theme.

What Streamlit itself brings is listed in ``docs/accessibility.md``. That list is kept true from
both sides: a violation that it does not hold fails, and so does an entry that is no longer seen.
"""

from __future__ import annotations

import pytest
from looking import in_both_themes
from visiting import whole

pytestmark = pytest.mark.browser

PAGES = {
    "Overview": "/",
    "Overview of a borough, hexagons": "/?place=E08000003&view=hex",
    "Overview, a ward chosen, with a trend": "/?place=E05011366&indicator=life_expectancy_birth",
    "Ward": "/ward?place=E05011366",
    "Ward, none chosen": "/ward?place=E08000003",
    "Ward, unknown": "/ward?place=E05019999",
    "Gap": "/gap?place=E08000003&indicator=overcrowded_pct",
    "Compare": "/compare?places=E05011366,E08000009&indicators=core20_pct,smoking_adults_pct",
    "Core20PLUS5": "/core20plus5?place=E05011366",
    "Share by need": "/share?place=E08000009",
    "Own neighbourhood": "/own?place=E08000003&own=2zesm.1",
    "Gap, published": "/gap?place=E05011366&indicator=life_expectancy_birth",
    "Wisdom": "/wisdom",
    "Wisdom, ways to develop": "/wisdom?part=develop",
    "Wisdom, frame": "/wisdom?part=frame",
    "Wisdom, about": "/wisdom?part=about",
    "Wisdom, one insight": "/wisdom?insight=a-new-era",
    "About the data": "/about",
    "Query": "/query",
    "Query, an answer": "/query?sql=FROM+area+LIMIT+20",
    "Query, a slip": "/query?sql=FORM+area",
    "Data health": "/health",
}


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
    page.get_by_test_id("stPopoverBody").get_by_role(
        "link", name="About the data"
    ).wait_for()  # all of it is there
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
        ".st-key-profile .sheet": ("image-alt", "<img src='data:,'>"),
        ".voices": ("link-name", "<a href='#'></a>"),
        ".map-panel": ("color-contrast", "<p style='color: #999; background: #aaa'>Pale words</p>"),
    }
    for inside, (_, fault) in planted.items():
        page.locator(inside).first.evaluate(
            "(element, fault) => element.insertAdjacentHTML('beforeend', fault)", fault
        )
    found = look(page, "planted")
    for rule, _ in planted.values():
        assert any(f": {rule} at " in one for one in found), f"{rule} slipped through"
