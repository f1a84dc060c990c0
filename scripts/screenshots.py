"""Take the README's pictures: start the atlas, look at it in Chromium, write ``docs/images``.

Run after a change that shows:  python scripts/screenshots.py

Needs the test extra (Playwright, Pillow) and Chromium on the path. The atlas runs on a free port
with a warehouse of its own, so nothing of yours is touched.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
LARGEST_BYTES = 300_000
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
DESK, PHONE = (1366, 768), (390, 844)
_STILL_AFTER_MS = 700
_MOST_LOOKS = 40


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: file name, address in the app, window, and what must be there to be seen."""

    name: str
    address: str
    size: tuple[int, int]
    sign: str


SHOTS = (
    Shot("overview", "/?place=E47000001&view=map", DESK, ".shapes path.band-4"),
    Shot("ward", "/ward?place=E05011366", DESK, "ul.squares li"),
    Shot("insight", "/wisdom?insight=deep-understanding", DESK, "h1"),
    Shot("gap", "/gap?place=E08000003&indicator=overcrowded_pct", DESK, ".stVegaLiteChart svg"),
    Shot("ward-phone", "/ward?place=E05011366", PHONE, "h1"),
)


def main() -> None:
    """Take every picture."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("Chromium is not installed: the pictures can't be taken.")
    IMAGES.mkdir(parents=True, exist_ok=True)
    with served_atlas() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for shot in SHOTS:
            print(_take(browser, address, shot))
        browser.close()


@contextmanager
def served_atlas() -> Iterator[str]:
    """The atlas on a free port; yields its address and stops it at the end."""
    command = [sys.executable, "-m", "fhfa_data", "serve", "--no-browser", "--port", "8700"]
    with tempfile.TemporaryDirectory() as folder:
        # Without the watcher no "File change" notice can get into a picture.
        own = {"FHFA_WAREHOUSE_DIR": folder, "STREAMLIT_SERVER_FILE_WATCHER_TYPE": "none"}
        with subprocess.Popen(
            command, cwd=ROOT, env=os.environ | own, stdout=subprocess.PIPE, encoding="utf-8"
        ) as server:
            try:
                yield _announced(server)
            finally:
                server.terminate()
                server.communicate()


def _announced(server: subprocess.Popen[str]) -> str:
    for line in server.stdout or ():
        if found := re.search(r"is open at (\S+)", line):
            return found[1]
    sys.exit("The atlas did not start.")


def _take(browser: Browser, address: str, shot: Shot) -> str:
    width, height = shot.size
    page = browser.new_page(
        viewport={"width": width, "height": height}, color_scheme="light", reduced_motion="reduce"
    )
    page.goto(address + shot.address)
    page.wait_for_selector(shot.sign, state="attached", timeout=60_000)
    picture = _packed(_still(page))
    if page.locator("[data-testid=stAlert]").count():
        sys.exit(f"{shot.address} shows an error.")
    page.close()
    if len(picture) > LARGEST_BYTES:
        sys.exit(f"{shot.name}: {len(picture):,} bytes, more than {LARGEST_BYTES:,}.")
    path = IMAGES / f"{shot.name}-{width}x{height}.png"
    path.write_bytes(picture)
    return f"{path.relative_to(ROOT)}: {len(picture):,} bytes"


def _still(page: Page) -> bytes:
    """A picture of the page once two in a row are the same."""
    last = b""
    for _ in range(_MOST_LOOKS):
        page.wait_for_timeout(_STILL_AFTER_MS)
        picture = page.screenshot(animations="disabled", caret="hide")
        if picture == last:
            return picture
        last = picture
    sys.exit(f"{page.url} did not come to rest.")


def _packed(picture: bytes) -> bytes:
    """The picture in 256 colours, which is enough for a page and a third of the size."""
    small = io.BytesIO()
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    image.quantize(256, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    return small.getvalue()


if __name__ == "__main__":
    main()
