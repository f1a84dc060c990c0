"""The wards with most residents in Core20, against a plain query."""

from __future__ import annotations

import pytest

from fhfa_data.views.core20_wards import MOST, core20_wards

HARPURHEY, MANCHESTER, GM = "E05011366", "E08000003", "E47000001"


def counted(atlas, borough=None):
    """Ward → residents in the two most deprived tenths, from the neighbourhoods themselves."""
    rows = atlas.warehouse.records(
        """SELECT ward24_code AS ward, sum(residents.value) AS people FROM lsoa
        JOIN figure AS decile ON decile.area_code = lsoa21_code AND decile.indicator = 'imd_decile'
        JOIN figure AS residents ON residents.area_code = lsoa21_code
         AND residents.indicator = 'population'
        WHERE decile.value <= 2 AND (borough_code = $borough OR $borough IS NULL)
        GROUP BY ward24_code""",
        {"borough": borough},
    )
    return {row["ward"]: row["people"] for row in rows}


@pytest.mark.parametrize(("place", "borough"), [(MANCHESTER, MANCHESTER), (GM, None)])
def test_they_are_those_that_their_neighbourhoods_add_up_to(atlas, place, borough):
    found, expected = core20_wards(atlas, atlas.place(place)), counted(atlas, borough)
    most = sorted(expected.values(), reverse=True)[:MOST]
    assert [one.people for one in found.wards] == most
    assert all(expected[one.area.code] == one.people for one in found.wards)
    assert found.words.startswith(f"{len(expected)} of ")


def test_a_ward_is_shown_among_those_of_its_borough(atlas):
    found = core20_wards(atlas, atlas.place(HARPURHEY))
    assert found.around.name == "Manchester"
    assert HARPURHEY in {one.area.code for one in found.wards}


def test_the_share_listed_of_greater_manchester_is_of_all_in_core20(atlas):
    found, expected = core20_wards(atlas, atlas.place(GM)), counted(atlas)
    share = 100 * sum(one.people for one in found.wards) / sum(expected.values())
    assert f"{share:.0f}% of those in Core20 in Greater Manchester" in found.words
    assert "Ward 2024" in found.source
    assert "2025" in found.source
