"""What one's own neighbourhood is made of: areas taken in and left out, and what is pasted."""

from __future__ import annotations

from pathlib import Path

from fhfa_data.model.areas import Area, AreaType
from fhfa_data.model.own_selection import OwnSelection, own, pasted
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.words import say_times
from fhfa_data.warehouse import postcodes


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
    """The wards around a place, code → name: of its borough where all would be too many."""
    borough = atlas.nesting.borough_of(place)
    around = atlas.nesting.parent(place) or borough or place
    codes = atlas.nesting.boroughs_in(around) or [borough.code if borough else place.code]
    wards = [one for code in codes for one in atlas.nesting.wards.get(code, ())]
    return {one.code: one.full_name for one in wards if one.area_type is AreaType.WARD}


def take_in(chosen: OwnSelection, text: str, folder: Path) -> tuple[OwnSelection, str, str]:
    """Take in pasted codes and postcodes.

    Returns
    -------
    The selection, what to say of what was not understood (empty if all was), and the text that is
    left to mend.
    """
    found = pasted(text)
    known = postcodes.lsoas_of(folder, found.postcodes)
    made = own(chosen.name, [*chosen.codes, *found.codes, *known.values()])
    lost = [one for one in found.postcodes if one not in known]
    said = []
    if lost and not postcodes.is_installed(folder):
        said.append(
            "Postcodes can't be looked up here: no lookup is installed. Whoever looks after this "
            "copy can add one with `fhfa postcodes FILE`."
        )
    elif lost:
        said.append(f"{say_times(len(lost), 'postcode')} isn't in the lookup, or not in England.")
    if found.others:
        said.append(
            f"{say_times(len(found.others), 'word')} of that we couldn't read. A code looks like "
            "E05011366; wards can be chosen by name in the list."
        )
    if said:
        said.append("What was not taken in is still in the box.")
    return made, " ".join(said), " ".join([*lost, *found.others])
