"""True erasure: a story's words out of the store, its history and its drafts; who holds copies."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import insert
from sqlalchemy.exc import DBAPIError

from fhfa_data.stories.actors import Actor, Deed, may
from fhfa_data.stories.store.backup import erase_from_backup
from fhfa_data.stories.store.connect import Store
from fhfa_data.stories.store.copies import BACKUP, Copy, copies_with
from fhfa_data.stories.store.drafts import drop_all_typed
from fhfa_data.stories.store.rows import no_such_story, note, remove_story, the_row
from fhfa_data.stories.store.schema import ERASED

_TRIES = 20
_PAUSE_SECONDS = 0.1
_HOLD_WORDS = ("story", "history", "draft", "anchor", "reflection")


@dataclass(frozen=True, slots=True)
class Erasure:
    """What an erasure did.

    ``copies``: exports and backups that hold the story, to be passed on to whoever took them.
    ``reached``: ids of the backups that were still where they were written: it is out of them too.
    ``overwritten``: whether its bytes are gone from the database's files as well. If not, the words
    are out of reach of every view, but someone was reading just then: run :func:`overwrite` later.
    """

    copies: tuple[Copy, ...]
    reached: frozenset[str]
    overwritten: bool


def erase(store: Store, actor: Actor, story_id: str) -> Erasure:
    """Erase a story for good, with its history and everyone's drafts of it. There is no undo.

    Its id stays, without a word, so that no old copy brings it back.

    Raises
    ------
    NotAllowed
        If the story isn't there or isn't theirs to erase.
    """
    with store.writing() as connection:
        row = the_row(connection, story_id, to_change=True)
        if row is None or not may(actor, Deed.ERASE, row.contributor):
            raise no_such_story()
        remove_story(connection, story_id)
        drop_all_typed(connection, story_id)
        connection.execute(insert(ERASED).values(story_id=story_id, at=store.moment, by=actor.id))
        note(connection, store, "erase", actor.id, story_id)
        held = copies_with(connection, story_id)
    backups = (one for one in held if one.kind == BACKUP)
    reached = frozenset(o.id for o in backups if erase_from_backup(Path(o.path), story_id))
    return Erasure(held, reached, overwrite(store))


def overwrite(store: Store) -> bool:
    """Overwrite what was erased in the database's own files; False if someone was in the way.

    SQLite zeroes deleted bytes (secure_delete), but the write-ahead log holds older pages until it
    is emptied: https://www.sqlite.org/pragma.html#pragma_wal_checkpoint. PostgreSQL keeps dead rows
    until a table is written anew: https://www.postgresql.org/docs/current/sql-vacuum.html.
    """
    if store.is_sqlite:
        return _empty_log(store)
    try:
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for table in _HOLD_WORDS:
                connection.exec_driver_sql(f"VACUUM FULL {table}")
    except DBAPIError:
        return False
    return True


def _empty_log(store: Store) -> bool:
    raw = store.engine.raw_connection()
    try:
        for _ in range(_TRIES):
            busy, _, _ = raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not busy:
                return True
            time.sleep(_PAUSE_SECONDS)
        return False
    finally:
        raw.close()
