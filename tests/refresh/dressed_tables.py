"""Published tables in other clothes or with other contents: the same file, changed."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable

Rows = list[list[str]]
MOVED = b"E01005434"
"""A neighbourhood of Oldham. The next in rank is 0.229 points above it, so it may rise by less."""
RISE = 0.2


def in_table(change: Callable[[Rows], Rows], encoding: str = "utf-8"):
    """A fault that changes the rows of a CSV file, the header among them."""

    def fault(reply, _query):
        return reply._replace(body=_rewritten(reply.body, change, encoding))

    return fault


def in_zip(change: Callable[[Rows], Rows], encoding: str = "utf-8"):
    """The same for a zip with one CSV file in it."""

    def fault(reply, _query):
        with zipfile.ZipFile(io.BytesIO(reply.body)) as archive:
            [name] = archive.namelist()
            body = _rewritten(archive.read(name), change, encoding)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, body)
        return reply._replace(body=out.getvalue())

    return fault


def _rewritten(body: bytes, change: Callable[[Rows], Rows], encoding: str) -> bytes:
    rows, out = list(csv.reader(io.StringIO(body.decode("utf-8-sig")))), io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(change(rows))
    return out.getvalue().encode(encoding)


def without_column(name: str) -> Callable[[Rows], Rows]:
    """The table without one of its columns."""

    def change(rows):
        at = rows[0].index(name)
        return [[*row[:at], *row[at + 1 :]] for row in rows]

    return change


def with_column(rows: Rows) -> Rows:
    """A column more, in front of the last."""
    return [[*row[:-1], "new" if at else "A new column", row[-1]] for at, row in enumerate(rows)]


def with_accent(rows: Rows) -> Rows:
    """An é in a name, which UTF-8 and Windows-1252 write differently."""
    return [rows[0], [rows[1][0], "Café 001A", *rows[1][2:]], *rows[2:]]


def with_line_breaks(rows: Rows) -> Rows:
    """Headers broken over lines, as spreadsheets wrap them."""
    return [[name.replace(" ", "\n ", 1) for name in rows[0]], *rows[1:]]


def with_separators(rows: Rows) -> Rows:
    """1234 as 1,234."""
    return [rows[0], *([_grouped(cell) for cell in row] for row in rows[1:])]


def _grouped(cell: str) -> str:
    return f"{int(cell):,}" if cell.isdigit() and len(cell) > 3 else cell


def with_percent_signs(names: tuple[str, ...]) -> Callable[[Rows], Rows]:
    """0.25 as 0.25% in some columns."""

    def change(rows):
        at = [rows[0].index(name) for name in names]
        signed = [[f"{c}%" if n in at else c for n, c in enumerate(row)] for row in rows[1:]]
        return [rows[0], *signed]

    return change


def zeros_from(first: int) -> Callable[[Rows], Rows]:
    """0 in every cell from a column on."""

    def change(rows):
        return [rows[0], *([*row[:first], *("0" for _ in row[first:])] for row in rows[1:])]

    return change


def renamed_code(old: str, new: str) -> Callable[[Rows], Rows]:
    """One area under a code that no area has."""
    return lambda rows: [[new if cell == old else cell for cell in row] for row in rows]


def published_again(reply):
    """File 7 with one neighbourhood's score higher, and its rank still true."""
    head, start, rest = reply.body.partition(b"\n" + MOVED)
    line, end, others = rest.partition(b"\n")
    cells = line.split(b",")
    cells[4] = b"%.3f" % (float(cells[4]) + RISE)
    return reply._replace(body=head + start + b",".join(cells) + end + others)
