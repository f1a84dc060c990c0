"""Areas: the kinds of place that figures are for, and one place of such a kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

GREATER_MANCHESTER = "E47000001"
ENGLAND = "E92000001"
MADE_UP_BOROUGH = "E06998001"
MADE_UP_NAME = "Exampleton (made up)"
"""The borough of ``fhfa serve --demo``, which doesn't exist, and what it is called everywhere."""

_CODE = re.compile(r"[EWSN][0-9]{8}")
_MADE_UP = re.compile(r"\bE0[1256]998[0-9]{3}\b")


class AreaType(StrEnum):
    """A kind of area, smallest first."""

    LSOA = "lsoa"
    MSOA = "msoa"
    WARD = "ward"
    BOROUGH = "borough"
    GM = "gm"
    REGION = "region"
    ENGLAND = "england"

    @property
    def plain(self) -> str:
        """How people say it, in the singular.

        >>> AreaType.LSOA.plain
        'neighbourhood (LSOA)'
        """
        return _PLAIN[self]

    @property
    def plural(self) -> str:
        """How people say several.

        >>> AreaType.LSOA.plural, AreaType.WARD.plural
        ('neighbourhoods (LSOAs)', 'wards')
        """
        name, bracket, inside = self.plain.partition(" (")
        return f"{name}s{bracket}{inside.replace(')', 's)')}"


_PLAIN = {
    AreaType.LSOA: "neighbourhood (LSOA)",
    AreaType.MSOA: "larger neighbourhood (MSOA)",
    AreaType.WARD: "ward",
    AreaType.BOROUGH: "borough",
    AreaType.GM: "city region",
    AreaType.REGION: "region",
    AreaType.ENGLAND: "country",
}

GEOGRAPHY_VINTAGE = {
    AreaType.LSOA: "LSOA 2021",
    AreaType.MSOA: "MSOA 2011",
    AreaType.WARD: "Ward 2024",
    AreaType.BOROUGH: "Local authority district 2024",
    AreaType.GM: "Combined authority 2024",
    AreaType.REGION: "Region 2024",
    AreaType.ENGLAND: "Country 2024",
}


@dataclass(frozen=True, slots=True)
class Area:
    """One place. ``borough_*`` is empty for what is wider than a borough."""

    code: str
    name: str
    area_type: AreaType
    borough_code: str = ""
    borough_name: str = ""

    @property
    def full_name(self) -> str:
        """The name with its borough where the name alone could mean two places.

        >>> Area("E05000001", "Manor", AreaType.WARD, "E08000001", "Bolton").full_name
        'Manor, Bolton'
        """
        nested = self.area_type in (AreaType.LSOA, AreaType.MSOA, AreaType.WARD)
        if not nested or not self.borough_name:
            return self.name
        return f"{self.name}, {self.borough_name}"

    @property
    def whose(self) -> str:
        """The name as an owner: some wards' names are one already.

        >>> [Area("", one, AreaType.WARD).whose for one in ("Harpurhey", "St Mary's", "St James")]
        ["Harpurhey's", "St Mary's", "St James's"]
        """
        return self.name if self.name.endswith(("'s", "’s")) else f"{self.name}'s"


def is_area_code(text: str) -> bool:
    """Whether ``text`` has the form of an ONS nine-character code.

    Source: ONS, "A guide to coding and naming policy for UK statistical geographies".

    >>> is_area_code("E05011368"), is_area_code("Harpurhey")
    (True, False)
    """
    return bool(_CODE.fullmatch(text))


def names_a_made_up_area(text: str) -> bool:
    """Whether a code of the demonstration's place is anywhere in a text.

    Real areas are numbered in a row, and are far from these numbers.

    >>> names_a_made_up_area('{"ward": "E05998003"}'), names_a_made_up_area("E05011368")
    (True, False)
    """
    return bool(_MADE_UP.search(text))
