"""A backup: every row of the store in one file, for either kind of database; and back again.

Lines of JSON, compressed: a header, a row a line, and an end that says how many rows and their
digest, so that a backup cut short is never taken for a whole one.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, select

from fhfa_data.errors import NotAllowed, StoryError
from fhfa_data.stories.actors import Actor, Deed, may
from fhfa_data.stories.consent import new_id
from fhfa_data.stories.store.connect import Store
from fhfa_data.stories.store.copies import BACKUP, Copy, register
from fhfa_data.stories.store.schema import TABLES

FORMAT = 1
OWNERS = {
    "story": "id",
    "history": "story_id",
    "draft": "story_id",
    "tie": "story_id",
    "meeting_story": "story_id",
    "anchor": "id",
    "reflection": "id",
}
"""The tables whose rows go with what is erased, each with the column that says which."""
_NAMED = ("story", "anchor", "reflection")
"""The tables whose rows the register of copies names, so that an erasure reaches them."""
Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds: its id, when it was taken (UTC), and the rows, table → rows."""

    id: str
    at: str
    rows: Rows


def back_up(store: Store, actor: Actor, path: Path) -> Copy:
    """Write the whole store, as it is at one moment, to a new file, and register it.

    Raises
    ------
    NotAllowed
        If this person is no administrator.
    StoryError
        If the file is there already or can't be written.
    """
    if not may(actor, Deed.BACK_UP):
        raise NotAllowed("Only an administrator backs up or restores.")
    with store.reading() as connection:
        rows = all_rows(connection)
    copy = Copy(new_id(), BACKUP, store.moment, actor.id, "", "care", str(path.resolve()), "")
    register(store, copy, [one["id"] for name in _NAMED for one in rows[name]])
    write_backup(path, Backup(copy.id, copy.at, rows), replace=False)
    return copy


def all_rows(connection: Connection) -> Rows:
    """Every row of every table, those that others refer to first."""
    return {
        table.name: [dict(row) for row in connection.execute(select(table)).mappings()]
        for table in TABLES.sorted_tables
    }


def write_backup(path: Path, backup: Backup, *, replace: bool) -> None:
    """Write it beside its place, see it on the disk, then put it there in one step.

    Raises
    ------
    StoryError
        If it can't be written, or a file is there and ``replace`` isn't set.
    """
    lines = [json.dumps({"fhfa_stories_backup": FORMAT, "id": backup.id, "at": backup.at})]
    lines += [json.dumps([name, row]) for name, rows in backup.rows.items() for row in rows]
    body = "\n".join(lines) + "\n"
    end = json.dumps({"rows": len(lines) - 1, "sha256": _digest(body)})
    scratch = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        if path.exists() and not replace:
            raise StoryError("There is a file of this name already.", str(path), "Choose another.")
        with os.fdopen(os.open(scratch, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as out:
            out.write(gzip.compress((body + end + "\n").encode()))
            out.flush()
            os.fsync(out.fileno())
        os.replace(scratch, path)
    except OSError as error:
        raise StoryError(f"The backup can't be written: {error.strerror}.", str(path)) from error


def read_backup(path: Path) -> Backup:
    """A backup, whole.

    Raises
    ------
    StoryError
        If it can't be read, is cut short or changed, or is of a newer version.
    """
    try:
        body, _, end = gzip.decompress(path.read_bytes()).decode().rstrip("\n").rpartition("\n")
        said = json.loads(end)
        header, *lines = body.splitlines() if body else [""]
        told = json.loads(header)
        if said["sha256"] != _digest(body + "\n") or said["rows"] != len(lines):
            raise ValueError("cut short")
        if told["fhfa_stories_backup"] != FORMAT:
            raise StoryError(
                "A newer version of the atlas made this backup.", path.name, "Install that version."
            )
        return Backup(told["id"], told["at"], _by_table(json.loads(line) for line in lines))
    except OSError as error:
        raise StoryError(f"The backup can't be read: {error.strerror}.", str(path)) from error
    except (ValueError, KeyError, TypeError, EOFError) as error:
        raise StoryError(
            f"This is no backup of stories, or not all of one ({type(error).__name__}).",
            str(path),
            "Nothing was changed. Take another backup.",
        ) from None


def erase_from_backup(path: Path, story_id: str) -> bool:
    """Take an erased story out of a backup that is still where it was written.

    Returns whether it is out; False if the file isn't there or isn't that backup any more.
    """
    try:
        backup = read_backup(path)
        rows = {
            name: [row for row in kept if name not in OWNERS or row[OWNERS[name]] != story_id]
            for name, kept in backup.rows.items()
        }
        write_backup(path, Backup(backup.id, backup.at, rows), replace=True)
    except StoryError:
        return False
    return True


def _by_table(lines: Iterable[Any]) -> Rows:
    rows: Rows = {table.name: [] for table in TABLES.sorted_tables}
    for name, row in lines:
        rows[name].append(cast("dict[str, Any]", row))
    return rows


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
