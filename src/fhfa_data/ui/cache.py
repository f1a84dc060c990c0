"""Everything that is kept between reruns, and the only place that says so.

Answers are keyed by the warehouse's fingerprint, so a new build is picked up at the next rerun.
Streamlit leaves an argument out of the key if its name begins with an underscore: right for the
open atlas, wrong for the fingerprint.
Views are kept as bytes (``cache_data``), not as objects: Streamlit has Python walk through every
object that it holds after every rerun, and thousands of kept views would make each rerun slower.
What depends on the place only is kept apart, so that a new indicator asks for its answer alone.
"""

from __future__ import annotations

import atexit
import gc
import importlib
from threading import Event
from typing import Any

import streamlit as st

from fhfa_data.catalogue.load import load_catalogue
from fhfa_data.catalogue.wisdom import load_wisdom
from fhfa_data.charts.trend_chart import trend_drawing, trend_names, trend_rows
from fhfa_data.model.locations import static_folder, warehouse_folder
from fhfa_data.model.selection import Selection
from fhfa_data.pairing.rules import load_rules
from fhfa_data.ui.elements.assets import publish, served_url
from fhfa_data.views.answer import Answer
from fhfa_data.views.answer import answer as answer_of
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.difference import difference_spread
from fhfa_data.views.geometry import geometry_text as geometry_text_of
from fhfa_data.views.geometry import write_geometry
from fhfa_data.views.overview import OverviewFacts, overview_facts
from fhfa_data.views.spread import area_spread
from fhfa_data.views.spread_model import Spread
from fhfa_data.views.trend import Trend
from fhfa_data.views.ward import WardFacts, ward_facts
from fhfa_data.warehouse.build import ensure_warehouse
from fhfa_data.warehouse.read import Warehouse, current_pointer

_HEAVY_MODULES = (
    "altair",
    "geopandas",
    "pyarrow",
    "scipy.optimize",
    "fhfa_data.ui.elements.atlas_map",
    "fhfa_data.ui.elements.data_table",
    "fhfa_data.ui.elements.mosaic",
    "fhfa_data.ui.elements.share",
    "fhfa_data.ui.elements.voices",
)


def atlas() -> Atlas:
    """The warehouse in use, opened once; built first, with progress shown, where there is none."""
    _get_ready()
    return _open(current_pointer().file)


def _get_ready() -> None:
    """Once a process: import what is heavy, build what is missing, and quieten the collector."""
    done = _ready_flag()
    if done.is_set():
        return
    for name in _HEAVY_MODULES:
        importlib.import_module(name)
    load_rules()
    bar = st.empty()
    ensure_warehouse(lambda share, words: bar.progress(share, f"{words} ({share:.0%})"))
    bar.empty()
    publish(static_folder())
    _open(current_pointer().file).warm()
    _drawing(("England",), "%")  # the first drawing of a process reads Altair's whole schema
    # What is loaded by now stays for good: the collector need not walk it on every rerun.
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)  # else DuckDB complains of leaks when the app is stopped
    done.set()


@st.cache_resource(show_spinner=False)
def _ready_flag() -> Event:
    return Event()


@st.cache_resource(show_spinner=False, max_entries=2)
def _open(file: str) -> Atlas:
    return Atlas(Warehouse(warehouse_folder() / file), load_catalogue(), load_wisdom())


@st.cache_data(show_spinner=False, max_entries=4096)
def _answer(
    _atlas: Atlas, fingerprint: str, code: str, indicator: str, period: str, sex: str
) -> Answer:
    return answer_of(_atlas, _atlas.warehouse.area(code), indicator, period, sex)


def answer(code: str, asked: Selection) -> Answer:
    """The chosen indicator for the place with this code."""
    open_atlas = atlas()
    fingerprint = open_atlas.warehouse.fingerprint
    return _answer(open_atlas, fingerprint, code, asked.indicator, asked.period, asked.sex)


@st.cache_data(show_spinner=False, max_entries=512)
def _ward(_atlas: Atlas, fingerprint: str, code: str) -> WardFacts:
    return ward_facts(_atlas, code)


def ward(code: str) -> WardFacts:
    """What a ward's page shows whichever indicator is chosen."""
    open_atlas = atlas()
    return _ward(open_atlas, open_atlas.warehouse.fingerprint, code)


@st.cache_data(show_spinner=False, max_entries=64)
def _overview(_atlas: Atlas, fingerprint: str, code: str) -> OverviewFacts:
    return overview_facts(_atlas, code)


def overview(code: str) -> OverviewFacts:
    """What the overview of a borough or of Greater Manchester shows for any indicator."""
    open_atlas = atlas()
    return _overview(open_atlas, open_atlas.warehouse.fingerprint, code)


@st.cache_data(show_spinner=False, max_entries=512)
def _drawing(names: tuple[str, ...], unit_label: str) -> dict[str, Any]:
    return trend_drawing(names, unit_label)


def trend_chart(trend: Trend) -> dict[str, Any]:
    """The trend's chart; its drawing is kept: nothing on a page takes longer to make."""
    return _drawing(trend_names(trend), trend.unit_label) | {"datasets": trend_rows(trend)}


@st.cache_data(show_spinner=False, max_entries=512)
def _spread(
    _atlas: Atlas, fingerprint: str, indicator: str, borough: str | None, period: str, sex: str
) -> Spread:
    found = _atlas.catalogue.indicator(indicator)
    return area_spread(_atlas, found, borough_code=borough, period=period, sex=sex)


def spread(indicator: str, borough: str | None, period: str, sex: str = "") -> Spread:
    """One indicator over the wards of a borough, or of all Greater Manchester."""
    open_atlas = atlas()
    return _spread(open_atlas, open_atlas.warehouse.fingerprint, indicator, borough, period, sex)


@st.cache_resource(show_spinner=False, max_entries=2)
def _geometry_name(_atlas: Atlas, fingerprint: str) -> str:
    try:
        return write_geometry(_atlas, static_folder()).name
    except OSError:
        return ""


def geometry_url() -> str:
    """Where browsers fetch the map's shapes; empty where they couldn't be written."""
    open_atlas = atlas()
    name = _geometry_name(open_atlas, open_atlas.warehouse.fingerprint)
    return served_url(name) if name else ""


@st.cache_resource(show_spinner=False, max_entries=2)
def _geometry_text(_atlas: Atlas, fingerprint: str) -> str:
    return geometry_text_of(_atlas)


def geometry_text() -> str:
    """The map's shapes themselves, for a browser that couldn't fetch them."""
    open_atlas = atlas()
    return _geometry_text(open_atlas, open_atlas.warehouse.fingerprint)


def difference(spread_shown: Spread, compare: str) -> Spread:
    """The spread coloured by difference from the wider area with the code ``compare``."""
    indicator = atlas().catalogue.indicator(spread_shown.indicator_id)
    everywhere = spread(indicator.id, None, spread_shown.period_label, spread_shown.sex)
    return difference_spread(spread_shown, everywhere, indicator, compare) or spread_shown
