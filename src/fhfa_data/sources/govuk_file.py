"""One published file, as GOV.UK, the ONS and others hand them out.

Its address is fixed, or looked up in the release's entry in GOV.UK's content API: each release
has its files at addresses of its own.

Source: GOV.UK, "Schema: publication", ``details.attachments``
(https://docs.publishing.service.gov.uk/content-schemas/publication.html).
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pandas as pd

from fhfa_data.catalogue.fetching import Fetch
from fhfa_data.catalogue.records import Source
from fhfa_data.errors import RawDataError, SourceError
from fhfa_data.sources.asking import Asked, fetch_of
from fhfa_data.sources.http import Fetcher, NotModified
from fhfa_data.sources.receipts import Part, Receipt, verified_bytes
from fhfa_data.sources.tabular import read_table

_PAGE_BYTES = 5_000_000
_TODO = (
    "Download the file by hand and give it with --file NAME=PATH, or say its address in fhfa.toml: "
    "see docs/analysts.md."
)


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
    address = asked.fetch.address or _looked_up(asked.fetch, fetcher, into)
    asked.get(file_name(address), address, query=asked.fetch.query)
    return asked.outcome()


def _looked_up(fetch: Fetch, fetcher: Fetcher, into: Path) -> str:
    """The address of the release's one attachment whose file name is what it should be."""
    answer = into / "page.json"
    fetcher.get(fetch.page, max_bytes=_PAGE_BYTES, into=answer)
    try:
        attachments = json.loads(answer.read_bytes())["details"]["attachments"]
        addresses = [str(one["url"]) for one in attachments if "url" in one]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise SourceError(
            "GOV.UK's page of the release doesn't say where its files are.", fetch.page, _TODO
        ) from error
    finally:
        answer.unlink(missing_ok=True)  # it differs every day; the file it leads to is what counts
    found = [one for one in addresses if re.fullmatch(fetch.attachment, file_name(one))]
    if len(found) != 1 or not found[0].startswith("https://"):
        there = ", ".join(file_name(one) for one in addresses[:8]) or "none"
        raise SourceError(
            f"{len(found)} of the release's files are called like '{fetch.attachment}'. There is: "
            f"{there}.",
            fetch.page,
            _TODO,
        )
    return found[0]


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
