"""The catalogue of a warehouse: what the atlas knows about the figures that are in it."""

from __future__ import annotations

from fhfa_data.catalogue.added import Added
from fhfa_data.catalogue.installed import as_published, installed, pairs
from fhfa_data.catalogue.load import Catalogue, load_catalogue
from fhfa_data.catalogue.records import Indicator, Source
from fhfa_data.model.figures import Method
from fhfa_data.warehouse.read import Warehouse

_KINDS = ("dataset", "indicator")


def catalogue_of(warehouse: Warehouse) -> Catalogue:
    """The catalogue that ships with the atlas as far as its figures are here, and what was added.

    What was added is read from the warehouse itself, so that it says of it what was true when it
    was built, and needs no other file.

    Raises
    ------
    WarehouseError
        If the warehouse can't be read.
    """
    rows = warehouse.records("SELECT kind, content FROM definition ORDER BY kind, id")
    said = {kind: [row["content"] for row in rows if row["kind"] == kind] for kind in _KINDS}
    added = Added(
        tuple(map(Source.model_validate_json, said["dataset"])),
        tuple(map(Indicator.model_validate_json, said["indicator"])),
    )
    have = warehouse.records(
        "SELECT DISTINCT indicator, area_type, method FROM figure WHERE method IS NOT NULL"
    )
    sure = warehouse.records(
        "SELECT DISTINCT indicator FROM figure "
        "WHERE ci95_low IS NOT NULL AND area_type IN ('ward', 'borough', 'england')"
    )
    found = pairs((row["indicator"], row["area_type"]) for row in have)
    published = pairs(
        (row["indicator"], row["area_type"])
        for row in have
        if row["method"] == Method.PUBLISHED.value
    )
    intervals = {row["indicator"] for row in sure}
    kinds = [row["area_type"] for row in warehouse.records("SELECT DISTINCT area_type FROM area")]
    catalogue = as_published(added.over(load_catalogue()), published)
    return installed(catalogue, found, intervals, kinds=kinds)
