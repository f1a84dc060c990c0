"""The atlas served for a browser: on a port of its own, from a folder of warehouses of a test's."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager

NOBODY = "http://127.0.0.1:9"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_up(address: str, process: subprocess.Popen) -> None:
    for _ in range(120):
        assert process.poll() is None, "the test app stopped by itself"
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.25)
    raise AssertionError("the test app did not start")


@contextmanager
def served_atlas(folder, repository, flags=(), settings=None, *, port=0):
    """The atlas itself, serving the warehouses of a folder; whatever it starts finds nobody.

    ``flags`` are Streamlit's, ``settings`` go into its environment.
    """
    port = port or free_port()
    command = [
        sys.executable, "-m", "fhfa_data.ui.launch", "run", "app.py", "--server.headless=true",
        f"--server.port={port}", "--server.address=127.0.0.1", "--server.fileWatcherType=none",
        *flags,
    ]  # fmt: skip
    own = {"FHFA_WAREHOUSE_DIR": str(folder), "FHFA_RAW_DIR": str(folder / "raw")}
    own |= settings or {}
    process = subprocess.Popen(
        command,
        cwd=repository,
        env={**os.environ, **own, "FHFA_MIRROR_URL": NOBODY},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until_up(f"http://127.0.0.1:{port}", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=10)
