"""What a visitor has selected, as one frozen object that round-trips through the address bar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum

from fhfa_data.model.areas import GREATER_MANCHESTER
from fhfa_data.model.query import safe_parts


class View(StrEnum):
    """How the wards are drawn."""

    MAP = "map"
    HEX = "hex"


class Colour(StrEnum):
    """What the colours on the map say: each ward's value, or its difference from a wider area."""

    VALUE = "value"
    DIFFERENCE = "difference"


@dataclass(frozen=True, slots=True)
class Selection:
    """Place, indicator, period, sex, view, colour and comparison.

    ``place`` and ``compare`` are area codes; ``period`` is a publisher's label or ``latest``;
    an empty ``sex`` takes the first there is, persons before females before males.
    """

    place: str = GREATER_MANCHESTER
    indicator: str = "core20_pct"
    period: str = "latest"
    sex: str = ""
    view: View = View.MAP
    colour: Colour = Colour.VALUE
    compare: str = GREATER_MANCHESTER

    def to_query(self) -> dict[str, str]:
        """The selection as query parameters; what is not empty stands in the link, defaults too.

        >>> Selection(place="E05011366").to_query()["place"]
        'E05011366'
        """
        return {name: str(value) for name, value in asdict(self).items() if value}

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Selection:
        """Read query parameters; anything absent or of an impossible form keeps its default.

        Whether the place, indicator or period exists is for the page to say.

        >>> Selection.from_query({"view": "hex", "place": "<script>"}).view.value
        'hex'
        """
        parts = safe_parts(query, cls)
        view, colour = parts.pop("view", View.MAP), parts.pop("colour", Colour.VALUE)
        return cls(
            view=View(view) if view in set(View) else View.MAP,
            colour=Colour(colour) if colour in set(Colour) else Colour.VALUE,
            **parts,
        )
