"""Which build is served now: the one pointed to, or else the newest that can be read.

Nothing is written here: a pointer that is lost, damaged or leads nowhere, and a build that this
version of the atlas can't read, are survived every time they are met, and said.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fhfa_data.errors import TELL_THE_KEEPER, WarehouseError
from fhfa_data.warehouse.builds import builds, trouble
from fhfa_data.warehouse.pointer import NAME, Pointer, read_pointer


@dataclass(frozen=True, slots=True)
class Serving:
    """The build to serve. ``note`` says why it isn't the one pointed to; empty if it is."""

    pointer: Pointer
    path: Path
    note: str = ""


def serving(folder: Path) -> Serving:
    """The build to serve now.

    Raises
    ------
    WarehouseError
        If nothing has been built yet, or nothing that was can be read.
    """
    try:
        pointed = read_pointer(folder)
        told = "The note that names the figures in use is missing."
    except WarehouseError as error:
        pointed, told = None, error.what
    if pointed is not None:
        wrong = trouble(folder / pointed.file)
        if not wrong:
            return Serving(pointed, folder / pointed.file)
        told = f"The build {pointed.fingerprint} {wrong}."
    return _newest_readable(folder, told)


def _newest_readable(folder: Path, told: str) -> Serving:
    kept = builds(folder)
    for one in kept:
        if not trouble(folder / one.file):
            note = f"{told} The newest build that can be read is served: {one.fingerprint}."
            return Serving(one, folder / one.file, note)
    if not kept and not (folder / NAME).exists():
        raise WarehouseError(
            "No figures have been installed yet.", str(folder), TELL_THE_KEEPER, "fhfa build"
        )
    raise WarehouseError(
        f"{told} No other build here can be read.",
        str(folder),
        TELL_THE_KEEPER,
        "fhfa build --force",
    )
