"""The report of one's own neighbourhood: what its page says, and nothing of others as its own."""

from __future__ import annotations

from datetime import date

import pytest
from figures_of_reports import figures_said

from fhfa_data.model.own_selection import OWN, own
from fhfa_data.views.area_report import area_report
from fhfa_data.views.own_area import own_area
from fhfa_data.views.own_report import own_report

HARPURHEY, BLACKLEY, SALE = "E05011366", "E05011367", "E05015250"
DAY = date(2026, 11, 29)


def report_of(atlas, name, *codes):
    return own_report(atlas, own_area(atlas, own(name, codes)), DAY)


def test_one_whole_ward_is_said_as_the_ward_is(atlas):
    mine, ward = report_of(atlas, "Harpurhey", HARPURHEY), area_report(
        atlas, atlas.place(HARPURHEY), DAY
    )  # fmt: skip
    worked_out = {one.sentence for one in mine.findings}
    assert worked_out < {one.sentence for one in ward.findings}
    assert mine.title == ward.title == "Harpurhey, Manchester"
    assert mine.gap[1:] == ward.gap
    assert set(figures_said(mine)) <= set(figures_said(ward))
    assert mine.insights[0] == ward.insights[0]


def test_it_says_that_it_was_grouped(atlas):
    mine = report_of(atlas, "North", HARPURHEY, BLACKLEY)
    for one in mine.findings:
        assert "LSOA 2021, grouped by you" in one.source
    assert "all of Harpurhey and Higher Blackley" in mine.neighbourhoods
    assert "in decile" in mine.neighbourhoods or "from decile" in mine.neighbourhoods
    assert any("published only as ratios" in why for why, _ in mine.reasons)


def test_what_is_published_only_as_a_ratio_has_no_finding(atlas):
    mine = report_of(atlas, "North", HARPURHEY, BLACKLEY)
    assert not [one for one in mine.findings if "low-income" in one.sentence]
    assert mine.life is None
    assert mine.places == ()


def test_without_a_name_sentences_run_on(atlas):
    mine = report_of(atlas, "", HARPURHEY)
    assert mine.title == "Your own neighbourhood, Manchester"
    assert "in your own neighbourhood:" in mine.findings[1].sentence


@pytest.mark.parametrize(
    ("codes", "around"), [([HARPURHEY], "Manchester"), ([HARPURHEY, SALE], "Greater Manchester")]
)
def test_the_gap_is_of_what_lies_around_it(atlas, codes, around):
    mine = report_of(atlas, "North", *codes)
    assert mine.gap_place == around
    assert mine.wider[0].name == around
    assert mine.area.code == OWN
