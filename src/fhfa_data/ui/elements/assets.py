"""The elements' scripts and styles: bundled from small files, served once instead of sent each run.

Streamlit puts a component's inline script into every message that changes its data. Ours would be
ten times the values. So each element's script is written once into the folder that Streamlit
serves, under a name with its fingerprint, and what travels with the data is a three-line loader.
Where that folder can't be written or isn't served, the whole script goes inline: slower, the same.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components import v2
from streamlit.components.v2.types import ComponentRenderer

from fhfa_data.geography.static_file import write_once

_ASSETS = Path(__file__).parent / "assets"
_LOADER = (
    "export default async (c) => "
    "(await import(new URL(c.data.module, location.origin).href)).default(c);"
)


@dataclass(frozen=True, slots=True)
class Element:
    """One element's bundle and its two registrations with Streamlit."""

    name: str
    script: str
    by_address: ComponentRenderer
    inline: ComponentRenderer

    @property
    def file_name(self) -> str:
        """Name of the served script, unlike for unlike content."""
        return f"{self.name}-{hashlib.sha256(self.script.encode()).hexdigest()[:12]}.js"

    def mount(self, data: Mapping[str, Any], **mounting: Any) -> Any:
        """Put the element on the page; keywords as Streamlit's own mounting command has them."""
        address = _SERVED.get(self.file_name)
        if address is None:
            return self.inline(data=dict(data), **mounting)
        return self.by_address(data={"module": address, **data}, **mounting)


_ELEMENTS: list[Element] = []
_SERVED: dict[str, str] = {}


def register(
    name: str, parts: tuple[str, ...], style: str, words: Mapping[str, str], *, hold_px: int
) -> Element:
    """Bundle an element from its files and register it; once, at import.

    Parameters
    ----------
    name
        Name of the element, unique in the app.
    parts
        Script files under ``assets/`` in the order they build on one another; the last exports.
    style
        Style sheet under ``assets/``.
    words
        What the element says by itself, put in as ``WORDS``: the browser makes up no text.
    hold_px
        Space kept until the element has drawn, in CSS pixels, so that nothing jumps.
    """
    css = (_ASSETS / style).read_text(encoding="utf-8")
    head = f"const WORDS = {json.dumps(dict(words))};\nconst CSS = {json.dumps(css)};\n"
    script = head + "\n".join((_ASSETS / part).read_text(encoding="utf-8") for part in parts)
    html = f'<div class="hold" style="min-height:{hold_px}px"></div>'
    element = Element(
        name,
        script,
        v2.component(f"atlas_{name}", html=html, js=_LOADER),
        v2.component(f"atlas_{name}_inline", html=html, js=script),
    )
    _ELEMENTS.append(element)
    return element


def publish(folder: Path) -> bool:
    """Write every element's script into ``folder``, which the app serves as ``static/atlas``.

    Returns whether elements will be loaded from there; if not, they still work, inline.
    """
    _SERVED.clear()
    if not st.get_option("server.enableStaticServing"):
        return False
    try:
        for element in _ELEMENTS:
            write_once(folder, element.file_name, element.script)
    except OSError:
        return False
    _SERVED.update({element.file_name: served_url(element.file_name) for element in _ELEMENTS})
    return True


def served_url(name: str) -> str:
    """Address of a file in ``static/atlas``, with the app's base path before it."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}/app/static/atlas/{name}" if base else f"/app/static/atlas/{name}"
