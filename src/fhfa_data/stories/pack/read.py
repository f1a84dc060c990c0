"""A file → blocks: plain text in any common encoding, Markdown, Word and PDF; with limits."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from pathlib import Path

from fhfa_data.stories.pack.blocks import Block, PackError, clean
from fhfa_data.stories.pack.markdown import blocks_of_markdown
from fhfa_data.stories.pack.model import Place
from fhfa_data.stories.pack.pdf import blocks_of_pdf
from fhfa_data.stories.pack.plain import blocks_of_lines
from fhfa_data.stories.pack.word import blocks_of_word

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes. A pack is text and a few pictures; more than this is something else."""

LARGEST_TEXT = 2_000_000
"""Characters. A pack has some 20,000."""

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_KINDS = "a .txt, .md, .docx or .pdf file"


def read_blocks(file: Path) -> list[Block]:
    """The blocks of a pack's file.

    Raises
    ------
    PackError
        The file is missing, empty, too large, of another kind, damaged, or has no text in it.
    """
    data = _bytes_of(file)
    ways: dict[str, Callable[[bytes], list[Block]]] = {
        ".txt": lambda data: blocks_of_text(decode(data, file.name)),
        ".text": lambda data: blocks_of_text(decode(data, file.name)),
        ".md": lambda data: blocks_of_markdown(decode(data, file.name)),
        ".markdown": lambda data: blocks_of_markdown(decode(data, file.name)),
        ".docx": blocks_of_word,
        ".pdf": blocks_of_pdf,
    }
    way = ways.get(file.suffix.casefold())
    if way is None:
        raise PackError("This kind of file can't be read as a pack.", file.name, f"Give {_KINDS}.")
    try:
        blocks = way(data)
    except PackError as error:
        raise PackError(error.what, error.where or file.name, error.todo) from None
    if not any(re.search(r"\w", one.text) for one in blocks):
        raise PackError(
            "There is no text in the file.",
            file.name,
            "If it is a scan, run text recognition over it first.",
        )
    if sum(len(one.text) for one in blocks) > LARGEST_TEXT:
        raise PackError("There is too much text for a pack.", file.name, "Give one pack a file.")
    return blocks


def _bytes_of(file: Path) -> bytes:
    try:
        if not file.is_file():
            raise PackError("There is no such file.", str(file), f"Give {_KINDS}.")
        size = file.stat().st_size
        if size > LARGEST_FILE:
            limit = LARGEST_FILE // 1024 // 1024
            raise PackError(
                f"The file is larger than {limit} MB.", file.name, "Leave pictures out."
            )
        data = file.read_bytes()
    except OSError as error:
        reason = error.strerror or "it can't be opened"
        raise PackError(f"The file can't be read: {reason}.", file.name) from None
    if not data.strip():
        raise PackError("The file is empty.", file.name, f"Give {_KINDS}.")
    return data


def decode(data: bytes, name: str) -> str:
    """The text of bytes: by their mark, else UTF-8, else Windows-1252 (what Notepad once wrote)."""
    encoding = next((one for mark, one in _MARKS.items() if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if _CONTROL.search(text):
        raise PackError(
            "The file says it is text, but isn't.", name, "Save it as text in UTF-8, and try again."
        )
    return text


def blocks_of_text(text: str) -> list[Block]:
    """Blocks of plain text; a form feed starts a new page."""
    has_pages = "\f" in text
    lines: list[tuple[Place, str]] = []
    page = 1
    for number, line in enumerate(re.split(r"\r\n|\r|\n", clean(text)), 1):
        page += line.count("\f")
        lines.append((Place("line", number, page if has_pages else 0), line.replace("\f", "")))
    return blocks_of_lines(lines)
