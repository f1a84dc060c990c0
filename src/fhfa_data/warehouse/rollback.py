"""Go back to an earlier build, or to any that is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from fhfa_data.errors import UnknownName, WarehouseError
from fhfa_data.model.nearest import nearest
from fhfa_data.warehouse.alone import alone, unwritable
from fhfa_data.warehouse.builds import builds, builds_before, trouble
from fhfa_data.warehouse.history import put_to_use
from fhfa_data.warehouse.pointer import Pointer, read_pointer


def rollback(folder: Path, fingerprint: str = "") -> Pointer:
    """Put an earlier build to use: the one named, or the newest readable before the one in use.

    ``fingerprint`` may be its beginning. Returns the pointer to it.

    Raises
    ------
    UnknownName
        If no build kept here has that fingerprint.
    WarehouseError
        If the build can't be read, there is none to go back to, or a refresh is running. What was
        in use stays in use.
    """
    with alone(folder, "rollback"):
        now = _pointed(folder)
        chosen = named(folder, fingerprint) if fingerprint else previous(folder, now)
        if now is not None and chosen.file == now.file:
            return now
        _refuse_unreadable(folder, chosen)
        stamp = datetime.now(UTC).isoformat(timespec="seconds")
        pointer = replace(chosen, action="rollback", since=stamp)
        try:
            put_to_use(folder, pointer)
        except OSError as error:
            raise unwritable(folder, error) from error
        return pointer


def named(folder: Path, fingerprint: str) -> Pointer:
    """The build kept here whose fingerprint begins so.

    Raises
    ------
    UnknownName
        If there is none, or more than one.
    """
    kept = {one.fingerprint: one for one in builds(folder)}
    found = [one for name, one in kept.items() if name.startswith(fingerprint.lower())]
    if len(found) != 1:
        raise UnknownName("build", fingerprint, nearest(fingerprint, kept) or tuple(kept)[:3])
    return found[0]


def previous(folder: Path, now: Pointer | None) -> Pointer:
    """The newest readable build before the one pointed to; the newest of all if there is none.

    Raises
    ------
    WarehouseError
        If there is none.
    """
    for one in builds_before(folder, now.file if now else ""):
        if not trouble(folder / one.file, thorough=True):
            return one
    raise WarehouseError(
        "There is no earlier build to go back to.",
        str(folder),
        "See which builds are kept: fhfa status --history",
    )


def _pointed(folder: Path) -> Pointer | None:
    """The build pointed to; None if the pointer leads to nothing, which a rollback mends."""
    try:
        pointer = read_pointer(folder)
    except WarehouseError:
        return None
    return pointer if pointer and not trouble(folder / pointer.file) else None


def _refuse_unreadable(folder: Path, chosen: Pointer) -> None:
    if wrong := trouble(folder / chosen.file, thorough=True):
        raise WarehouseError(
            f"The build {chosen.fingerprint} {wrong}, so it was not put to use.",
            str(folder / chosen.file),
            "The figures in use are untouched. See the others: fhfa status --history",
        )
