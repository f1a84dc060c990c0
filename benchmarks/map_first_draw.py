"""How long until a map of 215 wards is painted, and what a new indicator costs.

Our element against Altair with inline GeoJSON and pydeck, side by side in one run::

    python benchmarks/map_first_draw.py [repeats]

All three draw the same shapes in the same colours; a page without a map shows what Streamlit and
the measuring cost by themselves. "Painted" is taken from the screen, not from what a library says:
Chromium's screencast is kept, and the first frame in which the map's colours fill enough pixels
counts. First draw runs from navigation with an empty cache; redraw from the click that changes the
indicator; bytes are those received over the websocket for that change.
"""

from __future__ import annotations

import asyncio
import base64
import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import numpy as np
from PIL import Image
from playwright.async_api import Browser, BrowserContext, CDPSession, Page, async_playwright
from playwright.async_api import TimeoutError as PlaywrightTimeout

REPOSITORY = Path(__file__).resolve().parent.parent
APPS = Path(__file__).resolve().parent / "map_apps"
MAPS = {
    "our element": "our_element.py",
    "Altair, inline GeoJSON": "altair_geojson.py",
    "pydeck": "pydeck_layer.py",
    "a coloured block, no map": "no_map.py",
}
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--enable-unsafe-swiftshader",
]  # fmt: skip
# The middle colours of both palettes; the deepest is near to text, the palest to paper.
FIRST_COLOUR = (0x30, 0x71, 0x9B)
SECOND_COLOUR = (0x6F, 0x5F, 0x8B)
ENOUGH_PIXELS = 400
PATIENCE_SECONDS = 60
QUIET_SECONDS = 1.5


@dataclass
class Screen:
    """Frames of one page as they are painted: time (seconds since 1970) and image."""

    session: CDPSession
    frames: list[tuple[float, bytes]] = field(default_factory=list)

    async def watch(self) -> None:
        """Keep every frame from now on, at half size, as small as will do."""
        self.session.on("Page.screencastFrame", self._keep)
        options = {"format": "jpeg", "quality": 80, "maxWidth": 683}
        await self.session.send("Page.startScreencast", options)

    def _keep(self, frame: dict) -> None:
        self.frames.append((frame["metadata"]["timestamp"], base64.b64decode(frame["data"])))
        answer = {"sessionId": frame["sessionId"]}
        self._answering = asyncio.ensure_future(
            self.session.send("Page.screencastFrameAck", answer)
        )

    async def settled(self, colour: tuple[int, int, int]) -> None:
        """Wait until the last frame holds ``colour`` and nothing has been painted for a while.

        Frames are looked at only in such pauses: decoding them all meanwhile would take a core
        from the page under test.
        """
        quiet, before = 0.0, -1
        for _ in range(PATIENCE_SECONDS * 10):
            await asyncio.sleep(0.1)
            quiet = quiet + 0.1 if len(self.frames) == before else 0.0
            before = len(self.frames)
            if quiet >= QUIET_SECONDS and self.frames:
                quiet = 0.0
                if pixels_of(self.frames[-1][1], colour) >= ENOUGH_PIXELS:
                    return

    def painted(self, colour: tuple[int, int, int], since: float, skip: int = 0) -> float:
        """Seconds from ``since`` to the first frame, after ``skip``, with enough of ``colour``."""
        for when, image in self.frames[skip:]:
            if pixels_of(image, colour) >= ENOUGH_PIXELS:
                return when - since
        raise TimeoutError("The map was not painted.")


def pixels_of(image: bytes, colour: tuple[int, int, int]) -> int:
    """How many pixels are that colour, give or take what JPEG does to it."""
    pixels = np.asarray(Image.open(io.BytesIO(image)).convert("RGB")).astype(int)
    return int((abs(pixels - colour).max(axis=2) < 14).sum())


@dataclass
class Visit:
    """One visit: first draw and redraw in seconds, and bytes received for the redraw."""

    first: float
    again: float
    received: int


async def visit(browser: Browser, address: str) -> Visit:
    """Open the map in a fresh browser context, then change its indicator."""
    context = await browser.new_context(viewport={"width": 1366, "height": 768})
    try:
        return await visit_in(context, address)
    finally:
        await context.close()


async def visit_in(context: BrowserContext, address: str) -> Visit:
    """The same in a context that is there.

    Raises
    ------
    TimeoutError
        If the map is not painted in time.
    """
    page = await context.new_page()
    received: list[int] = []
    page.on("websocket", lambda ws: ws.on("framereceived", lambda data: received.append(len(data))))
    screen = Screen(await context.new_cdp_session(page))
    await screen.watch()
    await page.goto(address, wait_until="commit")
    started = await page.evaluate("performance.timeOrigin / 1000")
    await screen.settled(FIRST_COLOUR)
    received.clear()
    before = len(screen.frames)
    clicked = await click_toggle(page)
    await screen.settled(SECOND_COLOUR)
    first = screen.painted(FIRST_COLOUR, started)
    return Visit(first, screen.painted(SECOND_COLOUR, clicked, before), sum(received))


async def click_toggle(page: Page) -> float:
    """Click the indicator's toggle; when, in seconds since 1970, as the page itself felt it."""
    await page.evaluate(
        "document.addEventListener('click', () => {"
        " window.clickedAt ??= (performance.timeOrigin + performance.now()) / 1000 }, true)"
    )
    await page.get_by_text("Second indicator").click()
    return await page.evaluate("window.clickedAt")


def serve(script: str, folder: Path) -> tuple[subprocess.Popen, str]:
    """Start one app on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable, "-m", "streamlit", "run", script, "--server.headless=true",
        f"--server.port={port}", "--server.address=127.0.0.1", "--server.fileWatcherType=none",
        "--server.enableStaticServing=true", "--browser.gatherUsageStats=false",
    ]  # fmt: skip
    env = {**os.environ, "FHFA_BENCH_STARTER": str(REPOSITORY / "data" / "starter")}
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=folder, env=env, stdout=quiet, stderr=quiet)
    return process, f"http://127.0.0.1:{port}"


async def wait_until_up(address: str) -> None:
    """Wait until an app answers."""
    for _ in range(120):
        try:
            await asyncio.to_thread(urllib.request.urlopen, f"{address}/_stcore/health")
        except OSError:
            await asyncio.sleep(0.25)
        else:
            return
    raise TimeoutError(f"{address} did not start.")


async def measure(addresses: dict[str, str], repeats: int) -> dict[str, list[Visit | None]]:
    """Visit every map in turn, again and again; the first round only warms the servers.

    A visit on which nothing was painted in time, as happens on a busy machine, is None: lost.
    """
    visits: dict[str, list[Visit | None]] = {name: [] for name in addresses}
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=FLAGS
        )
        for turn in range(repeats + 1):
            for name, address in addresses.items():
                one = None
                with suppress(TimeoutError, PlaywrightTimeout):
                    one = await visit(browser, address)
                if turn > 0:
                    visits[name].append(one)
        await browser.close()
    return visits


def table(visits: dict[str, list[Visit | None]], areas: str = "215 wards") -> str:
    """Medians of the visits that came to their end, and how many were lost, as a Markdown table."""
    lines = [
        f"| map of {areas} | first draw (s) | redraw (s) | bytes on change (kB) | visits lost |",
        "|---|---:|---:|---:|---:|",
    ]
    for name, every in visits.items():
        ones = [one for one in every if one is not None]
        lost = len(every) - len(ones)
        if not ones:
            lines.append(f"| {name} | – | – | – | {lost} |")
            continue
        first, again = median(v.first for v in ones), median(v.again for v in ones)
        kilobytes = median(v.received for v in ones) / 1000
        lines.append(f"| {name} | {first:.2f} | {again:.3f} | {kilobytes:.1f} | {lost} |")
    return "\n".join(lines)


async def main(repeats: int) -> None:
    """Start the apps, measure, print the table."""
    servers: list[subprocess.Popen] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(shutil.copytree(APPS, Path(name) / "map_apps"))
        try:
            addresses = {}
            for label, script in MAPS.items():
                process, addresses[label] = serve(script, folder)
                servers.append(process)
            await asyncio.gather(*(wait_until_up(address) for address in addresses.values()))
            print(table(await measure(addresses, repeats)))
            print(f"\nMedian of {repeats} visits each, {os.cpu_count()} cores, software graphics.")
        finally:
            for process in servers:
                process.terminate()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5))
