"""`fhfa diff`: what differs between the figures in use and an earlier build."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

from fhfa_data.catalogue.load import load_catalogue
from fhfa_data.cli.tables import print_table
from fhfa_data.model.locations import warehouse_folder
from fhfa_data.views.changes import changes_shown
from fhfa_data.warehouse.compare import Changes, compare
from fhfa_data.warehouse.rollback import named, previous
from fhfa_data.warehouse.serving import serving


def run(options: argparse.Namespace) -> int:
    """Compare the build in use with the one before it, or with the one named."""
    folder = warehouse_folder()
    now = serving(folder)
    if options.fingerprint:
        older = named(folder, options.fingerprint)
    else:
        older = previous(folder, now.pointer)
    changes = compare(folder / older.file, now.path)
    if options.json:
        print(json.dumps(asdict(changes), indent=1, ensure_ascii=False))
    else:
        print_changes(changes)
    return 0


def print_changes(changes: Changes) -> None:
    """Print what differs as tables."""
    shown = changes_shown(changes, load_catalogue())
    print(f"From build {changes.before} to {changes.after}: {shown.summary}")
    for listing in shown.listings:
        print()
        if not listing.rows:
            print(f"{listing.title}: {listing.nothing}")
            continue
        columns = [
            f"{name}>" if at in listing.numeric else name for at, name in enumerate(listing.columns)
        ]
        print_table(listing.title, columns, listing.rows)
