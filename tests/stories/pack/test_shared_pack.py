"""The pack that the issue names, read in place: nothing of it is missed, nothing is invented.

What must be found is worked out here in another way: by patterns over its lines, and by the list
of its elements that a person made for the catalogue (``wisdom_elements``).
"""

from __future__ import annotations

import re

import pytest
from wisdom_elements import elements

from fhfa_data.stories.pack import read_pack

QUOTED = re.compile(r'"([^"]+)"')


@pytest.fixture(scope="module")
def pack_file(shared):
    files = sorted((shared / "pack").glob("locality-insights-*.txt"))
    if not files:
        pytest.skip("not run: ../shared/pack is not on this machine")
    return files[0]


@pytest.fixture(scope="module")
def pack(pack_file):
    return read_pack(pack_file)


@pytest.fixture(scope="module")
def lines(pack_file):
    """(number of the insight, 0 outside one; line) for lines that are no row of a table."""
    found, number = [], 0
    for line in map(str.strip, pack_file.read_text("utf-8").splitlines()):
        if heading := re.match(r"Insight (\d+):", line):
            number = int(heading[1])
        elif line.startswith("So what does this mean"):
            number = 0
        if line and "\t" not in line:
            found.append((number, line))
    return found


def plain(text):
    return re.findall(r"[a-z0-9]+", text.casefold().replace("'", "").replace("’", ""))


def test_all_fourteen_insights(pack, lines):
    headings = [re.match(r"Insight (\d+):\s*(.+)", line) for _, line in lines]
    written = [(int(one[1]), plain(one[2])) for one in headings if one]
    assert [(one.number, plain(one.title)) for one in pack.insights] == written
    assert len(pack.insights) == 14


def test_the_eight_ways(pack):
    assert len(pack.hows) == 8
    titles = [" ".join(plain(one.title)) for one in pack.hows]
    begins = {one.begins for one in elements() if one.section == "how" and one.begins}
    for title in titles:
        assert any(title.startswith(one) or one.startswith(title) for one in begins), title


def test_every_quotation_with_its_insight(pack, lines):
    written = sorted(
        (number, " ".join(words.split()))
        for number, line in lines
        for words in QUOTED.findall(line)
        if number
    )
    doubly = [
        (owner.number, one.text)
        for owner, _, one in pack.placed_quotations()
        if owner in pack.insights and one.kind == "quotation" and one.unsure == ""
    ]
    assert sorted(doubly) == written


def test_every_quotation_of_the_ways(pack, lines):
    start = next(at for at, (_, line) in enumerate(lines) if line.startswith("So what does"))
    written = [words for _, line in lines[start:] for words in QUOTED.findall(line)]
    found = [one.text for way in pack.hows for one in way.quotations for _ in (one, *one.also_at)]
    assert sorted(found) == sorted(written)
    assert pack.elsewhere == ()


def test_a_line_that_opens_with_a_single_mark_is_a_quotation_with_one_inside(pack, lines):
    (line,) = [(n, one) for n, one in lines if one.startswith("'") and '"' in one]
    (outer,) = [one for _, _, one in pack.placed_quotations() if one.unsure.endswith("closed")]
    assert plain(outer.text) == plain(line[1])
    (inner,) = [one for _, _, one in pack.placed_quotations() if one.within]
    assert inner.text == QUOTED.search(line[1])[1].strip()


def test_apostrophes_are_no_marks(pack, lines):
    """What is in single marks within a sentence: a space before, a letter after, and closed."""
    written = sorted(
        (number, words)
        for number, line in lines
        if number and not line.startswith("'")
        for words in re.findall(r"(?<=\s)'(\w[^']*)'(?!\w)", QUOTED.sub(" ", line))
    )
    found = [
        (owner.number, one.text)
        for owner, _, one in pack.placed_quotations()
        if one.kind == "phrase"
    ]
    assert sorted(found) == written


@pytest.mark.parametrize("number", range(1, 15))
def test_every_sub_point(pack, number):
    """Each thing that a person listed is the title of a sub-point, or stands in one."""
    insight = pack.insights[number - 1]
    told = [insight.title, *insight.texts, *insight.notes]
    told += [words for one in insight.quotations for words in (one.text, one.by)]
    for point in insight.points:
        told += [point.title, *point.texts, *(one.text for one in point.quotations)]
    told_words = [" ".join(plain(one)) for one in told]
    listed = [one for one in elements() if one.section == str(number) and one.begins]
    for one in listed:
        assert any(words.startswith(one.begins) for words in told_words), one.begins
    titles = [" ".join(plain(one.title)) for one in insight.points]
    for title in titles:
        assert any(title.startswith(one.begins) for one in listed), title


def test_the_table_names_every_insight_and_the_numbers_printed(pack, pack_file):
    rows = [
        one
        for one in pack_file.read_text("utf-8").splitlines()
        if re.search(r"\t\d+\.\s*[A-Z]", one)
    ]
    assert len(pack.table) == len(rows)
    assert sorted(n for row in pack.table for n in row.insights) == list(range(1, 15))
    for row, line in zip(pack.table, rows, strict=True):
        printed = re.search(r"\(([\d ,-]+)\)\W*$", line)[1]
        assert printed in row.how
    assert all(one.way for one in pack.insights)


def test_barriers_are_those_of_the_insight_about_them(pack):
    (about,) = {one.number for one in pack.insights for p in one.points if p.is_barrier}
    assert "barriers" in plain(pack.insights[about - 1].title)
    assert pack.barriers == pack.insights[about - 1].points


def test_when_and_from_which_kind_of_pack(pack, lines):
    assert pack.kind == "locality"
    assert pack.published in [line for _, line in lines]
    assert pack.heard
    assert any(pack.heard in line for _, line in lines)
