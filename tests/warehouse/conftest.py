"""Warehouse folders of a test's own, to damage at will."""

from __future__ import annotations

import shutil

import pytest


@pytest.fixture
def empty_folder(tmp_path, monkeypatch):
    """A warehouse folder in which nothing has been built yet."""
    folder = tmp_path / "warehouse"
    monkeypatch.setenv("FHFA_WAREHOUSE_DIR", str(folder))
    return folder


@pytest.fixture
def own_folder(empty_folder, warehouse_file):
    """A warehouse folder with a whole warehouse in it."""
    shutil.copytree(warehouse_file.parent, empty_folder)
    return empty_folder
