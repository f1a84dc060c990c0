"""A download killed at any moment leaves nothing half visible."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

from faulty_server import reply, serving

from fhfa_data.sources.receipts import latest_receipt, read_receipt

DOWNLOADS = """
import sys
from pathlib import Path
from fhfa_data.sources.http import Fetcher
from fhfa_data.sources.keeping import scratch_folder, write_checked, write_receipt
from fhfa_data.sources.receipts import latest_receipt
raw, address, fetcher = Path(sys.argv[1]), sys.argv[2], Fetcher()
print("begun", flush=True)
while True:
    with scratch_folder(raw, "ons_x", "2025-11-24") as scratch:
        parts = tuple(
            fetcher.get(address, max_bytes=10**7, into=scratch / f"{number}.csv")
            for number in range(3)
        )
        receipt = write_receipt(
            scratch, source="ons_x", scope="gm", date="2025-11-24", licence="OGL", parts=parts
        )
    write_checked(receipt, "2025-11-25T00:00:00Z")
"""
BODY = os.urandom(300_000)
MOMENTS = 10


def killed_after(seconds, raw, address):
    """Run downloads in a process of their own; SIGKILL it that long after it has begun."""
    without_proxy = {
        name: value for name, value in os.environ.items() if "proxy" not in name.lower()
    }
    command = [sys.executable, "-c", DOWNLOADS, str(raw), address]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=without_proxy) as process:
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
            killed_after(chance.uniform(0.01, 0.3), tmp_path, f"{server.url}/data.csv")
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
