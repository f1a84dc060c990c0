"""What is kept between reruns: here, and for maps in :mod:`fhfa_data.ui.map_cache`.

Answers are keyed by the warehouse's fingerprint, so a new build is picked up at the next rerun.
Streamlit leaves an argument out of the key if its name begins with an underscore: right for the
open atlas, wrong for the fingerprint.
Views are kept as bytes (``cache_data``), not as objects: Streamlit has Python walk through every
object that it holds after every rerun, and thousands of kept views would make each rerun slower.
What depends on the place only is kept apart, so that a new indicator asks for its answer alone.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import importlib
import os
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import streamlit as st

from fhfa_data.catalogue.settings import read_settings
from fhfa_data.catalogue.wisdom import load_wisdom
from fhfa_data.charts.trend_chart import trend_drawing, trend_names, trend_rows
from fhfa_data.errors import WarehouseError
from fhfa_data.model.gap_selection import GapSelection, Groups
from fhfa_data.model.locations import static_folder, stories_folder, warehouse_folder
from fhfa_data.model.selection import Selection
from fhfa_data.pairing.rules import load_rules
from fhfa_data.stories.store import Store, open_store, there_is_a_store
from fhfa_data.stories.store.connect import ADDRESS
from fhfa_data.stories.store.packs import KeptPack, packs
from fhfa_data.ui.elements.assets import publish
from fhfa_data.ui.rehearsal import Rehearsals
from fhfa_data.views.answer import Answer
from fhfa_data.views.answer import answer as answer_of
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.changes import ChangesShown, changes_shown
from fhfa_data.views.core20plus5 import Core20Plus5
from fhfa_data.views.core20plus5 import core20plus5 as core20plus5_of
from fhfa_data.views.gap_page import GapFacts, gap_facts
from fhfa_data.views.overview import OverviewFacts, overview_facts
from fhfa_data.views.place_choice import all_places
from fhfa_data.views.query_answer import QueryAnswer
from fhfa_data.views.query_answer import query_answer as query_answer_of
from fhfa_data.views.trend import Trend
from fhfa_data.views.ward import WardFacts, ward_facts
from fhfa_data.warehouse.build import ensure_warehouse
from fhfa_data.warehouse.compare import compare
from fhfa_data.warehouse.installed import catalogue_of
from fhfa_data.warehouse.pointer import Pointer, read_pointer
from fhfa_data.warehouse.read import Warehouse
from fhfa_data.warehouse.serving import serving

_HEAVY_MODULES = (
    "altair",
    "geopandas",
    "pyarrow",
    "scipy.optimize",
    "fhfa_data.ui.elements.atlas_map",
    "fhfa_data.ui.elements.data_table",
    "fhfa_data.ui.elements.meeting_bar",
    "fhfa_data.ui.elements.mosaic",
    "fhfa_data.ui.elements.schema",
    "fhfa_data.ui.elements.share",
    "fhfa_data.ui.elements.unsent",
    "fhfa_data.ui.elements.voices",
)


def atlas() -> Atlas:
    """The warehouse in use, opened once; built first, with progress shown, where there is none."""
    _get_ready()
    return _served()[0]


def in_use() -> Pointer:
    """The note about the warehouse in use: when it was built, and when it came into use."""
    _get_ready()
    return _served()[1]


def _served() -> tuple[Atlas, Pointer]:
    """What the pointer leads to; if it is lost, or leads to nothing, the newest that can be read.

    The usual way costs one small file a rerun; only if it fails are other builds looked at.
    """
    with contextlib.suppress(WarehouseError):
        pointer = read_pointer(warehouse_folder())
        if pointer is not None:
            return _open(warehouse_folder() / pointer.file, pointer.built_at), pointer
    found = serving(warehouse_folder())
    return _open(found.path, found.pointer.built_at), found.pointer


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
    _served()[0].warm()
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
def _open(path: Path, built_at: str) -> Atlas:
    # ``built_at`` is in the key only: the same contents may have been built again.
    warehouse = Warehouse(path)
    return Atlas(warehouse, catalogue_of(warehouse), load_wisdom())


@st.cache_resource(show_spinner=False, max_entries=2)
def _place_labels(_atlas: Atlas, fingerprint: str) -> dict[str, str]:
    return all_places(_atlas.nesting)


def place_labels() -> dict[str, str]:
    """Every place that can be chosen: code → what a box shows."""
    open_atlas = atlas()
    return _place_labels(open_atlas, open_atlas.warehouse.fingerprint)


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


@st.cache_data(show_spinner=False, max_entries=256)
def _gap(
    _atlas: Atlas, fingerprint: str, code: str, indicator: str, fifths: str, period: str, sex: str
) -> GapFacts:
    return gap_facts(_atlas, _atlas.place(code), indicator, Groups(fifths), period, sex)


def gap(asked: Selection, chosen: GapSelection) -> GapFacts:
    """The gap inside a place."""
    open_atlas = atlas()
    fingerprint = open_atlas.warehouse.fingerprint
    which = (asked.place, asked.indicator, chosen.fifths.value, asked.period, asked.sex)
    return _gap(open_atlas, fingerprint, *which)


@st.cache_data(show_spinner=False, max_entries=256)
def _core20plus5(_atlas: Atlas, fingerprint: str, code: str) -> Core20Plus5:
    return core20plus5_of(_atlas, _atlas.place(code))


def core20plus5(code: str) -> Core20Plus5:
    """The parts of Core20PLUS5 for a place."""
    open_atlas = atlas()
    return _core20plus5(open_atlas, open_atlas.warehouse.fingerprint, code)


@st.cache_data(show_spinner=False, max_entries=64)
def _overview(_atlas: Atlas, fingerprint: str, code: str) -> OverviewFacts:
    return overview_facts(_atlas, code)


def overview(code: str) -> OverviewFacts:
    """What the overview of a borough or a wider area shows for any indicator."""
    open_atlas = atlas()
    return _overview(open_atlas, open_atlas.warehouse.fingerprint, code)


@st.cache_data(show_spinner=False, max_entries=512)
def _drawing(names: tuple[str, ...], unit_label: str) -> dict[str, Any]:
    return trend_drawing(names, unit_label)


def trend_chart(trend: Trend) -> dict[str, Any]:
    """The trend's chart; its drawing is kept: nothing on a page takes longer to make."""
    return _drawing(trend_names(trend), trend.unit_label) | {"datasets": trend_rows(trend)}


@st.cache_data(show_spinner=False, max_entries=16)
def _query_answer(_atlas: Atlas, fingerprint: str, sql: str) -> QueryAnswer:
    return query_answer_of(_atlas.warehouse, sql)


def query_answer(sql: str) -> QueryAnswer:
    """The answer to an analyst's query; one that fails is asked again."""
    open_atlas = atlas()
    return _query_answer(open_atlas, open_atlas.warehouse.fingerprint, sql)


@st.cache_data(show_spinner=False, max_entries=16)
def _changes(_atlas: Atlas, fingerprint: str, build: str) -> ChangesShown:
    before = warehouse_folder() / f"atlas-{build}.duckdb"
    return changes_shown(compare(before, _atlas.warehouse.path), _atlas.catalogue)


def changes(build: str) -> ChangesShown:
    """What differs in the figures in use from those of a kept build, named by its fingerprint."""
    open_atlas = atlas()
    return _changes(open_atlas, open_atlas.warehouse.fingerprint, build)


@st.cache_resource(show_spinner=False)
def _store(address: str, folder: str) -> Store:
    return replace(open_store(), pace=read_settings().stories)


def kept_packs() -> tuple[KeptPack, ...]:
    """The insight packs that are kept, as they are now; none where nobody has kept anything yet.

    Raises
    ------
    StoryError
        If the store can't be read.
    """
    if not there_is_a_store():
        return ()
    return packs(stories())


def stories() -> Store:
    """The store of stories, opened once; made where there is none yet.

    Raises
    ------
    StoryError
        If it can't be made or opened.
    """
    return _store(os.environ.get(ADDRESS, ""), str(stories_folder()))


@st.cache_resource(show_spinner=False)
def rehearsals() -> Rehearsals:
    """The rehearsals of a refresh, which all sessions share; one that runs ends with the app."""
    kept = Rehearsals()
    atexit.register(kept.stop)
    return kept
