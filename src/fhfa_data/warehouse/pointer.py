"""The pointer: a small file that names the warehouse in use.

A warehouse is never changed in place. A new one is built beside it under a new name, and then the
pointer is replaced in one step; readers of the old file are not disturbed. A plain file, not a
symbolic link, because Windows accounts often may not make links.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from pathlib import Path

from fhfa_data.errors import TELL_THE_KEEPER, WarehouseError
from fhfa_data.model.recipe import NOT_DATASETS, SCOPE

NAME = "current.json"


@dataclass(frozen=True, slots=True)
class Pointer:
    """Which warehouse is in use, and what it was built from.

    ``built_at`` and ``since`` (put to use; empty if when it was built) are UTC, ISO 8601.
    ``recipe`` is empty for the embedded figures; else what was fetched, source → digest, and the
    other names of :mod:`fhfa_data.model.recipe`. ``number`` grows with every build put to use,
    whatever the clock says; 0 means unknown. ``action`` is how it came into use: ``build``,
    ``refresh`` or ``rollback``.
    """

    file: str
    fingerprint: str
    built_at: str
    app_version: str
    recipe: dict[str, str] = field(default_factory=dict)
    number: int = 0
    action: str = "build"
    since: str = ""

    @property
    def in_use_from(self) -> str:
        """When it was put to use."""
        return self.since or self.built_at

    @property
    def scope(self) -> str:
        """What ``--scope`` was, as far as the note says."""
        return self.recipe.get(SCOPE, "gm")

    @property
    def fetched(self) -> dict[str, str]:
        """The datasets that were fetched, source → digest."""
        return {name: digest for name, digest in self.recipe.items() if name not in NOT_DATASETS}


_TEXTS = ("file", "fingerprint", "built_at", "app_version", "action", "since")
_KNOWN = {one.name for one in fields(Pointer)}


def parse_pointer(text: str) -> Pointer:
    """Read a pointer; what a newer version of the atlas added to it is left out.

    Raises
    ------
    ValueError, TypeError, AttributeError
        If it is no pointer.
    """
    content = json.loads(text)
    pointer = Pointer(**{key: value for key, value in content.items() if key in _KNOWN})
    texts = [getattr(pointer, name) for name in _TEXTS]
    if not all(isinstance(part, str) for part in [*texts, *pointer.recipe.values()]):
        raise TypeError("every part of the pointer but its number is text")
    if not isinstance(pointer.number, int) or Path(pointer.file).name != pointer.file:
        raise TypeError("a pointer has a whole number and a plain file name")
    datetime.fromisoformat(pointer.in_use_from or "1970-01-01")
    return pointer


def read_pointer(folder: Path) -> Pointer | None:
    """The pointer in ``folder``, or None if nothing has been built there yet.

    Raises
    ------
    WarehouseError
        If the pointer is there but can't be read.
    """
    path = folder / NAME
    try:
        return parse_pointer(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise WarehouseError(
            "The note that names the figures in use is damaged.",
            str(path),
            TELL_THE_KEEPER,
            "fhfa build --force",
        ) from error


def write_pointer(folder: Path, pointer: Pointer) -> None:
    """Replace the pointer in one step, so that no reader ever sees half of it."""
    scratch = folder / f"{NAME}.{os.getpid()}.tmp"
    scratch.write_text(json.dumps(asdict(pointer), indent=1), encoding="utf-8")
    os.replace(scratch, folder / NAME)
