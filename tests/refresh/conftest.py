"""Refreshes against the replica of the official endpoints, on real sockets and real files."""

from __future__ import annotations

import importlib.util
import pickle
import shutil
import threading
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import pytest
from faulty_endpoints import Faults, faulty
from places import Place, copy_of_folder
from published_totals import routes

from fhfa_data.model.scope import GM, read_scope


@pytest.fixture(scope="session")
def replica(shared):
    """The module ``replica.py`` that is beside the project, with the published totals it lacks."""
    path = shared / "tools" / "replica.py"
    spec = importlib.util.spec_from_file_location("replica", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.ROUTES[:0] = routes(module)
    _remember_answers(module)
    return module


def _remember_answers(module):
    """The same question has the same answer: working each out once halves what a refresh costs."""
    module.gzipped = lru_cache(maxsize=1_000)(module.gzipped)
    module.etag_of = lru_cache(maxsize=1_000)(module.etag_of)
    find, known = module.Handler.find, {}

    def remembered(handler, path, query):
        asked = (handler.server.store, handler.command, path, repr(query))
        if asked not in known:
            known[asked] = find(handler, path, query)
        return known[asked]

    module.Handler.find = remembered


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
def refresh_once(once, endpoints):
    """A way to have a place refreshed once for all worker processes, and how that ended.

    Copy the place, don't change it.
    """

    def of(name, scope=GM, prepare=lambda place: None):
        def fill(folder):
            place = Place(folder / "place")
            prepare(place)
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("FHFA_WAREHOUSE_DIR", str(place.warehouses))
                done = place.refresh(endpoints.url, scope)
            (folder / "done").write_bytes(pickle.dumps(done))

        folder = once(name, fill)
        return Place(folder / "place"), pickle.loads((folder / "done").read_bytes())

    return of


@pytest.fixture(scope="session")
def refreshed(refresh_once):
    """One refresh from the replica, done once; copy its place, don't change it."""
    return refresh_once("refreshed")


@pytest.fixture(scope="session")
def copied(refreshed):
    """A way to have the refreshed place again in another folder."""

    def copy(folder):
        return Place(copy_of_folder(refreshed[0].root, folder / "place"))

    return copy


@pytest.fixture(scope="session")
def refreshed_for(refreshed, refresh_once):
    """A way to have another scope refreshed, over a copy of the refreshed place."""

    def prepare(place):
        copy_of_folder(refreshed[0].root, place.root)

    return lambda text: refresh_once(f"scope-{text}", read_scope(text), prepare)


@pytest.fixture(scope="session")
def england(refreshed_for):
    """All England, refreshed once for all tests (about a minute); don't change it."""
    return refreshed_for("england")


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


@pytest.fixture
def unrefreshed(warehouse_file, tmp_path):
    """A place with the embedded figures in use, where nothing has been fetched yet."""
    new = Place(tmp_path / "unrefreshed")
    copy_of_folder(warehouse_file.parent, new.warehouses)
    return new


@pytest.fixture
def faults():
    """What is wrong with the answers of ``broken``; nothing, to begin with."""
    return Faults()


@pytest.fixture
def broken(replica, endpoints, faults):
    """The address of the endpoints with ``faults``."""
    with faulty(replica, endpoints.store, faults) as address:
        yield address
