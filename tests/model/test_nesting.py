"""Which area lies in which, for any part of England that may be installed."""

from __future__ import annotations

import pytest

from fhfa_data.model.areas import ENGLAND, GREATER_MANCHESTER, Area, AreaType
from fhfa_data.model.nesting import Nesting
from fhfa_data.model.scope import GM_BOROUGHS

NORTH, WEST = "E12000002", "E12000005"
BIRMINGHAM, LIVERPOOL = "E08000025", "E08000012"


def borough(code, name):
    return Area(code, name, AreaType.BOROUGH, code, name)


def ward(code, name, inside):
    return Area(code, name, AreaType.WARD, inside.code, inside.name)


def nesting(*boroughs, scope, regions=(), gm=False, known=None):
    wards = [
        ward(f"E05{at:02}{number:04}", f"Ward {number}", one)
        for at, one in enumerate(boroughs)
        for number in range(2)
    ]
    wider = [Area(code, f"Region {code}", AreaType.REGION) for code in regions]
    if gm:
        wider.append(Area(GREATER_MANCHESTER, "Greater Manchester", AreaType.GM))
    areas = [*boroughs, *wards, *wider, Area(ENGLAND, "England", AreaType.ENGLAND)]
    return Nesting({one.code: one for one in areas}, known or {}, scope)


TEN = [borough(code, f"Borough {code[-2:]}") for code in GM_BOROUGHS]
OF_NORTH = {code: (NORTH, "North West") for code in (*GM_BOROUGHS, LIVERPOOL)}
FAR = borough(BIRMINGHAM, "Birmingham")
NEAR = borough(LIVERPOOL, "Liverpool")
EVERYTHING = nesting(
    *TEN,
    NEAR,
    FAR,
    scope="england",
    regions=(NORTH, WEST),
    gm=True,
    known=OF_NORTH | {BIRMINGHAM: (WEST, "West Midlands")},
)
GM_ALONE = nesting(*TEN, scope="gm", gm=True, known=OF_NORTH)
TWO = nesting(FAR, NEAR, scope=f"{LIVERPOOL},{BIRMINGHAM}", known=OF_NORTH)


def codes(areas):
    return [one.code for one in areas]


@pytest.mark.parametrize(
    ("here", "home", "widest"),
    [
        (GM_ALONE, GREATER_MANCHESTER, GREATER_MANCHESTER),
        (EVERYTHING, ENGLAND, ENGLAND),
        (TWO, BIRMINGHAM, ENGLAND),
        (nesting(*TEN, NEAR, scope="an ICB", gm=True), "E08000001", ENGLAND),
    ],
)
def test_a_visitor_starts_at_all_there_is_or_else_at_the_first_borough(here, home, widest):
    assert (here.home.code, here.widest.code) == (home, widest)


@pytest.mark.parametrize(
    ("here", "code", "expected"),
    [
        (GM_ALONE, "E05000000", ["E08000001", GREATER_MANCHESTER, ENGLAND]),
        (GM_ALONE, "E08000001", [GREATER_MANCHESTER, ENGLAND]),
        (GM_ALONE, GREATER_MANCHESTER, [ENGLAND]),
        (EVERYTHING, "E05000000", ["E08000001", GREATER_MANCHESTER, ENGLAND]),
        (EVERYTHING, "E05110000", [BIRMINGHAM, WEST, ENGLAND]),
        (EVERYTHING, LIVERPOOL, [NORTH, ENGLAND]),
        (EVERYTHING, NORTH, [ENGLAND]),
        (EVERYTHING, ENGLAND, []),
        (TWO, LIVERPOOL, [ENGLAND]),
        (TWO, "E05000000", [BIRMINGHAM, ENGLAND]),
    ],
)
def test_each_place_is_compared_with_what_it_is_part_of_and_is_here_whole(here, code, expected):
    assert codes(here.wider_areas(here.areas[code])) == expected


def test_boroughs_in_a_wider_area_are_those_that_lie_in_it():
    inside = {one.code: EVERYTHING.boroughs_in(one) for one in EVERYTHING.wider}
    assert inside[GREATER_MANCHESTER] == list(GM_BOROUGHS)
    assert inside[NORTH] == sorted([*GM_BOROUGHS, LIVERPOOL])
    assert inside[WEST] == [BIRMINGHAM]
    assert len(inside[ENGLAND]) == 12
    assert EVERYTHING.boroughs_in(EVERYTHING.areas["E05000000"]) == []
    assert EVERYTHING.boroughs_in(FAR) == [BIRMINGHAM]


def test_england_is_a_place_only_where_all_of_it_is_installed():
    assert EVERYTHING.is_place(EVERYTHING.areas[ENGLAND])
    assert not GM_ALONE.is_place(GM_ALONE.areas[ENGLAND])
    assert GM_ALONE.is_place(GM_ALONE.areas[GREATER_MANCHESTER])
