"""What the pickers of a place offer: one list where few places are installed, else step by step.

Seven thousand wards in one box would be sent to every browser at every rerun. Step by step a box
holds the boroughs of one region, or the wards of one borough, and whatever is typed is looked for
among all places here.
"""

from __future__ import annotations

from dataclasses import dataclass

from fhfa_data.model.areas import Area, AreaType
from fhfa_data.model.nearest import nearest
from fhfa_data.model.nesting import Nesting

MOST_IN_ONE_BOX = 400
_UNKNOWN = "unknown"
_MOST_FOUND = 60


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """The options of the boxes for region, borough and ward, key → label, and what is chosen.

    Keys of boroughs and wards are area codes. Keys of regions are too, but a region of which only
    a part is installed is no place: then ``first_in`` says which borough stands for it.
    """

    regions: dict[str, str]
    boroughs: dict[str, str]
    wards: dict[str, str]
    region: str
    borough: str | None
    ward: str | None
    first_in: dict[str, str]


def in_one_box(nesting: Nesting) -> bool:
    """Whether so few places are installed that one list holds them all."""
    return len(nesting.boroughs) + sum(map(len, nesting.wards.values())) <= MOST_IN_ONE_BOX


def all_places(nesting: Nesting) -> dict[str, str]:
    """Every place that can be chosen: code → what a box shows, widest first."""
    wards = (ward for inside in nesting.wards.values() for ward in inside)
    by_name = sorted(wards, key=lambda one: (one.name, one.borough_name))
    return {one.code: _label(one) for one in (*nesting.wider, *nesting.boroughs, *by_name)}


def wards_inside(nesting: Nesting, area: Area) -> dict[str, str]:
    """The wards of a borough or a wider area, code → name; none where one list can't hold them."""
    boroughs = nesting.boroughs_in(area)
    wards = [ward for code in boroughs for ward in nesting.wards[code]]
    fits = len(wards) <= MOST_IN_ONE_BOX
    return {ward.code: ward.full_name for ward in wards} if fits else {}


def place_choice(nesting: Nesting, place: Area) -> PlaceChoice:
    """The three boxes for a place: its region, the boroughs there, the wards of its borough."""
    inside = _boroughs_by_region(nesting)
    borough = nesting.borough_of(place)
    region = _region_key(nesting, borough) if borough else place.code
    wards = nesting.wards[borough.code] if borough else ()
    return PlaceChoice(
        regions=_region_labels(nesting, inside),
        boroughs={one.code: one.name for one in inside[region]},
        wards={one.code: f"{one.name} ({one.code})" for one in wards},
        region=region,
        borough=borough.code if borough else None,
        ward=place.code if place.area_type is AreaType.WARD else None,
        first_in={
            key: boroughs[0].code for key, boroughs in inside.items() if key not in nesting.areas
        },
    )


def found_places(nesting: Nesting, typed: str) -> dict[str, str]:
    """The places that typed words may mean, code → label: by code, by name, or else by likeness.

    A name stands with its borough, since the same name may occur in several.
    """
    labels = all_places(nesting)
    code = typed.strip().upper()
    if code in labels:
        return {code: labels[code]}
    words = typed.casefold().split()
    if not words:
        return {}
    alike = [one for one, label in labels.items() if all(w in label.casefold() for w in words)]
    exact = [one for one in alike if nesting.areas[one].name.casefold() == " ".join(words)]
    starting = [one for one in alike if nesting.areas[one].name.casefold().startswith(words[0])]
    found = exact or starting or alike
    if not found:
        by_name = {nesting.areas[one].name: one for one in reversed(labels)}
        found = [by_name[name] for name in nearest(typed, list(by_name))]
    return {one: labels[one] for one in found[:_MOST_FOUND]}


def _label(area: Area) -> str:
    if area.area_type is AreaType.WARD:
        return f"{area.full_name} ({area.code})"
    if area.area_type in (AreaType.BOROUGH, AreaType.REGION):
        return f"{area.name} ({area.area_type.plain})"
    return area.name


def _region_key(nesting: Nesting, borough: Area) -> str:
    """Where a borough is looked for: Greater Manchester if it is here, else its region."""
    parent = nesting.parent(borough)
    return parent.code if parent else nesting.regions.get(borough.code, (_UNKNOWN, ""))[0]


def _boroughs_by_region(nesting: Nesting) -> dict[str, tuple[Area, ...]]:
    """Key of a region, of Greater Manchester or of England → its boroughs by name."""
    inside = {
        wide.code: tuple(nesting.areas[code] for code in nesting.boroughs_in(wide))
        for wide in nesting.wider
    }
    for borough in nesting.boroughs:
        key = nesting.regions.get(borough.code, (_UNKNOWN, ""))[0]
        if key not in nesting.areas:
            inside[key] = (*inside.get(key, ()), borough)
    return {key: tuple(sorted(one, key=lambda area: area.name)) for key, one in inside.items()}


def _region_labels(nesting: Nesting, inside: dict[str, tuple[Area, ...]]) -> dict[str, str]:
    names = dict(nesting.regions.values())
    whole = {one.code: one.name for one in nesting.wider}
    parts = {key: f"{names[key]} (part)" for key in inside if key not in whole and key in names}
    unknown = {_UNKNOWN: "Region not known"} if _UNKNOWN in inside else {}
    return whole | dict(sorted(parts.items(), key=lambda one: one[1])) | unknown
