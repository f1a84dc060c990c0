"""Write a folder whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from fhfa_data.errors import AtlasError


@contextmanager
def replaced_folder(folder: Path, sign: str) -> Generator[Path, None, None]:
    """A folder to write into that takes the place of ``folder`` once all is well.

    ``sign`` is a file that says that a folder is one of ours and may be replaced.

    Raises
    ------
    AtlasError
        If there is something else of that name, or it can't be written.
    """
    if folder.exists() and not folder.is_dir():
        raise AtlasError("There is a file of that name.", str(folder), "Name another folder.")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / sign).is_file():
        raise AtlasError(
            "The folder holds something else.", str(folder), "Name an empty or a new folder."
        )
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as beside:
            scratch = Path(beside) / "new"
            scratch.mkdir()
            yield scratch
            if folder.exists():
                os.rename(folder, Path(beside) / "old")
            shutil.move(scratch, folder)
    except OSError as error:
        raise AtlasError(
            f"The files can't be written: {error.strerror or error}.",
            str(folder),
            "Make room, or name a folder you can write to.",
        ) from error
