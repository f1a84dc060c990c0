"""Warehouse folders of a test's own, to damage at will."""

from __future__ import annotations

import shutil
from itertools import count

import duckdb
import pytest

from fhfa_data.catalogue.load import load_catalogue
from fhfa_data.indicators.derive import derive_tables
from fhfa_data.indicators.holdings import from_starter
from fhfa_data.sources.starter import read_starter
from fhfa_data.warehouse import build


@pytest.fixture(scope="session")
def starter_and_tables():
    """What every build of the embedded figures reads and works out, once for all tests here."""
    starter = read_starter()
    return starter, derive_tables(from_starter(starter), load_catalogue())


@pytest.fixture
def empty_folder(tmp_path, monkeypatch):
    """A warehouse folder in which nothing has been built yet."""
    folder = tmp_path / "warehouse"
    monkeypatch.setenv("FHFA_WAREHOUSE_DIR", str(folder))
    return folder


@pytest.fixture
def own_folder(empty_folder, warehouse_file, monkeypatch, starter_and_tables):
    """A warehouse folder with a whole warehouse in it. Builds in this process only write anew."""
    starter, tables = starter_and_tables
    monkeypatch.setattr(build, "read_starter", lambda: starter)
    monkeypatch.setattr(build, "derive_tables", lambda *_: tables)
    shutil.copytree(warehouse_file.parent, empty_folder)
    return empty_folder


@pytest.fixture
def building(own_folder, warehouse_file, next_version, monkeypatch):
    """Puts another edition to use at each call; returns its fingerprint.

    The contents are a copy of a build, checked when that was made: what is tried is what happens
    around them. Where the contents matter, ask for ``own_folder`` and ``next_version``.
    """

    def copy_in_place(scratch, fingerprint, *_):
        shutil.copy(warehouse_file, scratch)
        with duckdb.connect(str(scratch)) as connection:
            connection.execute("UPDATE meta SET value = ? WHERE key = 'fingerprint'", [fingerprint])

    monkeypatch.setattr(build, "_write_and_check", copy_in_place)

    def put_to_use():
        name = next_version()
        build.build_warehouse()
        return name

    return put_to_use


@pytest.fixture
def next_version(monkeypatch):
    """Make builds from now on differ from those before, as another catalogue's would."""
    numbers = count(1)

    def bump():
        name = f"{next(numbers):012x}"
        monkeypatch.setattr(build, "current_fingerprint", lambda *_, **__: name)
        return name

    return bump
