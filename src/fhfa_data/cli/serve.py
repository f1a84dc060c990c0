"""`fhfa serve`: build what is missing, find a free port, start the app, open the browser."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
import webbrowser
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from fhfa_data.cli.progress import show_progress
from fhfa_data.errors import AtlasError
from fhfa_data.model.locations import project_root, sign_in_is_set_up
from fhfa_data.model.reach import stays_here
from fhfa_data.warehouse.build import ensure_warehouse

_PORTS_TO_TRY = 50
_START_SECONDS = 60


def run(options: argparse.Namespace) -> int:
    """Serve until stopped with Ctrl+C."""
    script = project_root() / "app.py"
    if not script.is_file():
        raise AtlasError(
            "The app's script is not there.",
            str(script),
            "Install from a checkout of the project: pip install -e . -c constraints.txt",
        )
    if not options.demo:
        ensure_warehouse(show_progress)
        return _serve(script, options)
    from fhfa_data.demo.world import demonstration  # what it makes shapes with takes a second

    with demonstration(show_progress):
        print("This is a demonstration: place, figures and stories are made up.", flush=True)
        return _serve(script, options)


def _serve(script: Path, options: argparse.Namespace) -> int:
    _warn_if_open(options.host)
    with reserved_port(options.host, options.port) as port:
        if port != options.port:
            print(f"Port {options.port} is taken; using {port}. Choose another with --port.")
        command = _streamlit_command(str(script), options.host, port)
        with _stopped_at_the_end(subprocess.Popen(command, cwd=project_root())) as server:
            _announce(server, options.host, port, open_browser=not options.no_browser)
            return server.wait()
    return 0


def _warn_if_open(host: str) -> None:
    """Say it before anyone can come in: over a network nobody is known without sign-in."""
    if not stays_here(host) and not sign_in_is_set_up():
        print(
            f"Warning: on {host} others on the network can open this atlas, and sign-in isn't set "
            "up. Whoever comes over the network sees only what is public and can't add or change "
            "anything. docs/sign-in.md says how to set up sign-in.",
            file=sys.stderr,
            flush=True,
        )


@contextmanager
def reserved_port(host: str, wanted: int) -> Iterator[int]:
    """The wanted port, or the next one that nothing listens on, kept from other atlases.

    Two atlases started at the same moment would both find the port free, because Streamlit takes
    a second to listen on it. So each first takes the same number as a UDP port, which nothing else
    here uses and which only one process can hold.

    Raises
    ------
    AtlasError
        If the address isn't this machine's, or no port is free nearby.
    """
    for port in range(wanted, min(wanted + _PORTS_TO_TRY, 65_536)):
        with closing(socket.socket(_family(host), socket.SOCK_DGRAM)) as reservation:
            if _can_bind(reservation, host, port) and _can_listen(host, port):
                yield port
                return
    raise AtlasError(
        f"No port from {wanted} to {wanted + _PORTS_TO_TRY - 1} is free on {host}.",
        todo="Choose another with --port, or check --host.",
    )


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _can_bind(probe: socket.socket, host: str, port: int) -> bool:
    try:
        probe.bind((host, port))
    except (OSError, OverflowError):
        return False
    return True


def _can_listen(host: str, port: int) -> bool:
    with closing(socket.socket(_family(host), socket.SOCK_STREAM)) as probe:
        if os.name == "nt":  # Windows lets two programs share a port unless asked not to
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return _can_bind(probe, host, port)


def _streamlit_command(script: str, host: str, port: int) -> list[str]:
    settings = {
        "server.address": host,
        "server.port": str(port),
        "server.headless": "true",
        # The address is said once, by us.
        "logger.hideWelcomeMessage": "true",
        "logger.level": "warning",
        # For every session apart Streamlit would look through all loaded modules for files to
        # watch, again whenever one more is loaded: seconds, with twenty sessions.
        "server.fileWatcherType": "none",
    }
    flags = [part for key, value in settings.items() for part in (f"--{key}", value)]
    return [sys.executable, "-m", "fhfa_data.ui.launch", "run", script, *flags]


def _announce(server: subprocess.Popen[bytes], host: str, port: int, *, open_browser: bool) -> None:
    reachable = "127.0.0.1" if host in ("0.0.0.0", "::", "") else host
    address = f"http://{f'[{reachable}]' if ':' in reachable else reachable}:{port}"
    deadline = time.monotonic() + _START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        if is_listening(reachable, port):
            print(f"Fairer Health Atlas is open at {address}  (stop with Ctrl+C)", flush=True)
            if open_browser:
                webbrowser.open(address)
            return
        time.sleep(0.1)


def is_listening(host: str, port: int) -> bool:
    """Whether anything listens there.

    Where nothing does, a system may give a caller the very port it calls as its own, and TCP then
    connects it with itself.
    """
    with closing(socket.socket(_family(host))) as one:
        one.settimeout(1)
        return one.connect_ex((host, port)) == 0 and one.getsockname() != one.getpeername()


@contextmanager
def _stopped_at_the_end(
    server: subprocess.Popen[bytes],
) -> Iterator[subprocess.Popen[bytes]]:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        yield server
    except KeyboardInterrupt:
        print("\nStopped.")
    finally:
        server.terminate()
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()
