"""Build a warehouse into a new file, check it, and only then point to it.

Whatever happens on the way (a full disk, a kill, two starts at once), the warehouse in use before
stays whole: the new file has a scratch name until it has passed its checks.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from fhfa_data import __version__
from fhfa_data.catalogue.load import Catalogue, load_catalogue
from fhfa_data.errors import WarehouseError
from fhfa_data.indicators.derive import Tables, derive_tables
from fhfa_data.indicators.holdings import Holdings, from_starter
from fhfa_data.model.locations import data_folder, warehouse_folder
from fhfa_data.sources.starter import read_provenance, read_starter
from fhfa_data.warehouse.checks import check_warehouse
from fhfa_data.warehouse.pointer import Pointer, read_pointer, write_pointer

Progress = Callable[[float, str], None]
SCHEMA_VERSION = 3
_SCRATCH_SUFFIX = ".building"
_STALE_SCRATCH_SECONDS = 3600


def _silent(_share: float, _words: str) -> None:
    """Report progress to nobody."""


def current_fingerprint(
    catalogue: Catalogue | None = None, recipe: Mapping[str, str] | None = None
) -> str:
    """What a warehouse built now would be called: a digest of all that goes into it.

    ``recipe`` says what was fetched: :attr:`fhfa_data.indicators.holdings.Holdings.recipe`.
    """
    provenance = read_provenance(data_folder() / "starter")
    parts = [str(SCHEMA_VERSION), repr(sorted(provenance["files"].items()))]
    parts += [_sql("schema.sql"), _sql("precompute.sql")]
    parts += [one.model_dump_json() for one in (catalogue or load_catalogue()).indicators.values()]
    parts += [repr(sorted((catalogue or load_catalogue()).reasons.items()))]
    parts += [repr(sorted((recipe or {}).items()))]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def ensure_warehouse(progress: Progress = _silent) -> Path:
    """The warehouse of the embedded figures, built first if it isn't there yet.

    Raises
    ------
    StarterError, WarehouseError
        If it can't be built; the message says what to do.
    """
    folder = warehouse_folder()
    with contextlib.suppress(WarehouseError):  # a damaged pointer is mended by building again
        pointer = read_pointer(folder)
        if pointer and _will_do(folder / pointer.file, pointer):
            return folder / pointer.file
    return build_warehouse(progress)


def _will_do(path: Path, pointer: Pointer) -> bool:
    """Whether a warehouse can be used as it is.

    One that was fetched is kept even if this version of the atlas would build it otherwise, as
    long as it can be read: the embedded figures would be a step back, and only `fhfa refresh` can
    build it again.
    """
    if not _opens(path):
        return False
    if pointer.fingerprint == current_fingerprint(recipe=pointer.recipe):
        return True
    return bool(pointer.recipe) and _schema_of(path) == str(SCHEMA_VERSION)


def build_warehouse(progress: Progress = _silent) -> Path:
    """Build from the embedded figures, check, swap the pointer; returns the new file.

    Raises
    ------
    StarterError, WarehouseError
        If the embedded files are damaged, the checks fail, or the folder can't be written.
    """
    progress(0.0, "Reading the embedded figures")
    return install(from_starter(read_starter()), progress)


def install(holdings: Holdings, progress: Progress = _silent) -> Path:
    """Build from what is held, check, swap the pointer; returns the new file.

    Raises
    ------
    StarterError, WarehouseError
        If figures are missing, the checks fail, or the folder can't be written. What was in use
        before stays in use.
    """
    catalogue = load_catalogue()
    fingerprint = current_fingerprint(catalogue, holdings.recipe)
    progress(0.3, "Working out ward, borough and Greater Manchester figures")
    tables = derive_tables(holdings, catalogue)
    folder = warehouse_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        final = _write_and_check(folder, fingerprint, holdings, tables, catalogue, progress)
        stamp = datetime.now(UTC).isoformat(timespec="seconds")
        write_pointer(folder, Pointer(final.name, fingerprint, stamp, __version__, holdings.recipe))
    except (OSError, duckdb.OperationalError, duckdb.FatalException) as error:
        raise WarehouseError(
            f"The figures can't be written: {error}.",
            str(folder),
            "Make room or set FHFA_WAREHOUSE_DIR to a folder you can write to.",
        ) from error
    _sweep(folder, keep=final)
    progress(1.0, "The figures are ready")
    return final


def _write_and_check(
    folder: Path,
    fingerprint: str,
    holdings: Holdings,
    tables: Tables,
    catalogue: Catalogue,
    progress: Progress,
) -> Path:
    scratch = folder / f"atlas-{fingerprint}.{secrets.token_hex(4)}{_SCRATCH_SUFFIX}"
    try:
        progress(0.6, "Writing the warehouse")
        with duckdb.connect(str(scratch)) as connection:
            _write_tables(connection, fingerprint, holdings, tables)
            progress(0.8, "Checking the warehouse")
            check_warehouse(connection, catalogue)
            connection.execute("CHECKPOINT")
        return _move_into_place(scratch, folder / f"atlas-{fingerprint}.duckdb")
    finally:
        for leftover in (scratch, scratch.with_name(f"{scratch.name}.wal")):
            leftover.unlink(missing_ok=True)


def _write_tables(
    connection: duckdb.DuckDBPyConnection, fingerprint: str, holdings: Holdings, tables: Tables
) -> None:
    connection.execute(_sql("schema.sql"))
    for table, frame in _contents(fingerprint, holdings, tables).items():
        connection.register("incoming", pa.Table.from_pandas(frame, preserve_index=False))
        connection.execute(
            f"INSERT INTO {table} BY NAME SELECT {_columns(connection, table)} FROM incoming"
        )
        connection.unregister("incoming")
    connection.execute(_sql("precompute.sql"))


def _contents(fingerprint: str, holdings: Holdings, tables: Tables) -> dict[str, pd.DataFrame]:
    """Table of schema.sql → its rows."""
    shapes = pd.DataFrame(
        {
            "ward24_code": holdings.shapes["ward24_code"],
            "overlap_pct": holdings.shapes["overlap_pct"].astype(float),
            "wkb": holdings.shapes.geometry.to_wkb(),
        }
    )
    order = ["indicator", "area_type", "period", "sex", "area_code"]
    meta = {
        "fingerprint": fingerprint,
        "schema_version": str(SCHEMA_VERSION),
        "starter_made_on": holdings.starter_made_on,
        "attribution": holdings.attribution,
        "scope": "Greater Manchester",
        "scope_asked": holdings.scope.text,
    }
    return {
        "meta": pd.DataFrame(list(meta.items()), columns=["key", "value"]),
        "area": tables.areas,
        "lsoa": tables.lsoas,
        "place": holdings.places,
        "dataset": holdings.dataset_table(),
        "ward_shape": shapes,
        "figure": tables.figures.sort_values(order),
        "period": tables.periods,
    }


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    described = connection.execute(f"DESCRIBE {table}").fetchall()
    return ", ".join(row[0] for row in described)


def _move_into_place(scratch: Path, final: Path) -> Path:
    try:
        os.replace(scratch, final)
    except PermissionError:
        # Windows refuses to replace a file that a running app holds open. The same fingerprint
        # means the same contents, so the file that is there will do, if it opens.
        if not _opens(final):
            raise
    return final


def _opens(path: Path) -> bool:
    """Whether the file is a warehouse of this app that opens and says what it is."""
    return path.is_file() and path.name == f"atlas-{_meta(path, 'fingerprint')}.duckdb"


def _schema_of(path: Path) -> str:
    return _meta(path, "schema_version")


def _meta(path: Path, key: str) -> str:
    """One entry of a warehouse's ``meta``; empty where there is none or the file can't be read."""
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            row = connection.execute("SELECT value FROM meta WHERE key = ?", [key]).fetchone()
    except duckdb.Error:
        return ""
    return row[0] if row else ""


def _sweep(folder: Path, keep: Path) -> None:
    """Remove scratch files that a killed build left, and all but the newest two warehouses."""
    now = time.time()
    old = [
        path
        for path in folder.glob(f"*{_SCRATCH_SUFFIX}*")
        if now - _changed_at(path) > _STALE_SCRATCH_SECONDS
    ]
    built = sorted(folder.glob("atlas-*.duckdb"), key=_changed_at)
    old += [path for path in built[:-2] if path != keep]
    for path in old:
        with contextlib.suppress(OSError):  # still open elsewhere: the next build sweeps it
            path.unlink()


def _changed_at(path: Path) -> float:
    """When the file was last written; now, if another build has just moved it away."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return time.time()


def _sql(name: str) -> str:
    return (files("fhfa_data.warehouse") / name).read_text(encoding="utf-8")
