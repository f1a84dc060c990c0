"""Read one sheet of an Excel (.xlsx) or OpenDocument (.ods) workbook."""

from __future__ import annotations

import datetime
import io
import zipfile
import zlib
from collections.abc import Sequence
from xml.parsers import expat

import numpy as np
import pyarrow as pa
from python_calamine import CalamineWorkbook

from fhfa_data.catalogue.fetching import Fetch, Form
from fhfa_data.errors import SourceError
from fhfa_data.model.nearest import nearest

Cells = Sequence[object]
_EXACT = 1e15  # whole numbers below this are exact in the floats that workbooks keep


def sheet_rows(data: bytes, fetch: Fetch) -> Sequence[Cells]:
    """All rows of ``fetch.sheet`` (the first sheet if that's empty), each of the same length.

    Raises
    ------
    SourceError
        If the bytes are no workbook, unpack to over ``fetch.max_megabytes``, or lack the sheet.
    """
    _refuse_bomb(data, fetch)
    if fetch.form is Form.ODS:
        _refuse_broken(data, fetch)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        name = _sheet_name(workbook.sheet_names, fetch)
        return workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except SourceError:
        raise
    except Exception as error:  # calamine's errors share no base class but this
        raise _no_workbook(fetch) from error


def _no_workbook(fetch: Fetch) -> SourceError:
    return SourceError(
        "The file can't be read as a workbook.",
        fetch.address,
        "It may have been cut short: refresh again, or open it in a spreadsheet to see what it is.",
    )


def _refuse_bomb(data: bytes, fetch: Fetch) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(info.file_size for info in archive.infolist())
    except zipfile.BadZipFile as error:
        raise _no_workbook(fetch) from error
    if unpacked > fetch.max_megabytes * 1_000_000:
        raise SourceError(
            f"The workbook would unpack to {unpacked / 1e6:,.0f} MB, over the "
            f"{fetch.max_megabytes} MB that this source may have.",
            fetch.address,
            "If it has really grown, raise max_megabytes in the source's entry in the catalogue.",
        )


def _refuse_broken(data: bytes, fetch: Fetch) -> None:
    # calamine 0.9.1 never comes back from OpenDocument sheets whose XML is cut.
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("content.xml") as content:
            expat.ParserCreate().ParseFile(content)
    except (expat.ExpatError, zipfile.BadZipFile, zlib.error, KeyError, RuntimeError) as error:
        raise _no_workbook(fetch) from error


def _sheet_name(names: Sequence[str], fetch: Fetch) -> str:
    if not fetch.sheet and names:
        return names[0]
    for name in names:
        if name.strip().casefold() == fetch.sheet.strip().casefold():
            return name
    alike = nearest(fetch.sheet, names) or tuple(names)
    raise SourceError(
        f"The workbook has no sheet '{fetch.sheet}'; there is {', '.join(map(repr, alike))}.",
        fetch.address,
        "The publisher may have renamed it: compare with the source's entry in the catalogue.",
    )


def texts(cells: Cells) -> pa.Array:
    """A column of a sheet as text: whole numbers without ``.0``, others as short as is exact."""
    kinds = set(map(type, cells))
    if kinds == {float}:
        values = np.array(cells, dtype=np.float64)
        if np.all((values == np.floor(values)) & (np.abs(values) < _EXACT)):
            return pa.array(values.astype(np.int64)).cast(pa.string())
        return pa.array(values).cast(pa.string())
    if kinds <= {str}:
        return pa.array(cells, pa.string())
    return pa.array([as_text(cell) for cell in cells], pa.string())


def as_text(cell: object) -> str:
    """One cell as text.

    >>> as_text(26525.0), as_text(8.742), as_text(None), as_text(True)
    ('26525', '8.742', '', 'TRUE')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _EXACT:
        return str(int(cell))
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    return str(cell)
