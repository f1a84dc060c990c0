"""The boxes for a place: any place that is here can be reached, and its link restores them all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up_scopes import small_england, two_boroughs

from fhfa_data.model.areas import AreaType
from fhfa_data.model.selection import Selection
from fhfa_data.views.place_choice import all_places, found_places, in_one_box, place_choice
from fhfa_data.warehouse.read import Warehouse


@pytest.fixture(scope="module")
def scopes(warehouse, warehouse_file, tmp_path_factory):
    """Greater Manchester, two boroughs, and a small England: how the areas of each nest."""
    folder = tmp_path_factory.mktemp("scopes")
    opened = [Warehouse(make(warehouse_file, folder)) for make in (two_boroughs, small_england)]
    yield [one.nesting for one in (warehouse, *opened)]
    for one in opened:
        one.close()


@given(st.data())
def test_any_place_in_any_scope_comes_back_from_its_link_with_its_boxes(scopes, data):
    nesting = data.draw(st.sampled_from(scopes))
    code = data.draw(st.sampled_from(sorted(all_places(nesting))))
    asked = Selection(place=code, compare=nesting.widest.code)
    came_back = Selection.from_query(asked.to_query())
    assert came_back == asked
    place = nesting.areas[came_back.place]
    choice = place_choice(nesting, place)
    assert choice.region in choice.regions
    assert choice.borough is None or choice.borough in choice.boroughs
    assert choice.ward is None or choice.ward in choice.wards
    assert (choice.ward or choice.borough or choice.region) == code


def test_every_borough_and_ward_can_be_reached_step_by_step(scopes):
    for nesting in scopes:
        start = place_choice(nesting, nesting.home)
        boroughs = set()
        for region in start.regions:
            at = nesting.areas.get(start.first_in.get(region, region))
            boroughs |= set(place_choice(nesting, at).boroughs)
        assert boroughs == {one.code for one in nesting.boroughs}
        wards = {
            code for one in boroughs for code in place_choice(nesting, nesting.areas[one]).wards
        }
        assert wards == {
            one.code for one in nesting.areas.values() if one.area_type is AreaType.WARD
        }


def test_few_places_stand_in_one_box(scopes):
    assert all(in_one_box(nesting) for nesting in scopes)


def test_a_code_or_a_name_leads_to_the_place(scopes):
    gm = scopes[0]
    assert list(found_places(gm, " e05011366 ")) == ["E05011366"]
    assert list(found_places(gm, "harpurhey")) == ["E05011366"]
    assert list(found_places(gm, "harpurey")) == ["E05011366"]
    assert list(found_places(gm, "Harpurhey, Manchester")) == ["E05011366"]
    assert found_places(gm, "   ") == {}
    assert found_places(gm, "qqqqqqqq") == {}


def test_names_that_occur_twice_are_told_apart_by_their_borough(scopes):
    gm = scopes[0]
    names = [one.name for wards in gm.wards.values() for one in wards]
    twice = sorted({name for name in names if names.count(name) > 1})
    assert len(twice) == 2
    for name in twice:
        found = found_places(gm, name)
        assert len(found) == 2
        assert len({label.partition(", ")[2].partition(" (")[0] for label in found.values()}) == 2
