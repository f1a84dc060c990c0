"""`fhfa status` and `fhfa build`."""

from __future__ import annotations

import argparse
import sys
from collections import Counter

from fhfa_data import __version__
from fhfa_data.catalogue.load import load_catalogue
from fhfa_data.cli.progress import show_progress
from fhfa_data.cli.rollback import print_history
from fhfa_data.model.areas import AreaType
from fhfa_data.model.checks import Outcome
from fhfa_data.model.locations import warehouse_folder
from fhfa_data.warehouse.build import build_warehouse, current_fingerprint, ensure_warehouse
from fhfa_data.warehouse.builds import builds
from fhfa_data.warehouse.pointer import NAME, Pointer
from fhfa_data.warehouse.read import Warehouse, open_current
from fhfa_data.warehouse.serving import serving


def run(options: argparse.Namespace) -> int:
    """Say what is installed, from when and from where; 1 if it isn't what should be."""
    if options.history:
        return print_history()
    if options.checks:
        return _say_checks()
    print(f"Fairer Health Atlas {__version__}")
    folder = warehouse_folder()
    if not builds(folder) and not (folder / NAME).exists():
        print(f"No figures installed in {folder}.\nRun: fhfa build")
        return 0
    found = serving(folder)
    _say_installed(found.pointer, Warehouse(found.path))
    if found.note:
        print(f"fhfa: {found.note} To keep it: fhfa rollback", file=sys.stderr)
    return 1 if found.note else 0


def _say_installed(pointer: Pointer, warehouse: Warehouse) -> None:
    print(f"Figures:   {warehouse.path}")
    print(f"Built:     {pointer.built_at} by version {pointer.app_version or 'not recorded'}")
    _say_where_from(warehouse)
    print(f"Sources:   {len(load_catalogue().sources)} datasets, listed on the page About the data")
    print(f"Scope:     {warehouse.meta['scope']}: {_counts(warehouse)}")
    fresh = pointer.fingerprint == current_fingerprint(recipe=pointer.recipe)
    print(f"Contents:  {pointer.fingerprint}" + ("" if fresh else " (older than this version)"))
    if not fresh:
        print("Run: fhfa refresh --offline" if pointer.recipe else "Run: fhfa build")


def _say_checks() -> int:
    results = open_current().check_results()
    for one in results:
        about = f"{one.dataset}, " if one.dataset else ""
        print(f"{one.outcome.plain + ':':<9} {one.detail} ({about}{one.check})")
    counts = Counter(one.outcome for one in results)
    print(", ".join(f"{counts[outcome]} {outcome.plain.lower()}" for outcome in Outcome))
    return 0


def _say_where_from(warehouse: Warehouse) -> None:
    print(f"From:      the embedded starter of {warehouse.meta['starter_made_on']}")
    for one in warehouse.datasets():
        state = _STATES[one["origin"]].format(day=one["as_of"])
        late = f"; {_LATE[one['origin']]}: {one['note']}" if one["note"] else ""
        print(f"           {one['source']}, {state}{late}")


_STATES = {
    "refresh": "fetched on {day}",
    "starter": "the embedded copy of {day}",
    "none": "not here",
}
_LATE = {
    "refresh": "a newer copy could not be had",
    "starter": "a newer copy could not be had",
    "none": "it could not be had",
}


def _counts(warehouse: Warehouse) -> str:
    rows = warehouse.frame("SELECT area_type, count(*) AS areas FROM area GROUP BY area_type")
    counts = dict(zip(rows["area_type"], rows["areas"], strict=True))
    words = {AreaType.BOROUGH: "boroughs", AreaType.WARD: "wards", AreaType.LSOA: "LSOAs (2021)"}
    words[AreaType.MSOA] = "MSOAs (2011)"
    said = [f"{counts[kind]:,} {word}" for kind, word in words.items() if kind in counts]
    regions = counts.get(AreaType.REGION, 0)
    return ", ".join([f"{regions} regions", *said] if regions else said)


def run_build(options: argparse.Namespace) -> int:
    """Build the warehouse, or say that it is there."""
    path = build_warehouse(show_progress) if options.force else ensure_warehouse(show_progress)
    print(f"Figures ready: {path}")
    return 0
