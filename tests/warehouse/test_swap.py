"""A new build is picked up; readers of the old one are not disturbed; old files are swept."""

from __future__ import annotations

import os
import time

import pytest

from fhfa_data.warehouse import build
from fhfa_data.warehouse.build import build_warehouse, ensure_warehouse
from fhfa_data.warehouse.pointer import read_pointer
from fhfa_data.warehouse.read import open_current

pytestmark = pytest.mark.slow

MANCHESTER_CORE20 = """SELECT round(value, 1) AS value FROM figure
WHERE indicator = 'core20_pct' AND area_code = 'E08000003'"""


def answer(warehouse):
    return warehouse.frame(MANCHESTER_CORE20)["value"][0]


def test_a_new_build_is_picked_up_while_the_old_one_still_serves(own_folder, next_version):
    old = open_current()
    next_version()
    path = build_warehouse()
    new = open_current()
    assert new.path == path != old.path
    assert new.fingerprint != old.fingerprint
    assert answer(old) == answer(new) == 61.2


def test_building_the_same_again_under_an_open_reader(own_folder):
    reader = open_current()
    assert build_warehouse() == reader.path
    assert answer(reader) == answer(open_current()) == 61.2


def test_nothing_is_built_twice(own_folder, monkeypatch):
    built = (own_folder / read_pointer(own_folder).file).stat().st_mtime_ns
    monkeypatch.setattr(build, "build_warehouse", lambda _progress: pytest.fail("built again"))
    assert ensure_warehouse().stat().st_mtime_ns == built


def test_nothing_is_built_twice_while_it_is_open_here(own_folder, monkeypatch):
    reader = open_current()
    monkeypatch.setattr(build, "build_warehouse", lambda _progress: pytest.fail("built again"))
    assert ensure_warehouse() == reader.path
    assert answer(reader) == 61.2


def test_a_newer_version_builds_its_own(own_folder, next_version):
    old = read_pointer(own_folder)
    next_version()
    assert ensure_warehouse().name != old.file
    assert read_pointer(own_folder).fingerprint != old.fingerprint


def test_leftovers_of_a_killed_build_are_swept_and_a_running_build_is_not(own_folder):
    stale, running = own_folder / "atlas-1.aa.building", own_folder / "atlas-1.bb.building"
    for path in (stale, running):
        path.write_bytes(b"half")
    os.utime(stale, (time.time() - 7200,) * 2)
    build_warehouse()
    assert not stale.exists()
    assert running.exists()


def test_a_file_that_vanishes_while_sweeping_harms_nothing(own_folder):
    """Another build moves its scratch file away between our listing it and looking at it."""
    (own_folder / "atlas-1.cc.building").symlink_to(own_folder / "gone")
    assert build_warehouse().is_file()


def test_progress_is_told_from_nothing_to_all(empty_folder):
    told = []
    build_warehouse(lambda share, words: told.append((share, words)))
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert all(words for _, words in told)
