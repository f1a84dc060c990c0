"""`fhfa serve` as a person meets it: an address, an app behind it, a clean end."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from fhfa_data.cli.serve import is_listening, reserved_port
from fhfa_data.errors import AtlasError
from fhfa_data.warehouse.pointer import read_pointer

pytestmark = pytest.mark.process

PATIENCE = 60
posix = pytest.mark.skipif(os.name == "nt", reason="signals work otherwise there")


def listen_to_ctrl_c():
    """A shell makes what it runs in the background deaf to Ctrl+C, and so would these tests be."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Serve:
    """A running ``fhfa serve`` and what it has printed so far."""

    def __init__(self, log, *arguments, **environment):
        self.log = log
        with log.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "fhfa_data", "serve", "--no-browser", *arguments],
                env={**os.environ, **environment},
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=None if os.name == "nt" else listen_to_ctrl_c,
            )

    @property
    def printed(self):
        return self.log.read_text("utf-8")

    def until(self, pattern):
        """Wait until it prints something; the match."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            ended = self.process.poll() is not None
            if match := re.search(pattern, self.printed):
                return match
            assert not ended, self.printed
            time.sleep(0.05)
        pytest.fail(f"no '{pattern}' within {PATIENCE} s:\n{self.printed}")

    def address(self):
        return self.until(r"open at (http://\S+)")[1]

    def interrupt(self):
        """Ctrl+C in a terminal reaches the command and all it started."""
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(timeout=15)

    def kill(self):
        if os.name == "nt":
            self.process.kill()
        else:
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                return
        self.process.wait(timeout=15)


@pytest.fixture
def serve(tmp_path, warehouse_file):
    """Start ``fhfa serve``; whatever is still running at the end is ended."""
    started = []

    def start(*arguments, **environment):
        log = tmp_path / f"serve-{len(started)}.log"
        started.append(Serve(log, *arguments, **environment))
        return started[-1]

    yield start
    for one in started:
        one.kill()


@pytest.fixture
def port():
    """A port that nothing listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_free(port):
    with reserved_port("127.0.0.1", port) as found:
        return found == port


def is_healthy(address):
    with urllib.request.urlopen(f"{address}/_stcore/health", timeout=10) as answer:
        return answer.status == 200 and answer.read() == b"ok"


@posix
def test_a_demonstration_says_so_and_is_gone_when_it_is_closed(serve, tmp_path):
    atlas = serve("--demo", TMPDIR=str(tmp_path), FHFA_STORIES_URL="sqlite:///not/to/be/opened")
    assert is_healthy(atlas.address())
    assert "place, figures and stories are made up" in atlas.printed
    (folder,) = tmp_path.glob("fhfa-demo-*")
    assert (folder / "stories" / "stories.sqlite").is_file()
    assert atlas.interrupt() == 0
    assert not folder.exists()


def test_serves_the_app_at_the_address_it_prints_until_ctrl_c(serve, port):
    atlas = serve("--port", str(port))
    address = atlas.address()
    assert address == f"http://127.0.0.1:{port}"
    assert is_healthy(address)
    if os.name != "nt":
        assert atlas.interrupt() == 0
        assert "Stopped." in atlas.printed
        assert "Traceback" not in atlas.printed
        assert is_free(port)


@posix
def test_a_request_to_end_takes_the_app_along(serve, port):
    atlas = serve("--port", str(port))
    atlas.address()
    atlas.process.terminate()
    assert atlas.process.wait(timeout=15) == 0
    assert is_free(port)


def test_a_taken_port_is_told_and_the_next_free_one_used(serve, port):
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        atlas = serve("--port", str(port))
        told = atlas.until(rf"Port {port} is taken; using (\d+)\.")
        assert int(told[1]) > port
        assert atlas.address().endswith(f":{told[1]}")
        assert is_healthy(atlas.address())


def test_a_second_atlas_beside_the_first(serve, port):
    first = serve("--port", str(port))
    first.address()
    second = serve("--port", str(port))
    second.until(rf"Port {port} is taken")
    assert second.address() != first.address()
    assert is_healthy(first.address())
    assert is_healthy(second.address())


def test_two_first_starts_at_the_same_moment(serve, port, tmp_path):
    """Both build, both want the same port; both open, each at an address of its own."""
    environment = {"FHFA_WAREHOUSE_DIR": str(tmp_path / "figures")}
    both = [serve("--port", str(port), **environment) for _ in range(2)]
    addresses = {atlas.address() for atlas in both}
    assert len(addresses) == 2, [atlas.printed for atlas in both]
    time.sleep(1)  # one that gives way to the other does so by then
    for atlas in both:
        assert atlas.process.poll() is None, atlas.printed
        assert is_healthy(atlas.address())
    assert read_pointer(tmp_path / "figures")


@posix
def test_ctrl_c_during_the_first_build(serve, port, tmp_path):
    atlas = serve("--port", str(port), FHFA_WAREHOUSE_DIR=str(tmp_path / "figures"))
    atlas.until("Working out")
    code = atlas.interrupt()
    assert "Traceback" not in atlas.printed
    assert "Stopped." in atlas.printed
    assert code == 130


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1"])
def test_an_address_that_is_not_this_machine(host):
    with pytest.raises(AtlasError, match="check --host"), reserved_port(host, 8501):
        pass


def test_a_reserved_port_is_kept_from_others_until_let_go(port):
    with reserved_port("127.0.0.1", port) as first, reserved_port("127.0.0.1", port) as second:
        assert first == port < second
    with reserved_port("127.0.0.1", port) as again:
        assert again == port


def test_a_caller_that_reaches_itself_is_no_app(port):
    """Linux gives callers even ports in turn: one of these calls comes from the port it calls."""
    even = port + port % 2
    assert not any(is_listening("127.0.0.1", even) for _ in range(30_000))


def test_damaged_figures_are_told_before_anything_opens(serve, port, tmp_path):
    nowhere = {
        "FHFA_DATA_DIR": str(tmp_path / "no"),
        "FHFA_WAREHOUSE_DIR": str(tmp_path / "figures"),
    }
    atlas = serve("--port", str(port), **nowhere)
    assert atlas.process.wait(timeout=PATIENCE) == 1
    assert "fhfa: The embedded figures are missing." in atlas.printed
    assert "Traceback" not in atlas.printed


def test_open_to_a_network_without_sign_in_is_warned_of(serve, port, tmp_path):
    home = {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path)}
    atlas = serve("--port", str(port), "--host", "0.0.0.0", **home)
    atlas.address()
    assert "sign-in isn't set up" in atlas.printed
    assert "docs/sign-in.md" in atlas.printed
