"""A link is a promise: what was selected comes back from it, and no link breaks the page."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fhfa_data.model.areas import is_area_code
from fhfa_data.model.selection import Classes, Colour, Selection, View
from fhfa_data.model.wisdom_selection import WisdomSelection

CODES = st.from_regex(r"[EWSN][0-9]{8}", fullmatch=True)
IDS = st.from_regex(r"[a-z][a-z0-9_]{0,60}", fullmatch=True)
PERIODS = st.sampled_from(
    ["latest", "2021", "2023/24", "2015 - 17", "2021/22 Q1 - 2025/26 Q3", "2023–25"]
)
SELECTIONS = st.builds(
    Selection,
    place=CODES,
    indicator=IDS,
    period=PERIODS,
    view=st.sampled_from(View),
    colour=st.sampled_from(Colour),
    classes=st.sampled_from(Classes),
    compare=CODES,
)
NAMES = st.sampled_from(["place", "indicator", "period", "view", "colour", "classes", "compare"])
JUNK = st.dictionaries(NAMES | st.text(), st.text(max_size=120))


def through_the_address_bar(query):
    """What a browser gives back after the parameters stood in a link."""
    return dict(parse_qsl(urlencode(query), keep_blank_values=True))


@given(SELECTIONS)
def test_a_selection_comes_back_from_its_link(selection):
    assert Selection.from_query(through_the_address_bar(selection.to_query())) == selection


@given(JUNK)
def test_junk_never_raises_and_leaves_a_selection_that_comes_back(query):
    selection = Selection.from_query(query)
    assert isinstance(selection.view, View)
    assert isinstance(selection.colour, Colour)
    assert isinstance(selection.classes, Classes)
    assert Selection.from_query(through_the_address_bar(selection.to_query())) == selection


@given(JUNK)
def test_junk_brings_no_control_characters_or_markup(query):
    values = Selection.from_query(query).to_query().values()
    assert all(value.isprintable() and not set(value) & set('<>"\\') for value in values)


@pytest.mark.parametrize("place", ["<script>", "E05011366\n", "\x00", "a" * 81, ""])
def test_an_impossible_place_keeps_the_default(place):
    assert Selection.from_query({"place": place}) == Selection()


@given(st.sampled_from(["view", "colour", "classes"]), st.text())
def test_an_unknown_view_or_colour_keeps_the_default(name, value):
    if value not in {*View, *Colour, *Classes}:
        assert Selection.from_query({name: value}) == Selection()


def test_every_part_stands_in_the_link():
    chosen = Selection(indicator="imd_score")
    settled = chosen.settled(place="E47000001", compare="E92000001")
    assert list(settled.to_query()) == [
        "place",
        "indicator",
        "period",
        "view",
        "colour",
        "classes",
        "compare",
    ]


def test_every_place_indicator_and_period_there_is_fits_in_a_link(warehouse, catalogue):
    for place in warehouse.areas:
        query = {"place": place, "compare": place}
        assert Selection.from_query(query) == Selection(place=place, compare=place)
    for indicator in catalogue.indicators:
        assert Selection.from_query({"indicator": indicator}).indicator == indicator
    for period in warehouse.periods()["period"].unique():
        assert Selection.from_query(through_the_address_bar({"period": period})).period == period


@given(st.dictionaries(st.sampled_from(["part", "insight", "way", "theme", "search"]), st.text()))
def test_junk_never_raises_on_the_wisdom_page(query):
    selection = WisdomSelection.from_query(query)
    assert WisdomSelection.from_query(through_the_address_bar(selection.to_query())) == selection


@pytest.mark.parametrize("words", ["trust & power", "what's next?", "“deep listening”", "80% sure"])
def test_what_was_searched_for_comes_back_from_its_link(words):
    selection = WisdomSelection(search=words)
    assert WisdomSelection.from_query(through_the_address_bar(selection.to_query())) == selection


@pytest.mark.parametrize(
    "text", ["E05011366\n", " E05011366", "E0501136", "E٠٥٠١١٣٦٦", "Harpurhey"]
)
def test_only_a_code_looks_like_a_code(text):
    assert not is_area_code(text)
