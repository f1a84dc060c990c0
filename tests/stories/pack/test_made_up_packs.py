"""What was written into a made-up pack is what is read from it, however it is set."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_up_packs import (
    MadeInsight,
    MadePack,
    MadePoint,
    Said,
    Style,
    markdown,
    packs,
    plain_text,
    styles,
    word_document,
    written,
)
from made_up_pdf import pdf

from fhfa_data.stories.pack import parse_pack, read_pack
from fhfa_data.stories.pack.read import blocks_of_text

SMALL = MadePack(
    (
        MadeInsight(
            "Copper river",
            ("Window garden ribbon thunder pocket.",),
            (
                MadePoint(
                    "Lantern bridge",
                    ("Marble basket doesn't velvet candle.",),
                    (Said(("we've walnut timber enough",)),),
                ),
                MadePoint(
                    "Harbour saddle",
                    ("Anchor feather pebble timber shelter.",),
                    (Said(("orchard don't meadow hedge",), "They said ", " and left."),),
                ),
            ),
        ),
        MadeInsight(
            "Violin blanket",
            (),
            (MadePoint("Compass teapot", ("Kitchen orchard planet meadow window.",), ()),),
        ),
    ),
    ways=(
        ("Timber anchor", "Planet ribbon pocket marble."),
        ("Pebble", "River copper basket garden."),
    ),
    groups=("Ways of seeing", "Ways of doing"),
    numbers=((1, 2), (2,)),
)


def quotes(text, point):
    """Whether a text has one of its sub-point's quotations in it, with a mark before it."""
    return any(mark + one.text in text for one in point.quotations for mark in "\"“‘'«")


def read(pack):
    """The parsed pack in the shape of ``written``."""
    return [
        (
            one.title,
            one.texts,
            [
                (
                    p.title,
                    tuple(one for one in p.texts if not quotes(one, p)),
                    [q.text for q in p.quotations],
                )
                for p in one.points
            ],
        )
        for one in pack.insights
    ]


def assert_read(parsed, pack, *, with_table):
    assert read(parsed) == written(pack)
    assert [one.number for one in parsed.insights] == list(range(1, len(pack.insights) + 1))
    assert [(one.title, one.texts) for one in parsed.hows] == [(t, (x,)) for t, x in pack.ways]
    if with_table:
        assert [one.way for one in parsed.insights] == list(pack.groups)
        assert [one.insights for one in parsed.table] == [
            (number,) for number in range(1, len(pack.insights) + 1)
        ]


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(packs(), styles())
def test_plain_text(pack, style):
    parsed = parse_pack(blocks_of_text(plain_text(pack, style)))
    assert_read(parsed, pack, with_table=bool(style.table))
    assert parsed.kind == "community"
    assert parsed.published == "March 2031"


@pytest.mark.slow
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(packs(), st.booleans())
def test_markdown(pack, bold_points):
    from fhfa_data.stories.pack.markdown import blocks_of_markdown

    text = markdown(pack, bold_points=bold_points)
    assert_read(parse_pack(blocks_of_markdown(text)), pack, with_table=True)


@pytest.mark.slow
@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(packs(), st.booleans())
def test_word(pack, styled):
    from fhfa_data.stories.pack.word import blocks_of_word

    parsed = parse_pack(blocks_of_word(word_document(pack, styled=styled)))
    assert_read(parsed, pack, with_table=True)


@pytest.mark.slow
@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(packs(), st.sampled_from(("tabs", "spaces")))
def test_pdf(pack, contents):
    from fhfa_data.stories.pack.pdf import blocks_of_pdf

    style = Style(marks=("“", "”"), contents=contents == "tabs", table="spaces")
    parsed = parse_pack(blocks_of_pdf(pdf(pack, style)))
    assert_read(parsed, pack, with_table=True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings(tmp_path, encoding):
    file = tmp_path / "pack.txt"
    file.write_bytes(plain_text(SMALL, Style(marks=("“", "”"))).encode(encoding))
    assert_read(read_pack(file), SMALL, with_table=True)


def test_every_item_says_where_it_is(tmp_path):
    file = tmp_path / "pack.txt"
    text = plain_text(SMALL, Style())
    file.write_text(text, encoding="utf-8")
    lines = text.split("\n")
    for _, _, quotation in read_pack(file).placed_quotations():
        assert f'"{quotation.text}"' in lines[quotation.place.number - 1]


def test_a_page_is_said_where_there_are_pages(tmp_path):
    file = tmp_path / "pack.pdf"
    file.write_bytes(pdf(SMALL, Style(table="spaces"), lines_a_page=20))
    pack = read_pack(file)
    assert {one.place.page for one in pack.insights} == {1, 2}
    assert_read(pack, SMALL, with_table=True)


def test_the_kinds_of_file_read_alike(tmp_path):
    (tmp_path / "a.docx").write_bytes(word_document(SMALL))
    (tmp_path / "a.md").write_text(markdown(SMALL), encoding="utf-8")
    (tmp_path / "a.txt").write_text(plain_text(SMALL, Style()), encoding="utf-8")
    found = [read(read_pack(tmp_path / name)) for name in ("a.docx", "a.md", "a.txt")]
    assert found == [written(SMALL)] * 3


def test_what_is_announced_but_not_found_is_said(tmp_path):
    file = tmp_path / "pack.txt"
    text = plain_text(SMALL, Style(table=""))
    file.write_text(f"{text}\n\nThere are nine insights in all.\n", encoding="utf-8")
    doubts = [one.about for one in read_pack(file).doubts]
    assert "“9 insights”" in doubts
    assert "the table of what and how" in doubts


def test_a_missing_number_is_said(tmp_path):
    file = tmp_path / "pack.txt"
    text = plain_text(SMALL, Style(contents=False)).replace("Insight 2:", "Insight 3:")
    file.write_text(text, encoding="utf-8")
    assert any("without 2" in one.why for one in read_pack(file).doubts)


def test_a_word_broken_at_the_end_of_a_line_is_mended(tmp_path):
    file = tmp_path / "pack.txt"
    file.write_text(
        "Insight 1: Copper\n\nA self-made lantern and an orch-\nard and a self-\nmade window.\n\n"
        "Insight 2: River\n\nMeadow pebble.\n",
        encoding="utf-8",
    )
    assert read_pack(file).insights[0].texts == (
        "A self-made lantern and an orchard and a self-made window.",
    )


def test_barriers_are_the_sub_points_of_the_insight_about_barriers():
    text = plain_text(SMALL, Style()).replace("Copper river", "Barriers we met")
    parsed = parse_pack(blocks_of_text(text))
    assert [one.title for one in parsed.barriers] == ["Lantern bridge", "Harbour saddle"]
    past = parse_pack(blocks_of_text(text.replace("Barriers we met", "Overcoming barriers")))
    assert past.barriers == ()


def test_a_quotation_that_begins_a_page_inside_a_sentence_is_no_new_point():
    from fhfa_data.stories.pack.pdf import blocks_of_pdf

    before = "Harbour lantern walnut kitchen velvet anchor feather pebble timber "
    said = Said(("orchard don't meadow hedge",), before, " and left.")
    points = (MadePoint("Lantern bridge", ("Marble basket doesn't velvet candle.",), (said,)),)
    first = replace(SMALL.insights[0], points=points)
    pack = replace(SMALL, insights=(first, SMALL.insights[1]), numbers=((1,), (2,)))
    style = Style(marks=("“", "”"), contents=False, table="spaces")
    lines = plain_text(pack, replace(style, width=70)).split("\n")
    [at] = [number for number, line in enumerate(lines) if line.startswith("“orchard")]
    parsed = parse_pack(blocks_of_pdf(pdf(pack, style, lines_a_page=at)))
    assert read(parsed) == written(pack)
