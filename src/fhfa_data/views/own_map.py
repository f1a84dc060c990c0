"""The wards of a place, told apart by whether they are in one's own neighbourhood."""

from __future__ import annotations

from dataclasses import replace

from fhfa_data.model.figures import Polarity
from fhfa_data.model.own_selection import OwnSelection
from fhfa_data.views.spread_model import AreaValue, Spread

IN_TEXTS = ("Not in it", "In it")
READING = "Choose a ward to take it in, and again to leave it out. Outlined in ink: in it."


def membership_spread(core20: Spread, chosen: OwnSelection) -> Spread:
    """The same wards as ``core20`` shows, in two classes: in it as a whole, or not."""
    inside = set(chosen.codes)
    return replace(
        core20,
        title="Wards in your own neighbourhood",
        polarity=Polarity.NEUTRAL,
        values=tuple(_value(one, inside=one.area.code in inside) for one in core20.values),
        band_texts=IN_TEXTS,
        worst_band=1,
        classes_text=READING,
        breaks=None,
        deciles=False,
    )


def _value(one: AreaValue, *, inside: bool) -> AreaValue:
    text = f"{IN_TEXTS[inside]} · {one.text} of residents in Core20"
    return replace(one, text=text, band=int(inside))
