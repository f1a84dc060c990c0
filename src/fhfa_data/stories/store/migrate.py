"""Bring a store's tables up to this version, with the migrations that ship in the package."""

from __future__ import annotations

from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from fhfa_data.errors import StoryError

HEAD = "006"
"""The last step; said here so that opening a store needs no look through all of them."""
_MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 4_471_001  # any number of our own: who migrates a PostgreSQL store holds it


def upgrade(connection: Connection) -> None:
    """Run the steps that this store lacks, in the transaction that ``connection`` is in.

    Raises
    ------
    StoryError
        If a newer version of the atlas made the store.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    have = MigrationContext.configure(connection).get_current_heads()
    if have == (HEAD,):
        return
    script = ScriptDirectory(str(_MIGRATIONS))
    known = {one.revision for one in script.walk_revisions()}
    if set(have) - known:
        raise StoryError(
            "The store of stories was made by a newer version of the atlas.",
            todo="Install that version; nothing was changed.",
        )
    _run(connection, script)


def _run(connection: Connection, script: ScriptDirectory) -> None:
    # Alembic's own way is an env.py; run from here, a wheel needs no file that isn't a module.
    def steps(have: object, _: MigrationContext) -> object:
        return script._upgrade_revs("head", have)  # pyright: ignore

    with EnvironmentContext(Config(), script, fn=steps) as environment:
        environment.configure(connection=connection, transactional_ddl=True)
        environment.run_migrations()
