"""The atlas in use, opened for a command."""

from __future__ import annotations

from fhfa_data.catalogue.wisdom import load_wisdom
from fhfa_data.cli.progress import show_progress
from fhfa_data.views.atlas import Atlas
from fhfa_data.warehouse.build import ensure_warehouse
from fhfa_data.warehouse.installed import catalogue_of
from fhfa_data.warehouse.read import Warehouse


def opened_atlas() -> Atlas:
    """The warehouse in use, built first where there is none, with what the catalogue says of it."""
    warehouse = Warehouse(ensure_warehouse(show_progress))
    return Atlas(warehouse, catalogue_of(warehouse), load_wisdom())
