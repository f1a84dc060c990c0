"""A file that somebody downloaded by hand, kept with a receipt as if it had been fetched."""

from __future__ import annotations

import shutil
from pathlib import Path

from fhfa_data.catalogue.fetching import Protocol
from fhfa_data.catalogue.records import Source
from fhfa_data.errors import SourceError
from fhfa_data.sources.asking import fetch_of
from fhfa_data.sources.govuk_file import file_name
from fhfa_data.sources.receipts import Part, file_sha256, now

_ONE_FILE = (Protocol.GOVUK_FILE, Protocol.NOMIS_BULK)


def take(source: Source, file: Path, into: Path) -> tuple[Part, ...]:
    """Copy the file into the folder ``into`` under the publisher's name for it.

    Raises
    ------
    SourceError
        If the source is not published as one file, or the file can't be read or is too big.
    """
    fetch = fetch_of(source)
    if fetch.protocol not in _ONE_FILE:
        raise SourceError(
            f"{source.title} is not published as one file, so none can be given for it.",
            source.id,
            "Leave it out of --file.",
        )
    kept = into / (file_name(fetch.address) if fetch.address else f"by-hand.{fetch.form.value}")
    try:
        size = file.stat().st_size
        if size > fetch.max_megabytes * 1_000_000:
            raise SourceError(
                f"The file is over {fetch.max_megabytes} MB, more than {source.id} can be.",
                str(file),
                "Check that it is the right file.",
            )
        shutil.copyfile(file, kept)
    except OSError as error:
        raise SourceError(f"The file can't be read: {error}.", str(file)) from error
    stamp = now()
    by_hand = f"given by hand: {file.name}"
    return (
        Part(
            kept.name, fetch.address or fetch.page, by_hand, stamp, stamp, size, file_sha256(kept)
        ),
    )
