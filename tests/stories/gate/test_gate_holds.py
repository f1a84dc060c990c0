"""What the gate never does, whatever the text: crash, point outside, overlap, find twice."""

from __future__ import annotations

import pytest
from gate_texts import read
from hypothesis import given
from hypothesis import strategies as st

from fhfa_data.stories.gate import Kind, Verdict, find, mended, reworded, screen

PIECES = [
    "Mrs O'Brien", "my son khalid", "Łukasz", "Grace", "in May", "3 March 2024", "07700 900123",
    "0161 496 0123", "a.b@example.org", "@handle_1", "www.example.org/x", "M8 8EP",
    "14 Acacia Avenue", "943 476 5919", "JG 10 37 59 A", "reg AB12 CDE",
    "82-year-old Sikh woman", "the only Roma family", "our councillor", "Harpurhey",
    "82 year old asıan", "huntıngton's", "1 APRİL 2020",
    "THE NURSE SAID", "\n", "’s", "(", "“", "0", "-", ",", ".", "and", "I",
]  # fmt: skip
texts = st.one_of(
    st.text(max_size=300),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=25).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
)


@given(texts)
def test_findings_lie_in_the_text_in_order_and_apart(text):
    found = find(text)
    at = 0
    for one in found:
        assert at <= one.start < one.end <= len(text)
        at = one.end


@given(texts)
def test_any_text_gets_a_verdict_that_its_findings_bear_out(text):
    got = screen(text)
    assert (got.verdict is Verdict.CLEAR) == (not got.findings and not got.reasons)


@given(texts)
def test_a_mended_text_has_nothing_left(text):
    found = find(text)
    again = mended(text, found)
    assert not find(again)
    assert mended(again, ()) == again


@pytest.mark.parametrize("half", ["development", "held_out"])
def test_a_reworded_text_has_nothing_left_of_what_was_replaced(half):
    for one in read(half):
        found = find(one.text)
        again = find(reworded(one.text, found))
        assert not again, [(each.kind, half) for each in again]


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_is_among_the_labelled_texts(kind):
    for half in ("development", "held_out"):
        assert any(kind.value == span[0] for one in read(half) for span in one.spans)
