"""What every test may ask for, and the report of what this machine could not run."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from filelock import FileLock

REPOSITORY = Path(__file__).resolve().parent.parent
pytest_plugins = ["needs"]

# Scripts that a test has Streamlit run; importing them, as the search for doctests does, fails.
collect_ignore_glob = ["*/apps/*", "*conftest.py"]


@pytest.fixture(scope="session", autouse=True)
def warehouse_folder(tmp_path_factory):
    """A warehouse folder of the tests' own; subprocesses inherit it. The user's is not touched."""
    folder = tmp_path_factory.mktemp("warehouse")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FHFA_WAREHOUSE_DIR", str(folder))
        patch.setenv("FHFA_STORIES_DIR", str(tmp_path_factory.mktemp("stories")))
        patch.delenv("FHFA_STORIES_URL", raising=False)
        yield folder


@pytest.fixture(scope="session")
def once(tmp_path_factory, worker_id):
    """A way to make a folder of files once for all worker processes: name, what fills it.

    The folder is only read from then on; a test that changes files copies them first.
    """
    shared = tmp_path_factory.getbasetemp()
    shared = shared if worker_id == "master" else shared.parent

    def made(name, fill):
        folder, whole = shared / f"once-{name}", shared / f"once-{name}.whole"
        with FileLock(shared / f"once-{name}.lock"):
            if not whole.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                fill(folder)
                whole.touch()
        return folder

    return made


@pytest.fixture(scope="session")
def warehouse_file(warehouse_folder, once):
    """The warehouse of the embedded figures, built once for all tests. Copy it, don't change it."""
    from fhfa_data.warehouse.build import ensure_warehouse

    def build(folder):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("FHFA_WAREHOUSE_DIR", str(folder))
            ensure_warehouse()

    shutil.copytree(once("warehouse", build), warehouse_folder, dirs_exist_ok=True)
    return ensure_warehouse()


@pytest.fixture(scope="session")
def warehouse(warehouse_file):
    """The warehouse of the embedded figures, open for reading."""
    from fhfa_data.warehouse.read import Warehouse

    opened = Warehouse(warehouse_file)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def shaped_folder(once):
    """A warehouse folder where shapes and classes of neighbourhoods are installed, made up ones.

    Each ward's drawing is cut into as many upright strips as it has neighbourhoods.
    """
    from made_up_shapes import install_shaped

    def install(folder):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("FHFA_WAREHOUSE_DIR", str(folder))
            install_shaped()

    return once("shaped", install)


@pytest.fixture(scope="session")
def shaped(shaped_folder):
    """The warehouse with made-up shapes of neighbourhoods, open for reading."""
    from fhfa_data.warehouse.pointer import read_pointer
    from fhfa_data.warehouse.read import Warehouse

    opened = Warehouse(shaped_folder / read_pointer(shaped_folder).file)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def new_store_file(once):
    """A file with the tables of a store of stories and nothing in them. Copy it."""
    from fhfa_data.stories.store import open_store

    def make(folder):
        open_store(f"sqlite:///{folder / 'new.sqlite'}").close()

    return once("store", make) / "new.sqlite"


@pytest.fixture
def store(tmp_path, monkeypatch, new_store_file):
    """An empty store of stories of the test's own, in the file that the app looks for."""
    from fhfa_data.stories.store import open_store
    from fhfa_data.stories.store.connect import FILE

    (tmp_path / "stories").mkdir()
    shutil.copy(new_store_file, tmp_path / "stories" / FILE)
    monkeypatch.setenv("FHFA_STORIES_DIR", str(tmp_path / "stories"))
    monkeypatch.delenv("FHFA_STORIES_URL", raising=False)
    opened = open_store()
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def catalogue():
    """The catalogue that ships with the package."""
    from fhfa_data.catalogue.load import load_catalogue

    return load_catalogue()


@pytest.fixture(params=["a sample", pytest.param("all", marks=pytest.mark.slow)])
def sample(request):
    """A way to thin what a test goes through: some of it on a desk, all where slow tests run."""

    def some(items, number):
        every = list(items)
        thin = request.param != "all" and number < len(every)
        return random.Random(13).sample(every, number) if thin else every

    return some


@pytest.fixture(scope="session")
def repository():
    """The checkout's folder."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared():
    """The folder of material shared with the project; not part of a checkout."""
    folder = REPOSITORY / ".." / "shared"
    if not folder.is_dir():
        pytest.skip("not run: ../shared is not on this machine")
    return folder
