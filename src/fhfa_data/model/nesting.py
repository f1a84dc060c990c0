"""Which installed area lies in which: wards in boroughs, boroughs in Greater Manchester or regions.

What is wider than a borough is an area here only where all of it is installed, so nobody is shown
a "North West" that is two boroughs of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from fhfa_data.model.areas import ENGLAND, GREATER_MANCHESTER, Area, AreaType
from fhfa_data.model.scope import GM_BOROUGHS, ScopeKind

_WIDER = (AreaType.GM, AreaType.REGION)


@dataclass(frozen=True)
class Nesting:
    """The installed areas and how they nest.

    ``areas``: every area by code. ``regions``: borough code → its region's code and name, of
    boroughs whose region is known, installed whole or not. ``scope``: what was asked for.
    """

    areas: Mapping[str, Area]
    regions: Mapping[str, tuple[str, str]]
    scope: str

    @cached_property
    def boroughs(self) -> tuple[Area, ...]:
        """The boroughs by name."""
        return self._of_type(AreaType.BOROUGH)

    @cached_property
    def wards(self) -> dict[str, tuple[Area, ...]]:
        """Borough code → its wards by name."""
        inside: dict[str, list[Area]] = {one.code: [] for one in self.boroughs}
        for ward in self._of_type(AreaType.WARD):
            inside.setdefault(ward.borough_code, []).append(ward)
        return {code: tuple(wards) for code, wards in inside.items()}

    @cached_property
    def wider(self) -> tuple[Area, ...]:
        """Places wider than a borough: England where all is installed, city region, regions."""
        england = [self.areas[ENGLAND]] if self.scope == ScopeKind.ENGLAND else []
        return (*england, *(one for kind in _WIDER for one in self._of_type(kind)))

    @cached_property
    def home(self) -> Area:
        """Where a visitor starts: all there is, if that is a place; else the first borough.

        Greater Manchester where that is all, England where England is installed.
        """
        if self.scope == ScopeKind.ENGLAND:
            return self.areas[ENGLAND]
        if GREATER_MANCHESTER in self.areas and len(self.boroughs) == len(GM_BOROUGHS):
            return self.areas[GREATER_MANCHESTER]
        return self.boroughs[0]

    @property
    def widest(self) -> Area:
        """What everything else is first compared with: Greater Manchester if that is all there is.

        Else England, whose figures are always here.
        """
        return self.home if self.home.area_type is AreaType.GM else self.areas[ENGLAND]

    def is_place(self, area: Area) -> bool:
        """Whether an area has pages of its own."""
        return area.area_type in (AreaType.BOROUGH, AreaType.WARD) or area in self.wider

    def borough_of(self, area: Area) -> Area | None:
        """The borough that a ward lies in, or that a borough is; None for what is wider."""
        return self.areas.get(area.borough_code)

    def parent(self, area: Area) -> Area | None:
        """The narrowest whole area that a borough, or a ward's borough, is part of, below England.

        Greater Manchester for its ten boroughs, else the region; None where it isn't all here.
        """
        code = area.borough_code
        if code in GM_BOROUGHS and GREATER_MANCHESTER in self.areas:
            return self.areas[GREATER_MANCHESTER]
        return self.areas.get(self.regions[code][0]) if code in self.regions else None

    def wider_areas(self, area: Area) -> tuple[Area, ...]:
        """The areas to compare with, narrowest first: borough, city region or region, England."""
        borough = self.borough_of(area) if area.area_type is AreaType.WARD else None
        found = (borough, self.parent(area), self.areas.get(ENGLAND))
        return tuple(one for one in found if one is not None and one.code != area.code)

    def boroughs_in(self, area: Area) -> list[str]:
        """Codes of the installed boroughs that make up an area; none for one within a borough."""
        codes = sorted(one.code for one in self.boroughs)
        if area.area_type is AreaType.GM:
            return [code for code in codes if code in GM_BOROUGHS]
        if area.area_type is AreaType.REGION:
            return [code for code in codes if self.regions.get(code, ("",))[0] == area.code]
        return [code for code in codes if area.area_type is AreaType.ENGLAND or code == area.code]

    def _of_type(self, kind: AreaType) -> tuple[Area, ...]:
        found = (one for one in self.areas.values() if one.area_type is kind)
        return tuple(sorted(found, key=lambda one: (one.name, one.borough_name)))
