"""What one's own neighbourhood is made of: areas taken in and left out, and what is pasted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fhfa_data.model.areas import Area
from fhfa_data.model.own_selection import OwnSelection, own, pasted, without
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.words import say_list, say_times
from fhfa_data.warehouse import postcodes

_SHOWN = 5
MOST_LISTED = 1_000
"""How many wards a list may hold: London has 684, England 6,784."""


def toggled(atlas: Atlas, chosen: OwnSelection, code: str) -> OwnSelection:
    """Take an area in, or leave it out if it is in it.

    A neighbourhood that is in it with its whole ward leaves the ward's other neighbourhoods.
    """
    kept = [one for one in chosen.codes if one != code]
    ward = next((one for one in atlas.ward_of(code) if one.code in chosen.codes), None)
    if ward is not None:
        others = [one for one in atlas.warehouse.lsoas_of(ward.code)["lsoa21_code"] if one != code]
        return own(chosen.name, [*(one for one in kept if one != ward.code), *others])
    return own(chosen.name, kept if code in chosen.codes else [*kept, code])


def inside(atlas: Atlas, chosen: OwnSelection, ward: Area) -> frozenset[str]:
    """Which of a ward's neighbourhoods are in it, singly or with the whole ward."""
    codes = atlas.warehouse.lsoas_of(ward.code)["lsoa21_code"].tolist()
    return frozenset(codes if ward.code in chosen.codes else {*codes} & {*chosen.codes})


def wards_to_choose(atlas: Atlas, place: Area) -> dict[str, str]:
    """The wards around a place, code → name: those of its city region or region.

    None where there are more than a list can hold, as in all of England.
    """
    borough = atlas.nesting.borough_of(place)
    around = atlas.nesting.parent(place) or borough or place
    codes = atlas.nesting.boroughs_in(around) or [borough.code if borough else place.code]
    wards = [one for code in codes for one in atlas.nesting.wards.get(code, ())]
    return {one.code: one.full_name for one in wards} if len(wards) <= MOST_LISTED else {}


def take_in(
    atlas: Atlas, chosen: OwnSelection, text: str, folder: Path
) -> tuple[OwnSelection, str, str]:
    """Take in pasted codes and postcodes.

    Returns
    -------
    The selection, what to say of what was not understood (empty if all was), and the text that is
    left to mend: as it was typed, less what was taken in.
    """
    found = pasted(text)
    by_postcode = postcodes.lsoas_of(folder, atlas.warehouse, found.postcodes)
    asked = [*found.codes, *by_postcode.values()]
    known = _installed(atlas, asked)
    made = own(chosen.name, [*chosen.codes, *known])
    strange = [one for one in found.codes if one not in known]
    lost = [one for one in found.postcodes if by_postcode.get(one) not in known]
    said = [f"We don't know {say_list(strange[:_SHOWN])}: not installed here."] if strange else []
    if lost and not postcodes.can_look_up(folder, atlas.warehouse):
        said.append("This copy can't look up postcodes. Choose wards by name in the list.")
    elif lost:
        said.append(f"{say_times(len(lost), 'postcode')} can't be found in the areas here.")
    if found.others:
        words = say_times(len(found.others), "word")
        said.append(f"{words} of that we couldn't read. A code looks like E05011366.")
    if not said:
        return made, "", ""
    left = without(text, [*known, *(one for one in found.postcodes if one not in lost)])
    return made, " ".join([*said, "What was not taken in is still in the box."]), left


def _installed(atlas: Atlas, codes: Sequence[str]) -> frozenset[str]:
    rows = atlas.warehouse.frame(_KNOWN, {"codes": list(codes)})
    return frozenset(rows["code"])


_KNOWN = """
SELECT lsoa21_code AS code FROM lsoa WHERE lsoa21_code IN (SELECT unnest($codes))
UNION ALL
SELECT area_code FROM area WHERE area_type = 'ward' AND area_code IN (SELECT unnest($codes))
"""
