"""A file of stories as rows of text: CSV (comma, semicolon or tab), XLSX, or an export's JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

from python_calamine import CalamineError, CalamineWorkbook

from fhfa_data.errors import StoryError
from fhfa_data.stories.tables.cells import unguarded

MAX_BYTES = 50_000_000
_ENCODINGS = ("utf-8-sig", "cp1252")  # what Excel writes: "CSV UTF-8", and plain "CSV" in the UK


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file, as a spreadsheet counts, and column → text or JSON value."""

    number: int
    cells: dict[str, Any]


def read_rows(path: Path) -> list[Row]:
    """The rows of a file, by what its name ends with; blank rows are left out.

    Raises
    ------
    StoryError
        If it can't be read, is too large, or is no such file.
    """
    readers = {".csv": _csv_rows, ".json": _json_rows, ".xlsx": _xlsx_rows}
    reader = readers.get(path.suffix.casefold())
    if reader is None:
        raise StoryError("This is no CSV, JSON or XLSX file.", path.name, "Save it as one of them.")
    try:
        if path.stat().st_size > MAX_BYTES:
            raise StoryError("The file is over 50 MB.", path.name, "Split it.")
        return list(reader(path.read_bytes()))
    except OSError as error:
        raise StoryError(f"The file can't be read: {error.strerror}.", path.name) from error
    except (ValueError, KeyError, TypeError, csv.Error, CalamineError):
        # The cause may quote what is in the file, so it isn't passed on.
        raise StoryError(
            f"The file isn't what a {path.suffix} file should be.",
            path.name,
            "Open it, see that its first row has the names of the columns, and save it again.",
        ) from None


def _csv_rows(content: bytes) -> Iterator[Row]:
    text = _decoded(content)
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    csv.field_size_limit(MAX_BYTES)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    return _under_header(lines)


def _decoded(content: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError("no known encoding")


def _xlsx_rows(content: bytes) -> Iterator[Row]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    sheet = book.get_sheet_by_index(0)
    lines = sheet.to_python(skip_empty_area=False)
    return _under_header([_as_text(cell) for cell in line] for line in lines)


def _under_header(lines: Iterable[list[str]]) -> Iterator[Row]:
    numbered = enumerate(lines, start=1)
    _, header = next(numbered, (0, []))
    names = [unguarded(one).strip() for one in header]
    if not any(names) or len(set(filter(None, names))) != len([one for one in names if one]):
        raise ValueError("no header, or one name twice")
    for number, line in numbered:
        if len(line) > len(names):
            raise ValueError("a row longer than the header")
        cells = {name: unguarded(cell) for name, cell in zip(names, line, strict=False) if name}
        if any(cell.strip() for cell in cells.values()):
            yield Row(number, cells)


def _json_rows(content: bytes) -> Iterator[Row]:
    found = json.loads(content)
    listed = found["stories"] if isinstance(found, dict) else found
    if not isinstance(listed, list):
        raise TypeError("no list of stories")
    for number, one in enumerate(cast("list[Any]", listed), start=1):
        if not isinstance(one, dict):
            raise TypeError("a story is an object")
        yield Row(number, cast("dict[str, Any]", one))


def _as_text(cell: Any) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
