"""`fhfa figures` and `fhfa indicators`: rows to standard output, notes to standard error."""

from __future__ import annotations

import argparse
import sys

import pandas as pd

from fhfa_data.catalogue.load import load_catalogue
from fhfa_data.cli.progress import show_progress
from fhfa_data.model.areas import AreaType
from fhfa_data.views.figure_rows import figure_rows
from fhfa_data.warehouse.build import ensure_warehouse
from fhfa_data.warehouse.read import Warehouse


def run(options: argparse.Namespace) -> int:
    """Print the figures asked for."""
    catalogue = load_catalogue()
    catalogue.indicator(options.indicator)
    found = figure_rows(
        Warehouse(ensure_warehouse(show_progress)),
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
    return 0


def run_indicators(options: argparse.Namespace) -> int:
    """Print one row an indicator."""
    catalogue = load_catalogue()
    rows = [
        {
            "indicator": one.id,
            "name": one.name,
            "unit": one.unit_label,
            "polarity": one.polarity.value,
            "evidence": one.evidence.label,
            "source": catalogue.sources[one.source].title,
            "area_types": " ".join(
                level.value for level in AreaType if one.levels[level].method is not None
            ),
        }
        for one in catalogue.indicators.values()
    ]
    _print(pd.DataFrame(rows), options.format)
    return 0


def _print(rows: pd.DataFrame, form: str) -> None:
    if form == "json":
        print(rows.to_json(orient="records", force_ascii=False, indent=1, double_precision=15))
    else:
        print(rows.to_csv(index=False, lineterminator="\n"), end="")
