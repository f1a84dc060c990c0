"""Files that browsers fetch once and keep: their names carry a fingerprint of their content."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any


def compact_json(content: dict[str, Any]) -> str:
    """The content in as few characters as JSON allows."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def fingerprint_of(text: str) -> str:
    """What tells one content from another in a file's name."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def write_once(folder: Path, name: str, text: str) -> Path:
    """Write ``text`` into ``folder`` as ``name`` unless it is there; its path.

    Raises
    ------
    OSError
        If the folder can't be written.
    """
    path = folder / name
    if path.exists():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    # Two starts at once may write the same file: each writes its own and moves it into place.
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=".map-")
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    os.chmod(temporary, 0o644)
    os.replace(temporary, path)
    return path
