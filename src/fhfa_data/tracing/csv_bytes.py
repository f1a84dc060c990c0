"""Where in a CSV file's bytes each of its rows is."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

_TOKEN = re.compile(rb'\r\n|\n|\r|"')
_MARK = b"\xef\xbb\xbf"


def records(data: bytes) -> Iterator[tuple[int, int]]:
    """Offset and length of each row, its line break left out; a quoted line break ends none.

    >>> list(records(b'a,b\\r\\n"x\\ny",2\\n3,4'))
    [(0, 3), (5, 7), (13, 3)]
    """
    start, quoted = (len(_MARK) if data.startswith(_MARK) else 0), False
    for token in _TOKEN.finditer(data):
        if token.group() == b'"':
            quoted = not quoted
        elif not quoted:
            yield start, token.start() - start
            start = token.end()
    if start < len(data):
        yield start, len(data) - start


def cells(row: bytes) -> list[str]:
    """The cells of one row, trimmed. Text is UTF-8 or else Windows-1252, as when it is built.

    >>> cells('"5,2",£'.encode("cp1252"))
    ['5,2', '£']
    """
    try:
        text = row.decode("utf-8")
    except UnicodeDecodeError:
        text = row.decode("cp1252", errors="replace")
    return [cell.strip() for cell in next(csv.reader([text]), [])]
