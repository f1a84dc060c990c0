"""Ways in which packs are written that generated ones don't have. All texts are made up."""

from __future__ import annotations

import io

import pytest
from docx import Document

from fhfa_data.stories.pack import parse_pack
from fhfa_data.stories.pack.markdown import blocks_of_markdown
from fhfa_data.stories.pack.read import blocks_of_text
from fhfa_data.stories.pack.word import blocks_of_word


def spoken(pack):
    return [(one.text, one.by) for _, _, one in pack.placed_quotations()]


@pytest.mark.parametrize(
    "lines",
    [
        "> “copper river meadow”\n> — Tenant, Nowhere",
        "“copper river meadow”\n\n— Tenant, Nowhere",
        "“copper river meadow” – Tenant, Nowhere",
        "“copper river meadow” (Tenant, Nowhere)",
        "“copper river meadow”\n\nTenant, Nowhere",
        "> copper river meadow\n\n— Tenant, Nowhere",
    ],
)
def test_who_said_it(lines):
    pack = parse_pack(blocks_of_markdown(f"## Insight 1: Lantern\n\nOrchard.\n\n{lines}\n"))
    assert spoken(pack) == [("copper river meadow", "Tenant, Nowhere")]
    assert pack.insights[0].points == ()
    assert pack.insights[0].texts == ("Orchard.",)


def test_a_list_is_sub_points_where_there_are_no_headings_and_says_so():
    items = "- **Copper.** River.\n- Meadow: harbour\n- Pebble – walnut\n- Hedge"
    (insight,) = parse_pack(blocks_of_markdown(f"# Insight 1: Lantern\n\n{items}")).insights
    assert [(one.title, one.texts) for one in insight.points] == [
        ("Copper", ("River.",)),
        ("Meadow", ("harbour",)),
        ("Pebble", ("walnut",)),
        ("Hedge", ()),
    ]
    assert all(one.unsure for one in insight.points)


def test_a_list_of_quotations_is_no_list_of_sub_points():
    text = '# Insight 1: Lantern\n\nOrchard.\n\n- "copper river: meadow"\n- “harbour hedge”\n'
    pack = parse_pack(blocks_of_markdown(text))
    assert pack.insights[0].points == ()
    assert spoken(pack) == [("copper river: meadow", ""), ("harbour hedge", "")]


def test_headings_without_numbers_are_counted_and_that_is_said():
    document = Document()
    document.add_paragraph("Community insights of Nowhere", style="Title")
    for title in ("Introduction", "Copper", "Meadow", "Harbour", "How to develop it"):
        document.add_heading(title, 1)
        document.add_heading(f"Of {title}", 2)
        document.add_paragraph("Orchard.")
    file = io.BytesIO()
    document.save(file)
    pack = parse_pack(blocks_of_word(file.getvalue()))
    assert [(one.number, one.title) for one in pack.insights] == [
        (1, "Copper"),
        (2, "Meadow"),
        (3, "Harbour"),
    ]
    assert all("no number" in one.unsure for one in pack.insights)
    assert [one.title for one in pack.hows] == ["Of How to develop it"]


def test_lines_without_empty_ones_between():
    text = (
        "1. Copper\n\nRiver\n“meadow hedge walnut”\n\n2. Lantern\n\nPebble.\n\n3. Violin\n\nBasket."
    )
    pack = parse_pack(blocks_of_text(text))
    assert [one.title for one in pack.insights] == ["Copper", "Lantern", "Violin"]
    assert spoken(pack) == [("meadow hedge walnut", "")]


def test_an_insight_told_again_under_continued_is_one():
    first = "Insight 1: Copper\n\nRiver.\n\nInsight 2: Hedge\n\nMeadow.\n\n"
    pack = parse_pack(blocks_of_text(f"{first}Insight 2: Hedge (continued)\n\nPebble."))
    assert [(one.number, one.texts) for one in pack.insights] == [
        (1, ("River.",)),
        (2, ("Meadow.", "Pebble.")),
    ]
