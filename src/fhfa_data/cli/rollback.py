"""`fhfa rollback` and `fhfa status --history`: which builds there are, and back to one of them."""

from __future__ import annotations

import argparse
from pathlib import Path

from fhfa_data.cli.tables import print_table
from fhfa_data.errors import WarehouseError
from fhfa_data.model.locations import warehouse_folder
from fhfa_data.views.builds import build_history, say_moment
from fhfa_data.warehouse.pointer import read_pointer
from fhfa_data.warehouse.rollback import rollback


def run(options: argparse.Namespace) -> int:
    """Put an earlier build to use."""
    folder = warehouse_folder()
    before = _in_use(folder)
    now = rollback(folder, options.fingerprint)
    if now.fingerprint == before:
        print(f"{now.fingerprint} is in use already. Nothing was changed.")
        return 0
    print(f"Rolled back to {now.fingerprint}, built on {say_moment(now.built_at)} (UTC).")
    print("A running atlas shows it at the next click.")
    if before:
        print(f"To return: fhfa rollback {before}")
    return 0


def _in_use(folder: Path) -> str:
    try:
        pointer = read_pointer(folder)
    except WarehouseError:
        return ""
    return pointer.fingerprint if pointer else ""


def print_history() -> int:
    """Print every time that a build came into use, the latest first."""
    rows = build_history(warehouse_folder())
    if not rows:
        print(f"No figures installed in {warehouse_folder()}.\nRun: fhfa build")
        return 0
    columns = ["When (UTC)", "What", "Contents", "Scope", "Fetched", "State"]
    cells = [[r.when, r.action, r.fingerprint, r.scope, r.fetched, r.state] for r in rows]
    print_table(f"Builds in {warehouse_folder()}", columns, cells)
    return 0
