"""The pointer: a small file that names the warehouse in use.

A warehouse is never changed in place. A new one is built beside it under a new name, and then the
pointer is replaced in one step; readers of the old file are not disturbed. A plain file, not a
symbolic link, because Windows accounts often may not make links.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path

from fhfa_data.errors import WarehouseError

NAME = "current.json"


@dataclass(frozen=True, slots=True)
class Pointer:
    """Which warehouse is in use, and what it was built from.

    ``recipe`` is empty for the embedded figures; else what was fetched, source → digest.
    """

    file: str
    fingerprint: str
    built_at: str
    app_version: str
    recipe: dict[str, str] = field(default_factory=dict)


def read_pointer(folder: Path) -> Pointer | None:
    """The pointer in ``folder``, or None if nothing has been built there yet.

    Raises
    ------
    WarehouseError
        If the pointer is there but can't be read.
    """
    path = folder / NAME
    try:
        pointer = Pointer(**json.loads(path.read_text(encoding="utf-8")))
        *texts, recipe = asdict(pointer).values()
        if not all(isinstance(part, str) for part in [*texts, *recipe.values()]):
            raise TypeError("every part of the pointer is text")
        return pointer
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise WarehouseError(
            "The note that names the figures in use is damaged.",
            str(path),
            "Run: fhfa build --force",
        ) from error


def write_pointer(folder: Path, pointer: Pointer) -> None:
    """Replace the pointer in one step, so that no reader ever sees half of it."""
    scratch = folder / f"{NAME}.{os.getpid()}.tmp"
    scratch.write_text(json.dumps(asdict(pointer), indent=1), encoding="utf-8")
    os.replace(scratch, folder / NAME)
