"""The atlas whose figures are followed through every way they leave it."""

from __future__ import annotations

import pytest

from fhfa_data.catalogue.wisdom import load_wisdom
from fhfa_data.views.atlas import Atlas
from fhfa_data.warehouse.installed import catalogue_of


@pytest.fixture(scope="session")
def atlas(warehouse):
    """The embedded figures with what the catalogue says of them."""
    return Atlas(warehouse, catalogue_of(warehouse), load_wisdom())
