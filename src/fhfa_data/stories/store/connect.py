"""Open the store: which database, how it keeps what it acknowledged, one transaction at a time."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from fhfa_data.catalogue.pace import Pace
from fhfa_data.errors import TELL_THE_KEEPER, StoryError
from fhfa_data.model.locations import is_demonstration, stories_folder
from fhfa_data.stories.store.made_up import keep_out
from fhfa_data.stories.store.migrate import upgrade

ADDRESS = "FHFA_STORIES_URL"
FILE = "stories.sqlite"
_WRITES = "fhfa_writes"
_BUSY_SECONDS = 30
# WAL and FULL: what was acknowledged is on the disk, whenever the process or the power ends.
# secure_delete: what is erased is overwritten, not only forgotten.
_PRAGMAS = ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")


def utc_now() -> datetime:
    """The time, as the store writes it."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Store:
    """An open store. ``now`` is its clock; ``pace`` how fast one person may add, None: at will."""

    engine: Engine
    now: Callable[[], datetime] = utc_now
    pace: Pace | None = None

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file of this installation."""
        return self.engine.dialect.name == "sqlite"

    @property
    def address(self) -> str:
        """Where it is, without a password."""
        return self.engine.url.render_as_string(hide_password=True)

    @property
    def moment(self) -> str:
        """The time now: UTC, ISO 8601."""
        return self.now().isoformat(timespec="microseconds")

    @contextmanager
    def reading(self) -> Generator[Connection]:
        """One transaction that only reads: everything in it is from one moment.

        Raises
        ------
        StoryError
            If the database can't be reached or read.
        """
        with self._transaction(isolation_level=None if self.is_sqlite else "REPEATABLE READ") as c:
            yield c

    @contextmanager
    def writing(self) -> Generator[Connection]:
        """One transaction that writes: all of it is kept once the block has ended, or nothing.

        Raises
        ------
        StoryError
            If the database can't be reached or written.
        """
        with self._transaction(**{_WRITES: True}) as connection:
            yield connection

    @contextmanager
    def _transaction(self, **options: Any) -> Generator[Connection]:
        kept = {name: value for name, value in options.items() if value is not None}
        try:
            with self.engine.connect().execution_options(**kept) as connection, connection.begin():
                yield connection
        except (DBAPIError, NoConnectionFree) as error:
            raise _unusable(self.engine.url, error) from None

    def close(self) -> None:
        """Close its connections."""
        self.engine.dispose()


def there_is_a_store() -> bool:
    """Whether anything may have been kept: asking makes no file."""
    return bool(os.environ.get(ADDRESS)) or (stories_folder() / FILE).is_file()


def open_store(address: str = "", now: Callable[[], datetime] = utc_now) -> Store:
    """Open this installation's store, or the one at an address; makes or upgrades its tables.

    Raises
    ------
    StoryError
        If there is no such database, it can't be written, or a newer version made it.
    """
    store = Store(_engine(_url(address or os.environ.get(ADDRESS, ""))), now)
    if not is_demonstration():
        keep_out(store.engine, _WRITES)
    with store.writing() as connection:
        upgrade(connection)
    return store


def _url(address: str) -> URL:
    if not address:
        folder = stories_folder()
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise StoryError(
                f"The folder of stories can't be made: {error.strerror}.",
                str(folder),
                "Set FHFA_STORIES_DIR to a folder you can write to.",
            ) from error
        return URL.create("sqlite", database=str(folder / FILE))
    try:
        url = make_url(address)
    except ArgumentError:
        url = None
    if url is None or url.get_backend_name() not in ("sqlite", "postgresql", "postgres"):
        raise StoryError(
            f"{ADDRESS} is no address of a database.",
            todo="Write postgresql://USER:PASSWORD@HOST:PORT/DATABASE, or leave it unset.",
        )
    if url.get_backend_name() == "sqlite":
        return url
    return url.set(drivername="postgresql+psycopg")


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        return _postgresql(url)
    if url.database:
        _only_for_its_owner(Path(url.database))
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": _BUSY_SECONDS})
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _postgresql(url: URL) -> Engine:
    try:
        return create_engine(url, hide_parameters=True, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise StoryError(
            "What speaks to PostgreSQL is not installed.",
            todo=TELL_THE_KEEPER,
            command='pip install "fhfa-data[postgresql]"',
        ) from error


def _only_for_its_owner(file: Path) -> None:
    """A new file that other accounts of this machine can't read."""
    try:
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise StoryError(
            f"The store of stories can't be opened: {error.strerror}.",
            str(file),
            "Set FHFA_STORIES_DIR to a folder you can write to.",
        ) from error


def _set_up(connection: Any, _: object) -> None:
    connection.isolation_level = None  # transactions begin where _begin says, nowhere else
    _write_ahead(connection)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _write_ahead(connection: Any) -> None:
    # Of several who open a new file at once, SQLite lets one change this and refuses the others
    # at once, whatever the timeout: https://sqlite.org/c3ref/busy_handler.html
    end = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_BUSY" or time.monotonic() > end:
                raise
            time.sleep(0.02)


def _begin(connection: Connection) -> None:
    # A writer takes its turn at once: one that reads first and writes later could be refused.
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _unusable(url: URL, error: SQLAlchemyError) -> StoryError:
    """What to say when the database fails; never with what was about to be written."""
    kind = type(getattr(error, "orig", None) or error).__name__
    return StoryError(
        f"The store of stories can't be used ({kind}).",
        url.render_as_string(hide_password=True),
        "Nothing was changed. See that the database runs and that its disk has room.",
    )
