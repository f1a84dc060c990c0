"""One published file at a fixed address, as GOV.UK, the ONS and others hand them out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pandas as pd

from fhfa_data.catalogue.records import Source
from fhfa_data.errors import RawDataError
from fhfa_data.sources.asking import Asked, fetch_of
from fhfa_data.sources.http import Fetcher, NotModified
from fhfa_data.sources.receipts import Part, Receipt, verified_bytes
from fhfa_data.sources.tabular import read_table


def download(
    source: Source,
    fetcher: Fetcher,
    into: Path,
    *,
    codes: Sequence[str] = (),
    known: Receipt | None = None,
) -> tuple[Part, ...] | NotModified:
    """Download the file into the folder ``into``, whole: such files can't be cut to ``codes``.

    Raises
    ------
    SourceError
        If it can't be had.
    """
    asked = Asked(source, fetcher, into, known)
    asked.get(file_name(asked.fetch.address), asked.fetch.address, query=asked.fetch.query)
    return asked.outcome()


def read(receipt: Receipt, source: Source) -> pd.DataFrame:
    """The table in the file: one column a header, dtype ``string``, NA where blank.

    Raises
    ------
    SourceError
        If it is not the table that the catalogue describes.
    RawDataError
        If the file is missing or its bytes have changed.
    """
    return read_table(only_part(receipt), fetch_of(source))


def only_part(receipt: Receipt) -> bytes:
    """The bytes of a download that is one file.

    Raises
    ------
    RawDataError
        If it isn't one file, or its bytes have changed.
    """
    if len(receipt.parts) != 1:
        raise RawDataError(
            f"The download should be one file and has {len(receipt.parts)}.",
            str(receipt.folder),
            "Run fhfa refresh to download it again.",
        )
    return verified_bytes(receipt, receipt.parts[0])


def file_name(address: str) -> str:
    """A plain name for what is at the address.

    >>> file_name("https://assets.publishing.service.gov.uk/media/691d/File_7%20IoD.csv?x=1")
    'File_7_IoD.csv'
    """
    last = unquote(urlsplit(address).path).rstrip("/").rpartition("/")[2]
    return re.sub(r"[^\w.-]+", "_", last, flags=re.ASCII).lstrip(".") or "file"
