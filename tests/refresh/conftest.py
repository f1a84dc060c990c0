"""Refreshes against the replica of the official endpoints, on real sockets and real files."""

from __future__ import annotations

import importlib.util
import shutil
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from fhfa_data.model.scope import GM
from fhfa_data.refresh.gather import Errand
from fhfa_data.refresh.run import refresh
from fhfa_data.sources.http import Fetcher

DAY = date(2026, 11, 24)


@dataclass
class Place:
    """A place on disk that refreshes of one test use: raw bytes and warehouses."""

    root: Path

    @property
    def raw(self) -> Path:
        return self.root / "raw"

    @property
    def warehouses(self) -> Path:
        return self.root / "warehouse"

    def refresh(self, mirror: str = "", **options):
        fetcher = Fetcher(mirror=mirror, tries=1) if mirror else None
        return refresh(Errand(self.raw, GM, fetcher, DAY, **options))


@pytest.fixture(scope="session")
def replica(shared):
    """The module ``replica.py`` that is beside the project."""
    path = shared / "tools" / "replica.py"
    spec = importlib.util.spec_from_file_location("replica", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def endpoints(replica, shared):
    """The official endpoints, each answer changed by whatever ``changes`` says for its path."""

    class Changed(replica.Handler):
        def find(self, path, query):
            reply = super().find(path, query)
            for part, change in self.server.changes.items():
                reply = change(reply) if part in path else reply
            return reply

    server = replica.Server(shared / "opendata")
    server.RequestHandlerClass, server.changes = Changed, {}
    threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def changing(endpoints):
    """A way to have some answers changed for a while."""

    @contextmanager
    def changed(**changes):
        endpoints.changes.update(changes)
        try:
            yield
        finally:
            endpoints.changes.clear()

    return changed


@pytest.fixture(scope="session")
def refreshed(endpoints, tmp_path_factory):
    """One refresh from the replica, done once; copy its place, don't change it."""
    place = Place(tmp_path_factory.mktemp("refreshed"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FHFA_WAREHOUSE_DIR", str(place.warehouses))
        return place, place.refresh(endpoints.url)


@pytest.fixture
def place(refreshed, tmp_path, monkeypatch):
    """A copy of the refreshed place, for a test to do with as it likes."""
    copy = Place(Path(shutil.copytree(refreshed[0].root, tmp_path / "place")))
    monkeypatch.setenv("FHFA_WAREHOUSE_DIR", str(copy.warehouses))
    return copy


@pytest.fixture
def empty_place(tmp_path, monkeypatch):
    """A place where nothing has been fetched or built yet."""
    new = Place(tmp_path / "empty")
    monkeypatch.setenv("FHFA_WAREHOUSE_DIR", str(new.warehouses))
    return new
