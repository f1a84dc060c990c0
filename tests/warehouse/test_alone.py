"""One at a time: a lock that ends with its process, however it ends, and says who holds it."""

from __future__ import annotations

import getpass
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from multiprocessing.pool import ThreadPool

import pytest

from fhfa_data.errors import WarehouseError
from fhfa_data.warehouse.alone import HOLDER, LOCK, alone

pytestmark = pytest.mark.process

HOLD = """
import sys
from pathlib import Path
from fhfa_data.warehouse.alone import alone
with alone(Path(sys.argv[1]), "rollback"):
    print("held", flush=True)
    sys.stdin.read()
"""
ONCE = """
import os, sys, time
from pathlib import Path
from fhfa_data.errors import WarehouseError
from fhfa_data.warehouse.alone import alone
folder = Path(sys.argv[1])
try:
    with alone(folder):
        with open(folder / "inside", "x"):
            time.sleep(0.3)
        os.unlink(folder / "inside")
        print("had it")
except WarehouseError as error:
    print(error.what)
"""


@pytest.fixture
def holder(tmp_path):
    """A process that holds the lock until it is told, or killed."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def refused(folder) -> str:
    with pytest.raises(WarehouseError) as caught, alone(folder):
        raise AssertionError("two at once")
    return str(caught.value)


def test_it_says_who_holds_it_and_since_when(tmp_path, holder):
    said = refused(tmp_path)
    assert f"Another rollback is running, begun by {getpass.getuser()} on " in said
    assert f"(process {holder.pid}) on " in said
    assert f"{datetime.now(UTC):%B %Y}" in said
    assert "Wait until it has ended" in said
    holder.communicate("")
    with alone(tmp_path):
        assert json.loads((tmp_path / HOLDER).read_text())["process"] == os.getpid()
    assert [one.name for one in tmp_path.iterdir()] == [LOCK]


def test_a_killed_holder_holds_nothing_and_its_note_is_not_believed(tmp_path, holder):
    holder.kill()
    holder.wait()
    left = json.loads((tmp_path / HOLDER).read_text())
    assert left["process"] == holder.pid
    with alone(tmp_path):
        assert f"(process {os.getpid()})" in refused(tmp_path)
    assert not (tmp_path / HOLDER).exists()


@pytest.mark.parametrize("note", [b"", b"\xff", b"[]", b"{}", b'{"since": 3}', None])
def test_a_note_that_cannot_be_read_leaves_the_short_sentence(tmp_path, holder, note):
    if note is None:
        (tmp_path / HOLDER).unlink()
    else:
        (tmp_path / HOLDER).write_bytes(note)
    assert refused(tmp_path).startswith("Another refresh is running. (")


def test_many_at_once_never_hold_it_together(tmp_path):
    def run(_number):
        command = [sys.executable, "-c", ONCE, str(tmp_path)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    with ThreadPool(6) as pool:
        said = pool.map(run, range(6))
    assert any(one == "had it\n" for one in said)
    assert all(one == "had it\n" or one.startswith("Another refresh is") for one in said)
    assert not (tmp_path / "inside").exists()


def test_a_note_that_cannot_be_written_stops_nothing(tmp_path):
    (tmp_path / HOLDER).mkdir()
    with alone(tmp_path):
        assert refused(tmp_path).startswith("Another refresh is running. (")
