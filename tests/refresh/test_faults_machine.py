"""What goes wrong on the analyst's own machine: disk, folders, clock, two refreshes at once.

Each is a real refresh against real endpoints. The old figures serve, and the message says what to
do.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager

import pytest
from dressed_tables import MOVED, RISE, published_again
from faulty_endpoints import FILE_7, NEEDED, slowly
from fhfa_process import Serving, complaint, environment, fhfa
from places import Place

from fhfa_data.sources.receipts import receipts_of
from fhfa_data.warehouse.alone import HOLDER
from fhfa_data.warehouse.pointer import read_pointer
from fhfa_data.warehouse.read import Warehouse

posix = pytest.mark.skipif(os.name == "nt", reason="permissions and mounts work otherwise there")
SCORE = "SELECT value FROM figure WHERE indicator = 'imd_score' AND area_code = ?"


@pytest.fixture
def short(faults, broken):
    """Endpoints that have what a refresh needs, and nothing else."""
    faults.others_gone, faults.of = True, dict(NEEDED)
    return broken


def obeying_permissions():
    """What to put before a command so that root, too, obeys permissions."""
    if os.geteuid() != 0:
        return ()
    if not shutil.which("setpriv"):
        pytest.skip("not run: root ignores permissions, and setpriv is not installed")
    return ("setpriv", "--bounding-set=-all")


@contextmanager
def read_only(folder):
    """Nothing can be made in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o555)
    try:
        yield
    finally:
        folder.chmod(0o755)


@pytest.fixture
def disk(tmp_path, warehouse_file):
    """A way to have a real, small file system with the embedded figures in use on it."""
    mounted = []

    def make(megabytes):
        folder = tmp_path / "disk"
        folder.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "none", str(folder)]
        if not shutil.which("mount") or subprocess.run(command, capture_output=True).returncode:
            pytest.skip(
                "a file system can't be mounted here; the limits on file size in "
                "tests/sources/test_http_bodies.py and tests/warehouse/test_unwritable.py stand in"
            )
        mounted.append(folder)
        place = Place(folder)
        shutil.copytree(warehouse_file.parent, place.warehouses)
        return place

    yield make
    for folder in mounted:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@posix
@pytest.mark.parametrize(
    ("room", "words", "todo"),
    [
        (5, "The download can't be kept: No space left on device", "Make room on the disk"),
        (18, "The figures can't be written", "Make room or set FHFA_WAREHOUSE_DIR"),
    ],
    ids=["for the download", "for the figures"],
)
def test_a_full_disk(disk, warehouse_file, short, room, words, todo):
    """File 7 is 9 MB and the lookup 6; the figures are 7 once more."""
    place = disk(round(warehouse_file.stat().st_size / 2**20) + room)
    serving = Serving(place.warehouses)
    before = {one.name for one in place.warehouses.iterdir()} | {"refresh.lock"}
    done = fhfa(place, "refresh", mirror=short)
    assert done.returncode == 1, done.stderr
    said = complaint(done)
    assert words in said
    assert todo in said
    serving.check()
    assert {one.name for one in place.warehouses.iterdir()} == before
    assert not list(place.raw.glob("*/*.partial-*"))
    assert fhfa(place, "status").returncode == 0


@posix
@pytest.mark.parametrize(
    ("which", "words", "todo"),
    [
        ("raw", "The download can't be kept: Permission denied", "check that you may write there"),
        ("warehouses", "The figures can't be written", "set FHFA_WAREHOUSE_DIR"),
    ],
)
def test_a_folder_that_can_only_be_read(unrefreshed, short, which, words, todo):
    serving = Serving(unrefreshed.warehouses)
    with read_only(getattr(unrefreshed, which)):
        done = fhfa(unrefreshed, "refresh", mirror=short, prefix=obeying_permissions())
    assert done.returncode == 1, done.stderr
    said = complaint(done)
    assert words in said
    assert todo in said
    serving.check()


def test_two_at_once_the_second_is_told_whose_the_first_is_and_the_first_goes_on(
    unrefreshed, short, faults
):
    faults.of[FILE_7] = slowly
    serving = Serving(unrefreshed.warehouses)
    first = subprocess.Popen(
        [sys.executable, "-m", "fhfa_data", "refresh", "--quiet"],
        env=environment(unrefreshed, short),
        stdout=subprocess.PIPE,
        text=True,
    )
    while not (unrefreshed.warehouses / HOLDER).exists():
        assert first.poll() is None
    done = fhfa(unrefreshed, "refresh", mirror=short)
    assert done.returncode == 1
    said = complaint(done)
    assert said.startswith("fhfa: Another refresh is running, begun by ")
    assert f"(process {first.pid}) on " in said
    assert said.endswith(
        "Wait until it has ended, then run yours. The figures in use are untouched."
    )
    serving.check()
    assert "Figures refreshed" in first.communicate(timeout=300)[0]
    assert first.returncode == 0
    assert not (unrefreshed.warehouses / HOLDER).exists()
    assert read_pointer(unrefreshed.warehouses).fingerprint != serving.fingerprint


@posix
def test_the_clock_moved_back_between_two_refreshes(unrefreshed, short, faults):
    """What came last is what is used, whatever day it says; and the way back is the way it was."""
    if not shutil.which("faketime"):
        pytest.skip("not run: faketime, which moves a process's clock, is not installed")
    assert fhfa(unrefreshed, "refresh", mirror=short).returncode == 0
    before = read_pointer(unrefreshed.warehouses)
    faults.of[FILE_7] = lambda reply, _query: published_again(reply)
    long_ago = {"prefix": ("faketime", "2001-02-03 04:05:06")}
    long_ago["more"] = {"FAKETIME_DONT_FAKE_MONOTONIC": "1"}
    done = fhfa(unrefreshed, "refresh", mirror=short, **long_ago)
    assert done.returncode == 0, done.stderr
    now = read_pointer(unrefreshed.warehouses)
    assert now.built_at.startswith("2001-02-03T")
    assert now.number > before.number
    assert now.fetched["mhclg_iod2025_file7"] != before.fetched["mhclg_iod2025_file7"]
    newest = next(iter(receipts_of(unrefreshed.raw, "mhclg_iod2025_file7", None)))
    assert newest.digest == now.fetched["mhclg_iod2025_file7"]
    assert newest.date == "2001-02-03"
    scores = []
    for pointer in (before, now):
        reader = Warehouse(unrefreshed.warehouses / pointer.file)
        scores.append(reader.records(SCORE, [MOVED.decode()])[0]["value"])
        reader.close()
    assert scores[1] - scores[0] == pytest.approx(RISE)
    assert fhfa(unrefreshed, "rollback", **long_ago).returncode == 0
    assert read_pointer(unrefreshed.warehouses).file == before.file
