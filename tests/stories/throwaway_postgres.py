"""A PostgreSQL cluster for one test session: in a scratch folder, on loopback, then removed."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")  # Debian keeps initdb and pg_ctl out of the search path
UNPRIVILEGED = "postgres"


def binaries():
    """The folder with ``initdb`` and ``pg_ctl``, the newest version's; None if there is none."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    versions = [one for one in DEBIAN.glob("*/bin") if (one / "initdb").exists()]
    return max(versions, key=lambda one: int(one.parent.name), default=None)


def as_unprivileged(command):
    """PostgreSQL refuses to run as root; then its own account runs it."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return ["runuser", "-u", UNPRIVILEGED, "--", *command] if is_root else command


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextmanager
def cluster(folder):
    """The address of a running cluster's database, ``folder`` being where its programs are."""
    scratch = Path(tempfile.mkdtemp(prefix="fhfa-postgres-"))
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        shutil.chown(scratch, UNPRIVILEGED)
    data, port = scratch / "data", free_port()
    options = (
        f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={scratch} "
        "-c fsync=off -c shared_buffers=16MB"
    )
    control = [folder / "pg_ctl", "-D", data, "-l", scratch / "log"]
    try:
        run(
            [
                folder / "initdb",
                "-D",
                data,
                "-U",
                "atlas",
                "--auth=trust",
                "--no-sync",
                "-E",
                "UTF8",
            ]
        )
        run([*control, "-w", "-o", options, "start"])
        yield f"postgresql://atlas@127.0.0.1:{port}/postgres"
    finally:
        run([*control, "-m", "immediate", "stop"], check=False)
        shutil.rmtree(scratch, ignore_errors=True)


def run(command, *, check=True):
    words = as_unprivileged([str(one) for one in command])
    # A server that inherits a pipe would keep its reader waiting for as long as it runs.
    subprocess.run(
        words, check=check, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
