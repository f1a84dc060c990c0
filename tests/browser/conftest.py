"""Chromium, the atlas, and the small app with our elements, for the browser tests."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from visiting import elsewhere, settled

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
APP = Path(__file__).parent / "apps" / "map_app.py"


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


@pytest.fixture(scope="session")
def elements_address(tmp_path_factory, repository):
    """Address of the small app; it runs from a folder of its own, static files included."""
    folder = tmp_path_factory.mktemp("map_app")
    shutil.copy(APP, folder)
    shutil.copytree(repository / ".streamlit", folder / ".streamlit")
    port = free_port()
    command = [
        sys.executable, "-m", "streamlit", "run", APP.name, "--server.headless=true",
        f"--server.port={port}", "--server.address=127.0.0.1", "--server.fileWatcherType=none",
        "--server.enableStaticServing=true",
    ]  # fmt: skip
    env = {**os.environ, "FHFA_TEST_STARTER": str(repository / "data" / "starter")}
    process = subprocess.Popen(
        command, cwd=folder, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_until_up(f"http://127.0.0.1:{port}", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=10)


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all browser tests."""
    if CHROMIUM is None:
        pytest.skip("not run: Chromium is not installed")
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="not run: Playwright is not installed"
    )
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser, elements_address):
    """Opens the small app once its elements are drawn; fails on any error in the page."""
    pages = []

    def opened(query="", *, theme="light", size=(1366, 900), motion="reduce", **options):
        page = browser.new_page(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=theme,
            reduced_motion=motion,
            **options,
        )
        pages.append(page)
        page.problems = []
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        page.goto(f"{elements_address}/?{query}")
        page.wait_for_selector(".shapes path.band-4", state="attached", timeout=30_000)
        page.wait_for_selector("ul.squares li", timeout=30_000)
        return page

    yield opened
    for page in pages:
        assert page.problems == []
        page.close()


@pytest.fixture(scope="session")
def atlas_address(warehouse_file, repository):
    """Address of the atlas itself, served once for all browser tests from the tests' warehouse."""
    port = free_port()
    command = [
        sys.executable, "-m", "fhfa_data.ui.launch", "run", "app.py", "--server.headless=true",
        f"--server.port={port}", "--server.address=127.0.0.1", "--server.fileWatcherType=none",
    ]  # fmt: skip
    process = subprocess.Popen(
        command, cwd=repository, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_until_up(f"http://127.0.0.1:{port}", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=10)


@pytest.fixture
def visit(browser, atlas_address):
    """Opens a page of the atlas in a browser context of its own, and waits until it is drawn.

    Whatever the test is about, it fails if the page threw an error or asked anybody but us.
    """
    contexts, problems = [], []

    def visited(path="/", *, theme="light", size=(1366, 768)):
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=theme,
            reduced_motion="reduce",
            accept_downloads=False,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("request", lambda asked: problems.extend(elsewhere(asked.url, atlas_address)))
        page.goto(atlas_address + path)
        settled(page)
        return page

    yield visited
    for context in contexts:
        context.close()
    assert problems == []
