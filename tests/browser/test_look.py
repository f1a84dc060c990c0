"""What meets the eye: the answer first, in the order each screen asks for, and nothing cut off."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

HARPURHEY = "/ward?place=E05011366"
DESK, PHONE = (1366, 768), (390, 844)


def top(place) -> float:
    return place.bounding_box()["y"]


def bottom(place) -> float:
    box = place.bounding_box()
    return box["y"] + box["height"]


def answer(page):
    return [page.locator("h1"), page.get_by_test_id("stMetricValue"), page.locator("h2").first]


@pytest.mark.parametrize("path", ["/", HARPURHEY])
def test_the_answer_is_above_the_fold(visit, path):
    page = visit(path, size=DESK)
    actions = [page.get_by_role("button", name=words) for words in ("Copy link", "Print")]
    assert all(bottom(place) < 500 for place in [*answer(page), *actions])


def test_the_whole_map_is_above_the_fold(visit):
    page = visit("/", size=DESK)
    assert bottom(page.locator(".map-panel")) <= 768
    assert bottom(page.locator(".plot-panel")) <= 768


@pytest.mark.parametrize("path", ["/", HARPURHEY])
def test_on_a_phone_come_sentence_number_picture_voices_table(visit, path):
    page = visit(path, size=PHONE)
    name, number, sentence = answer(page)
    voices, table = page.locator(".voice").first, page.locator(".sheet table").last
    order = [name, sentence, number, page.locator(".map-panel"), voices, table]
    tops = [top(place) for place in order]
    assert tops == sorted(tops)
    assert bottom(number) < PHONE[1]


def test_on_a_desk_the_voices_stand_beside_the_numbers(visit):
    page = visit(HARPURHEY, size=DESK)
    _, number, _ = answer(page)
    voice = page.locator(".voice").first.bounding_box()
    assert abs(voice["y"] - top(number)) < 100
    column = page.locator("h2", has_text="What was heard").bounding_box()
    for heading in ("Its neighbourhoods", "Length of life", "What is already there"):
        box = page.locator("h2", has_text=heading).bounding_box()
        assert box["x"] + box["width"] <= column["x"]


@pytest.mark.parametrize(
    "chosen",
    [
        "place=E05015015&indicator=children_low_income_ahc_pct",
        "place=E05015015&indicator=year6_obesity_pct",
        "place=E05015015&indicator=healthy_life_expectancy_birth",
    ],
)
def test_no_picker_cuts_off_what_is_chosen(visit, chosen):
    page = visit(f"/ward?{chosen}", size=DESK)
    cut_off = page.locator(".stSelectbox input").evaluate_all(
        "(inputs) => inputs.filter((one) => one.scrollWidth > one.clientWidth + 1)"
        ".map((one) => one.value)"
    )
    assert cut_off == []


@pytest.mark.parametrize("path", ["/", HARPURHEY])
def test_a_picture_leads_to_its_table_its_method_and_its_file(visit, path):
    page = visit(path, size=DESK)
    for words in ("How is this worked out?", "Copy link to this view"):
        assert page.get_by_role("button", name=words).is_visible()
    assert page.get_by_role("link", name="Download").is_visible()
    page.get_by_role("link", name="Table").click()
    table = page.locator("#table")
    page.wait_for_function("document.querySelector('#table').getBoundingClientRect().top < 200")
    assert 0 <= top(table) < 200


@pytest.mark.parametrize("size", [DESK, PHONE])
@pytest.mark.parametrize("ward", ["E05011350", "E05014050", "E05015015"])
def test_the_chosen_wards_name_stays_inside_the_plot(visit, ward, size):
    page = visit(f"/?place={ward}&indicator=imd_score", size=size)
    name, plot = (page.locator(one).bounding_box() for one in (".callout.chosen", ".plot-panel"))
    assert plot["x"] <= name["x"]
    assert name["x"] + name["width"] <= plot["x"] + plot["width"]


def test_insights_after_the_ninth_keep_both_digits(visit):
    page = visit("/wisdom?part=develop")
    numbers = page.locator(".stTable tbody tr td:first-child").all_inner_texts()
    assert [int(one) for one in numbers] == list(range(1, 15))
    assert page.locator(".stTable ol").count() == 0


def test_the_link_is_copied(visit):
    page = visit(HARPURHEY)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button, beside = page.locator(".share button").all()
    place = beside.bounding_box()
    button.click()
    page.get_by_role("button", name="Link copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    assert beside.bounding_box() == place


def test_where_the_clipboard_is_refused_the_link_is_shown(visit):
    page = visit(HARPURHEY)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(Error()); }")
    page.get_by_role("button", name="Copy link to this view").click()
    shown = page.get_by_role("textbox", name="Copy this link by hand:")
    shown.wait_for()
    assert shown.input_value() == page.url
