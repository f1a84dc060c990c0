"""Where have we listened, as a map: the shade is people heard, the axis residents in Core20."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from fhfa_data.model.areas import AreaType
from fhfa_data.model.figures import Polarity
from fhfa_data.views.listening import BANDS, CORE20, NO_NEED_KNOWN, Listened, Listening, band
from fhfa_data.views.spread_model import AreaValue, Spread

TITLE = "Where have we listened?"
READING = (
    "The stronger the colour, the more people heard. Outlined in ink: nobody yet. " + NO_NEED_KNOWN
)
SILENT_TEXT = "Ink outline: nobody heard yet"
_NOBODY = "Nobody yet"


def heard_bands() -> tuple[str, ...]:
    """The classes in words, nobody first.

    >>> heard_bands()
    ('Nobody yet', '1 to 9', '10 to 49', '50 to 99', '100 or more')
    """
    return (_NOBODY, *(band(first) for first, _ in BANDS), band(BANDS[-1][1] + 1))


def listening_spread(heard: Listening, core20: Spread) -> Spread:
    """The same areas as ``core20`` shows, coloured by how many people were heard.

    Parameters
    ----------
    core20
        Residents in Core20 over wards or boroughs: its share, whose numerators are the people. An
        area without a figure stays without one, heard or not.
    """
    told = {one.area.code: one for one in _of(heard, core20.level)}
    values = tuple(
        sorted(
            (_value(one, told.get(one.area.code)) for one in core20.values),
            key=lambda one: (one.figure.value is None, one.figure.value or 0, one.area.name),
        )
    )
    return replace(
        core20,
        title=TITLE,
        unit_label="residents in Core20",
        polarity=Polarity.NEUTRAL,
        values=values,
        benchmarks=(),
        band_texts=heard_bands(),
        worst_band=0,
        summary=heard.words,
        classes_text=READING,
        deciles=False,
    )


def _of(heard: Listening, level: AreaType) -> Iterable[Listened]:
    return heard.wards if level is AreaType.WARD else heard.boroughs


def _value(one: AreaValue, told: Listened | None) -> AreaValue:
    if told is None or told.core20 is None:
        return one
    voices = _NOBODY if told.is_silent else told.voices
    figure = replace(
        one.figure, indicator=CORE20, value=float(told.core20), ci95_low=None, ci95_high=None
    )
    return replace(
        one,
        figure=figure,
        text=f"{told.core20:,} residents in Core20; people heard: {voices.lower()}",
        interval_text="",
        band=heard_bands().index(voices),
    )
