"""Where have we listened: silence, bands, and nothing that its reader may not see."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up_stories import CARA, MO, TODAY, VI, consent, story

from fhfa_data.catalogue.wisdom import load_wisdom
from fhfa_data.stories.actors import VISITOR
from fhfa_data.stories.choices import Says
from fhfa_data.stories.fields import Use
from fhfa_data.stories.store.deciding import approve, withdraw
from fhfa_data.stories.store.saving import save
from fhfa_data.stories.store.ties import tie, untie
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.heard_stories import heard_stories
from fhfa_data.views.listening import BANDS, SILENCE, band, listening
from fhfa_data.views.speaking import Reader, speaking
from fhfa_data.views.tied import to_take_back

ARDWICK, MANCHESTER = "E05011351", "E08000003"
INSIDE = Reader(VI, Use.INTERNAL, TODAY)
OUTSIDE = Reader(VISITOR, Use.PUBLIC, TODAY)


@pytest.fixture(scope="module")
def atlas(warehouse, catalogue):
    """The embedded figures."""
    return Atlas(warehouse, catalogue, load_wisdom())


def put(store, name="one", **changed):
    place = {
        "ward": ARDWICK,
        "ward_name": "Ardwick",
        "borough": MANCHESTER,
        "borough_name": "Manchester",
        "consents": (consent(),),
    }
    save(store, CARA, story(**{**place, **changed}), story_id=name, submit=True)
    approve(store, MO, name, 1)


def heard(view):
    return {one.area.code: one.voices for one in (*view.wards, *view.boroughs) if not one.is_silent}


def covered(view):
    return {one.name: one.voices for one in view.coverage if one.voices != SILENCE}


def test_an_empty_store_is_silence_everywhere_and_never_zero(atlas, store):
    view = listening(atlas, store, INSIDE)
    assert heard(view) == {} == covered(view)
    assert len(view.wards) == len(atlas.warehouse.wards())
    assert all("silence. Silence says nothing about need." in one.words for one in view.wards)
    assert all("silence" in one.words or "nobody is heard" in one.words for one in view.coverage)


def test_the_silent_come_first_most_core20_residents_first(atlas, store):
    put(store)
    view = listening(atlas, store, INSIDE)
    assert view.wards[-1].area.code == ARDWICK
    counts = [one.core20 for one in view.wards[:-1]]
    assert counts == sorted(counts, reverse=True)


def test_core20_residents_are_the_numerator_of_the_figure(atlas, store):
    view = listening(atlas, store, INSIDE)
    rows = atlas.warehouse.records(
        "SELECT area_code, numerator FROM latest_figure "
        "WHERE indicator = 'core20_pct' AND area_type = 'ward'"
    )
    known = {row["area_code"]: round(row["numerator"]) for row in rows}
    assert {one.area.code: one.core20 for one in view.wards} == known
    assert "English Indices of Deprivation 2025" in view.source


def test_a_ward_counts_for_its_borough_too_in_bands(atlas, store):
    put(store, people=7)
    put(store, "two", people=4, place_level="borough", ward="", ward_name="", neighbourhood="")
    assert heard(listening(atlas, store, INSIDE)) == {ARDWICK: "1 to 9", MANCHESTER: "10 to 49"}


def test_a_leader_counts_for_the_borough_alone(atlas, store):
    put(store, speaker="leader", people=1)
    assert heard(listening(atlas, store, INSIDE)) == {MANCHESTER: "1 to 9"}


def test_only_what_this_reader_may_see_is_counted(atlas, store):
    put(store, consents=(consent(purposes=("internal",), audiences=("organisation",)),))
    assert heard(listening(atlas, store, INSIDE)) != {}
    assert heard(listening(atlas, store, OUTSIDE)) == {}
    assert heard(listening(atlas, store, replace(INSIDE, on_day=date(2027, 6, 1)))) == {}
    withdraw(store, CARA, "one", TODAY)
    assert heard(listening(atlas, store, INSIDE)) == {}


def test_groups_are_known_by_their_name_alone_and_not_told_in_public(atlas, store):
    put(store, group="MADE UP deaf women's lunch", text="MADE UP: a gay pensioner at the mosque.")
    inside, outside = (covered(listening(atlas, store, one)) for one in (INSIDE, OUTSIDE))
    assert set(inside) == {"A resident", "English", "Disabled people", "Women"}
    assert set(outside) == {"A resident", "English"}


@given(st.integers(1, 10_000), st.integers(1, 10_000))
def test_a_band_less_a_band_gives_no_small_number_away(ward, rest):
    """Whatever the ward's band and the borough's, nine numbers or more would fit the rest."""
    ends = {f"{first} to {last}": (first, last) for first, last in BANDS}
    low, high = ends.get(band(ward), (100, 10**6))
    whole_low, whole_high = ends.get(band(ward + rest), (100, 10**6))
    could_be = range(max(0, whole_low - high), max(0, whole_high - low) + 1)
    assert rest in could_be
    assert len(could_be) >= 9


def test_no_number_of_people_is_in_the_view(atlas, store):
    put(store, people=7777, group="MADE UP deaf group")
    assert not re.search(r"7,?777", repr(listening(atlas, store, INSIDE)))


def test_speaking_reads_as_its_reader_and_says_what_each_is(atlas, store):
    put(store, themes_teller=("homes",))
    put(store, "other", borough="E08000001", ward="E05014820", themes_teller=("homes",))
    found = speaking(atlas, store, INSIDE, place=ARDWICK, indicator="overcrowded_pct")
    stories = [one.voice.id for one in found if one.voice.kind == "story"]
    assert stories == ["one"]
    assert all(one.voice.evidence and one.why for one in found)
    withdraw(store, CARA, "one", TODAY)
    again = speaking(atlas, store, INSIDE, place=ARDWICK, indicator="overcrowded_pct")
    assert [one for one in again if one.voice.kind == "story"] == []


def test_ties_are_questions_first_and_bring_a_story_forward(atlas, store):
    put(store)
    put(store, "two", title="MADE UP: two")
    for name, says in (("one", Says.CONFIRMS), ("two", Says.NO_DATA)):
        tie(store, CARA, Use.INTERNAL, TODAY, name, "overcrowded_pct", says)
    first, second = heard_stories(atlas, store, INSIDE, MANCHESTER, "overcrowded_pct").stories
    assert (first.id, first.is_a_question) == ("two", True)
    assert first.ask.endswith("?")
    assert (second.id, second.is_a_question) == ("one", False)
    found = speaking(atlas, store, INSIDE, indicator="overcrowded_pct")
    assert [one.voice.id for one in found[:2]] == ["two", "one"]


def test_what_was_said_of_a_figure_that_is_gone_can_still_be_taken_back(atlas, store):
    put(store)
    tie(store, CARA, Use.INTERNAL, TODAY, "one", "gone_from_the_catalogue", Says.CONFIRMS)
    mine = replace(INSIDE, actor=CARA)
    (said,) = to_take_back(atlas, store, mine)
    assert "gone_from_the_catalogue" in said.words
    untie(store, CARA, Use.INTERNAL, TODAY, said.tie)
    assert to_take_back(atlas, store, mine) == ()
