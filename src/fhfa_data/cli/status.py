"""`fhfa status` and `fhfa build`."""

from __future__ import annotations

import argparse

from fhfa_data import __version__
from fhfa_data.catalogue.load import load_catalogue
from fhfa_data.cli.progress import show_progress
from fhfa_data.model.areas import AreaType
from fhfa_data.model.locations import warehouse_folder
from fhfa_data.warehouse.build import build_warehouse, current_fingerprint, ensure_warehouse
from fhfa_data.warehouse.pointer import read_pointer
from fhfa_data.warehouse.read import Warehouse


def run(_options: argparse.Namespace) -> int:
    """Say what is installed, from when and from where."""
    print(f"Fairer Health Atlas {__version__}")
    pointer = read_pointer(warehouse_folder())
    if pointer is None:
        print(f"No figures installed in {warehouse_folder()}.\nRun: fhfa build")
        return 0
    warehouse = Warehouse(warehouse_folder() / pointer.file)
    print(f"Figures:   {warehouse.path}")
    print(f"Built:     {pointer.built_at} by version {pointer.app_version}")
    _say_where_from(warehouse)
    print(f"Sources:   {len(load_catalogue().sources)} datasets, listed on the page About the data")
    print(f"Scope:     {warehouse.meta['scope']}: {_counts(warehouse)}")
    fresh = pointer.fingerprint == current_fingerprint(recipe=pointer.recipe)
    print(f"Contents:  {pointer.fingerprint}" + ("" if fresh else " (older than this version)"))
    if not fresh:
        print("Run: fhfa refresh --offline" if pointer.recipe else "Run: fhfa build")
    return 0


def _say_where_from(warehouse: Warehouse) -> None:
    print(f"From:      the embedded starter of {warehouse.meta['starter_made_on']}")
    for one in warehouse.datasets():
        late = f"; a newer copy could not be had: {one['note']}" if one["note"] else ""
        print(f"           {one['source']}, fetched on {one['as_of']}{late}")


def _counts(warehouse: Warehouse) -> str:
    rows = warehouse.frame("SELECT area_type, count(*) AS areas FROM area GROUP BY area_type")
    counts = dict(zip(rows["area_type"], rows["areas"], strict=True))
    words = {AreaType.BOROUGH: "boroughs", AreaType.WARD: "wards", AreaType.LSOA: "LSOAs (2021)"}
    words[AreaType.MSOA] = "MSOAs (2011)"
    return ", ".join(f"{counts[kind]:,} {word}" for kind, word in words.items())


def run_build(options: argparse.Namespace) -> int:
    """Build the warehouse, or say that it is there."""
    path = build_warehouse(show_progress) if options.force else ensure_warehouse(show_progress)
    print(f"Figures ready: {path}")
    return 0
