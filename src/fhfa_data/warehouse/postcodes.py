"""Postcodes: which neighbourhood (LSOA 2021) each lies in.

Those that are embedded stand in the warehouse. A lookup of all England may be installed beside: a
file of its own that somebody gives, some 2.7 million postcodes that most installations never need.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import duckdb

from fhfa_data.errors import AtlasError
from fhfa_data.warehouse.read import Warehouse

FILE = "postcodes.parquet"
_POSTCODES = ("pcds", "pcd8", "pcd7", "pcd2", "pcd")
_LSOAS = ("lsoa21cd", "lsoa21")
"""Names of columns in ONS's directories and best-fit lookups, the most regular first."""
_TODO = (
    "Give the CSV of ONS's Postcode Directory, National Statistics Postcode Lookup or postcode to "
    "LSOA 2021 lookup, unpacked."
)


def can_look_up(folder: Path, warehouse: Warehouse) -> bool:
    """Whether any postcode is known, embedded or from a lookup that was installed."""
    embedded = warehouse.records("SELECT 1 FROM postcode LIMIT 1")
    return bool(embedded) or (folder / FILE).is_file()


def install(source: Path, folder: Path) -> int:
    """Read a CSV of postcodes and put it to use, whole; returns how many postcodes it has.

    Source: ONS, Postcode Directory user guide: ``pcds`` is the postcode, ``lsoa21`` or ``lsoa21cd``
    the LSOA of 2021. Postcodes that are no longer in use keep where they were.

    Raises
    ------
    AtlasError
        If it can't be read or has no such columns; what was installed stays.
    """
    if not source.is_file():
        raise AtlasError("There is no such file.", str(source), _TODO)
    folder.mkdir(parents=True, exist_ok=True)
    scratch = folder / f"{FILE}.part"
    try:
        with duckdb.connect() as connection:
            connection.execute("SET autoinstall_known_extensions = false")
            postcode, lsoa = _columns(connection, source)
            write = _WRITE.format(postcode=postcode, lsoa=lsoa, path=_quoted(scratch))
            connection.execute(write, {"source": str(source)})
            count = f"SELECT count(*) FROM read_parquet({_quoted(scratch)})"
            found = connection.execute(count).fetchone()
    except duckdb.Error as error:
        scratch.unlink(missing_ok=True)
        first = str(error).partition("\n")[0]
        raise AtlasError(f"It can't be read: {first}", str(source), _TODO) from error
    many = int(found[0]) if found else 0
    if not many:
        scratch.unlink(missing_ok=True)
        raise AtlasError("It has no postcode with an LSOA of 2021.", str(source), _TODO)
    os.replace(scratch, folder / FILE)
    return many


def lsoas_of(folder: Path, warehouse: Warehouse, postcodes: Sequence[str]) -> dict[str, str]:
    """Postcode without its space, in capitals → LSOA 2021 code, of those that are known.

    What was installed beats what is embedded.
    """
    rows = warehouse.records(_EMBEDDED, {"asked": list(postcodes)})
    embedded = {row["postcode"]: row["lsoa21_code"] for row in rows}
    return embedded | _of_lookup(folder, postcodes)


def _of_lookup(folder: Path, postcodes: Sequence[str]) -> dict[str, str]:
    if not postcodes or not (folder / FILE).is_file():
        return {}
    with duckdb.connect() as connection:
        rows = connection.execute(
            f"SELECT postcode, lsoa21_code FROM read_parquet({_quoted(folder / FILE)}) "
            "WHERE postcode IN (SELECT unnest($asked))",
            {"asked": list(postcodes)},
        ).fetchall()
    return dict(rows)


_EMBEDDED = """
SELECT replace(postcode, ' ', '') AS postcode, lsoa21_code FROM postcode
WHERE replace(postcode, ' ', '') IN (SELECT unnest($asked))
"""
_WRITE = """
COPY (
    SELECT DISTINCT ON (postcode) postcode, lsoa21_code
    FROM (
        SELECT upper(replace("{postcode}", ' ', '')) AS postcode, trim("{lsoa}") AS lsoa21_code
        FROM read_csv($source, all_varchar = true, header = true)
    )
    WHERE lsoa21_code SIMILAR TO 'E01[0-9]{{6}}'
    ORDER BY postcode, lsoa21_code
) TO {path} (FORMAT parquet)
"""


def _columns(connection: duckdb.DuckDBPyConnection, source: Path) -> tuple[str, str]:
    asked = "SELECT * FROM read_csv($source, all_varchar = true, header = true) LIMIT 0"
    about = connection.execute(asked, {"source": str(source)}).description or []
    there = {str(one[0]).lower(): str(one[0]) for one in about}
    postcode = next((there[one] for one in _POSTCODES if one in there), "")
    lsoa = next((there[one] for one in _LSOAS if one in there), "")
    if not postcode or not lsoa:
        missing = "postcode (pcds)" if not postcode else "LSOA of 2021 (lsoa21cd)"
        raise AtlasError(f"It has no column for the {missing}.", str(source), _TODO)
    return postcode, lsoa


def _quoted(path: Path) -> str:
    """A path as SQL text."""
    return "'" + path.as_posix().replace("'", "''") + "'"
