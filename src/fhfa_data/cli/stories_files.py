"""`fhfa stories export | import`: stories to a file and from one."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from fhfa_data.cli.stories_store import the_store
from fhfa_data.errors import StoryError
from fhfa_data.stories.actors import local_user
from fhfa_data.stories.fields import Use
from fhfa_data.stories.store.exchanging import bring_in, export
from fhfa_data.stories.tables.importing import Preview, preview
from fhfa_data.stories.tables.reading import read_rows
from fhfa_data.stories.tables.writing import FORMATS

_SHOWN_FAULTS = 50


def run_export(options: argparse.Namespace) -> int:
    """Write an export, or print it; says its id and until when it may be kept."""
    to_file = options.file != "-"
    form = options.format or (Path(options.file).suffix.casefold()[1:] if to_file else "json")
    if form not in FORMATS or (form == "xlsx" and not to_file):
        raise StoryError("This kind of file can't be written here.", form, "Give a FILE.csv, ...")
    with the_store() as store:
        copy, content = export(
            store,
            local_user(),
            Use(options.use),
            date.today(),
            form,
            path=str(Path(options.file).resolve()) if to_file else "printed",
            holder=options.holder,
            days=options.days,
        )
    if not to_file:
        sys.stdout.write(content.decode("utf-8-sig").replace("\r\n", "\n"))
        return 0
    write_privately(Path(options.file), content)
    print(f"Exported to {options.file} as {copy.id}. Delete it by {copy.expires_on}.")
    return 0


def write_privately(path: Path, content: bytes) -> None:
    """Write a file that only this user may read, whole or not at all.

    Raises
    ------
    StoryError
        If it can't be written.
    """
    scratch = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with os.fdopen(os.open(scratch, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as out:
            out.write(content)
        os.replace(scratch, path)
    except OSError as error:
        raise StoryError(f"The export can't be written: {error.strerror}.", str(path)) from error


def run_import(options: argparse.Namespace) -> int:
    """Bring in all rows of a file, or none: with a fault in any, each fault is said."""
    found = preview(
        read_rows(Path(options.file)),
        _pairs(options.map, "--map"),
        _pairs(options.set, "--set"),
        as_exported=options.as_exported,
    )
    _print_columns(found)
    if found.faults:
        _print_faults(found)
        return 1
    if options.dry_run:
        print(f"{len(found.stories)} stories would come in. Nothing was changed.")
        return 0
    stories = [kept for _, kept in found.stories]
    with the_store() as store:
        new, known = bring_in(store, local_user(), stories, as_exported=options.as_exported)
    print(f"{new} stories came in, {known} were here already.")
    return 0


def _pairs(said: Iterable[str], option: str) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for one in said:
        name, is_pair, value = one.partition("=")
        if not is_pair:
            raise StoryError("This is no pair.", option, "Write NAME=VALUE.")
        pairs[name] = value
    return pairs


def _print_columns(found: Preview) -> None:
    for theirs, ours in found.taken.items():
        if theirs != ours:
            print(f"{theirs} → {ours}")
    if found.left_out:
        print(f"Left out: {', '.join(found.left_out)}")


def _print_faults(found: Preview) -> None:
    for one in sorted(found.faults, key=lambda fault: fault.row)[:_SHOWN_FAULTS]:
        field = f", {one.field}" if one.field else ""
        print(f"Row {one.row}{field}: {one.what}", file=sys.stderr)
    if len(found.faults) > _SHOWN_FAULTS:
        print(f"And {len(found.faults) - _SHOWN_FAULTS} more.", file=sys.stderr)
    print("Nothing was imported.", file=sys.stderr)
