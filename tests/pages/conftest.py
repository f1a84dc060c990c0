"""Run the app as a visitor's first request does, page by page, without a browser."""

from __future__ import annotations

import runpy
import shutil

import duckdb
import pytest
import streamlit as st
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.runtime.scriptrunner import script_runner
from streamlit.testing.v1 import AppTest, local_script_runner
from streamlit.util import calc_hash

from fhfa_data.ui import cache
from fhfa_data.warehouse.history import next_number, put_to_use
from fhfa_data.warehouse.pointer import Pointer


@pytest.fixture(autouse=True)
def _navigation_as_served(monkeypatch, warehouse_file):
    """AppTest takes ``pages/`` for Streamlit's old navigation; ``fhfa serve`` tells it not to.

    It also reads about every installed package, at each opening, in search of elements. Ours are
    registered by the pages that show them.
    """
    monkeypatch.setattr(script_runner, "_mpa_v1", runpy.run_path)
    monkeypatch.setattr(
        BidiComponentManager, "discover_and_register_components", lambda *_, **__: None
    )


@pytest.fixture(autouse=True)
def _no_polling(monkeypatch):
    """AppTest asks a thousand times a second whether the script has ended, which slows it down."""
    ended = local_script_runner.require_widgets_deltas

    def wait(runner, timeout):
        runner._script_thread.join(timeout)
        ended(runner, 1)

    monkeypatch.setattr(local_script_runner, "require_widgets_deltas", wait)


@pytest.fixture
def nothing_kept():
    """The app as it is right after its start, with nothing open or kept from another test."""
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.fixture
def open_page(repository):
    """Open a page by name with query parameters, as a link does; returns the finished AppTest."""

    def open_one(page: str, **query: str) -> AppTest:
        app = AppTest.from_file(str(repository / "app.py"), default_timeout=60)
        if page != "overview":  # which opens by itself
            app._page_hash = calc_hash(page)  # what Streamlit calls the page with this path
        for name, value in query.items():
            app.query_params[name] = value
        return app.run()

    return open_one


@pytest.fixture
def damaged_warehouse(tmp_path, monkeypatch, warehouse_file, nothing_kept):
    """The pointer leads to a file that was cut short after the app had found it in order."""
    for one in (warehouse_file, warehouse_file.with_name("current.json")):
        shutil.copy(one, tmp_path)
    (tmp_path / warehouse_file.name).write_bytes(b"not a warehouse")
    monkeypatch.setenv("FHFA_WAREHOUSE_DIR", str(tmp_path))
    monkeypatch.setattr(cache, "ensure_warehouse", lambda _progress: None)


@pytest.fixture
def own_folder(tmp_path, monkeypatch, warehouse_file, nothing_kept):
    """A warehouse folder of this test's own, with the embedded figures in use."""
    for one in (warehouse_file, warehouse_file.with_name("current.json")):
        shutil.copy(one, tmp_path)
    monkeypatch.setenv("FHFA_WAREHOUSE_DIR", str(tmp_path))
    monkeypatch.setattr(cache, "ensure_warehouse", lambda _progress: None)
    return tmp_path


@pytest.fixture
def publish(own_folder, warehouse_file):
    """A way to put a warehouse to use that differs by some SQL, as a refresh would."""

    def published(fingerprint, *edits, built_at="2026-12-01T00:00:00+00:00"):
        new = own_folder / f"atlas-{fingerprint}.duckdb"
        shutil.copy(warehouse_file, new)
        with duckdb.connect(str(new)) as connection:
            connection.execute("UPDATE meta SET value = ? WHERE key = 'fingerprint'", [fingerprint])
            for edit in edits:
                connection.execute(edit)
        number = next_number(own_folder)
        pointer = Pointer(new.name, fingerprint, built_at, "0.1.0", {}, number, "refresh")
        put_to_use(own_folder, pointer)

    return published
