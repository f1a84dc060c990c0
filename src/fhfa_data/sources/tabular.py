"""Read a published table, whatever its form, as strings: nothing is guessed, nothing is rounded."""

from __future__ import annotations

import csv
import io
import itertools
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd
import pyarrow as pa
from pyarrow import csv as arrow_csv

from fhfa_data.catalogue.fetching import Fetch, Form
from fhfa_data.errors import SourceError
from fhfa_data.model.nearest import nearest
from fhfa_data.sources.notes import trimmed, without_notes
from fhfa_data.sources.published_numbers import numbers
from fhfa_data.sources.workbooks import Cells, as_text, sheet_rows, texts

__all__ = ["numbers", "read_table", "require_columns", "string_frame"]

_SEARCHED = 200  # rows; official files have at most a page of notes above the header
_TODO = (
    "The publisher may have changed the file: compare it with the [fetch] table of the source's "
    "entry in the catalogue."
)
_NOMIS_SUFFIX = "; measures: Value"  # some, not all, of Nomis's bulk files end their headers so


def read_table(data: bytes, fetch: Fetch) -> pd.DataFrame:
    """The table in a published file, cells as they were written.

    Text is UTF-8 (with or without a byte order mark) or else Windows-1252. Rows above the header
    row, blank rows, and notes below the table are left out. In headers, line breaks and runs of
    spaces become one space and a second ``Area Code`` becomes ``Area Code (2)``. A percentage in a
    workbook is a fraction there (26.3% is 0.263), in a CSV it's the text ``26.3%``.

    Returns
    -------
    DataFrame
        One column a header, dtype ``string``, trimmed, NA where blank; rows numbered from 0.

    Raises
    ------
    SourceError
        If it can't be read as ``fetch.form``, has no header row, or lacks one of ``fetch.fields``.

    Source: layouts seen in MHCLG, DWP, Nomis and Fingertips files (shared/opendata).
    """
    body = _unzipped(data, fetch) if fetch.member else data
    if fetch.form in (Form.XLSX, Form.ODS):
        table = _sheet_table(sheet_rows(body, fetch), fetch)
    elif fetch.form is Form.CSV:
        table = _csv_table(_decoded(body, fetch), fetch)
    else:
        raise SourceError(f"A file of the form '{fetch.form}' is no table.", fetch.address, _TODO)
    require_columns(table.column_names, fetch)
    return _frame(table)


def require_columns(names: Iterable[str], fetch: Fetch) -> None:
    """Check that all of ``fetch.fields`` are among the names; others may be there too.

    Raises
    ------
    SourceError
        Naming each column that is missing and those most like it.
    """
    known = list(names)
    missing = []
    for field in fetch.fields:
        if field not in known:
            alike = nearest(field, known)
            hint = f" (there is {' and '.join(repr(one) for one in alike)})" if alike else ""
            missing.append(f"'{field}'{hint}")
    if missing:
        raise SourceError(
            f"Columns are missing or renamed: {', '.join(missing)}.", fetch.address, _TODO
        )


def string_frame(columns: Mapping[str, Cells]) -> pd.DataFrame:
    """Columns of any values as a DataFrame of dtype ``string``: trimmed, NA where blank.

    >>> string_frame({"code": ["E01000001", " "], "rank": [26525, None]}).fillna("?").to_numpy()
    array([['E01000001', '26525'],
           ['?', '?']], dtype=object)
    """
    table = {name: trimmed(texts(cells)) for name, cells in columns.items()}
    return _frame(pa.table(table))


def _frame(table: pa.Table) -> pd.DataFrame:
    return table.to_pandas(types_mapper={pa.string(): pd.StringDtype()}.get)


def _unzipped(data: bytes, fetch: Fetch) -> bytes:
    limit = fetch.max_megabytes * 1_000_000
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            info = _member_info(archive, fetch)
            if info.file_size > limit:
                raise SourceError(
                    f"'{fetch.member}' would unpack to {info.file_size / 1e6:,.0f} MB, over the "
                    f"{fetch.max_megabytes} MB that this source may have.",
                    fetch.address,
                    "If it has really grown, raise max_megabytes in the source's entry.",
                )
            return archive.read(info)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError) as error:
        raise SourceError(
            "The zip file is damaged or no zip file.", fetch.address, "Refresh again."
        ) from error


def _member_info(archive: zipfile.ZipFile, fetch: Fetch) -> zipfile.ZipInfo:
    """The member, wherever in the zip's folders it lies and however its name is cased."""
    for info in archive.infolist():
        if info.filename.rpartition("/")[2].casefold() == fetch.member.casefold():
            return info
    there = ", ".join(archive.namelist()[:10]) or "nothing"
    raise SourceError(
        f"The zip file has no '{fetch.member}'; in it: {there}.", fetch.address, _TODO
    )


def _decoded(data: bytes, fetch: Fetch) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:  # UTF-16, or no text at all
            return text
    raise SourceError("The text is neither UTF-8 nor Windows-1252.", fetch.address, _TODO)


def _csv_table(text: str, fetch: Fetch) -> pa.Table:
    stream = io.StringIO(text, newline="")
    reader = csv.reader(stream)
    ends: list[int] = []
    heads: list[list[str]] = []
    try:
        for row in itertools.islice(reader, _SEARCHED):
            heads.append(row)
            ends.append(stream.tell())
    except csv.Error as error:
        raise SourceError("The file is no CSV table.", fetch.address, _TODO) from error
    at = _header_row(heads, fetch)
    names = _headers(heads[at])
    body = text[ends[at] :]
    try:
        return without_notes(_quick_csv(body, names))
    except pa.ArrowInvalid:  # rows of other lengths: notes, or a damaged file
        return _ragged_csv(body, names, fetch)


def _quick_csv(body: str, names: list[str]) -> pa.Table:
    """The rows, if each has as many cells as the header.

    Raises
    ------
    pyarrow.ArrowInvalid
        If one has more or fewer.
    """
    if not body.strip():
        return pa.table({name: pa.array([], pa.string()) for name in names})
    return arrow_csv.read_csv(
        pa.BufferReader(body.encode()),
        read_options=arrow_csv.ReadOptions(column_names=names, use_threads=False),
        parse_options=arrow_csv.ParseOptions(newlines_in_values=True),
        convert_options=arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
        ),
    )


def _ragged_csv(body: str, names: list[str], fetch: Fetch) -> pa.Table:
    """The same by way of the standard library; only notes may be shorter than the header."""
    try:
        rows = [row for row in csv.reader(io.StringIO(body, newline="")) if _filled(row)]
    except csv.Error as error:
        raise SourceError("The file is no CSV table.", fetch.address, _TODO) from error
    width = len(names)
    for number, row in enumerate(rows, 1):
        if _filled(row[width:]):
            _raise_width(number, len(row), width, fetch)
    padded = [[*row[:width], *[""] * (width - len(row))] for row in rows]
    table = without_notes(_of_rows(padded, names))
    for number, row in enumerate(rows[: table.num_rows], 1):
        if len(row) < width:
            _raise_width(number, len(row), width, fetch)
    return table


def _filled(row: Sequence[str]) -> bool:
    return any(cell.strip() for cell in row)


def _raise_width(number: int, cells: int, width: int, fetch: Fetch) -> None:
    raise SourceError(
        f"Row {number} below the header has {cells} cells, the header has {width}.",
        fetch.address,
        "The file may have been cut short or changed: refresh again.",
    )


def _sheet_table(rows: Sequence[Cells], fetch: Fetch) -> pa.Table:
    heads = [[as_text(cell) for cell in row] for row in rows[:_SEARCHED]]
    at = _header_row(heads, fetch)
    return without_notes(_of_rows(rows[at + 1 :], _headers(heads[at])))


def _of_rows(rows: Sequence[Cells], names: list[str]) -> pa.Table:
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    return pa.table({name: texts(cells) for name, cells in zip(names, columns, strict=True)})


def _header_row(heads: Sequence[Sequence[str]], fetch: Fetch) -> int:
    """Where the header is: of the rows that begin as it does, the one with most of the fields."""
    firsts = [_plain(row[0]) if row else "" for row in heads]
    wanted = _plain(fetch.header)
    if wanted:
        rows = [n for n, first in enumerate(firsts) if first.casefold() == wanted.casefold()]
    else:
        rows = [n for n, row in enumerate(heads) if _filled(row)][:1]
    if not rows:
        alike = nearest(wanted, [first for first in firsts if first]) if wanted else ()
        there = f" There is {' and '.join(repr(one) for one in alike)}." if alike else ""
        raise SourceError(
            f"There is no header row: no row begins with '{wanted}'.{there}", fetch.address, _TODO
        )
    return max(rows, key=lambda n: (len(set(fetch.fields) & set(_headers(heads[n]))), -n))


def _plain(text: str) -> str:
    """One space for each line break or run of spaces."""
    return " ".join(text.split())


def _headers(cells: Sequence[str]) -> list[str]:
    """Names of columns, each once.

    >>> _headers(["Area Code", "Area\\n Code", "", "Total; measures: Value"])
    ['Area Code', 'Area Code (2)', 'column 3', 'Total']
    """
    names: dict[str, None] = {}
    for number, cell in enumerate(cells, 1):
        name = _plain(cell).removesuffix(_NOMIS_SUFFIX) or f"column {number}"
        twin = name
        for again in itertools.count(2):
            if twin not in names:
                break
            twin = f"{name} ({again})"
        names[twin] = None
    return list(names)
