"""The tables that migrations make are the tables that the code reads and writes."""

from __future__ import annotations

import threading

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from made_up_stories import CARA, story
from sqlalchemy import text

from fhfa_data.errors import StoryError
from fhfa_data.stories.store import open_store
from fhfa_data.stories.store.migrate import _MIGRATIONS, HEAD
from fhfa_data.stories.store.saving import save
from fhfa_data.stories.store.schema import TABLES


def test_migrations_and_schema_agree(store):
    with store.reading() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, TABLES) == []


def test_the_last_step_is_the_one_that_is_said():
    assert ScriptDirectory(str(_MIGRATIONS)).get_heads() == [HEAD]


def test_a_store_made_by_a_newer_version_is_left_alone(address):
    store = open_store(address)
    with store.writing() as connection:
        now = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        connection.execute(text("UPDATE alembic_version SET version_num = '999'"))
    try:
        with pytest.raises(StoryError, match="newer version"):
            open_store(address)
    finally:
        with store.writing() as connection:
            connection.execute(text(f"UPDATE alembic_version SET version_num = '{now}'"))
        store.close()


def test_a_store_from_before_ties_gets_them_and_keeps_its_stories(address):
    store = open_store(address)
    save(store, CARA, story(), story_id="one")
    with store.writing() as connection:
        for name in (
            "round_reply",
            "round",
            "reflection",
            "tie",
            "anchor",
            "check_in",
            "meeting_story",
            "meeting_history",
            "meeting_record",
        ):
            connection.execute(text(f"DROP TABLE {name}"))
        connection.execute(text("UPDATE alembic_version SET version_num = '002'"))
    store.close()
    again = open_store(address)
    with again.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM tie")).scalar() == 0
        assert connection.execute(text("SELECT id FROM story")).scalar() == "one"
    again.close()


def test_several_may_open_a_new_store_at_once(tmp_path):
    address, failed = f"sqlite:///{tmp_path / 'new.sqlite'}", []

    def attempt():
        try:
            open_store(address).close()
        except StoryError as error:
            failed.append(error)

    threads = [threading.Thread(target=attempt) for _ in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert failed == []


def test_the_file_is_for_its_owner_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("FHFA_STORIES_DIR", str(tmp_path / "stories"))
    monkeypatch.delenv("FHFA_STORIES_URL", raising=False)
    open_store().close()
    assert (tmp_path / "stories" / "stories.sqlite").stat().st_mode & 0o077 == 0


def test_what_is_acknowledged_is_on_the_disk(tmp_path):
    """https://www.sqlite.org/pragma.html#pragma_synchronous: 2 is FULL."""
    store = open_store(f"sqlite:///{tmp_path / 'one.sqlite'}")
    expected = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    with store.reading() as connection:
        for pragma, value in expected.items():
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


@pytest.mark.parametrize("wrong", ["mysql://localhost/x", "no address", "://"])
def test_an_address_of_no_such_database_is_refused(wrong):
    with pytest.raises(StoryError, match="FHFA_STORIES_URL"):
        open_store(wrong)


def test_a_database_that_is_not_there_is_said_without_its_password():
    with pytest.raises(StoryError) as caught:
        open_store("postgresql://atlas:hush@127.0.0.1:9/none")
    assert "hush" not in str(caught.value)
    assert "127.0.0.1:9" in str(caught.value)
