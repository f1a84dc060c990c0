"""Build a warehouse into a new file, check it, and only then point to it.

Whatever happens on the way (a full disk, a kill, two starts at once), the warehouse in use before
stays whole: the new file has a scratch name until it has passed its checks.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from collections.abc import Callable, Generator, Mapping
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import duckdb
import pyarrow as pa

from fhfa_data import __version__
from fhfa_data.catalogue.load import Catalogue, load_catalogue
from fhfa_data.errors import WarehouseError
from fhfa_data.indicators.derive import Tables, derive_tables
from fhfa_data.indicators.holdings import Holdings, from_starter
from fhfa_data.model.locations import data_folder, warehouse_folder
from fhfa_data.sources.starter import read_provenance, read_starter
from fhfa_data.warehouse import version
from fhfa_data.warehouse.alone import unwritable
from fhfa_data.warehouse.builds import trouble
from fhfa_data.warehouse.checks import check_warehouse, record_results
from fhfa_data.warehouse.contents import contents
from fhfa_data.warehouse.history import next_number, put_to_use
from fhfa_data.warehouse.pointer import Pointer, read_pointer
from fhfa_data.warehouse.pruning import SCRATCH_SUFFIX, prune
from fhfa_data.warehouse.serving import serving

Progress = Callable[[float, str], None]


def _silent(_share: float, _words: str) -> None:
    """Report progress to nobody."""


def current_fingerprint(
    catalogue: Catalogue | None = None, recipe: Mapping[str, str] | None = None
) -> str:
    """What a warehouse built now would be called: a digest of all that goes into it.

    ``recipe`` says what was fetched: :attr:`fhfa_data.indicators.holdings.Holdings.recipe`.
    """
    provenance = read_provenance(data_folder() / "starter")
    parts = [str(version.SCHEMA_VERSION), repr(sorted(provenance["files"].items()))]
    parts += [_sql("schema.sql"), _sql("precompute.sql")]
    parts += [one.model_dump_json() for one in (catalogue or load_catalogue()).indicators.values()]
    parts += [repr(sorted((catalogue or load_catalogue()).reasons.items()))]
    parts += [repr(sorted((catalogue or load_catalogue()).corrections.items()))]
    parts += [repr(sorted((recipe or {}).items()))]
    sources = (catalogue or load_catalogue()).sources
    fetched = [sources[name].reading for name in sorted(recipe or {}) if name in sources]
    parts += [one.model_dump_json() for one in fetched if one is not None]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def ensure_warehouse(progress: Progress = _silent) -> Path:
    """The warehouse to serve; that of the embedded figures, built first, where there is none.

    One that was fetched is kept even if this version of the atlas would build it otherwise, as
    long as it can be read: the embedded figures would be a step back, and only `fhfa refresh` can
    build it again. ``progress`` is told why, if it isn't the one pointed to.

    Raises
    ------
    StarterError, WarehouseError
        If it can't be built; the message says what to do.
    """
    try:
        found = serving(warehouse_folder())
    except WarehouseError as error:  # nothing can be served: mended by building again
        progress(0.0, error.what)
        return build_warehouse(progress)
    ours = current_fingerprint(recipe=found.pointer.recipe)
    if not found.pointer.recipe and found.pointer.fingerprint != ours:
        return build_warehouse(progress)
    if found.note:
        progress(1.0, found.note)
    return found.path


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
    folder = warehouse_folder()
    with draft(holdings, progress) as (scratch, fingerprint):
        try:
            final = _move_into_place(scratch, folder / f"atlas-{fingerprint}.duckdb")
            pointer = _pointer_to(final, fingerprint, holdings.recipe)
            put_to_use(folder, pointer)
        except OSError as error:
            raise unwritable(folder, error) from error
    prune(folder, pointer)
    progress(1.0, "The figures are ready")
    return final


@contextlib.contextmanager
def draft(
    holdings: Holdings, progress: Progress = _silent
) -> Generator[tuple[Path, str], None, None]:
    """A checked warehouse in a scratch file, and its fingerprint; gone at the end unless moved.

    Raises
    ------
    StarterError, WarehouseError
        If figures are missing, the checks fail, or the folder can't be written.
    """
    catalogue = load_catalogue()
    fingerprint = current_fingerprint(catalogue, holdings.recipe)
    catalogue = holdings.added.over(catalogue)
    progress(0.3, "Working out figures of wards and wider areas")
    tables = derive_tables(holdings, catalogue)
    folder = warehouse_folder()
    scratch = folder / f"atlas-{fingerprint}.{secrets.token_hex(4)}{SCRATCH_SUFFIX}"
    try:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _write_and_check(scratch, fingerprint, holdings, tables, catalogue, progress)
        except (OSError, duckdb.OperationalError, duckdb.FatalException) as error:
            raise unwritable(folder, error) from error
        yield scratch, fingerprint
    finally:
        for leftover in (scratch, scratch.with_name(f"{scratch.name}.wal")):
            with contextlib.suppress(OSError):
                leftover.unlink()


def _pointer_to(final: Path, fingerprint: str, recipe: Mapping[str, str]) -> Pointer:
    """A pointer with a number above all others, unless this very build is in use already."""
    number = next_number(final.parent)
    with contextlib.suppress(WarehouseError):
        before = read_pointer(final.parent)
        if before is not None and before.fingerprint == fingerprint:
            number = before.number or number
    stamp = datetime.now(UTC).isoformat(timespec="seconds")
    action = "refresh" if recipe else "build"
    return Pointer(final.name, fingerprint, stamp, __version__, dict(recipe), number, action)


def _write_and_check(
    scratch: Path,
    fingerprint: str,
    holdings: Holdings,
    tables: Tables,
    catalogue: Catalogue,
    progress: Progress,
) -> None:
    progress(0.6, "Writing the warehouse")
    with duckdb.connect(str(scratch)) as connection:
        _write_tables(connection, fingerprint, holdings, tables)
        progress(0.8, "Checking the warehouse")
        results = [*holdings.checks, *check_warehouse(connection, catalogue)]
        record_results(connection, results)
        connection.execute("CHECKPOINT")


def _write_tables(
    connection: duckdb.DuckDBPyConnection, fingerprint: str, holdings: Holdings, tables: Tables
) -> None:
    connection.execute(_sql("schema.sql"))
    for table, frame in contents(fingerprint, holdings, tables).items():
        connection.register("incoming", pa.Table.from_pandas(frame, preserve_index=False))
        connection.execute(
            f"INSERT INTO {table} BY NAME SELECT {_columns(connection, table)} FROM incoming"
        )
        connection.unregister("incoming")
    connection.execute(_sql("precompute.sql"))


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    described = connection.execute(f"DESCRIBE {table}").fetchall()
    return ", ".join(row[0] for row in described)


def _move_into_place(scratch: Path, final: Path) -> Path:
    try:
        os.replace(scratch, final)
    except PermissionError:
        # Windows refuses to replace a file that a running app holds open. The same fingerprint
        # means the same contents, so the file that is there will do, if it opens.
        if trouble(final):
            raise
    return final


def _sql(name: str) -> str:
    return (files("fhfa_data.warehouse") / name).read_text(encoding="utf-8")
