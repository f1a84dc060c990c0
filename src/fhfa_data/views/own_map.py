"""The wards of a place, or a ward's neighbourhoods: whether each is in one's own neighbourhood."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from fhfa_data.model.figures import Polarity
from fhfa_data.views.spread_model import AreaValue, Spread

IN_TEXTS = ("Not in it", "In it")
READING = (
    "Choose one to add it, and again to take it out. The dots beside the map are the same areas."
)


def membership_spread(shown: Spread, inside: Collection[str], title: str, form: str) -> Spread:
    """The areas that ``shown`` has, in two classes: in it as a whole, or not.

    ``inside``: codes of those in it. ``form``: how a value is said, with {} for it.
    """
    return replace(
        shown,
        title=title,
        polarity=Polarity.NEUTRAL,
        values=tuple(_value(one, form, is_in=one.area.code in inside) for one in shown.values),
        band_texts=IN_TEXTS,
        worst_band=1,
        classes_text=READING,
        benchmarks=tuple(replace(one, band=None) for one in shown.benchmarks),
        deciles=False,
    )


def _value(one: AreaValue, form: str, *, is_in: bool) -> AreaValue:
    return replace(one, text=f"{IN_TEXTS[is_in]} · {form.format(one.text)}", band=int(is_in))
