"""Chromium, the atlas, and the small app with our elements, for the browser tests."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from importlib.resources import files
from pathlib import Path

import pytest
from looking import REQUIRED
from served import free_port, served_atlas, wait_until_up
from visiting import elsewhere, settled

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
APPS = Path(__file__).parent / "apps"

# Looks into shadow roots too. A listed selector excuses Streamlit's own nodes only: it can't reach
# into our elements.
_LOOK = """async ({ listed, tags, within }) => {
  const options = { runOnly: tags, resultTypes: ["violations"], elementRef: true };
  const found = await axe.run(within, options);
  return found.violations.flatMap(({ id, tags, nodes }) => nodes.map((node) => ({
    rule: id,
    required: tags.some((tag) => tag.startsWith("wcag")),
    where: node.target.flat().join(" "),
    html: node.html.slice(0, 160),
    why: node.failureSummary,
    listed: listed.filter(([rule, selector]) => rule === id
      && node.element.getRootNode() === document && node.element.matches(selector)),
  })));
}"""


@contextmanager
def app_served(name: str, folder: Path, repository: Path) -> Iterator[str]:
    """Address of one small app; it runs from a folder of its own, static files included."""
    shutil.copy(APPS / name, folder)
    shutil.copytree(repository / ".streamlit", folder / ".streamlit")
    port = free_port()
    command = [
        sys.executable, "-m", "streamlit", "run", name, "--server.headless=true",
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
def app_address(tmp_path_factory, repository):
    """Gives the address of a small app by its name, started when first asked for."""
    with ExitStack() as running:
        known: dict[str, str] = {}

        def address(name: str) -> str:
            if name not in known:
                folder = tmp_path_factory.mktemp(name.removesuffix(".py"))
                known[name] = running.enter_context(app_served(name, folder, repository))
            return known[name]

        yield address


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all browser tests."""
    if CHROMIUM is None:
        pytest.skip("not run: Chromium is not installed")
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="not run: Playwright is not installed"
    )
    playwright.expect.set_options(timeout=30_000)  # a busy machine is no failure
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def open_app(browser, app_address):
    """Opens a small app once ``sign`` is there; fails on any error in the page."""
    pages = []

    def opened(app, query, sign, *, theme="light", size=(1366, 900), motion="reduce", **options):
        page = browser.new_page(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=theme,
            reduced_motion=motion,
            **options,
        )
        pages.append(page)
        page.problems = []
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        page.goto(f"{app_address(app)}/?{query}")
        page.wait_for_selector(sign, state="attached", timeout=30_000)
        return page

    yield opened
    for page in pages:
        assert page.problems == []
        page.close()


@pytest.fixture
def open_page(open_app):
    """Opens the app with map, table and mosaic once all are drawn."""

    def opened(query="", **options):
        page = open_app("map_app.py", query, ".shapes path.band-4", **options)
        page.wait_for_selector("ul.squares li", timeout=30_000)
        return page

    return opened


@pytest.fixture(scope="session")
def atlas_address(warehouse_file, repository):
    """Address of the atlas itself, served once for all browser tests from the tests' warehouse."""
    with served_atlas(warehouse_file.parent, repository) as address:
        yield address


@pytest.fixture
def visit_at(browser):
    """Opens a page of an atlas in a browser context of its own, and waits until it is drawn.

    Whatever the test is about, it fails if the page threw an error or asked anybody but us.
    """
    contexts, problems = [], []

    def visited(address, path="/", *, theme="light", size=(1366, 768)):
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=theme,
            reduced_motion="reduce",
            accept_downloads=True,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("request", lambda asked: problems.extend(elsewhere(asked.url, address)))
        page.goto(address + path)
        settled(page)
        return page

    yield visited
    for context in contexts:
        context.close()
    assert problems == []


@pytest.fixture
def visit(visit_at, atlas_address):
    """The same for the atlas of the embedded figures."""
    return partial(visit_at, atlas_address)


@pytest.fixture(scope="session")
def axe():
    pytest.importorskip("axe_playwright_python", reason="not run: axe-core is not installed")
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def listed(repository):
    """Rule and selector of each row in the document's table of what Streamlit brings."""
    text = (repository / "docs" / "accessibility.md").read_text(encoding="utf-8")
    table = text.split("## What Streamlit brings", 1)[1].split("\n## ", 1)[0]
    return [list(row) for row in re.findall(r"^\| `([^`]+)` \| `([^`]+)` \|", table, re.MULTILINE)]


@pytest.fixture(scope="session")
def seen():
    """The entries of the list that this session has come across."""
    return set()


@pytest.fixture
def look(axe, listed, seen):
    """What axe-core finds on a page now, less what is listed; best practice only warns."""

    def looked(page, name, within="html", tags=REQUIRED) -> list[str]:
        if not page.evaluate("'axe' in window"):
            page.evaluate(axe)
        unlisted = []
        for one in page.evaluate(_LOOK, {"listed": listed, "tags": tags, "within": within}):
            seen.update(tuple(entry) for entry in one["listed"])
            text = f"{name}: {one['rule']} at {one['where']} {one['html']}: {one['why']}"
            if not one["required"]:
                warnings.warn(f"best practice: {text}", stacklevel=2)
            elif not one["listed"]:
                unlisted.append(text)
        return unlisted

    return looked
