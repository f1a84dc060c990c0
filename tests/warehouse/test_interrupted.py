"""A build killed at any moment, or two at once: the figures in use stay in use."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time

import pytest

from fhfa_data.warehouse import history
from fhfa_data.warehouse.build import build_warehouse, ensure_warehouse
from fhfa_data.warehouse.pointer import read_pointer
from fhfa_data.warehouse.read import open_current

pytestmark = pytest.mark.process

BUILD_ANOTHER_VERSION = """
import sys
from fhfa_data.warehouse import build
build.current_fingerprint = lambda *_, **__: "0123456789ab"
build.build_warehouse(lambda share, words: print(words, flush=True))
"""
COUNT = "SELECT count(*) AS n FROM figure WHERE status = 'ok'"
STAGES = ["Working out", "Writing", "Checking", "ready"]


def start_build(folder, script=BUILD_ANOTHER_VERSION):
    return subprocess.Popen(
        [sys.executable, "-c", script],
        env={**os.environ, "FHFA_WAREHOUSE_DIR": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def kill_in_stage(process, stage, delay):
    """Kill without warning, ``delay`` seconds after the build said it reached ``stage``."""
    for line in process.stdout:
        if line.startswith(stage):
            break
    time.sleep(delay)
    process.kill()
    process.communicate()


@pytest.mark.parametrize("number", range(10))
def test_killed_at_a_random_moment(own_folder, number):
    moment = random.Random(number)
    reader, before = open_current(), read_pointer(own_folder)
    figures = reader.frame(COUNT)["n"][0]
    kill_in_stage(start_build(own_folder), STAGES[number % 3], moment.uniform(0, 0.5))
    assert reader.frame(COUNT)["n"][0] == figures
    after = open_current()
    assert after.frame(COUNT)["n"][0] == figures
    assert read_pointer(own_folder).file in {before.file, after.path.name}
    assert ensure_warehouse().name == before.file


def test_the_start_after_a_kill_finishes_the_build(empty_folder):
    kill_in_stage(start_build(empty_folder), "Writing", 0.05)
    assert read_pointer(empty_folder) is None
    assert ensure_warehouse().is_file()
    assert open_current().frame(COUNT)["n"][0] > 82_119


def test_killed_between_the_new_file_and_the_pointer(own_folder, next_version, monkeypatch):
    before = read_pointer(own_folder)
    next_version()
    with monkeypatch.context() as patch:
        patch.setattr(history, "write_pointer", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            build_warehouse()
    assert read_pointer(own_folder) == before
    assert open_current().fingerprint == before.fingerprint
    assert ensure_warehouse().name != before.file


def test_two_first_starts_at_once(empty_folder):
    first, second = start_build(empty_folder), start_build(empty_folder)
    for process in (first, second):
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors
    pointer = read_pointer(empty_folder)
    there = sorted(path.name for path in empty_folder.iterdir())
    assert there == [pointer.file, "current.json", "history.jsonl"]
    assert open_current().frame(COUNT)["n"][0] > 82_119
