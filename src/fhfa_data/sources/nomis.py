"""Census tables from Nomis: whole in a zip file, or by its API, 25,000 cells a page.

Source: Nomis API (https://www.nomisweb.co.uk/api/v01/help): ``recordoffset``, ``recordlimit``,
``select``, ``RECORD_COUNT``; more than 25,000 rows can't be had at once without an account.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from fhfa_data.catalogue.fetching import Fetch, Form, Protocol
from fhfa_data.catalogue.records import Source
from fhfa_data.errors import SourceError
from fhfa_data.sources import govuk_file
from fhfa_data.sources.asking import Asked, fetch_of
from fhfa_data.sources.http import Fetcher, NotModified
from fhfa_data.sources.receipts import Part, Receipt, verified_bytes
from fhfa_data.sources.tabular import read_table, require_columns

_PAGE = 25_000
_AGAIN = "Refresh again; if it stays so, look at https://www.nomisweb.co.uk for changes."
_COMMON = ("DATE_NAME", "GEOGRAPHY_NAME", "GEOGRAPHY_CODE", "OBS_VALUE")
_COUNTERS = ("RECORD_OFFSET", "RECORD_COUNT")
_NOT_CATEGORIES = {"DATE", "GEOGRAPHY", "MEASURES", "OBS_STATUS", "OBS_CONF"}
_NOT_DIMENSIONS = {"date", "time", "geography", "measures", "select", "uid", "freq"}


def download(
    source: Source,
    fetcher: Fetcher,
    into: Path,
    *,
    codes: Sequence[str] = (),
    known: Receipt | None = None,
) -> tuple[Part, ...] | NotModified:
    """Download the zip file, or all pages of the API's answer; all areas, not just ``codes``.

    Raises
    ------
    SourceError
        If it can't be had, or the API's pages lack cells or hold some twice.
    """
    if fetch_of(source).protocol is Protocol.NOMIS_BULK:
        return govuk_file.download(source, fetcher, into, known=known)
    asked = Asked(source, fetcher, into, known)
    query = _query(asked.fetch)
    offset, total, page = 0, 1, 0
    while offset < total:
        page += 1
        paged = {**query, "recordoffset": str(offset), "recordlimit": str(_PAGE)}
        data = asked.get(f"page-{page:04d}.csv", asked.fetch.address, query=paged)
        cells = _page(data, asked.fetch)
        total = _check_page(cells, offset, asked.fetch)
        offset += len(cells)
    if offset != total:
        raise _uneven(offset, total, asked.fetch)
    return asked.outcome()


def _query(fetch: Fetch) -> dict[str, str]:
    """What to ask; only the columns that are read, which makes the answer a third as large."""
    given = {name.lower(): value for name, value in fetch.query.items()}
    dimensions = [name.upper() for name in given if name not in _NOT_DIMENSIONS]
    if "select" in given or not dimensions:
        return given
    names = [f"{name}_NAME" for name in dimensions]
    return {**given, "select": ",".join([*_COMMON, *names, *_COUNTERS])}


def _page(data: bytes, fetch: Fetch) -> pd.DataFrame:
    plain = fetch.model_copy(update={"fields": (*_COMMON, *_COUNTERS), "header": "", "member": ""})
    return read_table(data, plain.model_copy(update={"form": Form.CSV}))


def _check_page(cells: pd.DataFrame, offset: int, fetch: Fetch) -> int:
    """How many cells there are in all, if the page has those that were asked for."""
    if cells.empty:
        what = "nothing for what was asked" if not offset else f"no more than {offset:,} cells"
        raise SourceError(
            f"Nomis has {what}.", fetch.address, f"Geography or category may be wrong. {_AGAIN}"
        )
    offsets, counts = _counters(cells, fetch)
    if not np.array_equal(offsets, np.arange(offset, offset + len(cells))):
        raise SourceError(
            f"Nomis was asked for cells from {offset:,} on and sent others: from "
            f"{offsets[0]:,} on.",
            fetch.address,
            _AGAIN,
        )
    if np.unique(counts).size != 1:
        raise SourceError("Nomis changed the table meanwhile.", fetch.address, _AGAIN)
    return int(counts[0])


def _counters(cells: pd.DataFrame, fetch: Fetch) -> tuple[np.ndarray, np.ndarray]:
    """Each cell's number, from 0 on, and how many there are in all."""
    try:
        offsets, counts = (cells[name].astype("int64").to_numpy() for name in _COUNTERS)
    except (ValueError, TypeError) as error:
        raise SourceError("Nomis's counters are no numbers.", fetch.address, _AGAIN) from error
    return offsets, counts


def _uneven(got: int, total: int, fetch: Fetch) -> SourceError:
    return SourceError(f"Nomis said {total:,} cells and sent {got:,}.", fetch.address, _AGAIN)


def read(receipt: Receipt, source: Source) -> pd.DataFrame:
    """The table, one row an area, dtype ``string``.

    Returns
    -------
    DataFrame
        ``date``, ``geography`` (name), ``geography code``, and a column for each category. The zip
        file puts the table's topic before a category (``Age: Aged 4 years and under``), the API
        doesn't; categories of several dimensions are joined by ``; ``.

    Raises
    ------
    SourceError
        If it's not the table that the catalogue describes, or cells are missing or come twice.
    RawDataError
        If a file is missing or its bytes have changed.
    """
    fetch = fetch_of(source)
    if fetch.protocol is Protocol.NOMIS_BULK:
        return read_table(govuk_file.only_part(receipt), fetch)
    pages = sorted(receipt.parts, key=lambda part: part.name)
    cells = pd.concat([_page(verified_bytes(receipt, part), fetch) for part in pages])
    counts = _counters(cells, fetch)[1]
    total = int(counts[0]) if counts.size else 0
    if not total or len(cells) != total:
        raise _uneven(len(cells), total, fetch)
    table = _pivoted(cells, fetch)
    require_columns(table.columns, fetch)
    return table


def _pivoted(cells: pd.DataFrame, fetch: Fetch) -> pd.DataFrame:
    areas = {"DATE_NAME": "date", "GEOGRAPHY_NAME": "geography", "GEOGRAPHY_CODE": "geography code"}
    category = _category(cells, fetch)
    cells = cells.rename(columns=areas).assign(category=category)
    by_area = cells.set_index([*areas.values(), "category"])["OBS_VALUE"]
    if by_area.index.has_duplicates:
        twice = by_area.index[by_area.index.duplicated()][0]
        raise SourceError(f"Nomis sent a cell twice: {twice}.", fetch.address, _AGAIN)
    table = by_area.unstack("category")[list(category.unique())]
    table.columns.name = None
    return table.reset_index().astype("string")


def _category(cells: pd.DataFrame, fetch: Fetch) -> pd.Series:
    names = [
        name
        for name in cells.columns
        if name.endswith("_NAME") and name.removesuffix("_NAME") not in _NOT_CATEGORIES
    ]
    if not names and "MEASURES_NAME" in cells:  # one category was asked for, and not its name
        names = ["MEASURES_NAME"]
    if not names:
        raise SourceError("Nomis's answer names no categories.", fetch.address, _AGAIN)
    joined = cells[names[0]]
    for name in names[1:]:
        joined = joined + "; " + cells[name]
    return joined
