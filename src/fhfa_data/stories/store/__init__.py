"""The store of stories: SQLite by default, PostgreSQL by address; the only room for SQLAlchemy."""

from fhfa_data.stories.store.connect import Store, open_store, there_is_a_store

__all__ = ["Store", "open_store", "there_is_a_store"]
