"""Each test of the store runs against SQLite and against PostgreSQL."""

from __future__ import annotations

import shutil

import pytest
from sqlalchemy import text
from throwaway_postgres import binaries, cluster

from fhfa_data.stories.store import open_store
from fhfa_data.stories.store.schema import TABLES


@pytest.fixture(scope="session")
def postgres_address():
    """The address of a throw-away PostgreSQL database."""
    folder = binaries()
    if folder is None:
        pytest.skip("not run: PostgreSQL's initdb and pg_ctl are not on this machine")
    with cluster(folder) as address:
        yield address


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def address(request, tmp_path):
    """The address of an empty database of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'stories.sqlite'}"
        return
    found = request.getfixturevalue("postgres_address")
    yield found
    store = open_store(found)
    with store.writing() as connection:
        names = ", ".join(f'"{one.name}"' for one in TABLES.sorted_tables)
        connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
    store.close()


@pytest.fixture
def store(address, new_store_file):
    """An empty store, on each kind of database."""
    if address.startswith("sqlite"):
        shutil.copy(new_store_file, address.removeprefix("sqlite:///"))
    opened = open_store(address)
    yield opened
    opened.close()
