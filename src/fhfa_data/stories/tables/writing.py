"""Stories as the bytes of a file: CSV, JSON, XLSX. Each says which export it is, until when."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]

from fhfa_data.errors import StoryError
from fhfa_data.stories.records import Kept
from fhfa_data.stories.tables.cells import cells_of, guarded, table_fields

LABEL_COLUMNS = ("export_id", "export_expires_on")
_MAX_CELL = 32_767  # Excel's own limit: "Excel specifications and limits", Microsoft
_KEEP_TO = (
    "Delete this file by the day it expires, and when you are told that a story is withdrawn."
)


def to_csv(stories: Sequence[Kept], label: dict[str, str]) -> bytes:
    """A row a story, UTF-8 with a mark for Excel; formulas can't run from it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow([*LABEL_COLUMNS, *table_fields()])
    writer.writerows(_row(one, label) for one in stories)
    return out.getvalue().encode("utf-8-sig")


def to_json(
    stories: Sequence[Kept],
    label: dict[str, str],
    quotations: Iterable[dict[str, Any]] = (),
    anchors: Iterable[dict[str, Any]] = (),
) -> bytes:
    """One object: the export, stories with all their fields, quotations, and who is trusted.

    ``quotations`` are those of insight packs, each marked as one; importing the file leaves
    them, and ``anchors``.
    """
    listed = [
        {**one.standing.model_dump(mode="json"), **one.story.model_dump(mode="json")}
        for one in stories
    ]
    content = {
        "export": {**label, "keep_to": _KEEP_TO},
        "stories": listed,
        "pack_quotations": list(quotations),
        "links_and_anchors": list(anchors),
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def to_xlsx(stories: Sequence[Kept], label: dict[str, str]) -> bytes:
    """A workbook: a sheet of stories, and one that says what each column means.

    Raises
    ------
    StoryError
        If a cell would be longer than a spreadsheet holds.
    """
    rows = [_row(one, label) for one in stories]
    if any(len(cell) > _MAX_CELL for row in rows for cell in row):
        raise StoryError(
            "A story has more quotes or consents than a cell of a spreadsheet holds.",
            todo="Export as CSV or JSON.",
        )
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    names = [*LABEL_COLUMNS, *table_fields()]
    _sheet(book, "stories", [names, *rows])
    about = [[key, value] for key, value in label.items()] + [["keep_to", _KEEP_TO]]
    meanings = [[one.name, one.label, one.help] for one in table_fields().values()]
    _sheet(book, "about", [*about, [], ["column", "label", "meaning"], *meanings])
    book.close()
    return out.getvalue()


def _sheet(book: Any, name: str, rows: Sequence[Sequence[str]]) -> None:
    sheet = book.add_worksheet(name)
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write_string(at, column, cell)


def _row(kept: Kept, label: dict[str, str]) -> list[str]:
    cells = [label["id"], label["expires_on"], *cells_of(kept).values()]
    return [guarded(one) for one in cells]


FORMATS: dict[str, Callable[[Sequence[Kept], dict[str, str]], bytes]] = {
    "csv": to_csv,
    "json": to_json,
    "xlsx": to_xlsx,
}
