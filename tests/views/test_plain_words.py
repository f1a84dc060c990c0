"""What the pages on inequality say is whole, plain and claims no more than is known: all of it."""

from __future__ import annotations

import random
import re
from datetime import date
from itertools import product

import pytest
from reading_grade import reading_grade

from fhfa_data.model.areas import AreaType
from fhfa_data.model.compare_selection import CompareSelection
from fhfa_data.model.figures import Polarity
from fhfa_data.model.gap_selection import Groups
from fhfa_data.model.own_selection import own
from fhfa_data.model.share_selection import ShareSelection, What
from fhfa_data.views.area_report import area_report
from fhfa_data.views.compare_page import compare_facts, not_in_scatter
from fhfa_data.views.core20plus5 import core20plus5
from fhfa_data.views.gap_page import gap_facts
from fhfa_data.views.own_area import own_area
from fhfa_data.views.own_report import own_report
from fhfa_data.views.share_needs import measures_of_need
from fhfa_data.views.sharing import share_by_need
from fhfa_data.views.sharing_words import CAUTIONS, sharing_finding, sharing_words
from fhfa_data.views.spine import shapes_key, spines
from fhfa_data.views.together import together

GM, BURY, MANCHESTER, TRAFFORD = "E47000001", "E08000002", "E08000003", "E08000009"
HARPURHEY, BLACKLEY, SALE = "E05011366", "E05011367", "E05015250"
FORBIDDEN = re.compile(
    r"\bnan\b|None\b(?! of)|significan|  |\.\.|inf\b|(?<!\w)-\d|\{|\}| ,|deprived people"
)
DAY = date(2026, 11, 29)
GRADE = 7.5
"""About what a twelve-year-old reads: a grade is some five years less than the age."""


def some_places(atlas, number=12):
    """Greater Manchester, every borough, and wards drawn at random."""
    wards = [one.code for inside in atlas.nesting.wards.values() for one in inside]
    boroughs = [one.code for one in atlas.nesting.boroughs]
    return [GM, *boroughs, *random.Random(11).sample(wards, number)]


def check(sentences):
    """Each is whole; returns them for the reading grade."""
    kept = [one for one in sentences if one]
    for one in kept:
        assert not FORBIDDEN.search(one), one
        assert one[0].isupper() or one[0].isdigit() or one[0] == "£", one
        assert one.endswith((".", "?")), one
    return kept


@pytest.mark.parametrize("groups", list(Groups))
@pytest.mark.parametrize("place", [GM, BURY, MANCHESTER, TRAFFORD, HARPURHEY])
def test_a_gap_claims_no_more_than_its_limits(atlas, sample, place, groups):
    for indicator in sample(atlas.catalogue.headline_indicators, 2):
        facts = gap_facts(atlas, atlas.place(place), indicator.id, groups, "latest", "")
        check([facts.finding, *facts.words, *facts.cautions, facts.line_words])
        check(facts.over_time.words if facts.over_time else [])
        found = facts.gap
        clear = found.absolute is not None and found.absolute.is_clear_of(0)
        judged = clear and indicator.polarity is not Polarity.NEUTRAL
        assert ("fare worse" in " ".join(facts.words)) == judged
        assert found.level in (AreaType.LSOA, AreaType.WARD, AreaType.BOROUGH)


def test_gaps_are_read_at_about_twelve(atlas, sample):
    said = []
    every = product([GM, MANCHESTER, HARPURHEY], atlas.catalogue.headline_indicators)
    for place, one in sample(every, 15):
        facts = gap_facts(atlas, atlas.place(place), one.id, Groups.LOCAL, "latest", "")
        said += [facts.finding, *facts.words, *facts.cautions]
        said += facts.over_time.words if facts.over_time else []
    assert reading_grade(said) <= GRADE


def test_comparisons_are_whole_and_read_at_about_twelve(atlas, sample):
    every = tuple(one.id for one in atlas.catalogue.headline_indicators)
    said = []
    for first in sample(some_places(atlas), 3):
        asked = CompareSelection(tuple(dict.fromkeys((first, TRAFFORD, GM))), every)
        facts = compare_facts(atlas, asked, first)
        keys = [shapes_key(facts.rows), *(f"{one.title}." for one in spines(facts.rows))]
        said += check([facts.summary, facts.alike_words, *keys])
        said += check([not_in_scatter(facts.places, facts.together)])
    assert reading_grade(said) <= GRADE


@pytest.mark.parametrize("along", ["imd_score", "overcrowded_pct", "smoking_adults_pct"])
def test_two_indicators_together_are_said_in_whole_sentences(atlas, sample, along):
    named = atlas.catalogue.indicator
    across = sample(atlas.catalogue.headline_indicators, 12)
    words = [together(atlas, named(along), up).words for up in across]
    assert reading_grade(check(words)) <= GRADE


def test_core20plus5_is_whole_and_read_at_about_twelve(atlas, sample):
    """Who publishes what is left out of the grade: it is names of bodies and of their data."""
    said = []
    for place in sample(some_places(atlas), 4):
        found = core20plus5(atlas, atlas.place(place))
        said += check([found.sentence, found.shown, found.groups_words, found.wards.words])
        said += check([*found.reasons, *found.how_sure, *(one.note for one in found.groups)])
        for part in found.parts:
            said += check([part.text, part.verdict, part.near_because])
            check([part.elsewhere])
    assert reading_grade(said) <= GRADE


def test_shares_are_whole_and_read_at_about_twelve(atlas, sample):
    said = list(CAUTIONS)
    choices = product(list(What), [(0, 0, 0), (20, 100, 150), (100, 100, 0), (0, 200, 60)])
    every = product([GM, BURY, HARPURHEY], choices, measures_of_need(atlas))
    for place, (what, (floor, intensity, cap)), measure in sample(every, 10):
        chosen = ShareSelection(what, 400, measure.id, floor, intensity, cap)
        found = share_by_need(atlas, atlas.place(place), chosen)
        said += check([sharing_finding(found), *sharing_words(found)])
    assert reading_grade(said) <= GRADE


@pytest.mark.parametrize(
    "codes", [[HARPURHEY], [HARPURHEY, "E05011367"], ["E05011366", "E05015250"]]
)
def test_ones_own_neighbourhood_is_said_in_whole_sentences(atlas, codes):
    mine = own_area(atlas, own("The north end", codes))
    report = own_report(atlas, mine, DAY)
    said = [mine.made_of, mine.left_out, report.neighbourhoods, report.gap_finding, *report.gap]
    said += [one.sentence for one in report.findings]
    said += [words for one in report.insights for words in (one.reason, one.ask)]
    check(said)


def test_reports_are_said_in_whole_sentences(atlas, sample):
    for place in sample(some_places(atlas), 4):
        report = area_report(atlas, atlas.place(place), DAY)
        said = [report.neighbourhoods, report.gap_finding, *report.gap]
        said += [one.sentence for one in report.findings]
        said += [words for one in report.insights for words in (one.reason, one.ask)]
        check([*said, *(words for _, words in report.cautions), *(why for why, _ in report.reasons
                                                                  if why)])  # fmt: skip
