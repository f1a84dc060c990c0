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


def add_command(commands: argparse._SubParsersAction) -> None:
    """Add it to the parser."""
    words = "install a lookup of postcodes for own neighbourhoods"
    command = commands.add_parser("postcodes", help=words)
    about = "CSV by ONS, unpacked: Postcode Directory, NSPL, or postcode to LSOA 2021"
    command.add_argument("file", metavar="FILE", help=about)
    command.set_defaults(run=run)
