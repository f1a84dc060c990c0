"""Drive a running app as a browser does, over Streamlit's websocket, without a browser.

A visitor here answers to the messages that change what is sent next: widget values, the address,
and the messages that a browser keeps and that the server then sends as a reference only.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Selectbox_pb2 import Selectbox
from websockets.asyncio.client import ClientConnection, connect

ROOT = Path(__file__).resolve().parents[1]
LAUNCH = [sys.executable, "-m", "fhfa_data.ui.launch"]
SERVE = [sys.executable, "-m", "fhfa_data", "serve", "--no-browser"]
_KEPT_FOR_RUNS = 2  # Streamlit's global.maxCachedMessageAge
_START_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Rerun:
    """One rerun: seconds from request to script finished; bytes and messages received."""

    seconds: float
    received: int
    messages: int
    by_element: dict[str, int]


@dataclass
class Visitor:
    """One session. Call :meth:`open` once, then :meth:`choose` as often as wanted."""

    socket: ClientConnection
    page: str = ""
    query: str = ""
    page_hash: str = ""
    values: dict[str, str] = field(default_factory=dict)
    boxes: dict[str, Selectbox] = field(default_factory=dict)
    kept: dict[str, tuple[int, ForwardMsg]] = field(default_factory=dict)
    runs: int = 0

    async def open(self, page: str = "", **query: str) -> Rerun:
        """Open a page (``""`` is the first) with a query, as a link does."""
        self.page, self.query, self.page_hash = page, urlencode(query), ""
        return await self._rerun()

    async def choose(self, key: str, label: str) -> Rerun:
        """Choose an option of the select box with this key, by what it shows."""
        self.values[self.box(key).id] = label
        return await self._rerun()

    async def again(self) -> Rerun:
        """Run the script again with nothing changed."""
        return await self._rerun()

    def box(self, key: str) -> Selectbox:
        """The select box with this key."""
        return next(box for name, box in self.boxes.items() if name.endswith(f"-{key}"))

    async def _rerun(self) -> Rerun:
        request = self._request().SerializeToString()
        received, count, by_element = 0, 0, {}
        start = time.perf_counter()
        await self.socket.send(request)
        while True:
            raw = await self.socket.recv()
            received, count = received + len(raw), count + 1
            message = ForwardMsg.FromString(raw)
            kind = self._take(message)
            by_element[kind] = by_element.get(kind, 0) + len(raw)
            ended = message.WhichOneof("type") == "script_finished"
            if ended and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                break
        seconds = time.perf_counter() - start
        self._forget_old()
        return Rerun(seconds, received, count, by_element)

    def _request(self) -> BackMsg:
        request = BackMsg()
        state = request.rerun_script
        state.query_string = self.query
        state.page_script_hash = self.page_hash
        state.page_name = self.page if not self.page_hash else ""
        state.cached_message_hashes.extend(self.kept)
        for name, value in self.values.items():
            state.widget_states.widgets.add(id=name, string_value=value)
        return request

    def _take(self, message: ForwardMsg) -> str:
        """Answer to a message as a browser would; returns the kind of message or element."""
        kind = message.WhichOneof("type") or ""
        if kind == "ref_hash":
            _, message = self.kept[message.ref_hash]
            self.kept[message.hash] = (self.runs, message)
        elif message.metadata.cacheable:
            self.kept[message.hash] = (self.runs, message)
        if kind == "navigation":
            self.page_hash = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif message.WhichOneof("type") == "delta":
            element = message.delta.new_element.WhichOneof("type")
            if element == "selectbox":
                self._take_box(message.delta.new_element.selectbox)
            return element if element and kind != "ref_hash" else kind
        return kind

    def _take_box(self, box: Selectbox) -> None:
        self.boxes[box.id] = box
        if box.set_value:
            self.values[box.id] = box.raw_value
        elif box.id not in self.values and box.HasField("default"):
            self.values[box.id] = box.options[box.default]

    def _forget_old(self) -> None:
        self.runs += 1
        self.kept = {
            name: (run, message)
            for name, (run, message) in self.kept.items()
            if self.runs - run <= _KEPT_FOR_RUNS
        }


@asynccontextmanager
async def visitor(port: int) -> AsyncIterator[Visitor]:
    """A new session with the app on this port."""
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    async with connect(address, subprotocols=["streamlit"], max_size=None) as opened:
        yield Visitor(opened)


@dataclass(frozen=True, slots=True)
class Server:
    """A running app. ``started`` is when its process began, by ``time.perf_counter``."""

    port: int
    process: subprocess.Popen[bytes]
    started: float

    def cpu_seconds(self) -> float:
        """Processor time so far, children too; 0 where the system doesn't tell (not Linux)."""
        try:
            children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
            pids = [str(self.process.pid), *children.read_text(encoding="ascii").split()]
            told = [Path(f"/proc/{pid}/stat").read_text(encoding="utf-8") for pid in pids]
        except OSError:
            return 0.0
        parts = [one.rpartition(")")[2].split()[11:13] for one in told]
        ticks = sum(int(user) + int(system) for user, system in parts)
        return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(command: list[str], **environment: str) -> Iterator[Server]:
    """Start a server on a free port, wait until it listens, and stop it at the end.

    What isn't started by ``fhfa serve`` is given the same settings.
    """
    port = _free_port()
    settings = {"port": str(port), "headless": "true", "fileWatcherType": "none"}
    flags = [part for key, value in settings.items() for part in (f"--server.{key}", value)]
    started = time.perf_counter()
    process = subprocess.Popen(
        [*command, *(["--port", str(port)] if "serve" in command else flags)],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_until_open(port)
        yield Server(port, process, started)
    finally:
        process.terminate()
        process.wait(timeout=20)


def load_average() -> str:
    """How busy the machine is, in words; numbers from a busy machine say little."""
    if not hasattr(os, "getloadavg"):
        return "load average unknown on this system"
    return f"load average {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores"


def percentile(values: list[float], share: float) -> float:
    """The value that ``share`` (0 to 1) of the values do not exceed: nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, round(share * len(ordered) + 0.5) - 1))]


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_open(port: int) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        with closing(socket.socket()) as one:
            one.settimeout(1)
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError("The app did not start.")
