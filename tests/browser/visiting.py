"""How the browser tests wait for the atlas, walk it by keyboard and see where they are."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

# Streamlit has answered what was last sent to it and has run, our style sheet is in, nothing stale
# or still loading is left, and each element of ours has drawn; and so it has stayed for a little
# while.
_SETTLED = """() => {
  const now = () => performance.now();
  if (!window.line) {
    const line = window.line = { asked: 0, answered: 0 };
    const { send } = WebSocket.prototype;
    WebSocket.prototype.send = function (message) {
      if (!this.isHeard) this.addEventListener("message", () => { line.answered = now(); });
      this.isHeard = true;
      line.asked = now();
      return send.call(this, message);
    };
  }
  const there = (selector) => document.querySelector(selector) !== null;
  const drawn = ".shapes path[class*=band], .mosaic li, .sheet tbody, .voices, .share, .paper, "
    + ".meeting, .schema svg, .unsent";
  const hosts = [...document.querySelectorAll("[data-testid=stBidiComponentIsolated]")];
  const ready = window.line.answered >= window.line.asked
    && there(".stApp[data-test-script-state=notRunning]")
    && there("h1, .stAlert") && there(".stHtml style")
    && !there("[data-stale=true], [data-testid=stSkeleton]")
    && hosts.length === document.querySelectorAll(".stBidiComponent").length
    && hosts.every((host) => host.shadowRoot?.querySelector(drawn));
  window.readySince = ready ? (window.readySince ?? now()) : undefined;
  return ready && now() - window.readySince > 150;
}"""

# What holds the focus, through shadow roots, and whether one can see that it does.
_FOCUSED = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  const style = getComputedStyle(at);
  const box = at.getBoundingClientRect();
  const name = at.getAttribute("aria-label") || at.textContent.trim();
  return {
    tag: at.tagName.toLowerCase(), name, class: at.getAttribute("class") ?? "",
    ours: at.getRootNode() !== document,
    ring: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
      || style.boxShadow !== "none",
    onScreen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""


def settled(page) -> None:
    page.wait_for_function(_SETTLED, timeout=30_000)


def press(page, words) -> None:
    page.get_by_role("button", name=words, exact=True).click()
    settled(page)


def type_in(page, box, words) -> None:
    at = page.get_by_role("textbox", name=box, exact=True)
    at.fill(words)
    at.blur()
    settled(page)


def saved(page) -> None:
    """Wait until the page says when it saved; somebody's own words may say "saved" too."""
    expect(page.get_by_text(re.compile(r"^Saved \d\d:\d\d$"))).to_be_visible()


def whole(page):
    """The page in a window tall enough for all of it: axe-core leaves out what is scrolled away."""
    height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": page.viewport_size["width"], "height": height + 200})
    settled(page)
    return page


def elsewhere(url: str, address: str) -> list[str]:
    """The address asked for, if it is neither ours nor made up in the browser itself."""
    ours = url.startswith((f"{address}/", f"{address}/".replace("http", "ws", 1)))
    return [] if ours or url.startswith(("data:", "blob:")) else [f"asked for {url}"]


def focused(page) -> dict:
    return page.evaluate(_FOCUSED)


def tab_to(page, wanted, *, back=False, limit=60) -> dict:
    """Press Tab until ``wanted`` says yes; each stop of ours on the way must show its focus."""
    passed = []
    for _ in range(limit):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        at = focused(page)
        passed.append(f"{at['tag']} {at['name'][:40]}")
        if at["ours"]:
            assert at["ring"], f"the focus on {passed[-1]!r} can't be seen"
            assert at["onScreen"], f"{passed[-1]!r} has the focus out of sight"
        if wanted(at):
            return at
    raise AssertionError(f"not reached in {limit} stops: {passed}")


def query(page) -> dict[str, str]:
    """The query of the address, as one value a name."""
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def asked(page, **parts) -> None:
    """Wait until the address says so."""
    page.wait_for_function(
        """(parts) => {
          const query = new URLSearchParams(location.search);
          return Object.entries(parts).every(([name, value]) => query.get(name) === value);
        }""",
        arg=parts,
        timeout=15_000,
    )
    settled(page)


def title(page) -> str:
    return page.locator("h1").inner_text()


def big_number(page) -> str:
    return page.get_by_test_id("stMetricValue").inner_text()


def picker(page, label):
    return page.get_by_role("combobox", name=label, exact=True)


def choose(page, label, words) -> None:
    """Choose in a picker as people do: type what it is called, then Enter."""
    picker(page, label).fill(words)
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")
