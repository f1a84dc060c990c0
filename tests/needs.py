"""What tests need, as markers: what plain ``pytest`` leaves for later, and how to run it.

A test is marked by the fixtures that it asks for, or by hand where it starts processes or is slow.
A test without a marker that starts a process fails, so that the quick run stays quick.
"""

from __future__ import annotations

import gc
import multiprocessing.process
import os
import subprocess
from collections import Counter
from itertools import zip_longest
from pathlib import Path

import pytest
from hypothesis import settings

NEEDS = {
    "browser": "Chromium",
    "postgres": "PostgreSQL",
    "process": "processes of their own",
    "shared": "the folder ../shared",
    "slow": "time: whole builds, and all of what plain pytest samples",
}
"""Marker → what its tests need."""
BY_FIXTURE = {"browser": "browser", "postgres_address": "postgres", "shared": "shared"}
"""Fixture → the marker of every test that asks for it, at first or second hand."""
QUICK = f"not ({' or '.join(NEEDS)})"
NOT_RUN = "not run"
LEFT_OUT = pytest.StashKey[Counter[str]]()


def is_ci() -> bool:
    """Whether all is to be run: there a test that can't run is a failure, too."""
    return os.environ.get("CI", "").casefold() == "true"


# How long an example takes says how busy the machine is; speed is measured in benchmarks.
# Everyone tries the same examples: a change is judged by itself, by a quarter of them on a desk.
# ``explore`` tries new ones.
settings.register_profile("desk", deadline=None, derandomize=True, max_examples=25)
settings.register_profile("all", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=1_000)
settings.load_profile("all" if is_ci() else "desk")


def pytest_configure(config):
    config.stash[LEFT_OUT] = Counter()
    for name, what in NEEDS.items():
        config.addinivalue_line("markers", f"{name}: needs {what}")
    if not (config.option.markexpr or is_named(config)):
        config.option.markexpr = QUICK


def is_named(config) -> bool:
    """Whether files or tests were asked for by name: then all of theirs run, in one process."""
    return config.args_source is config.ArgsSource.ARGS


def pytest_xdist_auto_num_workers(config):
    return 0 if is_named(config) else os.cpu_count()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        for fixture in BY_FIXTURE.keys() & set(getattr(item, "fixturenames", ())):
            item.add_marker(BY_FIXTURE[fixture])
    _in_turns(items)


def _in_turns(items) -> None:
    """A file of each folder in turn: what waits runs beside what works.

    A file with a single test goes first: it is a long one.
    """
    folders: dict[Path, dict[Path, list]] = {}
    for item in items:
        folders.setdefault(item.path.parent, {}).setdefault(item.path, []).append(item)
    turns = zip_longest(*([*files.values()] for files in folders.values()), fillvalue=[])
    files = [file for turn in turns for file in turn]
    files.sort(key=lambda file: len(file) != 1)
    items[:] = [item for file in files for item in file]


def pytest_collection_finish():
    # What was collected stays to the end: the collector need not walk it again and again.
    gc.collect()
    gc.freeze()


def pytest_unconfigure():
    gc.unfreeze()  # else DuckDB complains of leaks at the end


def needs_of(item) -> set[str]:
    """The markers of a test that say what it needs."""
    return {name for name in NEEDS if item.get_closest_marker(name)}


@pytest.fixture(autouse=True)
def _no_process(request, monkeypatch):
    """A test that is not marked starts no process: each costs seconds."""
    if needs_of(request.node):
        return

    def refuse(*_args, **_options):
        raise AssertionError("This test starts a process: mark it with pytest.mark.process.")

    monkeypatch.setattr(subprocess.Popen, "__init__", refuse)
    monkeypatch.setattr(multiprocessing.process.BaseProcess, "start", refuse)


def pytest_deselected(items):
    for item in items:
        item.config.stash[LEFT_OUT].update(needs_of(item))


def not_run_reasons(terminalreporter) -> Counter[str]:
    """Reason → how many tests were skipped because the machine lacks something."""
    reasons: Counter[str] = Counter()
    for report in terminalreporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple | list) else ""
        reason = reason.removeprefix("Skipped: ")
        if reason.startswith(NOT_RUN):
            reasons[reason.removeprefix(NOT_RUN).removeprefix(":").strip()] += 1
    return reasons


def pytest_sessionfinish(session):
    config = session.config
    if hasattr(config, "workeroutput"):  # a worker of pytest-xdist tells the process that reports
        config.workeroutput["left_out"] = dict(config.stash[LEFT_OUT])
        return
    terminal = config.pluginmanager.get_plugin("terminalreporter")
    if terminal and is_ci() and not_run_reasons(terminal) and not session.exitstatus:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    # Every worker collects, and leaves out, the same tests.
    node.config.stash[LEFT_OUT] = Counter(getattr(node, "workeroutput", {}).get("left_out", {}))


def pytest_terminal_summary(terminalreporter, config):
    left_out, reasons = config.stash[LEFT_OUT], not_run_reasons(terminalreporter)
    if left_out:
        terminalreporter.section("left for later")
        for name, count in sorted(left_out.items()):
            terminalreporter.line(f"{count:5} need {NEEDS[name]}: pytest -m {name}")
    if reasons:
        terminalreporter.section(f"{reasons.total()} not run: this machine lacks what they need")
        for reason, count in sorted(reasons.items()):
            terminalreporter.line(f"{count:4} × {reason}")
        if is_ci():
            terminalreporter.line("CI=true: a test that can't run counts as a failure.", red=True)
