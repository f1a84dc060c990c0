"""What a trace says: the figure, each dataset behind it, and where in its raw bytes."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class RawFile:
    """One raw file as it came, or an embedded one. ``size`` in bytes; ``sha256`` was checked.

    ``address`` and ``query`` are what was asked, ``fetched_at`` when (UTC), all empty for a file
    that is embedded: then ``made_on`` (YYYY-MM-DD) is when it was made.
    """

    path: Path
    size: int
    sha256: str
    address: str = ""
    query: str = ""
    fetched_at: str = ""
    made_on: str = ""


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row of a raw file.

    ``offset`` and ``length`` are bytes from the start of the file or, if ``member`` is not empty,
    of the unpacked member of the zip; None where the file is no text (a workbook's sheet, a page of
    JSON, Parquet). ``row`` counts from 1, the header being a row. ``cells`` are as published.
    """

    area_code: str
    file: str
    member: str
    row: int
    offset: int | None
    length: int | None
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Input:
    """One dataset behind a figure.

    ``role`` is ``figures``, ``weights`` (residents, as weights or denominators), ``lookup`` (which
    neighbourhoods lie in the area), ``earlier`` (the edition compared with) or ``older_lookup``
    (which neighbourhoods they were then). ``origin`` is ``refresh`` or ``starter``. ``note`` says
    why there are no rows, if there are none.
    """

    role: str
    source: str
    title: str
    licence: str
    origin: str
    files: tuple[RawFile, ...]
    rows: tuple[RawRow, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """A figure with all that stands behind it. ``value`` is in ``unit``; None unless ``ok``."""

    indicator: str
    indicator_name: str
    area_code: str
    area_name: str
    area_type: str
    period: str
    sex: str
    value: float | None
    numerator: float | None
    denominator: float | None
    unit: str
    status: str
    reason: str
    method: str
    source: str
    geography_vintage: str
    fingerprint: str
    inputs: tuple[Input, ...]

    def as_dict(self) -> dict[str, Any]:
        """All of it as plain values, for JSON."""
        plain = asdict(self)
        for one in plain["inputs"]:
            for file in one["files"]:
                file["path"] = str(file["path"])
        return plain
