"""A neighbourhood of one's own: what it adds up to is what wards and boroughs add up to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fhfa_data.model.areas import AreaType
from fhfa_data.model.compare_selection import CompareSelection
from fhfa_data.model.figures import FROM_LSOAS, Method
from fhfa_data.model.own_selection import OWN, OwnSelection, own, pasted, unpack
from fhfa_data.views.compare_page import compare_facts
from fhfa_data.views.own_area import own_area

HARPURHEY, BLACKLEY, MANCHESTER = "E05011366", "E05011367", "E08000003"
CODES = st.lists(
    st.one_of(
        st.integers(1, 35_000).map(lambda n: f"E01{n:06d}"),
        st.integers(1, 17_000).map(lambda n: f"E05{n:06d}"),
    ),
    max_size=120,
)


def values(figures):
    return {(one.indicator, one.sex): one for one in figures}


def agree(own_figures, official):
    """Every figure that is worked out for both is the same, counts too."""
    found, known = values(own_figures), values(official)
    both = found.keys() & known.keys()
    for key in both:
        one, other = found[key], known[key]
        assert one.value == pytest.approx(other.value), key
        assert one.numerator == pytest.approx(other.numerator), key
        assert one.status is other.status
        assert one.period == other.period
    return both


@pytest.mark.parametrize("ward", [HARPURHEY, BLACKLEY, "E05015239", "E05014818", "E05013021"])
def test_one_whole_ward_has_the_wards_own_figures(atlas, ward):
    found = own_area(atlas, own("x", [ward]))
    same = agree(found.figures, atlas.warehouse.latest_figures([ward]))
    from_lsoas = {
        one.id
        for one in atlas.catalogue.indicators.values()
        if one.levels[AreaType.WARD].method in FROM_LSOAS
    }
    assert {name for name, _ in same} == from_lsoas


def test_all_wards_of_a_borough_have_the_boroughs_figures(atlas):
    wards = [one.code for one in atlas.nesting.wards[MANCHESTER]]
    found = own_area(atlas, own("x", wards))
    official = atlas.warehouse.latest_figures([MANCHESTER])
    derived = [one for one in official if one.method in FROM_LSOAS]
    assert len(agree(found.figures, derived)) > 10
    assert found.boroughs == (MANCHESTER,)


def test_what_is_published_for_a_borough_is_near_what_its_wards_add_up_to(atlas):
    """Not the same: the publisher weighs with residents of mid-2022, and employment with those of
    working age, of whom Manchester's student wards have many."""
    wards = [one.code for one in atlas.nesting.wards[MANCHESTER]]
    ours = values(own_area(atlas, own("x", wards)).figures)
    official = atlas.warehouse.latest_figures([MANCHESTER])
    published = {key: one for key, one in values(official).items() if key in ours}
    published = {key: one for key, one in published.items() if one.method is Method.PUBLISHED}
    assert ("extent_pct", "Persons") in published
    for key, one in published.items():
        assert ours[key].value == pytest.approx(one.value, rel=0.1), key
        assert ours[key].value != one.value


def test_a_ward_and_part_of_another_is_said_and_added_up_once(atlas):
    part = atlas.warehouse.lsoas_of(BLACKLEY)["lsoa21_code"].tolist()[:2]
    inside = atlas.warehouse.lsoas_of(HARPURHEY)["lsoa21_code"].tolist()[0]
    found = own_area(atlas, own("x", [HARPURHEY, inside, *part]))
    whole = len(atlas.warehouse.lsoas_of(HARPURHEY))
    assert len(found.lsoas) == whole + 2
    assert "all of Harpurhey and part of Higher Blackley" in found.made_of


def test_what_only_has_ratios_is_named_and_never_worked_out(atlas):
    found = own_area(atlas, own("x", [HARPURHEY, BLACKLEY]))
    assert "children_low_income_ahc_pct" not in {one.indicator for one in found.figures}
    assert "Children in low-income families" in found.left_out
    for row in (row for group in found.groups for row in group.rows):
        if row.indicator_id == "children_low_income_ahc_pct":
            assert OWN not in {one.area.code for one in row.cells}


def test_codes_of_elsewhere_are_left_out_and_said(atlas):
    found = own_area(atlas, own("x", [HARPURHEY, "E05999999"]))
    assert found.unknown == ("E05999999",)
    assert own_area(atlas, own("x", ["E05999999"])) is None
    assert own_area(atlas, OwnSelection()) is None


def test_it_stands_beside_other_places(atlas):
    mine = own_area(atlas, own("Mine", [HARPURHEY, BLACKLEY]))
    asked = CompareSelection((OWN, MANCHESTER), ("core20_pct", "smoking_adults_pct"))
    facts = compare_facts(atlas, asked, MANCHESTER, mine)
    assert [one.area.name for one in facts.rows[0].places] == ["Mine", "Manchester"]
    assert facts.rows[0].places[0].text == "100%"
    assert facts.rows[1].places[0].text == "Not available"
    assert "A: your own neighbourhood" in facts.summary
    alone = compare_facts(atlas, asked, MANCHESTER)
    assert alone.unknown == (OWN,)


@given(CODES, st.text(max_size=80))
def test_a_link_and_a_file_open_the_same(codes, name):
    made = own(name, codes)
    assert OwnSelection.from_file(made.to_file()) == made
    if made.codes:
        assert OwnSelection.from_query(made.to_query()) == made


@given(st.text(max_size=300))
def test_nothing_in_a_link_or_file_breaks_it(text):
    assert isinstance(unpack(text), list)
    OwnSelection.from_query({"own": text, "own_name": text})
    with pytest.raises(ValueError, match=r"[\s\S]*"):
        OwnSelection.from_file(text.encode("utf-8") + b"!")


def test_pasted_words_that_are_no_codes_are_told_apart():
    found = pasted("E05011366\nM9 4AA;e01005211, Moston m94aa")
    assert found.codes == ("E05011366", "E01005211")
    assert found.postcodes == ("M94AA",)
    assert found.others == ("MOSTON",)


@given(st.text(max_size=200))
def test_any_text_can_be_pasted(text):
    found = pasted(text)
    assert all(len(one) == 9 for one in found.codes)
    assert all(5 <= len(one) <= 7 for one in found.postcodes)
