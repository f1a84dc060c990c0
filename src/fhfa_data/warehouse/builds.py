"""The warehouses that are kept: which there are, in which order, and whether they can be served."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import duckdb

from fhfa_data.model.recipe import OWN_CATALOGUE, SCOPE
from fhfa_data.warehouse import version
from fhfa_data.warehouse.history import read_history
from fhfa_data.warehouse.pointer import Pointer

PATTERN = "atlas-*.duckdb"


def builds(folder: Path) -> list[Pointer]:
    """The builds whose files are there, the newest first; damaged ones too.

    Builds that the history doesn't know are the oldest, ordered by when they were written.
    """
    known = {one.file: one for one in sorted(read_history(folder), key=lambda one: one.number)}
    files = [(_written_at(path), path) for path in folder.glob(PATTERN)]
    found = [
        (known.get(path.name) or _unrecorded(path, written), written) for written, path in files
    ]
    found.sort(key=lambda one: (one[0].number, one[1]), reverse=True)
    return [pointer for pointer, _ in found]


def builds_before(folder: Path, file: str) -> list[Pointer]:
    """The builds before the one with this file name, the newest first; all if it isn't there."""
    kept = builds(folder)
    names = [one.file for one in kept]
    return kept[names.index(file) + 1 :] if file in names else kept


def trouble(path: Path, *, thorough: bool = False) -> str:
    """Why this build can't be served, as the end of a sentence; empty if it can be.

    ``thorough`` reads every row: DuckDB notices bytes that have changed only when it reads them.
    """
    if not path.is_file():
        return "is missing"
    meta = read_meta(path)
    if path.name != f"atlas-{meta.get('fingerprint')}.duckdb":
        return "is damaged"
    if words := version_trouble(meta):
        return words
    return "is damaged" if thorough and not _reads_whole(path) else ""


def version_trouble(meta: dict[str, str]) -> str:
    """Why this version of the atlas can't read a build with such a ``meta``; empty if it can."""
    made_by = meta.get("schema_version", "")
    if made_by == str(version.SCHEMA_VERSION):
        return ""
    newer = made_by.isdigit() and int(made_by) > version.SCHEMA_VERSION
    return f"was made by {'a newer' if newer else 'an older'} version of the atlas"


def read_meta(path: Path) -> dict[str, str]:
    """A warehouse's ``meta``; empty if it can't be read."""
    try:
        now = path.stat()
        return dict(_meta_of(path, now.st_mtime_ns, now.st_size))
    except (OSError, duckdb.Error):
        return {}


@lru_cache(maxsize=64)
def _meta_of(path: Path, _written: int, _size: int) -> dict[str, str]:
    # To open a build takes 20 ms, and each look for the one to serve asks.
    with duckdb.connect(str(path), read_only=True) as connection:
        return dict(connection.execute("SELECT key, value FROM meta").fetchall())


def _reads_whole(path: Path) -> bool:
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            tables = "SELECT schema_name || '.' || table_name FROM duckdb_tables()"
            for (table,) in connection.execute(tables).fetchall():
                connection.execute(f"SELECT bit_xor(hash(COLUMNS(*))) FROM {table}").fetchall()
    except duckdb.Error:
        return False
    return True


def _unrecorded(path: Path, written: float) -> Pointer:
    """A pointer to a build that nobody remembers, from what the file says of itself."""
    fingerprint = path.stem.removeprefix("atlas-")
    stamp = datetime.fromtimestamp(written, UTC).isoformat(timespec="seconds")
    recipe: dict[str, str] = {}
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            query = "SELECT source, digest FROM dataset WHERE origin = 'refresh' ORDER BY source"
            recipe = dict(connection.execute(query).fetchall())
    except duckdb.Error:
        return Pointer(path.name, fingerprint, stamp, "")
    if recipe:
        meta = read_meta(path)
        recipe[SCOPE] = meta.get("scope_asked", "gm")
        recipe |= {name: meta[name] for name in (OWN_CATALOGUE,) if name in meta}
    return Pointer(
        path.name, fingerprint, stamp, "", recipe, action="refresh" if recipe else "build"
    )


def _written_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:  # pruned just now
        return 0.0
