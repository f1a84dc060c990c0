"""What maps keep between reruns: classes, spreads and shapes, each by the build's fingerprint.

The rest is in :mod:`fhfa_data.ui.cache`, which says what may be kept and how.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from fhfa_data.catalogue.records import Indicator
from fhfa_data.geography.lsoa_file import LsoaGeometry
from fhfa_data.geography.map_file import MapGeometry
from fhfa_data.model.areas import Area, AreaType
from fhfa_data.model.locations import static_folder
from fhfa_data.model.selection import Classes, Colour, Selection, View
from fhfa_data.ui.cache import atlas
from fhfa_data.ui.elements.assets import served_url
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.difference import difference_spread
from fhfa_data.views.geometry import drawing, write_drawing
from fhfa_data.views.lsoa_geometry import all_lsoas, borough_lsoas, write_lsoas
from fhfa_data.views.lsoa_values import LsoaValues, lsoa_values
from fhfa_data.views.mosaic_model import MosaicCell
from fhfa_data.views.neighbourhoods import Neighbourhoods, ward_cells
from fhfa_data.views.neighbourhoods import neighbourhoods as neighbourhoods_of
from fhfa_data.views.scale import Scale, scale_of
from fhfa_data.views.spread import area_spread
from fhfa_data.views.spread_model import Spread


@st.cache_data(show_spinner=False, max_entries=512)
def _scale(
    _atlas: Atlas,
    fingerprint: str,
    indicator: str,
    level: AreaType,
    period: str,
    sex: str,
    classes: Classes,
) -> Scale:
    return scale_of(_atlas, _atlas.catalogue.indicator(indicator), level, period, sex, classes)


def _kept_scale(
    open_atlas: Atlas,
    fingerprint: str,
    indicator: Indicator,
    level: AreaType,
    period: str,
    sex: str,
    classes: Classes,
) -> Scale:
    return _scale(open_atlas, fingerprint, indicator.id, level, period, sex, classes)


@st.cache_data(show_spinner=False, max_entries=512)
def _spread(
    _atlas: Atlas,
    fingerprint: str,
    code: str,
    indicator: str,
    period: str,
    sex: str,
    classes: Classes,
) -> Spread:
    return area_spread(
        _atlas,
        _atlas.catalogue.indicator(indicator),
        _atlas.warehouse.area(code),
        period=period,
        sex=sex,
        classes=classes,
        scale=partial(_kept_scale, _atlas, fingerprint),
    )


def spread(code: str, asked: Selection) -> Spread:
    """The chosen indicator over the wards or boroughs that the map of the place shows."""
    open_atlas = atlas()
    fingerprint = open_atlas.warehouse.fingerprint
    parts = (asked.indicator, asked.period, asked.sex, asked.classes)
    return _spread(open_atlas, fingerprint, code, *parts)


@st.cache_resource(show_spinner=False, max_entries=32)
def _drawing(_atlas: Atlas, fingerprint: str, name: str) -> MapGeometry:
    return drawing(_atlas, name)


def _shapes(name: str) -> MapGeometry:
    open_atlas = atlas()
    return _drawing(open_atlas, open_atlas.warehouse.fingerprint, name)


def geometry_url(name: str) -> str:
    """Where browsers fetch a drawing's shapes; empty where they couldn't be written."""
    file = write_drawing(_shapes(name), static_folder())
    return served_url(file) if file else ""


def geometry_text(name: str) -> str:
    """The shapes themselves, for a browser that couldn't fetch them."""
    return _shapes(name).text


@st.cache_resource(show_spinner="Preparing the shapes of neighbourhoods, once…", max_entries=32)
def _lsoa_geometry(_atlas: Atlas, fingerprint: str, borough: str) -> LsoaGeometry:
    return borough_lsoas(_atlas, borough) if borough else all_lsoas(_atlas)


def _lsoa_shapes(borough: str) -> LsoaGeometry:
    open_atlas = atlas()
    return _lsoa_geometry(open_atlas, open_atlas.warehouse.fingerprint, borough)


def lsoa_geometry_url(borough: str = "") -> str:
    """Where browsers fetch a borough's LSOAs, or all; empty if they couldn't be written."""
    name = write_lsoas(_lsoa_shapes(borough), static_folder())
    return served_url(name) if name else ""


def lsoa_geometry_text(borough: str = "") -> str:
    """The neighbourhoods' shapes themselves, for a browser that couldn't fetch them."""
    return _lsoa_shapes(borough).text


@st.cache_data(show_spinner=False, max_entries=512)
def _cells(_atlas: Atlas, fingerprint: str, ward_code: str) -> tuple[MosaicCell, ...]:
    return ward_cells(_atlas, ward_code)


@st.cache_data(show_spinner=False, max_entries=512)
def _neighbourhoods(
    _atlas: Atlas, fingerprint: str, ward_code: str, asked: Selection
) -> Neighbourhoods:
    return neighbourhoods_of(
        _atlas,
        ward_code,
        asked.indicator,
        by_value=asked.colour is not Colour.DECILE,
        period=asked.period,
        sex=asked.sex,
        classes=asked.classes,
        scale=partial(_kept_scale, _atlas, fingerprint),
        cells=_cells(_atlas, fingerprint, ward_code),
    )


def neighbourhoods(ward_code: str, asked: Selection) -> Neighbourhoods | None:
    """A ward's neighbourhoods for its map; None where their shapes are not installed."""
    open_atlas = atlas()
    if not open_atlas.warehouse.has_lsoa_shapes:
        return None
    own = _asked_of_lsoas(asked)
    return _neighbourhoods(open_atlas, open_atlas.warehouse.fingerprint, ward_code, own)


def _asked_of_lsoas(asked: Selection) -> Selection:
    """What else is selected changes nothing here, so it isn't part of the key."""
    parts = ("indicator", "period", "sex", "colour", "classes")
    return replace(Selection(), **{one: getattr(asked, one) for one in parts})


@st.cache_data(show_spinner=False, max_entries=16)
def _all_lsoas(_atlas: Atlas, fingerprint: str, asked: Selection) -> LsoaValues:
    return lsoa_values(
        _atlas,
        asked.indicator,
        by_value=asked.colour is not Colour.DECILE,
        period=asked.period,
        sex=asked.sex,
        classes=asked.classes,
    )


def can_show_all(place: Area) -> bool:
    """Whether all neighbourhoods can be shown: on the overview of all there is, with shapes."""
    open_atlas = atlas()
    everything = place == open_atlas.nesting.home and not place.borough_code
    return everything and open_atlas.warehouse.has_lsoa_shapes


def inside(place: Area, asked: Selection) -> Neighbourhoods | LsoaValues | None:
    """The neighbourhoods to draw instead of wards or boroughs, where that is asked for."""
    if asked.view is not View.NEIGHBOURHOODS:
        return None
    if place.area_type is AreaType.WARD:
        return neighbourhoods(place.code, asked)
    if not can_show_all(place):
        return None
    open_atlas = atlas()
    return _all_lsoas(open_atlas, open_atlas.warehouse.fingerprint, _asked_of_lsoas(asked))


@st.cache_data(show_spinner=False, max_entries=64)
def _known(
    _atlas: Atlas, fingerprint: str, indicator: str, level: AreaType, period: str, sex: str
) -> NDArray[np.float64]:
    return _atlas.warehouse.values_of(indicator, level, period, sex)


def difference(shown: Spread, compare: str) -> Spread:
    """The spread coloured by difference from the wider area with the code ``compare``."""
    open_atlas = atlas()
    parts = (shown.indicator_id, shown.level, shown.period_label, shown.sex)
    known = _known(open_atlas, open_atlas.warehouse.fingerprint, *parts)
    indicator = open_atlas.catalogue.indicator(shown.indicator_id)
    return difference_spread(shown, known, indicator, compare) or shown
