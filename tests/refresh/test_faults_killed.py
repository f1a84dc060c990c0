"""kill -9 at random moments of a whole refresh: the old figures serve, and the next one completes.

Real processes, real files, real sockets; the moments are drawn anew each time, and the seed is in
the message of a failure.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from multiprocessing.pool import ThreadPool
from pathlib import Path

import pytest
from faulty_endpoints import NEEDED, Faults, faulty
from fhfa_process import GM_CORE20, environment
from places import Place, copy_of_folder

from fhfa_data.sources.receipts import read_receipt
from fhfa_data.warehouse.alone import alone
from fhfa_data.warehouse.builds import trouble
from fhfa_data.warehouse.pointer import read_pointer
from fhfa_data.warehouse.read import Warehouse

SERVER = Path(__file__).with_name("refresh_server.py")
KILLS = 50
PLACES = 2

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has neither fork nor kill -9")


class Refreshes:
    """Refreshes of one place, each a process of its own that is killed or let to its end."""

    def __init__(self, place, mirror, remembered) -> None:
        self.place = place
        place.root.mkdir(exist_ok=True)
        self.log = place.root / "said.txt"
        self.server = subprocess.Popen(
            [sys.executable, str(SERVER), str(remembered)],
            env=environment(place, mirror),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.log.open("ab"),
            text=True,
        )

    def run(self, seconds: float | None = None) -> int:
        """One refresh, killed after so many seconds if that is said; its exit code."""
        self.server.stdin.write("\n" if seconds is None else f"{seconds}\n")
        self.server.stdin.flush()
        return int(self.server.stdout.readline())

    def stop(self) -> None:
        self.server.kill()
        self.server.communicate()


def assert_serves(place, allowed) -> None:
    """What is pointed to is one of the whole builds, opens, answers, and is what it says it is."""
    pointer = read_pointer(place.warehouses)
    assert pointer.fingerprint in allowed
    assert trouble(place.warehouses / pointer.file) == ""
    reader = Warehouse(place.warehouses / pointer.file)
    assert reader.frame(GM_CORE20)["numerator"][0] == 1_132_504
    reader.close()


def assert_raw_is_whole(place) -> None:
    """Every download that can be seen is one that was had to its end."""
    for folder in place.raw.glob("*/*"):
        if ".partial-" not in folder.name:
            assert read_receipt(folder).parts


def new_place(folder, warehouse_file):
    """A place with the embedded figures in use, where nothing has been fetched."""
    place = Place(folder)
    copy_of_folder(warehouse_file.parent, place.warehouses)
    return place


@pytest.fixture(scope="module")
def undisturbed(replica, endpoints, warehouse_file, tmp_path_factory):
    """Refreshes that nobody kills: how long one takes, and which build it makes."""
    faults, folder = Faults(), tmp_path_factory.mktemp("undisturbed")
    faults.others_gone, faults.of = True, dict(NEEDED)
    with faulty(replica, endpoints.store, faults) as address:
        for number in range(2):  # the first keeps what it worked out
            place = new_place(folder / str(number), warehouse_file)
            refreshes = Refreshes(place, address, folder / "remembered")
            began = time.monotonic()
            assert refreshes.run() == 0
            seconds = time.monotonic() - began
            refreshes.stop()
        new = read_pointer(place.warehouses).fingerprint
        yield lambda at: Refreshes(at, address, folder / "remembered"), seconds, new


class Dashboard:
    """A reader that stays open on the figures of before, and what must hold after each kill."""

    def __init__(self, place, new: str) -> None:
        self.place, pointer = place, read_pointer(place.warehouses)
        self.allowed = {pointer.fingerprint, new}
        self.reader = Warehouse(place.warehouses / pointer.file)

    def check(self) -> None:
        assert_serves(self.place, self.allowed)
        assert self.reader.frame(GM_CORE20)["numerator"][0] == 1_132_504
        assert_raw_is_whole(self.place)
        with alone(self.place.warehouses):
            pass


def test_killed_at_fifty_random_moments(undisturbed, warehouse_file, tmp_path):
    """Minutes: each of the 50 kills falls somewhere in a whole refresh, and is looked into."""
    refreshes_at, seconds, new = undisturbed
    seed = random.SystemRandom().randrange(10**9)

    def kill_many(number: int) -> int:
        """Kill refreshes of a place, one after the other, until enough were killed at work."""
        chance, kills = random.Random(f"{seed} {number}"), 0
        place = new_place(tmp_path / str(number), warehouse_file)
        dashboard, refreshes = Dashboard(place, new), refreshes_at(place)
        while kills < KILLS // PLACES:
            moment = chance.uniform(0, 1.3 * seconds)
            code = refreshes.run(moment)
            assert code in (0, -signal.SIGKILL), f"{code}: {refreshes.log.read_text()[-2000:]}"
            if code:
                kills += 1
            else:  # it had ended: the next begins with nothing fetched again
                shutil.rmtree(place.raw)
            try:
                dashboard.check()
            except Exception as error:
                told = f"seed {seed}, place {number}, kill {kills}, after {moment:.3f} seconds"
                raise AssertionError(told) from error
        assert refreshes.run() == 0, f"seed {seed}, place {number}: the next one didn't complete"
        assert_serves(place, {new})
        refreshes.stop()
        return kills

    with ThreadPool(PLACES) as pool:
        assert sum(pool.map(kill_many, range(PLACES), 1)) == KILLS
