"""`fhfa export`: all figures and shapes as files that other tools read."""

from __future__ import annotations

import argparse
from pathlib import Path

from fhfa_data.cli.progress import show_progress
from fhfa_data.errors import AtlasError
from fhfa_data.views.geopackage import write_geopackage
from fhfa_data.views.parquet_folder import write_parquet_folder
from fhfa_data.warehouse.build import ensure_warehouse
from fhfa_data.warehouse.installed import catalogue_of
from fhfa_data.warehouse.read import Warehouse


def run(options: argparse.Namespace) -> int:
    """Write what was asked for; says where and how much."""
    if options.parquet is None and options.geopackage is None:
        raise AtlasError(
            "Nothing was asked for.", todo="Give --parquet FOLDER, --geopackage FILE, or both."
        )
    warehouse = Warehouse(ensure_warehouse(show_progress))
    catalogue = catalogue_of(warehouse)
    if options.parquet is not None:
        rows = write_parquet_folder(warehouse, catalogue, Path(options.parquet))
        print(f"Parquet:    {options.parquet} ({rows:,} figures)")
    if options.geopackage is not None:
        write_geopackage(warehouse, catalogue, Path(options.geopackage))
        print(f"GeoPackage: {options.geopackage}")
    return 0
