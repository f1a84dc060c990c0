"""What is already there: libraries, pharmacies, hospitals and parks, by ward."""

from __future__ import annotations

from calendar import month_name
from collections import Counter
from dataclasses import dataclass

from fhfa_data.model.areas import Area
from fhfa_data.views.atlas import Atlas

KINDS = {
    "library": ("Libraries", "library", "libraries"),
    "pharmacy": ("Pharmacies", "pharmacy", "pharmacies"),
    "hospital": ("Hospitals", "hospital", "hospitals"),
    "green_flag_park": ("Green Flag parks", "Green Flag park", "Green Flag parks"),
}


@dataclass(frozen=True, slots=True)
class PlaceKind:
    """One kind of place in an area: names, and where the list is from and how old it is."""

    kind: str
    title: str
    names: tuple[str, ...]
    source: str
    as_of: str

    @property
    def count_words(self) -> str:
        """How many, in words: "3 libraries"."""
        _, one, many = KINDS[self.kind]
        return f"{len(self.names) or 'No'} {one if len(self.names) == 1 else many}"

    @property
    def names_in_words(self) -> str:
        """The names in a row; one that several bear stands once, with how many."""
        counted = Counter(self.names)
        return ", ".join(one if many == 1 else f"{one} ({many})" for one, many in counted.items())


def places_of(atlas: Atlas, ward: Area) -> tuple[PlaceKind, ...]:
    """The places registered in a ward, every kind named even where there is none.

    Empty where none at all are listed in its whole borough: then they aren't known.
    """
    everywhere = atlas.warehouse.places()
    near = {one.code for one in atlas.nesting.wards[ward.borough_code]}
    if not everywhere["ward24_code"].isin(near).any():
        return ()
    inside = everywhere[everywhere["ward24_code"] == ward.code]
    kinds = []
    for kind, (title, _, _) in KINDS.items():
        of_kind = everywhere[everywhere["kind"] == kind]
        kinds.append(
            PlaceKind(
                kind=kind,
                title=title,
                names=tuple(inside.loc[inside["kind"] == kind, "name"]),
                source=", ".join(sorted(of_kind["source"].unique())),
                as_of=", ".join(_plain_date(one) for one in sorted(of_kind["as_of"].unique())),
            )
        )
    return tuple(kinds)


def _plain_date(as_of: str) -> str:
    year, _, month = as_of.partition("-")
    return f"{month_name[int(month)]} {year}" if month else year
