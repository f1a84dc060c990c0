"""The rows of a download that are about some areas, and where in its files they are."""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field

import pandas as pd

from fhfa_data.catalogue.fetching import Fetch, Form, Protocol, Reading
from fhfa_data.catalogue.records import Source
from fhfa_data.errors import RawDataError
from fhfa_data.sources.arcgis_pages import read_page
from fhfa_data.sources.asking import fetch_of
from fhfa_data.sources.local_file import DEFINITION
from fhfa_data.sources.receipts import Part, Receipt, verified_bytes
from fhfa_data.sources.tabular import read_table
from fhfa_data.sources.workbooks import as_text, sheet_rows
from fhfa_data.tracing.csv_bytes import cells, records
from fhfa_data.tracing.trace_model import RawRow

_CODE_COLUMN = {Protocol.NOMIS_API: "GEOGRAPHY_CODE", Protocol.FINGERTIPS: "Area Code"}
_CODE = re.compile(rb"[EWSN][0-9]{8}")


@dataclass(frozen=True)
class Wanted:
    """Which rows are asked for: areas (None for all), other columns' cells, columns to show."""

    codes: frozenset[str] | None
    columns: tuple[str, ...] = ()
    matching: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def has(self, code: str, reading: Reading) -> bool:
        """Whether rows of this area are asked for; all are those that the reading keeps."""
        if self.codes is None:
            return any(re.fullmatch(one, code) for one in reading.patterns.values())
        return code in self.codes


def raw_rows(receipt: Receipt, source: Source, wanted: Wanted) -> tuple[RawRow, ...]:
    """The rows that are asked for, in the order of the files.

    Every file's bytes are found to be those of the receipt, and every byte range is read again and
    found to hold the very cells that a build reads.

    Raises
    ------
    RawDataError
        If a file is missing, its bytes have changed, or a range does not hold what it should.
    SourceError
        If a file can't be read as its source says.
    """
    fetch, reading = fetch_of(source), source.reading
    if reading is None:
        return ()
    found: list[RawRow] = []
    tables = [part for part in receipt.parts if part.name != DEFINITION]
    for part in sorted(tables, key=lambda one: one.name):
        data = verified_bytes(receipt, part)
        if fetch.form is Form.CSV:
            found += _csv_rows(data, part, fetch, reading, wanted)
        elif fetch.form in (Form.XLSX, Form.ODS):
            found += _sheet_rows(data, part, fetch, reading, wanted)
        elif not part.name.endswith("count.json"):
            found += _page_rows(data, part, fetch, reading, wanted)
    return tuple(found)


def _csv_rows(
    data: bytes, part: Part, fetch: Fetch, reading: Reading, wanted: Wanted
) -> Iterator[RawRow]:
    member, body = _unpacked(data, fetch)
    table = _table(body, fetch)
    code_column = _CODE_COLUMN.get(fetch.protocol, reading.area_code)
    code_at = list(table.columns).index(code_column)
    built = _built(table, code_column, reading, wanted)
    for number, (offset, length) in enumerate(records(body), 1):
        line = body[offset : offset + length]
        if not any(code.decode() in built for code in _CODE.findall(line)):
            continue  # to take every row apart would take seconds
        held = cells(line)
        code = held[code_at] if code_at < len(held) else ""
        if code not in built:
            continue
        row = built[code].popleft() if built[code] else {}
        _check_same(held, list(row.values()), part, number)
        if all(row.get(name, "") in cells for name, cells in wanted.matching.items()):
            shown = {name: row[name] for name in wanted.columns if name in row}
            yield RawRow(code, part.name, member, number, offset, length, shown)


def _table(body: bytes, fetch: Fetch) -> pd.DataFrame:
    """The table as a build reads it, blanks as empty text."""
    plain = {"fields": (), "member": "", "form": Form.CSV}
    if fetch.protocol is Protocol.NOMIS_API:
        plain["header"] = ""
    return read_table(body, fetch.model_copy(update=plain)).fillna("")


def _built(
    table: pd.DataFrame, code_column: str, reading: Reading, wanted: Wanted
) -> dict[str, deque[dict[str, str]]]:
    """Area code → its rows as a build reads them, first to last, for the areas asked for."""
    asked = [wanted.has(code, reading) for code in table[code_column]]
    built: dict[str, deque[dict[str, str]]] = defaultdict(deque)
    for row in table[asked].to_dict("records"):
        built[row[code_column]].append({str(name): text for name, text in row.items()})
    return dict(built)


def _check_same(held: list[str], built: list[str], part: Part, number: int) -> None:
    padded = [*held, *[""] * (len(built) - len(held))]
    if not built or padded[: len(built)] != built:
        raise RawDataError(
            f"Row {number} of the file's bytes is not the row that a build reads.",
            part.name,
            "The figures are as they were; this trace can't be trusted. Please report it.",
        )


def _unpacked(data: bytes, fetch: Fetch) -> tuple[str, bytes]:
    """The member's name and bytes; the file itself, without a name, where it is no zip."""
    if not fetch.member:
        return "", data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist():
            if info.filename.rpartition("/")[2].casefold() == fetch.member.casefold():
                return info.filename, archive.read(info)
    raise RawDataError(f"The zip has no {fetch.member}.", fetch.address)


def _sheet_rows(
    data: bytes, part: Part, fetch: Fetch, reading: Reading, wanted: Wanted
) -> Iterator[RawRow]:
    names = list(read_table(data, fetch).columns)
    for number, row in enumerate(sheet_rows(data, fetch), 1):
        held = dict(zip(names, [as_text(cell).strip() for cell in row], strict=False))
        code = held.get(reading.area_code, "")
        if wanted.has(code, reading):
            shown = {name: held[name] for name in wanted.columns if name in held}
            yield RawRow(code, part.name, fetch.sheet, number, None, None, shown)


def _page_rows(
    data: bytes, part: Part, fetch: Fetch, reading: Reading, wanted: Wanted
) -> Iterator[RawRow]:
    inside = "properties" if fetch.form is Form.GEOJSON else "attributes"
    for number, feature in enumerate(read_page(data, fetch)[0], 1):
        held = {name.casefold(): value for name, value in feature[inside].items()}
        code = as_text(held.get(reading.area_code.casefold()))
        if wanted.has(code, reading):
            shown = {name: as_text(held.get(name.casefold())) for name in wanted.columns}
            yield RawRow(code, part.name, "", number, None, None, shown)
