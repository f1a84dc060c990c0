"""`fhfa postcodes`: install a lookup of postcodes for the Own neighbourhood page."""

from __future__ import annotations

import argparse
from pathlib import Path

from fhfa_data.model.locations import warehouse_folder
from fhfa_data.warehouse import postcodes


def run(options: argparse.Namespace) -> int:
    """Read the file and say how many postcodes it has."""
    many = postcodes.install(Path(options.file), warehouse_folder())
    print(f"Installed: {many:,} postcodes of England")
    return 0
