"""How a folder of embedded files says what is in it: the lines of its ``provenance.toml``."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

SIGN = "provenance.toml"


def facts(said: Mapping[str, str]) -> list[str]:
    """A line for each fact, such as ``made_on``.

    >>> facts({"scope": "gm"})
    ['scope = "gm"']
    """
    return [f"{name} = {quoted(text)}" for name, text in said.items()]


def listed(path: Path, rows: int) -> list[str]:
    """The lines on one file: how many rows it has, and its SHA-256."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return ["", f"[files.{quoted(path.name)}]", f"rows = {rows}", f'sha256 = "{digest}"']


def quoted(text: str) -> str:
    """Text as TOML takes it: a JSON string of printable text is one."""
    return json.dumps(text, ensure_ascii=False)
