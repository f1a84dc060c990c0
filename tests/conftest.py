"""What every test may ask for, and the report of what this machine could not run."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import settings

NOT_RUN = "not run"
REPOSITORY = Path(__file__).resolve().parent.parent

# How long an example takes says how busy the machine is; speed is measured in benchmarks.
settings.register_profile("atlas", deadline=None)
settings.load_profile("atlas")

# Scripts that a test has Streamlit run; importing them, as the search for doctests does, fails.
collect_ignore_glob = ["*/apps/*", "*conftest.py"]


@pytest.fixture(scope="session", autouse=True)
def warehouse_folder(tmp_path_factory):
    """A warehouse folder of the tests' own; subprocesses inherit it. The user's is not touched."""
    folder = tmp_path_factory.mktemp("warehouse")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FHFA_WAREHOUSE_DIR", str(folder))
        patch.setenv("FHFA_STORIES_DIR", str(folder / "stories"))
        patch.delenv("FHFA_STORIES_URL", raising=False)
        yield folder


@pytest.fixture(scope="session")
def warehouse_file(warehouse_folder):
    """The warehouse of the embedded figures, built once for all tests. Copy it, don't change it."""
    from fhfa_data.warehouse.build import ensure_warehouse

    return ensure_warehouse()


@pytest.fixture(scope="session")
def warehouse(warehouse_file):
    """The warehouse of the embedded figures, open for reading."""
    from fhfa_data.warehouse.read import Warehouse

    opened = Warehouse(warehouse_file)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def shaped_folder(tmp_path_factory):
    """A warehouse folder where shapes and classes of neighbourhoods are installed, made up ones.

    Each ward's drawing is cut into as many upright strips as it has neighbourhoods.
    """
    from made_up_shapes import install_shaped

    folder = tmp_path_factory.mktemp("shaped")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FHFA_WAREHOUSE_DIR", str(folder))
        install_shaped()
    return folder


@pytest.fixture(scope="session")
def shaped(shaped_folder):
    """The warehouse with made-up shapes of neighbourhoods, open for reading."""
    from fhfa_data.warehouse.pointer import read_pointer
    from fhfa_data.warehouse.read import Warehouse

    opened = Warehouse(shaped_folder / read_pointer(shaped_folder).file)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def catalogue():
    """The catalogue that ships with the package."""
    from fhfa_data.catalogue.load import load_catalogue

    return load_catalogue()


@pytest.fixture(scope="session")
def repository():
    """The checkout's folder."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared():
    """The folder of material shared with the project; not part of a checkout."""
    folder = REPOSITORY / ".." / "shared"
    if not folder.is_dir():
        pytest.skip(f"{NOT_RUN}: ../shared is not on this machine")
    return folder


def not_run_reasons(terminalreporter) -> Counter[str]:
    """Reason → how many tests were skipped because the machine lacks something."""
    reasons: Counter[str] = Counter()
    for report in terminalreporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
        reason = reason.removeprefix("Skipped: ")
        if reason.startswith(NOT_RUN):
            reasons[reason] += 1
    return reasons


def not_run_is_failure() -> bool:
    """Whether a test that could not run fails the session: yes where CI says it is CI."""
    return os.environ.get("CI", "").casefold() == "true"


def pytest_sessionfinish(session):
    terminal = session.config.pluginmanager.get_plugin("terminalreporter")
    if terminal and not_run_is_failure() and not_run_reasons(terminal) and not session.exitstatus:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter):
    reasons = not_run_reasons(terminalreporter)
    if not reasons:
        return
    terminalreporter.section(f"{reasons.total()} not run: this machine lacks what they need")
    for reason, count in sorted(reasons.items()):
        terminalreporter.line(
            f"{count:4} × {reason.removeprefix(NOT_RUN).removeprefix(':').strip()}"
        )
    if not_run_is_failure():
        terminalreporter.line("CI=true: a test that can't run counts as a failure.", red=True)
