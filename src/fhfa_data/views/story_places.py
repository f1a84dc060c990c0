"""Places as the gate of stories needs them: whom the census counts there, and what is wider."""

from __future__ import annotations

from dataclasses import dataclass

from fhfa_data.catalogue.roles import roles
from fhfa_data.model.areas import Area, AreaType, is_area_code
from fhfa_data.model.figures import Status
from fhfa_data.stories.gate.possible import Place
from fhfa_data.warehouse.read import Warehouse

_KINDS = (AreaType.WARD, AreaType.BOROUGH, AreaType.GM)


@dataclass(frozen=True, slots=True)
class StoryPlaces:
    """The place of a story and the wider ones, smallest first; or ``note`` why there is none."""

    places: tuple[Place, ...] = ()
    note: str = ""


def story_places(warehouse: Warehouse, said: str) -> StoryPlaces:
    """Find a place by ONS code, by name, or by name and borough: "Harpurhey, Manchester".

    A neighbourhood (LSOA) stands for its ward, as no story is shown finer than that.
    """
    if not said:
        return StoryPlaces(note="No place was given, so nobody could be counted: add one.")
    found = _areas_called(warehouse, said)
    if len(found) > 1:
        named = " or ".join(area.full_name for area in found[:4])
        return StoryPlaces(
            note=f"More than one place is called so, so nobody could be counted: say {named}."
        )
    if not found:
        near = ", ".join(warehouse.nearest_areas(said))
        hint = (
            f": perhaps {near}?"
            if near
            else ": give the name of a ward or borough, or an ONS code."
        )
        return StoryPlaces(note=f"This place is not known, so nobody could be counted{hint}")
    return StoryPlaces(tuple(_counted(warehouse, found[0])))


def place_names(warehouse: Warehouse) -> frozenset[str]:
    """All names of areas, so that none is taken for a person's."""
    return frozenset(
        area.name
        for area in warehouse.areas.values()
        if area.area_type in (*_KINDS, AreaType.REGION)
    )


def _areas_called(warehouse: Warehouse, said: str) -> list[Area]:
    code = said.upper()
    if is_area_code(code) and code in warehouse.areas:
        return [_ward_of(warehouse, warehouse.areas[code])]
    shown = [area for area in warehouse.areas.values() if area.area_type in _KINDS]
    wanted = _plain(said)
    whole = [area for area in shown if wanted in (_plain(area.full_name), _plain(area.name))]
    exact = [area for area in whole if wanted == _plain(area.full_name)]
    return exact or whole


def _ward_of(warehouse: Warehouse, area: Area) -> Area:
    if area.area_type is not AreaType.LSOA:
        return area
    rows = warehouse.records("SELECT ward24_code FROM lsoa WHERE lsoa21_code = ?", [area.code])
    return warehouse.areas[rows[0]["ward24_code"]]


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("&", "and").replace(",", " ").replace(".", "").split())


def _counted(warehouse: Warehouse, area: Area) -> list[Place]:
    wider = [area]
    if area.area_type is AreaType.WARD:
        wider.append(warehouse.areas[area.borough_code])
    if area.area_type in (AreaType.WARD, AreaType.BOROUGH):
        wider += [one for one in warehouse.areas.values() if one.area_type is AreaType.GM]
    counts: dict[str, dict[str, float]] = {one.code: {} for one in wider}
    residents = dict.fromkeys(counts, 0.0)
    for figure in warehouse.latest_figures(list(counts)):
        if figure.indicator == roles().population and figure.value is not None:
            residents[figure.area_code] = figure.value
        known = figure.status is Status.OK and figure.numerator is not None
        if (
            figure.indicator in roles().counted_for_stories
            and known
            and figure.numerator is not None
        ):
            counts[figure.area_code][figure.indicator] = figure.numerator
    return [
        Place(one.code, one.full_name, one.area_type.value, residents[one.code], counts[one.code])
        for one in wider
        if residents[one.code]
    ]
