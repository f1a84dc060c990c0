"""Texts to screen, one JSON object a line: ``{"id": …, "text": …, "place": …}``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

LONGEST = 200_000
"""The longest text that is taken, in characters."""


@dataclass(frozen=True, slots=True)
class Line:
    """A text with its place, or what is wrong with the line; never both."""

    number: int
    id: Any = None
    text: str = ""
    place: str = ""
    trouble: str = ""


def read_lines(raw: Iterable[bytes]) -> Iterator[Line]:
    r"""Read each line; empty ones are passed over. What is wrong never quotes the line.

    >>> list(read_lines([b'{"id": 1}\n']))
    [Line(number=1, id=None, text='', place='', trouble='it has no "text"; give each line one')]
    """
    for number, line in enumerate(raw, 1):
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            yield _read(number, line)


def _read(number: int, line: bytes) -> Line:
    try:
        said = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        return Line(number, trouble="it is not UTF-8; save the file as UTF-8")
    except (ValueError, RecursionError):
        return Line(number, trouble="it is not JSON; write one object a line")
    if not isinstance(said, dict):
        return Line(number, trouble='it is no object; write {"id": …, "text": …, "place": …}')
    if trouble := _trouble(said):
        return Line(number, trouble=trouble)
    place = said.get("place")
    return Line(number, said["id"], said["text"], place.strip() if place else "")


def _trouble(said: dict[str, Any]) -> str:
    if "text" not in said:
        return 'it has no "text"; give each line one'
    if not isinstance(said["text"], str):
        return 'its "text" is no text; put it in quotation marks'
    if len(said["text"]) > LONGEST:
        return f'its "text" is over {LONGEST:,} characters; split it'
    if isinstance(said.get("id"), bool) or not isinstance(said.get("id"), str | int):
        return 'it has no "id"; give each line one, a text or a whole number'
    if not isinstance(said.get("place"), str | None):
        return 'its "place" is no text; give a name or an ONS code'
    return ""
