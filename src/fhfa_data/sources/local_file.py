"""A table that a user of the atlas gave, with the TOML that says what it is; kept as raw bytes."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pandas as pd

from fhfa_data.catalogue.records import Source
from fhfa_data.errors import RawDataError, SourceError
from fhfa_data.sources.asking import fetch_of
from fhfa_data.sources.receipts import Part, Receipt, file_sha256, now, verified_bytes
from fhfa_data.sources.tabular import read_table

DEFINITION = "indicator.toml"
"""What receipts of local files say for a scope: the same file serves them all."""


def take(source: Source, table: Path, definition: Path, into: Path) -> tuple[Part, ...]:
    """Copy the table and its definition into the folder ``into``.

    Raises
    ------
    SourceError
        If one can't be read, or the table is too big.
    """
    limit = fetch_of(source).max_megabytes
    kept = {into / DEFINITION: definition, into / f"table{table.suffix.lower()}": table}
    parts = []
    for target, file in kept.items():
        try:
            if file.stat().st_size > limit * 1_000_000:
                raise SourceError(f"The file is over {limit} MB.", str(file), "Give a smaller one.")
            shutil.copyfile(file, target)
        except OSError as error:
            raise SourceError(f"The file can't be read: {error.strerror}.", str(file)) from error
        name = re.sub(r"\s+", " ", file.name)
        size, digest, stamp = target.stat().st_size, file_sha256(target), now()
        parts.append(Part(target.name, "", f"given by hand: {name}", stamp, stamp, size, digest))
    return tuple(parts)


def read(receipt: Receipt, source: Source) -> pd.DataFrame:
    """The table: one column a header, dtype ``string``, NA where blank.

    Raises
    ------
    SourceError
        If it is not the table that its definition describes.
    RawDataError
        If the file is missing or its bytes have changed.
    """
    [table] = [part for part in receipt.parts if part.name != DEFINITION]
    return read_table(verified_bytes(receipt, table), fetch_of(source))


def definition_of(receipt: Receipt) -> str:
    """The text of the definition.

    Raises
    ------
    RawDataError
        If the file is missing or its bytes have changed.
    """
    for part in receipt.parts:
        if part.name == DEFINITION:
            return verified_bytes(receipt, part).decode("utf-8")
    raise RawDataError("A local indicator's definition is missing.", str(receipt.folder))
