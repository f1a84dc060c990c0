"""Which marks open and close a quotation, and which are apostrophes. All texts are made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fhfa_data.stories.pack.quotes import UNCLOSED, find_quotations


def texts(*paragraphs):
    return [one.text for one in find_quotations(paragraphs)]


@pytest.mark.parametrize(
    ("paragraph", "quoted"),
    [
        ('They said "the lantern went out" again.', ["the lantern went out"]),
        ("They said “the lantern’s out” again.", ["the lantern’s out"]),
        ("They said ‘the lantern’s out’ again.", ["the lantern’s out"]),
        ("They said 'the lantern's out' again.", ["the lantern's out"]),
        ("They said «the lantern is out» again.", ["the lantern is out"]),
        ("They said „the lantern is out“ again.", ["the lantern is out"]),
        ("They said ”the lantern is out” again.", ["the lantern is out"]),
        ("Don't say it's the neighbours' fault, it isn't.", []),
        ("The neighbours' and the children's gardens.", []),
        ("Rock 'n' roll in the '80s, 'til late.", []),
        ('A plank of 6" by 4" isn\'t much.', []),
        ("A ''double single'' mark.", ["double single"]),
        ("'The neighbours' gate is shut' was said.", ["The neighbours' gate is shut"]),
        ('"One." "Two."', ["One.", "Two."]),
        ('"" and " "', []),
        ('"a spaced closing "', ["a spaced closing"]),
    ],
)
def test_marks(paragraph, quoted):
    from fhfa_data.stories.pack.blocks import clean

    assert texts(clean(paragraph)) == quoted


def test_one_within_another_knows_the_one_around_it():
    outer, inner = find_quotations(["“They told us ‘go home’ and we went”"])
    assert (outer.text, inner.text, inner.within) == (
        "They told us ‘go home’ and we went",
        "go home",
        outer.text,
    )


def test_straight_marks_within_straight_marks():
    outer, inner = find_quotations(['"They told us "go home" and we went"'])
    assert outer.text == 'They told us "go home" and we went'
    assert inner.text == "go home"
    assert inner.unsure


@pytest.mark.parametrize("marks", ["“”", '""', "‘’", "''"])
def test_several_paragraphs_each_opened_and_the_last_closed(marks):
    opening, closing = marks
    found = find_quotations(
        [f"{opening}First we went out", f"{opening}then home{closing}", "No more."]
    )
    assert [(one.text, one.first, one.last) for one in found] == [
        ("First we went out\nthen home", 0, 1)
    ]


def test_several_paragraphs_opened_once():
    assert texts("“First we went out", "then home”, she said.") == ["First we went out\nthen home"]


def test_one_that_nothing_closes_ends_with_its_paragraph_and_is_unsure():
    (found,) = find_quotations(["She said “we went out", "Another matter."])
    assert (found.text, found.unsure) == ("we went out", UNCLOSED)


WORD = st.text("abcdefghij", min_size=1, max_size=8)
PLAIN = st.lists(st.one_of(WORD, st.just("don't"), st.just("it’s")), min_size=4, max_size=8).map(
    " ".join
)
MARKS = st.sampled_from(['""', "“”", "‘’", "''", "«»", "„“"])


@given(st.lists(st.tuples(PLAIN, MARKS, PLAIN), max_size=5))
def test_what_was_put_in_marks_is_found(parts):
    paragraph = " ".join(f"{before} {marks[0]}{said}{marks[1]}" for before, marks, said in parts)
    assert texts(paragraph) == [said for _, _, said in parts]


@given(st.lists(st.text("ab \"'“”‘’«»„.,(-", max_size=40), max_size=4))
def test_any_marks_are_survived(paragraphs):
    for one in find_quotations(paragraphs):
        assert one.text
        assert 0 <= one.first <= one.last < len(paragraphs)
        assert 0 <= one.start < len(paragraphs[one.first])
        assert one.end <= len(paragraphs[one.last])
