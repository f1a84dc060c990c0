"""`fhfa figures` and `fhfa indicators`: rows to standard output, notes to standard error."""

from __future__ import annotations

import argparse
import sys

import pandas as pd

from fhfa_data.cli.progress import show_progress
from fhfa_data.model.areas import AreaType
from fhfa_data.views.catalogue_rows import indicator_rows
from fhfa_data.views.figure_rows import figure_rows
from fhfa_data.views.sensitivity import APPORTIONED, POINTS, notes_of, shared_words
from fhfa_data.warehouse.build import ensure_warehouse
from fhfa_data.warehouse.installed import catalogue_of
from fhfa_data.warehouse.read import Warehouse


def run(options: argparse.Namespace) -> int:
    """Print the figures asked for."""
    warehouse = Warehouse(ensure_warehouse(show_progress))
    catalogue = catalogue_of(warehouse)
    catalogue.indicator(options.indicator)
    found = figure_rows(
        warehouse,
        catalogue,
        indicator=options.indicator,
        area_type=AreaType(options.area_type),
        within=options.within,
        period=options.period,
    )
    _print(found.rows, options.format)
    if found.rows.empty:
        print(f"No {options.area_type} lies inside {options.within}.", file=sys.stderr)
    for reason, rows in found.reasons.items():
        print(f"{rows} of {len(found.rows)} rows have no value: {reason}", file=sys.stderr)
    _say_far_apart(warehouse, found.rows)
    return 0


def _say_far_apart(warehouse: Warehouse, rows: pd.DataFrame) -> None:
    """Of wards' Core20: how many depend on the way neighbourhoods are given to wards."""
    count = int((notes_of(warehouse, rows) != "").sum())
    if count:
        print(
            f"{count} of {len(rows)} rows would differ by more than {POINTS:.0f} points with "
            f"neighbourhoods {shared_words(warehouse)}: see --indicator {APPORTIONED}",
            file=sys.stderr,
        )


def run_indicators(options: argparse.Namespace) -> int:
    """Print one row an indicator."""
    warehouse = Warehouse(ensure_warehouse(show_progress))
    _print(indicator_rows(catalogue_of(warehouse)), options.format)
    return 0


def _print(rows: pd.DataFrame, form: str) -> None:
    if form == "json":
        print(rows.to_json(orient="records", force_ascii=False, indent=1, double_precision=15))
    else:
        print(rows.to_csv(index=False, lineterminator="\n"), end="")
