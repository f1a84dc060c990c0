"""`fhfa snapshot`: the installed figures as a starter that another atlas can ship."""

from __future__ import annotations

import argparse
from pathlib import Path

from fhfa_data.catalogue.load import load_catalogue
from fhfa_data.cli.progress import show_progress
from fhfa_data.views.starter_folder import write_starter
from fhfa_data.warehouse.build import ensure_warehouse
from fhfa_data.warehouse.read import Warehouse


def run(options: argparse.Namespace) -> int:
    """Write the folder; says how to use it."""
    folder = Path(options.folder)
    rows = write_starter(Warehouse(ensure_warehouse(show_progress)), load_catalogue(), folder)
    print(f"Starter: {folder} ({rows:,} figures)")
    if folder.name == "starter":
        print(f"To use it: set FHFA_DATA_DIR to {folder.resolve().parent}, then run: fhfa build")
    else:
        print("To use it: call the folder starter and set FHFA_DATA_DIR to the folder it is in.")
    return 0
