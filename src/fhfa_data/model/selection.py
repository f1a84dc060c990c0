"""What a visitor has selected, as one frozen object that round-trips through the address bar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum

from fhfa_data.model.query import safe_parts


class View(StrEnum):
    """How areas are drawn: wards by their shapes or as equal hexagons, or a ward's own LSOAs."""

    MAP = "map"
    HEX = "hex"
    NEIGHBOURHOODS = "neighbourhoods"


class Colour(StrEnum):
    """What the colours on the map say.

    Each area's value, or its difference from a wider area; neighbourhoods' deprivation decile.
    """

    VALUE = "value"
    DIFFERENCE = "difference"
    DECILE = "decile"


class Classes(StrEnum):
    """How values are put into the classes that colours stand for."""

    EQUAL = "equal"
    NATURAL = "natural"

    @property
    def plain(self) -> str:
        """How people say it.

        >>> Classes.NATURAL.plain
        'Natural breaks'
        """
        return {Classes.EQUAL: "Equal numbers of areas", Classes.NATURAL: "Natural breaks"}[self]


@dataclass(frozen=True, slots=True)
class Selection:
    """Place, indicator, period, sex, view, colour, classes, comparison and neighbourhood.

    ``place`` and ``compare`` are area codes, empty until it is known what is installed (see
    :meth:`settled`); ``indicator`` is an id, empty until one is chosen; ``period`` is a
    publisher's label or ``latest``; an empty ``sex`` takes the first there is, persons before
    females before males. ``lsoa`` is the code of a neighbourhood of the place, or empty.
    """

    place: str = ""
    indicator: str = ""
    period: str = "latest"
    sex: str = ""
    view: View = View.MAP
    colour: Colour = Colour.VALUE
    classes: Classes = Classes.EQUAL
    compare: str = ""
    lsoa: str = ""

    def to_query(self) -> dict[str, str]:
        """The selection as query parameters; what is not empty stands in the link, defaults too.

        >>> Selection(place="E05011366").to_query()["place"]
        'E05011366'
        """
        return {name: str(value) for name, value in asdict(self).items() if value}

    def settled(self, *, place: str, compare: str) -> Selection:
        """The selection with the place and the comparison filled in where they were empty.

        >>> Selection(place="E05011366").settled(place="E47000001", compare="E92000001").place
        'E05011366'
        """
        return replace(self, place=self.place or place, compare=self.compare or compare)

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Selection:
        """Read query parameters; anything absent or of an impossible form keeps its default.

        Whether the place, indicator or period exists is for the page to say.

        >>> Selection.from_query({"view": "hex", "place": "<script>"}).view.value
        'hex'
        """
        parts = safe_parts(query, cls)
        view, colour = parts.pop("view", View.MAP), parts.pop("colour", Colour.VALUE)
        classes = parts.pop("classes", Classes.EQUAL)
        return cls(
            view=View(view) if view in set(View) else View.MAP,
            colour=Colour(colour) if colour in set(Colour) else Colour.VALUE,
            classes=Classes(classes) if classes in set(Classes) else Classes.EQUAL,
            **parts,
        )
