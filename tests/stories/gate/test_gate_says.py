"""Verdicts, counts of who could be meant, wider places, and rewordings, one rule a test."""

from __future__ import annotations

import pytest

from fhfa_data.catalogue.wisdom import load_wisdom
from fhfa_data.stories.gate import Place, Verdict, find, reworded, screen
from fhfa_data.stories.gate.possible import possible
from fhfa_data.stories.gate.rare import described

WARD = Place("E05", "Made Up", "ward", 10_000, {"asian_pct": 2_000, "aged_65_over_pct": 1_500})
BOROUGH = Place(
    "E08", "Wide", "borough", 300_000, {"asian_pct": 60_000, "aged_65_over_pct": 45_000}
)
PLACES = (WARD, BOROUGH)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("People in Moston want more buses.", "clear"),
        ("Ring Tariq.", "reword"),
        ("The only deaf pupil in her year eats alone.", "stop"),
        ("His NHS number is 943 476 5919.", "reword"),
        ("His NHS number is 943 476 5919 and he lives at M8 8EP.", "stop"),
        ("NI number JG 10 37 59 A, born 3 May 1960.", "stop"),
        ("NI number JG 10 37 59 A, seen 3 May 2024.", "reword"),
        ("A woman in her eighties waited.", "clear"),
    ],
)
def test_verdict_without_a_place(text, verdict):
    assert screen(text).verdict.value == verdict


def test_few_people_stop_a_story_and_a_wider_place_is_proposed():
    got = screen("An 82-year-old Sikh woman told us.", PLACES)
    (one,) = got.counted
    assert got.verdict is Verdict.STOP
    assert one.here.place == "Made Up"
    assert one.wider.place == "Wide"
    assert "Wide" in got.reasons[0]


def test_the_count_is_residents_times_shares_and_the_bound_the_least_count():
    (who,) = described("a 45-year-old Bangladeshi woman")
    # By hand: 2,000 Asian residents, of whom 1.1 in 9.3 are Bangladeshi in England and Wales;
    # of all residents 6.4% are 45 to 49, a fifth of them 45.
    by_hand = 2_000 * (1.1 / 9.3) * (0.064 / 5)
    got = possible(who, WARD)
    assert got.about == int(by_hand)
    assert got.at_most == 2_000


def test_an_age_alone_is_no_finding_below_ninety():
    assert not find("My mum is 82 and lives alone.")
    assert find("My mum is 97 and lives alone.")


@pytest.mark.parametrize(
    ("kind", "verdict"), [("ward", Verdict.STOP), ("borough", Verdict.REWORD), ("gm", "reword")]
)
def test_a_role_names_a_person_in_a_ward_only(kind, verdict):
    place = Place("X", "Made Up", kind, 10_000)
    assert screen("The headteacher told us.", [place]).verdict == verdict


def test_common_traits_of_few_people_become_a_finding_where_they_are_few():
    hamlet = Place("E05", "Hamlet", "ward", 900, {"black_pct": 20, "aged_65_over_pct": 200})
    text = "A 71-year-old black man spoke."
    assert screen(text).verdict is Verdict.CLEAR
    assert screen(text, [hamlet]).verdict is Verdict.STOP
    assert [one.kind.value for one in screen(text, [hamlet]).findings] == ["rare_trait"]


def test_an_age_in_tens_is_counted_though_it_is_no_finding_by_itself():
    text = "A trans woman in her fifties asked for a room."
    assert screen(text).verdict is Verdict.CLEAR
    assert screen(text, PLACES).verdict is Verdict.STOP
    assert screen("A woman in her fifties asked.", PLACES).verdict is Verdict.CLEAR


def test_reasons_never_quote_the_text():
    got = screen("Zbigniew is the only deaf Sikh baker. NHS 943 476 5919.", PLACES)
    assert not any("Zbigniew" in one or "943" in one or "baker" in one for one in got.reasons)


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("My son Khalid was ill.", "My son was ill."),
        ("Dr Singh rang on 3 March 2024.", "A doctor rang on a date in spring 2024."),
        ("An 82-year-old Sikh woman fell.", "A woman in their eighties fell."),
        ("The headteacher cried.", "A member of school staff cried."),
        ("Born 3/4/1944 at M8 8EP.", "Born a date in the 1940s at the M8 area."),
        ("We are the only Roma family here.", "We are a family here."),
    ],
)
def test_rewording_reads_as_a_person_would_say_it(text, better):
    assert reworded(text, find(text)) == better


def test_insights_and_their_titles_name_nobody():
    said = [line for one in load_wisdom().insights for line in (one.title, one.in_one_line)]
    assert [line for line in said if find(line)] == []


def test_offsets_count_characters_not_bytes():
    text = "🙂🙂 Łukasz rang"
    (one,) = find(text)
    assert text[one.start : one.end] == "Łukasz"


def test_an_installation_may_ask_for_more_people_than_ten():
    text, wide = "A Muslim woman of 45 asked.", PLACES[1:]
    assert screen(text, wide).verdict is Verdict.CLEAR
    got = screen(text, wide, fewest=1_000)
    assert got.verdict is Verdict.STOP
    assert "fewer than 1000" in got.reasons[0]
