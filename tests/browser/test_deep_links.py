"""A link opens the view it was copied from; the address follows every choice; Back goes back."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from visiting import asked, big_number, choose, picker, query, title

pytestmark = pytest.mark.browser

VIEW = {
    "place": "E08000003",
    "indicator": "imd_score",
    "period": "latest",
    "view": "hex",
    "colour": "difference",
    "compare": "E92000001",
}


def link(path="/", **parts) -> str:
    return f"{path}?{'&'.join(f'{name}={value}' for name, value in parts.items())}"


def what_is_seen(page) -> dict:
    return {
        "title": title(page),
        "number": big_number(page),
        "place": picker(page, "Place").input_value(),
        "indicator": picker(page, "Indicator").input_value(),
        "period": picker(page, "Period").input_value(),
        "colours": picker(page, "Colours show").input_value(),
        "view": page.locator(".views [aria-pressed=true]").inner_text(),
        "legend": page.locator(".legend .classes").inner_text(),
    }


def test_a_link_opens_the_same_view_for_a_colleague(visit):
    page = visit(link(**VIEW))
    seen = what_is_seen(page)
    assert seen["title"] == "Manchester"
    assert seen["place"] == "Manchester (borough)"
    assert seen["indicator"].startswith("IMD score")
    assert seen["colours"] == "Difference from England"
    assert seen["view"] == "Equal hexagons"
    assert query(page).items() >= VIEW.items()
    colleague = visit(page.url.removeprefix(page.url.split("/?")[0]))
    assert what_is_seen(colleague) == seen


def test_another_indicator_is_another_address_and_back_goes_back(visit):
    page = visit(link("/ward", place="E05011366"))
    number, chosen = big_number(page), picker(page, "Indicator").input_value()
    choose(page, "Indicator", "overcrowded")
    asked(page, indicator="overcrowded_pct", place="E05011366")
    assert big_number(page) != number
    page.go_back()
    asked(page, indicator="core20_pct", place="E05011366")
    expect(page.get_by_test_id("stMetricValue")).to_have_text(number)
    expect(picker(page, "Indicator")).to_have_value(chosen)


def test_the_ward_stays_chosen_from_page_to_page(visit):
    page = visit(link("/ward", place="E05011366", indicator="imd_score"))
    page.get_by_role("link", name="Overview").click()
    asked(page, place="E05011366", indicator="imd_score")
    assert "Harpurhey" in picker(page, "Place").input_value()
    page.get_by_role("link", name="Wisdom").click()
    page.get_by_role("heading", level=1, name="What leaders said").wait_for()
    page.get_by_role("link", name="Ward", exact=True).click()
    asked(page, place="E05011366", indicator="imd_score")
    assert title(page) == "Harpurhey, Manchester"


def test_an_unknown_place_is_told_with_the_nearest(visit):
    page = visit(link("/ward", place="E050113666"))
    page.get_by_text("We don't know the place “E050113666”").wait_for()
    text = page.locator(".stMain").inner_text()
    assert "Did you mean" in text
    assert "Harpurhey (E05011366)" in text
    assert "Traceback" not in text
    choose(page, "Place", "harpurhey")
    asked(page, place="E05011366")
    assert title(page) == "Harpurhey, Manchester"


@pytest.mark.parametrize(
    "junk",
    [
        "?place=%3Cscript%3Ealert(1)%3C/script%3E&view=%00&colour=purple&period=&sex=%F0%9F%92%A9",
        "?q=1&place=&indicator=&view=hexagon&compare=nowhere",
    ],
)
def test_a_junk_query_does_no_harm(visit, junk):
    page = visit(f"/{junk}")
    assert title(page) == "Greater Manchester"
    assert big_number(page) == "39.5%"
    assert page.locator(".views [aria-pressed=true]").inner_text() == "Map"
    assert page.locator(".stAlert").count() == 0
