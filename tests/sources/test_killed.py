"""A download killed at any moment leaves nothing half visible."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from faulty_server import reply, serving

from fhfa_data.sources.keeping import scratch_folder, write_receipt
from fhfa_data.sources.receipts import Part, bytes_sha256, latest_receipt, read_receipt

pytestmark = pytest.mark.process

DAY = "2025-11-24"
DOWNLOADS = """
import sys
from pathlib import Path
from fhfa_data.sources.http import Fetcher
from fhfa_data.sources.keeping import scratch_folder, write_receipt
raw, address, fetcher = Path(sys.argv[1]), sys.argv[2], Fetcher()
print("begun", flush=True)
while True:
    with scratch_folder(raw, "ons_x", "2025-11-24") as scratch:
        parts = tuple(
            fetcher.get(address, max_bytes=10**7, into=scratch / f"{number}.csv")
            for number in range(3)
        )
        write_receipt(
            scratch, source="ons_x", scope="gm", date="2025-11-24", licence="OGL", parts=parts
        )
"""
CHECKS = """
import sys
from pathlib import Path
from fhfa_data.sources.keeping import write_checked
from fhfa_data.sources.receipts import read_receipt
receipt = read_receipt(Path(sys.argv[1]))
print("begun", flush=True)
while True:
    write_checked(receipt, "2025-11-25T00:00:00Z")
"""
BODY = os.urandom(300_000)
MOMENTS = 10


def killed_after(seconds, script, *arguments):
    """Run a script in a process of its own; SIGKILL it that long after it has begun."""
    direct = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    command = [sys.executable, "-c", script, *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=direct) as process:
        assert process.stdout.readline() == b"begun\n"
        time.sleep(seconds)
        assert process.poll() is None
        process.kill()
    assert process.returncode != 0


def test_killed_at_random_moments(tmp_path):
    source, stopped_midway = tmp_path / "ons_x", 0
    chance = random.Random()
    with serving(reply(BODY)) as server:
        for _ in range(MOMENTS):
            before = set(source.glob("*.partial-*"))
            killed_after(chance.uniform(0.01, 0.3), DOWNLOADS, tmp_path, f"{server.url}/data.csv")
            stopped_midway += len(set(source.glob("*.partial-*")) - before)
            assert_all_visible_are_whole(source)
    assert stopped_midway > 0  # or this test would have shown nothing
    visible = [path for path in source.iterdir() if ".partial-" not in path.name]
    assert bool(visible) == (latest_receipt(tmp_path, "ons_x", "gm") is not None)


def assert_all_visible_are_whole(source: Path):
    for folder in source.iterdir():
        if ".partial-" not in folder.name:
            receipt = read_receipt(folder)
            assert [part.size for part in receipt.parts] == [len(BODY)] * 3


def test_killed_while_noting_a_check(tmp_path):
    with scratch_folder(tmp_path, "ons_x", DAY) as scratch:
        (scratch / "a.csv").write_bytes(b"a")
        # A long query, so that writing the receipt takes long enough to be hit.
        long = Part("a.csv", "", "x" * 3_000_000, DAY, DAY, 1, bytes_sha256(b"a"))
        receipt = write_receipt(
            scratch, source="ons_x", scope="gm", date=DAY, licence="", parts=(long,)
        )
    for _ in range(4):
        killed_after(random.uniform(0.01, 0.2), CHECKS, receipt.folder)
        assert read_receipt(receipt.folder).parts[0].sha256 == long.sha256
